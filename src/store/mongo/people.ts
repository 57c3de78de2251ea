import type { PeoplePort, PersonRow } from '../ports.ts';
import { isDuplicate, toBuffer, type Mongo } from './connection.ts';
import type { PersonDoc } from './schemas.ts';

const toRow = ({ _id, version, data }: PersonDoc): PersonRow => ({ id: _id, version, data });

/** Members of staff on MongoDB. See PeoplePort for what it promises. */
export function createMongoPeople({ people, run }: Mongo): PeoplePort {
  return {
    async list() {
      return (await run(() => people.find().sort({ _id: 1 }).lean())).map(toRow);
    },

    async get(id) {
      const doc = await run(() => people.findById(id).lean());
      return doc ? toRow(doc) : undefined;
    },

    async save({ id, version, data }) {
      if (version === 1) {
        try {
          await run(() => people.create({ _id: id, version, data: toBuffer(data) }));
          return true;
        } catch (error) {
          if (isDuplicate(error)) return false;
          throw error;
        }
      }
      const set = { version, data: toBuffer(data) };
      const done = await run(() => people.updateOne({ _id: id, version: version - 1 }, { $set: set }));
      return done.matchedCount === 1;
    },
  };
}
