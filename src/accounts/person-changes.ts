import type { Worker } from '../cases/casework.ts';
import type { GoneKind, GoneList } from '../cases/gone.ts';
import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import { holdsKeys, mayDo, type PeopleDuty } from './duties.ts';
import type { PersonStore } from './person-store.ts';
import { foldName, OUTSIDE_UNIT, viewOf, type NewPerson, type Person } from './person.ts';
import type { Recorder, StaffEventName } from './recorder.ts';

/** Who asks. */
export type Actor = Pick<Worker, 'id'>;

export interface PersonChangesDeps {
  store: PersonStore;
  clock: Clock;
  isUnit: (id: string) => boolean;
  record: Recorder;
  gone: Pick<GoneList, 'note' | 'forget'>;
}

export type PersonChanges = ReturnType<typeof createPersonChanges>;

/** What a lost key leaves behind, so that no older backup brings it back. */
export const lostKey = ({ key }: Person) => ['lost-key', key.ageRecipient] as const;

/** What every change of a member of staff has in common: who may make it, what is checked, noted and recorded. */
export function createPersonChanges(deps: PersonChangesDeps) {
  const { store, clock, record, gone } = deps;
  const today = () => dayOf(clock.now());

  /** Throws ExpectedError `name-missing`, `unit-unknown`, `intake-without-key`. */
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

  /** Throws ExpectedError `name-taken`. */
  async function requireFree(name: string): Promise<void> {
    const taken = (await store.list()).some((each) => each.active && foldName(each.name) === foldName(name));
    if (taken) throw new ExpectedError('name-taken');
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

  async function present(id: string): Promise<Person> {
    const person = await store.get(id);
    if (!person?.active) throw new ExpectedError('person-unknown', {}, 404);
    return person;
  }

  /**
   * A change that takes something away: noted before it is in force, so that a crash in between cannot lose the note. It
   * stays also when the change fails: somebody else may have been faster, or the store did it and could not say so. What
   * a note too many costs is that a restore asks for more than it had to.
   */
  async function takingAway(
    id: string,
    noteOf: (person: Person) => readonly [kind: GoneKind, id: string],
    change: (person: Person) => Person,
  ): Promise<Person> {
    await gone.note(...noteOf(await present(id)));
    return changed(id, change);
  }

  const done = async (by: Actor, what: StaffEventName, person: Person, detail?: string) => {
    await record({ who: by.id, what, subject: person.id, detail });
    return viewOf(person);
  };

  return { today, checked, requireFree, entitled, changed, present, takingAway, done };
}
