import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Clock, Day } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { SecretBox } from '../secret-box.ts';
import { withoutLine, type AlertBox, type AlertState } from './alert-box.ts';
import { holdsKeys } from './duties.ts';
import type { PersonStore } from './person-store.ts';
import type { Person, PersonView } from './person.ts';
import type { Recorder } from './recorder.ts';
import { createUnknownTries } from './throttle.ts';

export const LINK_DIGITS = 8;
export const LINK_MINUTES = 10;

/**
 * Who may take alerts by LINE: key holders. Auditors do not, since what they get is the head of the audit log, which is to
 * be kept and which LINE is not to have.
 */
export const maySendByLine = (person: Pick<PersonView, 'role'>): boolean => holdsKeys(person.role);

/** Where a code was typed. */
export interface LinkChat {
  /** LINE's id of who typed it. */
  line: string;
  /** The keyed name of the chat: few guesses for each. */
  chat: string;
  /** The keyed name of the message, so that the same one coming again is answered the same. */
  event: string;
}

/** `wrong` also stands for codes that ran out or were used: which one it was is nobody's business. */
export type LinkResult = 'linked' | 'wrong' | 'too-many';

/** LINE accounts that members of staff linked to their own, to be told there when it is time to look. */
export interface AlertLinks {
  /** `waiting`: a code can still be typed. `missed`: the last alert that did not go by LINE. */
  look(
    id: string,
  ): Promise<{ linked: boolean; waiting: boolean; missed?: { day: Day; why: 'quota' | 'failed' } }>;
  /** A fresh code of eight digits, to be shown once; it takes the place of the one before and runs out after ten minutes. */
  begin(id: string): Promise<string>;
  /** Links whoever the code was shown to, once. Five tries a minute for each chat. */
  typed(digits: string, from: LinkChat): Promise<LinkResult>;
  /** Whether this LINE account is somebody's of the staff. */
  isLinked(line: string): Promise<boolean>;
  /** Ends it, from the console. */
  remove(id: string): Promise<void>;
  /** Ends it wherever this LINE account is linked, because it left the chat. */
  left(line: string): Promise<void>;
}

export function createAlertLinks(deps: {
  people: PersonStore;
  box: AlertBox;
  /** Its names are the hashes of codes. */
  names: Pick<SecretBox, 'name'>;
  clock: Clock;
  record: Recorder;
}): AlertLinks {
  const { people, box, names, clock, record } = deps;
  const tries = createUnknownTries();
  const second = () => Math.floor(clock.now().getTime() / 1000);
  const hashOf = (id: string, digits: string) => names.name(`link ${id} ${digits}`);

  // Every message asks. A person that was verified once is the same object until its row changes.
  const accounts = new WeakMap<Person, { line: string | undefined }>();
  function accountOf(person: Person): string | undefined {
    const known = accounts.get(person) ?? { line: box.of(person).line?.id };
    accounts.set(person, known);
    return known.line;
  }

  // Further ahead than a code lives: the clock was turned back.
  const waits = ({ linking }: AlertState): boolean =>
    linking !== undefined && linking.until > second() && linking.until <= second() + LINK_MINUTES * 60;
  const fits = (person: Person, digits: string): boolean => {
    const state = box.of(person);
    if (!person.active || !maySendByLine(person) || !state.linking || !waits(state)) return false;
    return timingSafeEqual(Buffer.from(state.linking.code), Buffer.from(hashOf(person.id, digits)));
  };

  function mayTry(chat: string): boolean {
    try {
      tries.add(chat, clock.now());
      return true;
    } catch (error) {
      if (error instanceof ExpectedError) return false;
      throw error;
    }
  }

  /** False when somebody else was faster. */
  async function link(id: string, digits: string, { line, event }: LinkChat): Promise<boolean> {
    // First the line: a link that the log does not know of must not be. A line without its link is a crash, or somebody faster.
    await record({ who: id, what: 'alerts-line-on' });
    let done = false;
    await people.change(id, (person) => {
      done = fits(person, digits);
      if (!done) return person;
      const { linking: _used, missed: _old, ...state } = box.of(person);
      return box.put(person, { ...state, line: { id: line, event } });
    });
    return done;
  }

  /** `only`: unless another account was linked meanwhile. */
  async function remove(id: string, only?: string): Promise<void> {
    let was = false;
    await people.change(id, (person) => {
      const state = box.of(person);
      const { line } = state;
      was = line !== undefined && (only === undefined || line.id === only);
      if (only !== undefined && !was) return person;
      return box.put(person, withoutLine(state));
    });
    if (was) await record({ who: id, what: 'alerts-line-off' });
  }

  return {
    remove: (id) => remove(id),
    async isLinked(line) {
      return (await people.list()).some((person) => accountOf(person) === line);
    },
    async look(id) {
      const person = await people.get(id);
      if (!person) return { linked: false, waiting: false };
      const state = box.of(person);
      return { linked: state.line !== undefined, waiting: waits(state), missed: state.missed };
    },
    async begin(id) {
      const digits = String(randomInt(10 ** LINK_DIGITS)).padStart(LINK_DIGITS, '0');
      const linking = { code: hashOf(id, digits), until: second() + LINK_MINUTES * 60 };
      await people.change(id, (person) => box.put(person, { ...box.of(person), linking }));
      return digits;
    },
    async typed(digits, from) {
      const all = await people.list();
      if (all.some((person) => box.of(person).line?.event === from.event)) return 'linked';
      if (!mayTry(from.chat)) return 'too-many';
      const owner = all.find((person) => fits(person, digits));
      return owner && (await link(owner.id, digits, from)) ? 'linked' : 'wrong';
    },
    async left(line) {
      for (const person of await people.list()) {
        if (box.of(person).line?.id === line) await remove(person.id, line);
      }
    },
  };
}
