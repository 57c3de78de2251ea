import type { PersonRow, RowPort } from '../ports.ts';
import { isDuplicate, toBuffer, type Mongo } from './connection.ts';

/** One small collection on MongoDB, its rows under `area/id`. See RowPort for what it promises. */
export function createMongoRows({ records, run }: Mongo, area: string): RowPort {
  const keyOf = (id: string) => `${area}/${id}`;
  const toRow = ({ _id, version, data }: { _id: string; version: number; data: Uint8Array }): PersonRow => ({
    id: _id.slice(area.length + 1),
    version,
    data,
  });
  return {
    async list() {
      // '0' is the sign after '/': everything that begins with the area.
      const inArea = { _id: { $gt: `${area}/`, $lt: `${area}0` } };
      return (await run(() => records.find(inArea).sort({ _id: 1 }).lean())).map(toRow);
    },

    async get(id) {
      const doc = await run(() => records.findById(keyOf(id)).lean());
      return doc ? toRow(doc) : undefined;
    },

    async save({ id, version, data }) {
      const _id = keyOf(id);
      if (version === 1) {
        try {
          await run(() => records.create({ _id, version, data: toBuffer(data) }));
          return true;
        } catch (error) {
          if (isDuplicate(error)) return false;
          throw error;
        }
      }
      const set = { version, data: toBuffer(data) };
      const done = await run(() => records.updateOne({ _id, version: version - 1 }, { $set: set }));
      return done.matchedCount === 1;
    },

    async remove(id) {
      return (await run(() => records.deleteOne({ _id: keyOf(id) }))).deletedCount === 1;
    },
  };
}
