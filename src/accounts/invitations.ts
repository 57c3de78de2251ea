import { createHash, randomBytes } from 'node:crypto';
import { addDays, type Day } from '../clock.ts';
import { lostKey, type Actor, type PersonChanges, type PersonChangesDeps } from './person-changes.ts';
import type { PersonKeys } from './person-key.ts';
import { SET_UP, viewOf, type NewPerson, type Person, type PersonView } from './person.ts';

/** How many days a link can be opened. */
export const INVITATION_DAYS = 7;

/** A link that was just made; `token` is in it and nowhere else. */
export interface FreshInvitation {
  person: PersonView;
  token: string;
  /** The last day on which it can be opened. */
  until: Day;
}

/** Links by which people make their own keys, each once. Who may make one, and what is thrown: see People. */
export interface Invitations {
  /** As `People.add`, but the person makes the own key, by a link that works once until its day. */
  invite(by: Actor, person: NewPerson): Promise<FreshInvitation>;
  /** As `People.renew`, by a link. */
  inviteAgain(by: Actor, id: string): Promise<FreshInvitation>;
  /** Who an invitation is for; undefined when it was used, ran out, or never was one. */
  invited(token: string): Promise<PersonView | undefined>;
  /** Makes the key of an invited person, once; undefined as `invited`. Pending from then on. */
  takeUp(token: string, passphrase: string): Promise<PersonView | undefined>;
  /** `inviteAgain` for a session of the recovery key. */
  withRecovery: { inviteAgain(id: string): Promise<FreshInvitation> };
}

const hashOf = (token: string): string =>
  createHash('sha256').update('suetrong invitation\n').update(token).digest('hex');

const newId = () => randomBytes(8).toString('hex');

/** Makes them, with what every change of a member of staff has in common. */
export function createInvitations(
  deps: Pick<PersonChangesDeps, 'store' | 'record' | 'gone'> & { keys: PersonKeys },
  changes: PersonChanges,
): Invitations {
  const { store, keys, record, gone } = deps;
  const { today, checked, requireFree, entitled, takingAway, done } = changes;

  /** A key without a passphrase that anybody knows, and the invitation to make a real one. */
  async function invitation(id: string) {
    const token = randomBytes(24).toString('base64url');
    const until = addDays(today(), INVITATION_DAYS);
    const key = { id: newId(), ...(await keys.make(id, randomBytes(32).toString('hex'))) };
    return { token, until, key, invitation: { hash: hashOf(token), until } };
  }

  async function invitedPerson(token: string): Promise<Person | undefined> {
    const hash = hashOf(token);
    return (await store.list()).find(
      (each) => each.active && each.invitation?.hash === hash && each.invitation.until >= today(),
    );
  }

  async function invitedAgain(id: string, enteredBy: string) {
    const { token, until, ...fresh } = await invitation(id);
    const stored = await takingAway(id, lostKey, (now) => ({
      ...now,
      ...{ ...fresh, enteredBy, recipient: undefined, tries: [], browsers: [] },
    }));
    return { person: viewOf(stored), token, until, stored };
  }

  return {
    async invite(by, input) {
      await entitled(by, 'add');
      await requireFree(input.name);
      const duties = checked(input);
      const id = newId();
      const { token, until, ...fresh } = await invitation(id);
      const day = today();
      const person: Person = {
        ...{ v: 1, id, ...duties, active: true, created: day, changed: day },
        ...{ ...fresh, enteredBy: by.id, tries: [], browsers: [] },
      };
      if (!(await store.insert(person))) throw new Error('a random id came twice');
      return { person: await done(by, 'person-invited', person, person.role), token, until };
    },
    async inviteAgain(by, id) {
      await entitled(by, 'renew', id);
      const fresh = await invitedAgain(id, by.id);
      await done(by, 'person-invited', fresh.stored);
      return fresh;
    },
    async invited(token) {
      const person = await invitedPerson(token);
      return person && viewOf(person);
    },
    async takeUp(token, passphrase) {
      const person = await invitedPerson(token);
      if (!person) return undefined;
      const key = { id: newId(), ...(await keys.make(person.id, passphrase)) };
      // The link, too, stays used when an older backup is put back.
      await gone.note(...lostKey(person));
      let first = false;
      const joined = await store.change(person.id, (now) => {
        // Only one of two at once makes the key.
        first = now.active && now.invitation?.hash === hashOf(token);
        return first ? { ...now, key, invitation: undefined, changed: today() } : now;
      });
      if (!joined || !first) return undefined;
      await record({ who: joined.id, what: 'person-joined' });
      return viewOf(joined);
    },
    withRecovery: {
      async inviteAgain(id) {
        const fresh = await invitedAgain(id, SET_UP);
        await record({ what: 'person-invited', subject: id, detail: 'recovery' });
        return fresh;
      },
    },
  };
}
