import type { InboxPort, Outcome } from '../ports.ts';
import { OUTCOMES } from '../ports.ts';
import type { Mongo } from './connection.ts';
import { createAcceptor } from './inbox-accept.ts';
import { createClaims } from './inbox-claim.ts';
import type { EventDoc } from './schemas.ts';

/** What is left of an event when it is over: id, outcome and day. */
const FORGOTTEN = {
  lane: null,
  place: null,
  payload: null,
  owner: null,
  lock: null,
  mark: null,
  attempt: 0,
} satisfies Partial<EventDoc>;

const PURGE_BATCH = 500;

/**
 * The inbox on MongoDB, with nothing wider than one document changed at once. See InboxPort for what it promises.
 *
 * An event is one document; it waits while `place` is set. A lane in work has one lock document. Invariants:
 * 1. `accept` resolves after the event document is durable, and nothing else needs to be: the unique `_id` is what
 *    keeps an event once. Places come from one counter, taken before the insert, so that of two events of which one
 *    was accepted before the other arrived, the earlier has the lower place. (Of two on their way at once, either may
 *    be first.) A place that was taken and not used is a gap, and means nothing.
 * 2. Whoever claims an event took the lane's lock first, and the lock changes hands only by insert or by
 *    compare-and-set on its random token and its `until`, after that time. So one lane is never claimed twice at once, in however many
 *    processes.
 * 3. A lock names its event. Who takes over a lock that ran out goes on with that event before any other of the lane,
 *    so that an event of which work has begun stays the first.
 * 4. The claim is written on the event by compare-and-set on `attempt`, which was read *before* the lock was taken:
 *    one who was held up after taking the lock until it ran out cannot take an event away from his heir.
 * 5. `owner` on the event decides who may mark, finish, release or renew; a new claim overwrites it.
 * 6. Finishing sets outcome and clears the rest in one update, then removes the lock. A crash between the two leaves a
 *    lock without a waiting event: it runs out, and whoever comes next to the lane, or the purge, removes it.
 * 7. Locks are removed by token, so that a late remover never removes the lock of another.
 */
export function createMongoInbox(mongo: Mongo): InboxPort {
  const { events, lanes, run } = mongo;

  /** Changes an event its owner holds; resolves to it as it was before. */
  const change = (id: string, owner: string, set: Partial<EventDoc>) =>
    run(() =>
      events.findOneAndUpdate({ _id: id, owner }, { $set: set }, { returnDocument: 'before' }).lean(),
    );

  /** Removes locks left by a crash between the two steps of finishing. */
  async function dropIdleLocks(): Promise<void> {
    for (const lock of await run(() => lanes.find().lean())) {
      const waits = await run(() =>
        events.findOne({ _id: lock.event, place: { $gt: 0 } }, { _id: 1 }).lean(),
      );
      if (!waits) await run(() => lanes.deleteOne({ _id: lock._id, token: lock.token }));
    }
  }

  return {
    accept: createAcceptor(mongo),
    claim: createClaims(mongo),

    async mark(id, owner, mark) {
      const done = await run(() => events.updateOne({ _id: id, owner }, { $set: { mark } }));
      return done.matchedCount === 1;
    },

    async finish(id, owner, outcome) {
      const before = await change(id, owner, { ...FORGOTTEN, outcome });
      if (!before) return false;
      // The event is over; if the lock cannot be removed now, it runs out.
      await run(() => lanes.deleteOne({ _id: before.lane!, token: before.lock! })).catch(() => undefined);
      return true;
    },

    async release(id, owner, notBefore) {
      const before = await change(id, owner, { owner: null, lock: null });
      if (!before) return false;
      await run(() =>
        lanes.updateOne({ _id: before.lane!, token: before.lock! }, { $set: { until: notBefore.getTime() } }),
      );
      return true;
    },

    async renew(id, owner, now, leaseMs) {
      const held = await run(() => events.findOne({ _id: id, owner }, { lane: 1, lock: 1 }).lean());
      if (!held?.lane) return false;
      const done = await run(() =>
        lanes.updateOne({ _id: held.lane!, token: held.lock! }, { $set: { until: now.getTime() + leaseMs } }),
      );
      return done.matchedCount === 1;
    },

    async purgeFinished(before) {
      await dropIdleLocks();
      let gone = 0;
      for (;;) {
        const batch = await run(() =>
          events
            .find({ outcome: { $in: OUTCOMES }, day: { $lt: before } }, { _id: 1 })
            .limit(PURGE_BATCH)
            .lean(),
        );
        if (batch.length === 0) return gone;
        const ids = batch.map(({ _id }) => _id);
        const done = await run(() => events.deleteMany({ _id: { $in: ids }, place: null }));
        gone += done.deletedCount;
      }
    },

    async tally() {
      const counts = await run(() =>
        events.aggregate<{ _id: Outcome | null; n: number }>([
          { $group: { _id: '$outcome', n: { $sum: 1 } } },
        ]),
      );
      const of = (outcome: Outcome | null) => counts.find(({ _id }) => _id === outcome)?.n ?? 0;
      const finished = OUTCOMES.map((outcome) => [outcome, of(outcome)] as const);
      return { waiting: of(null), finished: Object.fromEntries(finished) as Record<Outcome, number> };
    },
  };
}
