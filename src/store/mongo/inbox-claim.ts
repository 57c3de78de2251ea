import { randomBytes } from 'node:crypto';
import type { Claim, InboxPort } from '../ports.ts';
import { isDuplicate, type Mongo } from './connection.ts';
import type { EventDoc, LaneDoc } from './schemas.ts';

/** Others were faster this often in one call: then there are enough hands at work, and the next call looks again. */
const MAX_TRIES = 20;
/** So many waiting events are read for each claim that looks: the earliest may all be of one lane. */
const READ_AHEAD = 4;

/** One call of `claim` that waits for its answer. */
interface Asked {
  owner: string;
  now: number;
  leaseMs: number;
  tries: number;
  resolve: (claim: Claim | undefined) => void;
  reject: (reason: unknown) => void;
}

/** A lane nobody works on: its earliest waiting event, and the lock on it that ran out, if any. */
interface Free {
  event: Pick<EventDoc, '_id' | 'lane' | 'place' | 'attempt'>;
  lock: LaneDoc | undefined;
}

const SEEN = { lane: 1, place: 1, attempt: 1 } as const;

/**
 * `claim` of the inbox. Claims asked for while one look is on its way share the next look, and each is given another
 * lane to try, so that the hands of one process do not race each other for the same event. See `inbox.ts` for the
 * invariants it keeps.
 */
export function createClaims(mongo: Mongo): InboxPort['claim'] {
  const { events, lanes, run } = mongo;
  let waiting: Asked[] = [];
  let busy = false;

  /** Lanes to try, in the order of their earliest events; `more`: there may be others beyond. */
  async function look(now: number, count: number): Promise<{ free: Free[]; more: boolean }> {
    const locks = await run(() => lanes.find().lean());
    const held = locks.filter(({ until }) => until > now).map(({ _id }) => _id);
    const limit = count * READ_AHEAD;
    const found = await run(() =>
      events
        .find({ place: { $gt: 0 }, lane: { $nin: held } }, SEEN)
        .sort({ place: 1 })
        .limit(limit)
        .lean(),
    );
    const free = new Map<string, Free>();
    for (const event of found) {
      const lane = event.lane!;
      if (!free.has(lane)) free.set(lane, { event, lock: locks.find(({ _id }) => _id === lane) });
    }
    return { free: [...free.values()], more: found.length === limit };
  }

  /** Takes the lane's lock: a new one, or over from one that ran out. False when somebody else was faster. */
  async function take(lock: LaneDoc, from: LaneDoc | undefined): Promise<boolean> {
    if (from) {
      const { _id, ...set } = lock;
      // `until` too: its owner may have renewed it, or given it back for later, since it was read.
      const seen = { _id, token: from.token, until: from.until };
      const done = await run(() => lanes.updateOne(seen, { $set: set }));
      return done.matchedCount === 1;
    }
    try {
      await run(() => lanes.create(lock));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  const drop = (lock: LaneDoc) => run(() => lanes.deleteOne({ _id: lock._id, token: lock.token }));

  async function tryOne({ event: first, lock: old }: Free, asked: Asked): Promise<Claim | undefined> {
    // Invariant 3: what was begun is gone on with first.
    const event =
      !old || old.event === first._id
        ? first
        : await run(() => events.findOne({ _id: old.event, place: { $gt: 0 } }, SEEN).lean());
    if (!event) {
      await drop(old!);
      return undefined;
    }
    const lane = event.lane!;
    const lock: LaneDoc = {
      _id: lane,
      token: randomBytes(16).toString('hex'),
      event: event._id,
      until: asked.now + asked.leaseMs,
    };
    if (!(await take(lock, old))) return undefined;
    // Invariant 4: only if nobody has claimed or finished it since it was read.
    const claimed = await run(() =>
      events
        .findOneAndUpdate(
          { _id: event._id, place: event.place, attempt: event.attempt },
          { $set: { owner: asked.owner, lock: lock.token }, $inc: { attempt: 1 } },
          { returnDocument: 'after' },
        )
        .lean(),
    );
    if (!claimed) {
      await drop(lock);
      return undefined;
    }
    return {
      id: claimed._id,
      lane,
      payload: claimed.payload!,
      attempt: claimed.attempt,
      mark: claimed.mark ?? undefined,
    };
  }

  /** Answers the call, or puts it back to look again. */
  async function serve(asked: Asked, free: Free | undefined, more: boolean): Promise<void> {
    try {
      const claim = free && (await tryOne(free, asked));
      asked.tries += 1;
      if (claim || (!free && !more) || asked.tries === MAX_TRIES) asked.resolve(claim);
      else waiting.push(asked);
    } catch (error) {
      asked.reject(error);
    }
  }

  async function work(): Promise<void> {
    busy = true;
    // Whoever asks in the same turn shares the first look, too.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const { free, more } = await look(Math.max(...batch.map(({ now }) => now)), batch.length);
        await Promise.all(
          batch.map((asked) => {
            const at = free.findIndex(({ lock }) => !lock || lock.until <= asked.now);
            return serve(asked, at < 0 ? undefined : free.splice(at, 1)[0], more);
          }),
        );
      } catch (error) {
        for (const asked of batch) asked.reject(error);
      }
    }
    busy = false;
  }

  return (owner, now, leaseMs) =>
    new Promise((resolve, reject) => {
      waiting.push({ owner, now: now.getTime(), leaseMs, tries: 0, resolve, reject });
      if (!busy) void work();
    });
}
