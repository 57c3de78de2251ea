import type { SettingPort } from '../ports.ts';
import { isDuplicate, toBuffer, type Mongo } from './connection.ts';

/** Settings on MongoDB. See SettingPort for what it promises. */
export function createMongoSettings({ settings, run }: Mongo): SettingPort {
  /** An upsert loses against another upsert of the same name once; then the name is there. */
  async function twice<T>(upsert: () => Promise<T>): Promise<T> {
    try {
      return await upsert();
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return upsert();
    }
  }

  return {
    async get(name) {
      return (await run(() => settings.findById(name).lean()))?.value;
    },

    async make(name, value) {
      await twice(() =>
        run(() =>
          settings.updateOne({ _id: name }, { $setOnInsert: { value: toBuffer(value) } }, { upsert: true }),
        ),
      );
      return (await run(() => settings.findById(name).orFail().lean())).value;
    },

    async set(name, value) {
      await twice(() =>
        run(() => settings.updateOne({ _id: name }, { $set: { value: toBuffer(value) } }, { upsert: true })),
      );
    },

    async replace(name, from, to) {
      const same = { _id: name, value: toBuffer(from) };
      const { matchedCount } = await run(() => settings.updateOne(same, { $set: { value: toBuffer(to) } }));
      return matchedCount === 1;
    },
  };
}
