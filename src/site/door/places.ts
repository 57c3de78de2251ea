import type { Sender } from './capacity.ts';
import { flowOf, type Flow } from './flow.ts';

export interface PlaceLimits {
  /** Files on their way at once; each holds about 2 MiB. */
  total: number;
  /** Of one address. */
  fromOne: number;
  /** A crowd that shares one address, as the visitors of an onion service do, counts as so many addresses. */
  crowd: number;
  /** Bytes a second: whoever lets us wait for longer ones makes room for others. */
  slowest: number;
  /** So long somebody must have let us wait, in milliseconds, before that can be said. */
  measureMs: number;
  /** How long a file waits for a place, in milliseconds. */
  patienceMs: number;
  /** Files that wait for one, in all; more are told at once. */
  waiting: number;
}

export const PLACES: PlaceLimits = {
  total: 24,
  fromOne: 12,
  crowd: 6,
  slowest: 8 * 1024,
  measureMs: 20_000,
  patienceMs: 10_000,
  waiting: 48,
};

/** Places for files on their way, shared so that few addresses cannot keep others out (ADR 85). */
export interface Places {
  /**
   * Does `work` with the bytes of a file once there is a place for it. `none`: there is none, and nothing was done. Reading
   * the bytes throws EvidenceError `outrun` when the place went to somebody else meanwhile.
   */
  hold<T>(
    source: Sender,
    bytes: AsyncIterable<Uint8Array>,
    work: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<{ done: T } | 'none'>;
}

interface Place {
  source: Sender;
  flow: Flow;
}
interface Waiting {
  place: Place;
  answer: (entered: boolean) => void;
}

const LOOK_MS = 500;

export function createPlaces(limits: PlaceLimits = PLACES): Places {
  const { total, fromOne, crowd, slowest, measureMs, patienceMs, waiting } = limits;
  const held = new Set<Place>();
  const queue = new Set<Waiting>();
  let looking: NodeJS.Timeout | undefined;

  const heldBy = ({ name }: Sender) => [...held].filter((place) => place.source.name === name);
  const people = ({ isCrowd }: Sender) => (isCrowd ? crowd : 1);
  const slowestOf = (places: Iterable<Place>): Place | undefined =>
    [...places]
      .filter(({ flow }) => !flow.ended())
      .sort((a, b) => a.flow.speed() - b.flow.speed())
      .at(0);
  const isTooSlow = ({ flow }: Place) => flow.isMeasured() && flow.speed() < slowest;

  /** The files of each address that with one less still has so many for each of its people; those with most first. */
  function sharesOf(least: number): Place[][] {
    const shares = new Map<string, Place[]>();
    for (const place of held) {
      const { name } = place.source;
      shares.set(name, [...(shares.get(name) ?? []), place]);
    }
    const left = (share: Place[]) => (share.length - 1) / people(share[0]!.source);
    return [...shares.values()].filter((share) => left(share) >= least).sort((a, b) => left(b) - left(a));
  }

  /** Who must make room for one more file of an address; undefined when nobody must. */
  function yielding(source: Sender): Place | undefined {
    const theirs = heldBy(source);
    if (theirs.length >= fromOne) return slowestOf(theirs.filter(isTooSlow));
    const tooSlow = slowestOf([...held].filter(isTooSlow));
    if (tooSlow) return tooSlow;
    // What is all here already cannot be stopped any more: then it is the next one's turn.
    for (const share of sharesOf((theirs.length + 1) / people(source))) {
      const slow = slowestOf(share);
      if (slow) return slow;
    }
    return undefined;
  }

  function enter(place: Place): boolean {
    const isFree = held.size < total && heldBy(place.source).length < fromOne;
    const giver = isFree ? undefined : yielding(place.source);
    if (!isFree && !giver) return false;
    if (giver) {
      held.delete(giver);
      giver.flow.stop();
    }
    held.add(place);
    return true;
  }

  /** Lets in whoever can come in now: first those whose address has the fewest places. */
  function look(): void {
    const share = ({ place: { source } }: Waiting) => heldBy(source).length / people(source);
    const inOrder = [...queue].sort((a, b) => share(a) - share(b));
    for (const each of inOrder) if (enter(each.place)) each.answer(true);
  }

  /** True once the file has a place, false when there is none in the time somebody can be asked to wait. */
  async function wait(place: Place): Promise<boolean> {
    if (enter(place)) return true;
    const ofSource = [...queue].filter((each) => each.place.source.name === place.source.name);
    if (queue.size >= waiting || ofSource.length >= fromOne) return false;
    return new Promise((resolve) => {
      const each: Waiting = {
        place,
        answer(entered) {
          queue.delete(each);
          clearTimeout(timer);
          if (queue.size === 0) clearInterval(looking);
          resolve(entered);
        },
      };
      const timer = setTimeout(() => each.answer(false), patienceMs);
      // Others become too slow without doing anything.
      if (queue.size === 0) looking = setInterval(look, Math.min(LOOK_MS, patienceMs));
      queue.add(each);
    });
  }

  return {
    async hold(source, bytes, work) {
      const place: Place = { source, flow: flowOf(bytes, measureMs) };
      if (!(await wait(place))) return 'none';
      try {
        return { done: await work(place.flow.read()) };
      } finally {
        // Not there any more when it was outrun; then the rest is read away for the form's sake.
        if (held.delete(place)) look();
        else await place.flow.skipRest();
      }
    },
  };
}
