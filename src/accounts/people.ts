import { randomBytes } from 'node:crypto';
import type { Colleague } from '../cases/eligible.ts';
import type { GoneKind, GoneList } from '../cases/gone.ts';
import type { Worker } from '../cases/casework.ts';
import type { StaffRole } from '../cases/kinds.ts';
import { fingerprint, type RecipientBook } from '../cases/recipients.ts';
import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import { holdsKeys, mayDo, type PeopleDuty } from './duties.ts';
import { newPassphrase } from './passphrase.ts';
import {
  colleagueOf,
  foldName,
  OUTSIDE_UNIT,
  SET_UP,
  viewOf,
  type Person,
  type PersonView,
} from './person.ts';
import type { PersonKeys } from './person-key.ts';
import type { PersonStore } from './person-store.ts';
import type { Recorder, StaffEventName } from './recorder.ts';
import { findPerson } from './sign-in.ts';

/** What is decided about a new member of staff. */
export interface NewPerson {
  name: string;
  post: string;
  role: StaffRole;
  /** A unit of the tree; left out for people from outside. */
  unit?: string;
  outside?: boolean;
  intake?: boolean;
}

/** A key that was just made. The passphrase exists here and on the person's paper, nowhere else. */
export interface FreshKey {
  person: PersonView;
  passphrase: string;
}

/** Who asks. */
export type Actor = Pick<Worker, 'id'>;

/**
 * The members of staff. Whoever changes something is given as `by` and must be active and entitled (`duties.ts`), or
 * ExpectedError `people-not-yours` (403) is thrown and recorded. All methods throw SealError `tampered` when a row is not
 * this server's, and ExpectedError `person-unknown` (404).
 */
export interface People {
  list(): Promise<PersonView[]>;
  /** The active or inactive person with this id, or the active one with this name. */
  find(idOrName: string): Promise<PersonView | undefined>;
  /** As the cases see them. */
  colleagues(): Promise<Colleague[]>;
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
  /** Ends sign-in and new cases at once. Throws ExpectedError `not-yourself`. */
  disable(by: Actor, id: string): Promise<PersonView>;
}

export interface PeopleDeps {
  store: PersonStore;
  keys: PersonKeys;
  book: RecipientBook;
  clock: Clock;
  isUnit: (id: string) => boolean;
  record: Recorder;
  gone: Pick<GoneList, 'note' | 'forget'>;
}

const newId = () => randomBytes(8).toString('hex');

export function createPeople(deps: PeopleDeps): People {
  const { store, keys, book, clock, record, gone } = deps;
  const today = () => dayOf(clock.now());

  function checked(input: NewPerson) {
    const name = input.name.normalize('NFC').trim();
    const outside = input.outside ?? false;
    const intake = input.intake ?? false;
    if (foldName(name) === '' || name.length > 100) throw new ExpectedError('name-missing');
    const unit = outside ? OUTSIDE_UNIT : (input.unit ?? '');
    if (!outside && !deps.isUnit(unit)) throw new ExpectedError('unit-unknown');
    if (intake && !holdsKeys(input.role)) throw new ExpectedError('intake-without-key');
    return { name, post: input.post.trim().slice(0, 200), role: input.role, unit, outside, intake };
  }

  async function made(input: NewPerson, enteredBy: string, lang: Lang) {
    const duties = checked(input);
    const passphrase = newPassphrase(lang);
    const id = newId();
    const key = { id: newId(), ...(await keys.make(id, passphrase)) };
    const day = today();
    const person: Person = {
      ...{ v: 1, id, ...duties, active: true, created: day, changed: day },
      ...{ key, enteredBy, tries: [] },
    };
    return { person, passphrase };
  }

  /** The entitled actor. The stored role counts, not the one of the session. */
  async function entitled(by: Actor, duty: PeopleDuty, subject?: string): Promise<Person> {
    const actor = await store.get(by.id);
    if (actor?.active && mayDo(actor.role, duty)) return actor;
    await record({ who: by.id, what: 'people-refused', subject, detail: duty });
    throw new ExpectedError('people-not-yours', {}, 403);
  }

  async function changed(id: string, change: (person: Person) => Person): Promise<Person> {
    const person = await store.change(id, (now) => {
      if (!now.active) throw new ExpectedError('person-unknown', {}, 404);
      return { ...change(now), changed: today() };
    });
    if (!person) throw new ExpectedError('person-unknown', {}, 404);
    return person;
  }

  /** A change that takes something away: noted before it is in force, so that a crash in between cannot lose the note. */
  async function takingAway(kind: GoneKind, id: string, change: (person: Person) => Person): Promise<Person> {
    const person = await store.get(id);
    if (!person?.active) throw new ExpectedError('person-unknown', {}, 404);
    const what = kind === 'person' ? person.id : person.key.id;
    await gone.note(kind, what);
    try {
      return await changed(id, change);
    } catch (error) {
      await gone.forget(kind, what);
      throw error;
    }
  }

  const done = async (by: Actor, what: StaffEventName, person: Person, detail?: string) => {
    await record({ who: by.id, what, subject: person.id, detail });
    return viewOf(person);
  };

  return {
    async list() {
      return (await store.list()).map(viewOf);
    },
    async find(idOrName) {
      const person = findPerson(await store.list(), idOrName);
      return person && viewOf(person);
    },
    async colleagues() {
      return (await store.list()).map(colleagueOf);
    },
    async founder(input, lang) {
      const { person, passphrase } = await made(input, SET_UP, lang);
      return {
        stored: { ...person, recipient: book.enter(person.key.id, person.key.ageRecipient) },
        passphrase,
      };
    },
    async add(by, input, lang) {
      await entitled(by, 'add');
      const taken = (await store.list()).some(
        ({ active, name }) => active && foldName(name) === foldName(input.name),
      );
      if (taken) throw new ExpectedError('name-taken');
      const { person, passphrase } = await made(input, by.id, lang);
      if (!(await store.insert(person))) throw new Error('a random id came twice');
      return { person: await done(by, 'person-added', person, person.role), passphrase };
    },
    async confirm(by, id, shownFingerprint) {
      const actor = await entitled(by, 'confirm', id);
      const digits = (text: string) => text.normalize('NFKC').replace(/\D/g, '');
      const person = await changed(id, (now) => {
        if (now.recipient) throw new ExpectedError('nothing-to-confirm');
        if (actor.id === now.id || actor.id === now.enteredBy || !actor.recipient) {
          throw new ExpectedError('confirm-second-person', {}, 403);
        }
        if (digits(shownFingerprint) !== digits(fingerprint(now.key.ageRecipient))) {
          throw new ExpectedError('fingerprint-differs');
        }
        return { ...now, recipient: book.enter(now.key.id, now.key.ageRecipient) };
      });
      return done(by, 'person-confirmed', person);
    },
    async move(by, id, duties) {
      await entitled(by, 'move', id);
      const keyId = newId();
      const person = await takingAway('moved-key', id, (now) => {
        const next = checked({
          name: now.name,
          post: duties.post ?? now.post,
          role: duties.role ?? now.role,
          unit: duties.unit ?? now.unit,
          outside: duties.outside ?? now.outside,
          intake: duties.intake ?? now.intake,
        });
        return { ...now, ...next, enteredBy: by.id, key: { ...now.key, id: keyId }, recipient: undefined };
      });
      return done(by, 'person-moved', person, person.role);
    },
    async renew(by, id, lang) {
      await entitled(by, 'renew', id);
      const passphrase = newPassphrase(lang);
      const key = { id: newId(), ...(await keys.make(id, passphrase)) };
      const person = await takingAway('lost-key', id, (now) => ({
        ...now,
        ...{ key, enteredBy: by.id, recipient: undefined, tries: [] },
      }));
      return { person: await done(by, 'person-renewed', person), passphrase };
    },
    async disable(by, id) {
      await entitled(by, 'disable', id);
      if (by.id === id) throw new ExpectedError('not-yourself');
      const person = await takingAway('person', id, (now) => ({ ...now, active: false }));
      return done(by, 'person-disabled', person);
    },
  };
}
