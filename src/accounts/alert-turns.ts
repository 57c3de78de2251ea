import type { Clock } from '../clock.ts';
import type { AlertBox, AlertState } from './alert-box.ts';
import type { PersonStore } from './person-store.ts';
import type { Person } from './person.ts';

/** Longer than sending one message can take. */
const LEASE_SECONDS = 300;

/** One person's turn at a release hour, held by this process alone. */
export interface AlertTurn {
  person: Person;
  address: string;
  /** The last one could not be sent. */
  owed: boolean;
  /** The first turn of its day. */
  firstToday: boolean;
}

/**
 * Each person with an address has one turn at each release hour, whether there is something to say or not: so neither a
 * second process nor a row that changes tells more. A turn that was taken and never finished, because the process ended,
 * can be taken again: an alert may come twice and is never lost.
 */
export interface AlertTurns {
  /** Takes the turns one by one. Who has just entered an address begins with the next release hour. */
  take(release: string): AsyncIterable<AlertTurn>;
  finish(turn: AlertTurn, release: string, owed: boolean): Promise<void>;
}

export function createAlertTurns(deps: { people: PersonStore; box: AlertBox; clock: Clock }): AlertTurns {
  const { people, box, clock } = deps;
  const second = () => Math.floor(clock.now().getTime() / 1000);

  const isClaimed = ({ claimed }: AlertState): boolean =>
    // Further ahead than a lease: the clock was turned back.
    claimed !== undefined && claimed > second() && claimed <= second() + LEASE_SECONDS;
  const isFree = (person: Person, state: AlertState, release: string): boolean =>
    person.active && state.address !== undefined && state.turn?.release !== release && !isClaimed(state);

  async function takeOne(id: string, release: string): Promise<AlertTurn | undefined> {
    let taken: AlertTurn | undefined;
    await people.change(id, (person) => {
      taken = undefined;
      const state = box.of(person);
      const { address, turn } = state;
      if (!isFree(person, state, release) || address === undefined) return person;
      if (!turn) return box.put(person, { ...state, turn: { release, owed: false } });
      taken = {
        person,
        address,
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
    async finish({ person }, release, owed) {
      await people.change(person.id, (now) => {
        const { claimed: _over, ...state } = box.of(now);
        return state.address === undefined ? now : box.put(now, { ...state, turn: { release, owed } });
      });
    },
  };
}
