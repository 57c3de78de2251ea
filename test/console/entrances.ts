import { PEOPLE } from './console-under-test.ts';

/** Who has a key for cases. */
export const KEYS = ['Intake', 'Head', 'Finance', 'Citizen'];
const HEADS = ['Head', 'Citizen', 'Admin'];
const TEACH = ['Intake', 'Head', 'Citizen', 'Admin'];
const STATISTICS = [...KEYS, 'Auditor', 'Inner auditor'];
/** Everybody who may sign in. */
export const ALL = PEOPLE.map(({ name }) => name);
/** How an entrance is called here. */
export const routeName = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
/** Who may use an entrance, written down a second time: a new entrance fails here until it is decided who may. */
export const MAY: Record<string, readonly string[]> = {
  'get ': KEYS,
  'get /cases/:id': KEYS,
  'get /cases/:id/evidence/:number': KEYS,
  'get /cases/:id/evidence/:number/:copy': KEYS,
  'post /cases/:id/act': KEYS,
  'get /cases/:id/print': KEYS,
  'get /cases/:id/link': KEYS,
  'post /cases/:id/link': KEYS,
  'get /knowledge': TEACH,
  'get /knowledge/new': TEACH,
  'post /knowledge/new': TEACH,
  'get /knowledge/answers/:id': TEACH,
  'post /knowledge/answers/:id': TEACH,
  'post /knowledge/answers/:id/undo': TEACH,
  'post /knowledge/answers/:id/remove': TEACH,
  'post /knowledge/questions/:id/drop': TEACH,
  'get /progress': HEADS,
  'get /progress/:id': HEADS,
  'post /progress/:id': HEADS,
  'get /search': KEYS,
  'post /search': KEYS,
  'get /people': [...KEYS, 'Admin'],
  'get /people/add': HEADS,
  'post /people/add': HEADS,
  'get /people/:id/confirm': KEYS,
  'post /people/:id/confirm': KEYS,
  'get /people/:id/move': HEADS,
  'post /people/:id/move': HEADS,
  'get /people/:id/renew': HEADS,
  'post /people/:id/renew': HEADS,
  'get /people/:id/disable': HEADS,
  'post /people/:id/disable': HEADS,
  'get /shares': ['Admin'],
  'post /shares': ['Admin'],
  'post /shares/written': ['Admin'],
  'post /shares/leave': ['Admin'],
  'post /shares/finish': ['Admin'],
  'get /access': KEYS,
  'post /access/reseal': KEYS,
  'get /people/:id/pass': KEYS,
  'post /people/:id/pass': KEYS,
  'get /people/:id/hand-over': ['Intake', 'Head', 'Citizen'],
  'post /people/:id/hand-over': ['Intake', 'Head', 'Citizen'],
  'get /cases/:id/access': ['Head', 'Citizen'],
  'post /cases/:id/access/give': ['Head', 'Citizen'],
  'post /cases/:id/access/take': ['Head', 'Citizen'],
  'get /audit': ['Admin', 'Auditor', 'Inner auditor'],
  'post /audit/verify': ['Admin', 'Auditor', 'Inner auditor'],
  'get /statistics': STATISTICS,
  'get /statistics.csv': STATISTICS,
  'get /statistics.xlsx': STATISTICS,
  'get /me': ALL,
  'get /me/alerts': ALL,
  'post /me/alerts': ALL,
  'post /me/alerts/confirm': ALL,
  'post /me/alerts/remove': ALL,
  'get /me/alerts/line': ALL,
  'post /me/alerts/line': ALL,
  'post /me/alerts/line/remove': ALL,
  'get /me/second-factor': ALL,
  'post /me/second-factor': ALL,
  'post /me/second-factor/off': ALL,
  'post /me/sessions/end': ALL,
  'post /sign-out': ALL,
  'post /sign-out-everywhere': ALL,
};
/** Where somebody is led who opens no cases. */
export const HOME: Record<string, string> = {
  Admin: '/console/people',
  Auditor: '/console/audit',
  'Inner auditor': '/console/audit',
};

/** Cases by whom they accuse, and who may know of them. */
export const CASES: { unit: string; exclude?: string[]; opens: string[] }[] = [
  { unit: 'finance', opens: ['Intake', 'Head', 'Citizen'] },
  { unit: 'supplies-and-property', opens: ['Intake', 'Head', 'Citizen'] },
  { unit: 'service-and-publishing', opens: ['Finance', 'Citizen'] },
  { unit: 'executive', opens: ['Citizen'] },
  { unit: 'whole', opens: ['Citizen'] },
  { unit: 'unknown', opens: ['Intake', 'Head'] },
  { unit: 'education', exclude: ['complaints'], opens: ['Finance', 'Citizen'] },
];
