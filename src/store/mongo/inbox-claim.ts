import { randomBytes } from 'node:crypto';
import type { Claim, InboxPort } from '../ports.ts';
import { isDuplicate, type Mongo } from './connection.ts';
import type { EventDoc, LaneDoc } from './schemas.ts';

/** Others were faster this often in one call: then there are enough hands at work, and the next call looks again. */
const MAX_TRIES = 20;

/** `claim` of the inbox. See `inbox.ts` for the invariants it keeps. */
export function createClaims(mongo: Mongo): InboxPort['claim'] {
  const { events, lanes, run } = mongo;

  /** The earliest waiting event of a lane that nobody works on, and the lock that ran out on that lane, if any. */
  async function look(now: number): Promise<{ event: EventDoc; lock: LaneDoc | undefined } | undefined> {
    const locks = await run(() => lanes.find().lean());
    const busy = locks.filter(({ until }) => until > now).map(({ _id }) => _id);
    const event = await run(() =>
      events
        .findOne({ place: { $gt: 0 }, lane: { $nin: busy } })
        .sort({ place: 1 })
        .lean(),
    );
    return event ? { event, lock: locks.find(({ _id }) => _id === event.lane) } : undefined;
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

  async function tryOnce(owner: string, now: number, leaseMs: number): Promise<Claim | 'again' | undefined> {
    const found = await look(now);
    if (!found) return undefined;
    const { lock: old } = found;
    // Invariant 3: what was begun is gone on with first.
    const event =
      !old || old.event === found.event._id
        ? found.event
        : await run(() => events.findOne({ _id: old.event, place: { $gt: 0 } }).lean());
    if (!event) {
      await drop(old!);
      return 'again';
    }
    const lane = event.lane!;
    const lock: LaneDoc = {
      _id: lane,
      token: randomBytes(16).toString('hex'),
      event: event._id,
      until: now + leaseMs,
    };
    if (!(await take(lock, old))) return 'again';
    // Invariant 4: only if nobody has claimed or finished it since it was read.
    const claimed = await run(() =>
      events
        .findOneAndUpdate(
          { _id: event._id, place: event.place, attempt: event.attempt },
          { $set: { owner, lock: lock.token }, $inc: { attempt: 1 } },
          { returnDocument: 'after' },
        )
        .lean(),
    );
    if (!claimed) {
      await drop(lock);
      return 'again';
    }
    return {
      id: claimed._id,
      lane,
      payload: claimed.payload!,
      attempt: claimed.attempt,
      mark: claimed.mark ?? undefined,
    };
  }

  return async (owner, now, leaseMs) => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const claim = await tryOnce(owner, now.getTime(), leaseMs);
      if (claim !== 'again') return claim;
    }
    return undefined;
  };
}
