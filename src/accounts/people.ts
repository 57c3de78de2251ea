import { randomBytes } from 'node:crypto';
import { roleId } from '../cases/gone.ts';
import type { RecipientBook } from '../cases/recipients.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import { confirmed, requirePending } from './confirming.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { newPassphrase } from './passphrase.ts';
import { createPeopleReading, type PeopleReading } from './people-reading.ts';
import { createPersonChanges, lostKey, type Actor, type PersonChangesDeps } from './person-changes.ts';
import { SET_UP, viewOf, type NewPerson, type Person, type PersonView } from './person.ts';
import type { PersonKeys } from './person-key.ts';
import { isToldAlike } from './alert-address.ts';

/** A key that was just made. The passphrase exists here and on the person's paper, nowhere else. */
export interface FreshKey {
  person: PersonView;
  passphrase: string;
}

/**
 * The members of staff. Whoever changes something is given as `by` and must be active and entitled (`duties.ts`), or
 * ExpectedError `people-not-yours` (403) is thrown and recorded. All methods throw SealError `tampered` when a row is not
 * this server's, and ExpectedError `person-unknown` (404).
 */
export interface People extends PeopleReading, Invitations {
  /** A person with a fresh key, confirmed by set-up and not stored. Throws as `add` does for what is wrong in itself. */
  founder(person: NewPerson, lang: Lang): Promise<{ stored: Person; passphrase: string }>;
  /** Throws ExpectedError `name-missing`, `name-taken`, `unit-unknown`, `intake-without-key`. The key is pending. */
  add(by: Actor, person: NewPerson, lang: Lang): Promise<FreshKey>;
  /**
   * Confirms a pending key by its fingerprint, as read out by its owner. From then on the person is a recipient of what is
   * filed. Throws ExpectedError `confirm-second-person` when `by` is the owner, entered the key, or holds no confirmed key
   * himself; `fingerprint-differs`; `nothing-to-confirm`.
   */
  confirm(by: Actor, id: string, shownFingerprint: string): Promise<PersonView>;
  /**
   * Changes duties. The key goes on under a new id, unconfirmed: nothing filed before opens with it any more, since the
   * conflict rule of old cases was answered for the old unit. Passphrase and fingerprint stay.
   */
  move(
    by: Actor,
    id: string,
    duties: Partial<Pick<NewPerson, 'unit' | 'outside' | 'intake' | 'role' | 'post'>>,
  ): Promise<PersonView>;
  /** A new passphrase and key, pending, in place of a lost one. What was filed before stays closed to it. */
  renew(by: Actor, id: string, lang: Lang): Promise<FreshKey>;
  /**
   * The same as `confirm` and `inviteAgain`, for a session of the recovery key, when no key holder is left who could. Two
   * share holders together are the second person.
   */
  withRecovery: {
    confirm(id: string, shownFingerprint: string): Promise<PersonView>;
  } & Invitations['withRecovery'];
  /** Ends sign-in and new cases at once. Throws ExpectedError `not-yourself`. */
  disable(by: Actor, id: string): Promise<PersonView>;
}

export interface PeopleDeps extends PersonChangesDeps {
  keys: PersonKeys;
  book: RecipientBook;
}

const newId = () => randomBytes(8).toString('hex');
export function createPeople(deps: PeopleDeps): People {
  const { store, keys, book, record, gone } = deps;
  const changes = createPersonChanges(deps);
  const invitations = createInvitations(deps, changes);
  const { today, checked, requireFree, entitled, changed, present, takingAway, done } = changes;

  async function made(input: NewPerson, enteredBy: string, lang: Lang) {
    const duties = checked(input);
    const passphrase = newPassphrase(lang);
    const id = newId();
    const key = { id: newId(), ...(await keys.make(id, passphrase)) };
    const day = today();
    const person: Person = {
      ...{ v: 1, id, ...duties, active: true, created: day, changed: day },
      ...{ key, enteredBy, tries: [], browsers: [] },
    };
    return { person, passphrase };
  }

  return {
    ...createPeopleReading(store),
    async founder(input, lang) {
      const { person, passphrase } = await made(input, SET_UP, lang);
      return {
        stored: { ...person, recipient: book.enter(person.key.id, person.key.ageRecipient) },
        passphrase,
      };
    },
    async add(by, input, lang) {
      await entitled(by, 'add');
      await requireFree(input.name);
      const { person, passphrase } = await made(input, by.id, lang);
      if (!(await store.insert(person))) throw new Error('a random id came twice');
      return { person: await done(by, 'person-added', person, person.role), passphrase };
    },
    async confirm(by, id, shownFingerprint) {
      const actor = await entitled(by, 'confirm', id);
      const person = await changed(id, (now) => {
        requirePending(now);
        if (actor.id === now.id || actor.id === now.enteredBy || !actor.recipient) {
          throw new ExpectedError('confirm-second-person', {}, 403);
        }
        return confirmed(now, shownFingerprint, book);
      });
      return done(by, 'person-confirmed', person);
    },
    async move(by, id, duties) {
      await entitled(by, 'move', id);
      const keyId = newId();
      const dutiesOf = (now: Person) =>
        checked({
          name: now.name,
          post: duties.post ?? now.post,
          role: duties.role ?? now.role,
          unit: duties.unit ?? now.unit,
          outside: duties.outside ?? now.outside,
          intake: duties.intake ?? now.intake,
        });
      const before = await present(id);
      const { role } = dutiesOf(before); // refused before anything is noted
      if (role !== before.role) await gone.note('role', roleId(id, before.role));
      const person = await takingAway(
        id,
        ({ key }) => ['moved-key', key.id],
        (now) => ({
          ...{ ...now, ...dutiesOf(now), enteredBy: by.id },
          alert: isToldAlike(now, dutiesOf(now)) ? now.alert : undefined,
          ...{ key: { ...now.key, id: keyId }, recipient: undefined, browsers: [] },
        }),
      );
      if (role !== before.role) await gone.forget('role', roleId(id, role));
      return done(by, 'person-moved', person, person.role);
    },
    async renew(by, id, lang) {
      await entitled(by, 'renew', id);
      const passphrase = newPassphrase(lang);
      const key = { id: newId(), ...(await keys.make(id, passphrase)) };
      const person = await takingAway(id, lostKey, (now) => ({
        ...now,
        ...{ key, enteredBy: by.id, recipient: undefined, invitation: undefined, tries: [], browsers: [] },
      }));
      return { person: await done(by, 'person-renewed', person), passphrase };
    },
    ...invitations,
    withRecovery: {
      async confirm(id, shownFingerprint) {
        const person = await changed(id, (now) => {
          requirePending(now);
          return confirmed(now, shownFingerprint, book);
        });
        await record({ what: 'person-confirmed', subject: id, detail: 'recovery' });
        return viewOf(person);
      },
      ...invitations.withRecovery,
    },
    async disable(by, id) {
      await entitled(by, 'disable', id);
      if (by.id === id) throw new ExpectedError('not-yourself');
      const person = await takingAway(
        id,
        () => ['person', id],
        (now) => ({ ...now, active: false, alert: undefined, browsers: [] }),
      );
      return done(by, 'person-disabled', person);
    },
  };
}
