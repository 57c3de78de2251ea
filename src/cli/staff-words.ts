import type { FreshInvitation } from '../accounts/invitations.ts';
import type { FreshKey } from '../accounts/people.ts';
import type { PersonView } from '../accounts/person.ts';
import { warnIfRedirected } from './program/redirected.ts';
import { STAFF_OPTIONS, type StaffContext } from './program/staff-program.ts';

/** The people of `npm run staff` on a terminal. */

export const OPTIONS = {
  ...STAFF_OPTIONS,
  name: { type: 'string' },
  post: { type: 'string', default: '' },
  role: { type: 'string' },
  unit: { type: 'string' },
  outside: { type: 'boolean', default: false },
  intake: { type: 'boolean', default: false },
  fingerprint: { type: 'string' },
  words: { type: 'string', default: 'th' },
} as const;
export type Context = StaffContext<typeof OPTIONS>;

function stateOf({ place, lang }: Context, person: PersonView): string {
  return place.i18n.t(lang, `accounts:key.${person.active ? person.key : 'disabled'}`);
}

function unitOf({ place, lang }: Context, person: PersonView): string {
  if (person.outside) return place.i18n.t(lang, 'accounts:outside');
  return place.agency.current().agency.units.find(({ id }) => id === person.unit)?.name[lang] ?? person.unit;
}

/** Prints a person with words for `key`, or as JSON. */
export function print(context: Context, key: string, person: PersonView, passphrase?: string): void {
  const { io, place, lang, values } = context;
  if (values.json) {
    io.out(JSON.stringify({ ...person, ...(passphrase ? { passphrase } : {}) }, null, 2));
    return;
  }
  io.out(
    place.i18n.t(lang, `cli-staff:staff.${key}`, {
      id: person.id,
      name: person.name,
      role: place.i18n.t(lang, `accounts:role.${person.role}`),
      unit: unitOf(context, person),
      state: stateOf(context, person),
      fingerprint: person.fingerprint,
      passphrase: passphrase ?? '',
    }),
  );
}

/** A calling program that asks for JSON needs no warning. */
function warn({ io, place, lang, values }: Context): void {
  if (!values.json) warnIfRedirected(io, place.i18n.t, lang);
}

/** With the passphrase, which is seen here only. */
export function printFresh(context: Context, { person, passphrase }: FreshKey): void {
  warn(context);
  print(context, 'added', person, passphrase);
}

/** The link, as the page of the console shows it. */
export function printInvitation(context: Context, fresh: FreshInvitation): void {
  warn(context);
  const { io, place, lang, values } = context;
  const { baseUrl, host, port } = place.config;
  const link = `${baseUrl ?? `http://${host}:${port}`}/console/invite/${fresh.token}`;
  const { person, until } = fresh;
  if (values.json) io.out(JSON.stringify({ ...person, link, until }, null, 2));
  else io.out(place.i18n.t(lang, 'cli-staff:staff.invited', { name: person.name, link, until }));
}
