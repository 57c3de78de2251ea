import type { CounterPort } from '../ports.ts';
import { isDuplicate, type Mongo } from './connection.ts';

/** Counters on MongoDB. See CounterPort for what it promises. */
export function createMongoCounters({ counters, run }: Mongo): CounterPort {
  return {
    async add(name, by) {
      const add = () =>
        run(() => counters.updateOne({ _id: name }, { $inc: { value: by } }, { upsert: true }));
      try {
        await add();
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        await add(); // two made it at once; now it is there
      }
    },

    async read() {
      const docs = await run(() => counters.find().lean());
      return Object.fromEntries(docs.map(({ _id, value }) => [_id, value]));
    },
  };
}
