import type { SessionPort, SessionRow } from '../ports.ts';
import { isDuplicate, toBuffer, type Mongo } from './connection.ts';
import type { SessionDoc } from './schemas.ts';

const toRow = ({ _id, version, sealed, day }: SessionDoc): SessionRow => ({
  lane: _id,
  version,
  sealed,
  day,
});

/** Sessions on MongoDB. See SessionPort for what it promises. */
export function createMongoSessions({ sessions, run }: Mongo): SessionPort {
  return {
    async load(lane) {
      const doc = await run(() => sessions.findById(lane).lean());
      return doc ? toRow(doc) : undefined;
    },

    async save({ lane, version, sealed, day }) {
      if (version === 1) {
        try {
          await run(() => sessions.create({ _id: lane, version, sealed: toBuffer(sealed), day }));
          return true;
        } catch (error) {
          if (isDuplicate(error)) return false;
          throw error;
        }
      }
      const set = { version, sealed: toBuffer(sealed), day };
      const done = await run(() => sessions.updateOne({ _id: lane, version: version - 1 }, { $set: set }));
      return done.matchedCount === 1;
    },

    async remove(lane, version) {
      const done = await run(() =>
        sessions.deleteOne(version === undefined ? { _id: lane } : { _id: lane, version }),
      );
      return done.deletedCount === 1;
    },

    async page(after, limit) {
      const docs = await run(() =>
        sessions
          .find({ _id: { $gt: after ?? '' } })
          .sort({ _id: 1 })
          .limit(limit)
          .lean(),
      );
      return docs.map(toRow);
    },
  };
}
