import type { Day } from '../../clock.ts';
import type { InboxEvent, InboxPort } from '../ports.ts';
import { duplicatesIn, isDuplicate, toBuffer, type Mongo } from './connection.ts';
import type { EventDoc } from './schemas.ts';

interface Job {
  events: readonly InboxEvent[];
  today: Day;
  resolve: (added: number) => void;
  reject: (reason: unknown) => void;
}

/** Documents in one insert; more wait for the next. */
const MAX_BATCH = 500;
export const INBOX_SEQUENCE = 'inbox';

/**
 * `accept` with group commit: what arrives while one insert is on its way shares the next one, in order of arrival,
 * so that many webhooks cost two round trips together. See `inbox.ts` for the invariants.
 */
export function createAcceptor(mongo: Mongo): InboxPort['accept'] {
  let waiting: Job[] = [];
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        const added = await store(mongo, batch);
        batch.forEach((job, at) => job.resolve(added[at] ?? 0));
      } catch (error) {
        for (const job of batch) job.reject(error);
      }
    }
    busy = false;
  }

  function takeBatch(): Job[] {
    let size = 0;
    const end = waiting.findIndex((job, at) => (size += job.events.length) > MAX_BATCH && at > 0);
    const batch = end < 0 ? waiting : waiting.slice(0, end);
    waiting = waiting.slice(batch.length);
    return batch;
  }

  return (events, today) => {
    if (events.length === 0) return Promise.resolve(0);
    return new Promise((resolve, reject) => {
      waiting.push({ events, today, resolve, reject });
      if (!busy) void work();
    });
  };
}

/** Inserts the events of all jobs; resolves to how many of each were new. */
async function store(mongo: Mongo, jobs: readonly Job[]): Promise<number[]> {
  const { events, run } = mongo;
  const all = jobs.flatMap((job, at) => job.events.map((event) => ({ event, today: job.today, at })));
  const first = (await takePlaces(mongo, all.length)) + 1;
  const docs = all.map(({ event, today }, offset): EventDoc => ({
    _id: event.id,
    lane: event.lane,
    place: first + offset,
    payload: toBuffer(event.payload),
    owner: null,
    lock: null,
    mark: null,
    attempt: 0,
    outcome: null,
    day: today,
  }));
  let known = new Set<number>();
  await run(async () => {
    try {
      await events.insertMany(docs, { ordered: false, throwOnValidationError: true });
    } catch (error) {
      known = duplicatesIn(error);
    }
  });
  const added = jobs.map(() => 0);
  all.forEach(({ at }, index) => {
    if (!known.has(index)) added[at]! += 1;
  });
  return added;
}

/** Takes `count` places; resolves to the last one taken before. */
async function takePlaces({ sequences, run }: Mongo, count: number): Promise<number> {
  const take = () =>
    run(() =>
      sequences
        .findOneAndUpdate(
          { _id: INBOX_SEQUENCE },
          { $inc: { value: count } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean(),
    );
  const top = await take().catch((error: unknown) => {
    if (isDuplicate(error)) return take(); // two made it at once
    throw error;
  });
  return top.value - count;
}
