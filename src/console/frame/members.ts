import type { People } from '../../accounts/people.ts';
import { holdsKeys } from '../../accounts/duties.ts';
import type { ConsoleSession, Sessions } from './sessions.ts';
import type { Member } from './view.ts';

/** A key id that no case is wrapped for. */
const NO_KEY = 'none';

/**
 * Who a session is now. The rows of people count, not what the session remembers: undefined, and the session is over, once
 * the person was disabled, got other duties or another key.
 */
export async function memberOf(
  session: ConsoleSession,
  people: Pick<People, 'find' | 'colleagues' | 'isKeyOf'>,
): Promise<Member | undefined> {
  const person = await people.find(session.person);
  if (!person?.active || person.id !== session.person) return undefined;
  // Moved, or given a new key. Also where no key was confirmed yet: managing people needs none.
  if (!(await people.isKeyOf(person.id, session.key.id))) return undefined;
  const recipient = (await people.colleagues()).find(({ id }) => id === person.id)?.recipient;
  if (!recipient && session.confirmed) return undefined;
  const keyed = recipient !== undefined && holdsKeys(person.role);
  return {
    person,
    keyed,
    worker: { id: person.id, role: person.role, key: keyed ? session.key : { ...session.key, id: NO_KEY } },
    lane: session.lane,
    csrf: session.csrf,
    secret: session.secret,
  };
}

/** Reads the cookie's session and who it is; ends a session that is nobody's any more. */
export async function memberOfCookie(
  cookie: string | undefined,
  sessions: Sessions,
  people: Pick<People, 'find' | 'colleagues' | 'isKeyOf'>,
): Promise<Member | undefined> {
  const session = cookie === undefined ? undefined : await sessions.read(cookie);
  if (!session || cookie === undefined) return undefined;
  const member = await memberOf(session, people);
  if (!member) await sessions.end(cookie);
  return member;
}
