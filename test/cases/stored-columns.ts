import { DURATIONS } from '../../src/cases/durations.ts';
import { CASE_KINDS, CATEGORIES, OUTCOMES_OF_CASES, STATUSES } from '../../src/cases/kinds.ts';
import { b64Of } from './stored-values.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const hex32 = /^[0-9a-f]{32}$/;
const count = /^\d{1,4}$/;
const flag = /^[01]$/;
const oneOf = (values: readonly string[]) => new RegExp(`^(${values.join('|')})$`);
const word = /^[a-z0-9-]+$/;
/** An `app` box: a version, a nonce, a tag, and what only the server's secret opens. */
const box = (value: Uint8Array) => value[0] === 1 && value.length > 29;
const AGE = Buffer.from('age-encryption.org/v1');

/** JSON with these keys and no others, at any depth. */
const jsonOf =
  (...keys: string[]) =>
  (value: Uint8Array) => {
    const seen = new Set<string>();
    JSON.parse(Buffer.from(value).toString(), (key, inner: unknown) => {
      if (key !== '' && !/^\d+$/.test(key)) seen.add(key);
      return inner;
    });
    return [...seen].every((key) => keys.includes(key));
  };

const ageIn = (...keys: string[]) => {
  const shape = jsonOf('b64', 'ciphertext', ...keys);
  return (value: Uint8Array) =>
    shape(value) && b64Of(value, 'ciphertext').subarray(0, AGE.length).equals(AGE);
};

const RING_KEYS = [
  'b64',
  'caseId',
  'ring',
  'generation',
  'recipient',
  'wraps',
  'recipientId',
  'ciphertext',
  'mac',
];

/** Of a batch: bytes that look random, and nothing that depends on an item. */
const BATCH_KEYS = ['salt', 'entered', 'gone', 'more', 'before', 'keep'];

const STEPS = DURATIONS.map(({ id }) => id);

/** What a case says of an item. Random ids look the same whoever made them: staff, the chat, the web page. */
const ITEM_REF: Record<string, RegExp> = {
  id: hex32,
  ring: oneOf(['staff', 'reporter']),
  sequence: count,
  once: hex32,
  pending: /^(true|false)$/,
  ahead: /^[a-z-]+ \d{4}-\d{2}-\d{2} \d{4}-\d{2}-\d{2}$/,
  size: /^(0|256|1024|4096)$/,
};
const isItemRef = (ref: object) =>
  Object.entries(ref).every(([key, value]) => ITEM_REF[key]?.test(String(value)) ?? false);

type Rule = [is: RegExp | ((value: never) => boolean), why: string];
const facts: Record<string, Rule> = {
  kind: [oneOf(CASE_KINDS), 'promise 2: kind'],
  category: [oneOf([...CATEGORIES, 'comment']), 'promise 2: category'],
  unit: [word, 'promise 2: unit; checked against the tree below'],
  status: [oneOf(STATUSES), 'promise 2: status'],
  assignee: [/^[0-9a-f]{16,32}$/, 'promise 2: assignee'],
  due: [day, 'promise 2: due day'],
  unread: [flag, 'promise 2: unread flag'],
  shown: [flag, 'whether the release hour has passed; the queue needs it'],
};

/** Every column that the store has, what may stand in it, and why it may. A new one belongs here or nowhere. */
export const COLUMNS: Record<string, Rule> = {
  'inbox.id': [hex32, 'keyed hash of the event id, so that a redelivery is known; three days'],
  'inbox.lane': [hex32, 'keyed hash of the chat, until the event is handled'],
  'inbox.place': [count, 'order of arrival, until the event is handled'],
  'inbox.payload': [box, 'sealed under APP_SECRET, until the event is handled'],
  'inbox.owner': [word, 'which process works on it, until the event is handled'],
  'inbox.until': [/^\d+$/, 'lease, until the event is handled'],
  'inbox.attempt': [count, 'how often it was tried'],
  'inbox.mark': [word, 'that an answer was on its way'],
  'inbox.outcome': [word, 'how it ended, from a closed list'],
  'inbox.day': [day, 'for purging'],
  'session.lane': [hex32, 'keyed hash of the chat, while a draft or topic lives'],
  'session.version': [count, 'against two processes writing at once'],
  'session.sealed': [box, 'draft and topic, sealed under APP_SECRET, for hours'],
  'session.day': [day, 'for purging'],
  'counter.name': [/^[a-z0-9.-]+$/, 'content-free counters'],
  'counter.value': [/^\d+$/, 'content-free counters'],
  'case_file.id': [hex32, 'random'],
  'case_file.version': [count, 'against two writers at once'],
  'case_file.locator': [
    /^[0-9a-f]{64}$/,
    'finds the case by its code: a slow, peppered hash of 63 random bits',
  ],
  ...Object.fromEntries(Object.entries(facts).map(([name, rule]) => [`case_file.${name}`, rule])),
  'case_file.outcome': [oneOf(OUTCOMES_OF_CASES), 'retention and statistics follow it, from a closed list'],
  'case_file.answered': [oneOf(STEPS), 'how long the first answer took, in steps'],
  'case_file.took': [oneOf(STEPS), 'how long until it was closed, in steps'],
  'case_file.received': [day, 'promise 2: received day'],
  'case_file.since': [day, 'day of the last change of status: the time to contest runs from it'],
  'case_file.waiting': [flag, 'something waits for the release hour'],
  'case_file.generation': [count, 'of the staff ring'],
  'case_body.case_id': [hex32, 'random'],
  'case_body.staff_ring': [jsonOf(...RING_KEYS), 'public recipient and MAC'],
  'case_body.reporter_ring': [jsonOf(...RING_KEYS), 'public recipient, MAC, the wrap for the reporter'],
  'case_body.items': [
    (value: string) => (JSON.parse(value) as object[]).every(isItemRef),
    'promise 2: item count and padded sizes; order inside a case is a sequence number',
  ],
  'case_access.case_id': [hex32, 'random'],
  'case_access.recipient': [/^([0-9a-f]{16,32}|recovery)$/, 'who can open it: a queue is found by it'],
  ...Object.fromEntries(Object.entries(facts).map(([name, rule]) => [`case_access.${name}`, rule])),
  'case_access.wrap': [ageIn('recipientId', 'mac'), 'ring key and title, sealed to one person'],
  ...Object.fromEntries(
    ['kind', 'category', 'unit', 'status'].map((name) => [`case_tally.${name}`, facts[name]!]),
  ),
  'case_tally.outcome': [oneOf(['', ...OUTCOMES_OF_CASES]), 'counters that survive erasure'],
  'case_tally.answered': [oneOf(['', ...STEPS]), 'counters that survive erasure'],
  'case_tally.took': [oneOf(['', ...STEPS]), 'counters that survive erasure'],
  'case_tally.recipient': [/^([0-9a-f]{16,32}|recovery|)$/, 'whom the counter is for; nobody: all'],
  'case_tally.month': [/^\d{4}-\d{2}$/, 'counters that survive erasure'],
  'case_tally.count': [count, 'counters that survive erasure'],
  'item.id': [hex32, 'random'],
  'item.case_id': [hex32, 'random'],
  'item.sealed': [
    ageIn('generation', 'mac'),
    'sealed to the ring of its case; not even its kind stands beside it',
  ],
  'item.day': [day, 'items without a case are purged by it'],
  'loose_item.id': [hex32, 'an item that no case refers to yet'],
  'loose_item.day': [day, 'items without a case are purged by it'],
  'chore.name': [/^scrub$/, 'that the file is to be written anew'],
  'person.id': [/^[0-9a-f]{16,32}$/, 'staff: random'],
  'person.version': [count, 'staff'],
  'person.data': [
    (value: Uint8Array) => value.length > 33,
    'staff: MAC and plain JSON; no reporter is in it',
  ],
  'record.id': [word, 'written by staff, never by the way of a report'],
  'record.version': [count, 'written by staff, never by the way of a report'],
  'record.data': [
    () => true,
    'written by staff, never by the way of a report; searched below like everything',
  ],
  'setting.name': [word, 'of the installation'],
  'setting.value': [() => true, 'of the installation; searched below like everything'],
  'audit.sequence': [
    /^\d+$/,
    'of what staff did, in order, and of one batch of marks a day, with items or without',
  ],
  'audit.day': [day, 'of what staff did; of a batch, never of an item in it'],
  'audit.entry': [
    jsonOf(...['who', 'what', 'subject', 'case', 'detail', 'batch'], ...BATCH_KEYS),
    'who did which action on which case; marks of all items, whoever wrote them, among blanks (ADR 75)',
  ],
  'audit.mac': [(value: Uint8Array) => value.length > 16, 'a MAC'],
  'migration.id': [count, 'of the database'],
  'evidence_file.id': [hex32, 'random'],
  'evidence_file.day': [day, 'files of drafts are purged by it'],
  'evidence_file.owner': [
    /^[0-9a-f]{64}$/,
    'the locator of the case it belongs to: item count and padded size of promise 2',
  ],
  'evidence_file.bytes': [
    count,
    'its padded size, which its chunks show, too; 0 for a second copy and in drafts',
  ],
  'evidence_chunk.file_id': [hex32, 'random'],
  'evidence_chunk.place': [count, 'order inside one file'],
  'evidence_chunk.sealed': [
    (value: Uint8Array) => value.length > 255,
    'sealed to a secret of the file’s own, which stands in the sealed draft or case and nowhere else',
  ],
  'evidence_day.day': [day, 'quota'],
  'evidence_day.bytes': [/^\d+$/, 'quota'],
};

/** A column without the file it stands in. */
export const bare = (column: string) => column.replace(/^[^/]*\//, '');
