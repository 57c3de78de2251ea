import type { Clock } from '../clock.ts';
import type { AlertBox, AlertState } from './alert-box.ts';
import type { PersonStore } from './person-store.ts';
import type { Person } from './person.ts';

/** Longer than sending one message can take. */
const LEASE_SECONDS = 300;

/** One person's turn at a release hour, held by this process alone. */
export interface AlertTurn {
  person: Person;
  /** Of his mail; he has this, or `line`, or both. */
  address: string | undefined;
  /** LINE's id of him. */
  line: string | undefined;
  /** The last one could not be sent. */
  owed: boolean;
  /** The first turn of its day. */
  firstToday: boolean;
}

/** What became of a turn. */
export interface TurnEnd {
  /** There was something to send and it could not be sent. */
  owed: boolean;
  /** How LINE, where the person is linked, fared; left out when it was not used. */
  line?: 'sent' | 'quota' | 'failed';
}

/**
 * Each person with an address or a linked LINE account has one turn at each release hour, whether there is something to say or not: so neither a
 * second process nor a row that changes tells more. A turn that was taken and never finished, because the process ended,
 * can be taken again: an alert may come twice and is never lost.
 */
export interface AlertTurns {
  /** Takes the turns one by one. Who has just turned alerts on begins with the next release hour. */
  take(release: string): AsyncIterable<AlertTurn>;
  finish(turn: AlertTurn, release: string, end: TurnEnd): Promise<void>;
}

export function createAlertTurns(deps: { people: PersonStore; box: AlertBox; clock: Clock }): AlertTurns {
  const { people, box, clock } = deps;
  const second = () => Math.floor(clock.now().getTime() / 1000);

  const isClaimed = ({ claimed }: AlertState): boolean =>
    // Further ahead than a lease: the clock was turned back.
    claimed !== undefined && claimed > second() && claimed <= second() + LEASE_SECONDS;
  const isFree = (person: Person, state: AlertState, release: string): boolean =>
    person.active && takesAlerts(state) && state.turn?.release !== release && !isClaimed(state);

  async function takeOne(id: string, release: string): Promise<AlertTurn | undefined> {
    let taken: AlertTurn | undefined;
    await people.change(id, (person) => {
      taken = undefined;
      const state = box.of(person);
      const { address, line, turn } = state;
      if (!isFree(person, state, release)) return person;
      if (!turn) return box.put(person, { ...state, turn: { release, owed: false } });
      taken = {
        person,
        address,
        line: line?.id,
        owed: turn.owed,
        firstToday: turn.release.slice(0, 10) < release.slice(0, 10),
      };
      return box.put(person, { ...state, claimed: second() + LEASE_SECONDS });
    });
    return taken;
  }

  return {
    async *take(release) {
      for (const person of await people.list()) {
        if (!isFree(person, box.of(person), release)) continue;
        const taken = await takeOne(person.id, release);
        if (taken) yield taken;
      }
    },
    async finish({ person }, release, { owed, line }) {
      await people.change(person.id, (now) => {
        const { claimed: _over, missed: before, ...state } = box.of(now);
        if (!takesAlerts(state)) return now;
        const missed = missedAfter(before, line, release);
        return box.put(now, { ...state, missed, turn: { release, owed } });
      });
    },
  };
}

const takesAlerts = ({ address, line }: AlertState): boolean => address !== undefined || line !== undefined;

function missedAfter(before: AlertState['missed'], line: TurnEnd['line'], release: string) {
  if (line === undefined) return before;
  return line === 'sent' ? undefined : { day: release.slice(0, 10), why: line };
}
