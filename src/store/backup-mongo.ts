import { systemClock } from '../clock.ts';
import { BACKUP_TABLES, type BackupSource, type RestoreTarget } from './backup-tables.ts';
import { COPY_TABLES } from './copy.ts';
import { targetOn } from './copy-mongo.ts';
import { connectMongo } from './mongo/connection.ts';
import { migrate } from './mongo/migrations.ts';
import { storeOn } from './mongo/mongo-store.ts';

const AT_ONCE = 200;

/**
 * The installation in a MongoDB, beside its servers. There is no moment in which all stands still: each row is from when
 * it was read, each case from one moment (`BackupSource.cases`).
 */
export async function openMongoBackup(uri: string, database?: string): Promise<BackupSource> {
  const mongo = await connectMongo(uri, database);
  await migrate(mongo, systemClock);
  const { cases, chunks, run } = mongo;
  const target = targetOn(mongo);
  return {
    rows: (table) => target.all(table),
    async *caseIds() {
      for (let after = ''; ;) {
        const some = await run(() =>
          cases
            .find({ _id: { $gt: after }, erased: null }, { _id: 1 })
            .sort({ _id: 1 })
            .limit(AT_ONCE)
            .lean(),
        );
        for (const { _id } of some) yield _id;
        if (some.length === 0) return;
        after = some.at(-1)!._id;
      }
    },
    cases: storeOn(mongo).cases,
    letGo: () => undefined,
    async *files() {
      for await (const file of target.all('evidence')) if (file['owner'] !== null) yield file;
    },
    async *chunks(file) {
      const doc = await run(() => mongo.evidence.findById(file, { key: 1 }).lean());
      for (let place = 0; doc; place += 1) {
        const chunk = await run(() => chunks.findById(`${doc.key}/${place}`).lean());
        if (!chunk) return;
        yield { file, place, sealed: chunk.sealed };
      }
    },
    close: () => mongo.connection.close(),
  };
}

/**
 * Restores into the database at `uri`. Undefined, and nothing is touched, when it holds an installation. Servers refuse
 * it until it is finished.
 */
export async function openMongoTarget(uri: string, database?: string): Promise<RestoreTarget | undefined> {
  const mongo = await connectMongo(uri, database);
  await migrate(mongo, systemClock);
  const target = targetOn(mongo);
  const state = await target.state();
  if (state === 'used' || state === 'done') {
    await mongo.connection.close();
    return undefined;
  }
  const clear = async () => {
    for (const table of COPY_TABLES) await target.clear(table);
  };
  await target.reach({ table: BACKUP_TABLES[0], after: undefined });
  await clear(); // what an earlier restore left unfinished
  return {
    put: (table, rows) =>
      target.put(
        table,
        rows.map((values) => ({ key: '', values })),
      ),
    async finish() {
      await target.finish();
      await mongo.connection.close();
    },
    async abandon() {
      await clear();
      await mongo.copies.deleteMany({});
      await mongo.connection.close();
    },
  };
}
