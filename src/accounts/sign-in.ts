import { createHash } from 'node:crypto';
import { recipientOf } from '../cases/age.ts';
import type { Worker } from '../cases/casework.ts';
import { createLane, type Lane } from '../cases/code-derivation/lane.ts';
import { systemTimer, type Timer } from '../cases/code-derivation/lanes.ts';
import { SealError } from '../cases/seal-error.ts';
import type { Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import { addKnownTry, clearKnownTries, isKnown, newBrowser } from './known-browsers.ts';
import { foldName, viewOf, type Person, type PersonView } from './person.ts';
import type { PersonKeys } from './person-key.ts';
import type { PersonStore } from './person-store.ts';
import type { Recorder } from './recorder.ts';
import { addTry, createUnknownTries } from './throttle.ts';

export interface SignedIn {
  person: PersonView;
  /** With the opened key: never store or log it. */
  worker: Worker;
}

export interface SignIn {
  /**
   * Opens a person's key by id or name. Throws ExpectedError `sign-in-failed` (401) in the same way and after the same
   * time for an unknown name, a wrong passphrase and a disabled person; `too-many-tries` (429); `busy` (503). Throws
   * SealError `tampered` when the opened key is not the one of the person's row. `browser`: what `remember` gave to a
   * browser earlier. If that was for this person, tries of others do not count for it, and it does not wait behind them.
   */
  signIn(name: string, passphrase: string, browser?: string): Promise<SignedIn>;
  /**
   * Makes a browser one of the person's, after all of a sign-in succeeded; resolves to what it is to send along from now on.
   * One that is known already keeps what it has. Of whoever was disabled or got another key meanwhile none is known.
   */
  remember(worker: SignedIn['worker'], browser?: string): Promise<string>;
  /** None of the person's browsers is known any more. */
  forgetBrowsers(personId: string): Promise<void>;
}

export interface SignInDeps {
  people: PersonStore;
  keys: PersonKeys;
  clock: Clock;
  record: Recorder;
  lane?: Lane;
  /** For known browsers, so that strangers cannot fill the queue before them. */
  knownLane?: Lane;
  timer?: Timer;
  /** Failures are answered at a multiple of this many milliseconds. */
  failureStepMs?: number;
}

const FAILURE_STEP_MS = 1000;
const LONGEST_NAME = 200;

/** The active person a typed id or name means; names of active people differ. */
export function findPerson(people: readonly Person[], typed: string): Person | undefined {
  const folded = foldName(typed);
  const byId = people.find(({ id }) => id === typed.trim());
  if (byId) return byId;
  const named = people.filter(({ active, name }) => active && foldName(name) === folded);
  return named.length === 1 ? named[0] : undefined;
}

export function createSignIn(deps: SignInDeps): SignIn {
  const { people, keys, clock, record, timer = systemTimer, failureStepMs = FAILURE_STEP_MS } = deps;
  const lane = deps.lane ?? createLane({ concurrency: 1, waiting: 32, waitingPerSource: 5 });
  const knownLane = deps.knownLane ?? createLane({ concurrency: 1, waiting: 16, waitingPerSource: 5 });
  const unknown = createUnknownTries();

  /** Counts the try before the slow part, so that many at once count as many. */
  async function count(person: Person | undefined, typed: string, browser?: string): Promise<void> {
    if (!person) return unknown.add(foldName(typed), clock.now());
    try {
      await people.change(person.id, (now) =>
        isKnown(now, browser)
          ? addKnownTry(now, browser, clock.now())
          : { ...now, tries: addTry(now.tries, clock.now()) },
      );
    } catch (error) {
      if (error instanceof ExpectedError) await record({ who: person.id, what: 'sign-in-throttled' });
      throw error;
    }
  }

  async function open(
    person: Person | undefined,
    typed: string,
    passphrase: string,
    browser?: string,
  ): Promise<SignedIn | undefined> {
    const source = person?.id ?? createHash('sha256').update(foldName(typed)).digest('hex');
    const known = person !== undefined && isKnown(person, browser);
    const opened = await (known ? knownLane : lane).run(
      () => keys.open(person?.id ?? '', person?.key, passphrase),
      source,
    );
    // Read again: whoever was disabled, or got a new key, in the meantime is not let in.
    const now = person && (await people.get(person.id));
    if (!person || !now || !opened || !now.active || now.key.id !== person.key.id) return undefined;
    if ((await recipientOf(opened.identity)) !== now.key.ageRecipient) throw new SealError('tampered');
    const { resealed } = opened;
    const changed = await people.change(now.id, (newest) => ({
      // A success of a known browser says nothing of tries elsewhere.
      ...(isKnown(newest, browser) ? clearKnownTries(newest, browser) : { ...newest, tries: [] }),
      key: resealed && newest.key.id === now.key.id ? { ...resealed, id: newest.key.id } : newest.key,
    }));
    if (!changed?.active || changed.key.id !== now.key.id) return undefined;
    return {
      person: viewOf(changed),
      worker: { id: changed.id, role: changed.role, key: { id: changed.key.id, identity: opened.identity } },
    };
  }

  return {
    async signIn(name, passphrase, browser) {
      const typed = name.slice(0, LONGEST_NAME);
      const asked = timer.now();
      const person = findPerson(await people.list(), typed);
      await count(person, typed, browser);
      const signedIn = await open(person, typed, passphrase, browser);
      if (signedIn) {
        await record({ who: signedIn.worker.id, what: 'sign-in' });
        return signedIn;
      }
      // Attempts on names that nobody has are not recorded: they would let strangers fill the log.
      if (person) await record({ who: person.id, what: 'sign-in-failed' });
      const taken = timer.now() - asked;
      await timer.sleep(Math.max(1, Math.ceil(taken / failureStepMs)) * failureStepMs - taken);
      throw new ExpectedError('sign-in-failed', {}, 401);
    },

    async remember({ id, key }, browser) {
      const person = await people.get(id);
      if (person && browser !== undefined && isKnown(person, browser)) return browser;
      const { token, enter } = newBrowser();
      await people.change(id, (now) => (now.active && now.key.id === key.id ? enter(now) : now));
      return token;
    },

    async forgetBrowsers(personId) {
      await people.change(personId, (now) => ({ ...now, browsers: [] }));
    },
  };
}
