import type { Clock } from '../../clock.ts';
import { EVERYBODY } from './case-documents.ts';
import { isDuplicate, type Mongo } from './connection.ts';
import { countFiles, rebuildHoldings } from './holdings.ts';
import { alone } from './lease.ts';
import type { Models } from './schemas.ts';

type Collection = Exclude<keyof Models, 'migrations'>;

/** Collections of which the order of arrival must not be kept. */
const UNORDERED: readonly Collection[] = [
  'events',
  'lanes',
  'sessions',
  'cases',
  'erased',
  'items',
  'evidence',
  'chunks',
  'holdings',
  'people',
  'records',
  'settings',
];

/** Codes for: exists already; the option is unknown to this server. */
const EXISTS = 48;
const UNKNOWN_OPTION = new Set([72, 238, 40415]);

/**
 * Numbered, forward only, each safe to be run again (a process may die in the middle). Never change one that has been
 * released; add another. A new index is declared in `schemas.ts` and built by a new migration.
 */
const MIGRATIONS: readonly { id: string; up: (mongo: Mongo) => Promise<void> }[] = [
  {
    id: '1',
    async up(mongo) {
      for (const name of UNORDERED) await createClustered(mongo, name);
      await buildIndexes(mongo, ['events', 'cases', 'items', 'evidence', 'chunks']);
      await mongo.sequences.create({ _id: 'inbox', value: 0 }).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
    },
  },
  {
    // Queues walk within one status and what they are narrowed to.
    id: '2',
    async up(mongo) {
      await buildIndexes(mongo, ['cases']);
      const old = await mongo.cases.collection.indexes();
      const name = 'recipients_1_shown_1_status_1';
      if (old.some((index) => index.name === name)) await mongo.cases.collection.dropIndex(name);
    },
  },
  {
    // Cases count also for each person who can open them, and with how long they took.
    id: '3',
    async up({ cases, erased }) {
      const fresh = { counted: { $exists: false } };
      await cases.updateMany(
        { ...fresh, erased: { $gt: '' } },
        { $set: { answered: null, took: null, counted: [EVERYBODY] } },
      );
      await cases.updateMany(fresh, { $set: { answered: null, took: null, counted: [] } });
      await erased.updateMany(fresh, { $set: { answered: null, took: null, counted: [EVERYBODY] } });
    },
  },
  {
    // What a case holds of files is counted.
    id: '4',
    async up(mongo) {
      await createClustered(mongo, 'holdings');
      await countFiles(mongo);
      await rebuildHoldings(mongo);
    },
  },
  {
    // Which cases were filed on a day; later items have their index by day.
    id: '5',
    up: (mongo) => buildIndexes(mongo, ['cases']),
  },
];

/** The ids of all migrations, in their order: what a database of the newest form lists as done. */
export const MIGRATION_IDS: readonly string[] = MIGRATIONS.map(({ id }) => id);

/**
 * Clustered by `_id`: the documents lie in the order of their random ids, with no hidden record number that tells who
 * came first (promise 4). Servers that do not know the option keep them in an order of their own.
 */
async function createClustered(mongo: Mongo, name: Collection): Promise<void> {
  const { db } = mongo.connection;
  const collection = mongo[name].collection.collectionName;
  try {
    await db!.createCollection(collection, { clusteredIndex: { key: { _id: 1 }, unique: true } });
  } catch (error) {
    const code = (error as { code?: number }).code ?? 0;
    if (code === EXISTS) return;
    if (!UNKNOWN_OPTION.has(code)) throw error;
    await db!.createCollection(collection).catch((second: unknown) => {
      if ((second as { code?: number }).code !== EXISTS) throw second;
    });
  }
}

async function buildIndexes(mongo: Mongo, names: readonly Collection[]): Promise<void> {
  for (const name of names) await mongo[name].createIndexes();
}

/**
 * Brings the database to the newest form. Safe when several processes start at once. Throws SetupError when another
 * process does not finish, StoreUnavailableError when the database goes away.
 */
export async function migrate(mongo: Mongo, clock: Clock): Promise<void> {
  const missing = async () => {
    const done = await mongo.run(() => mongo.migrations.find({}, { _id: 1 }).lean());
    const ids = new Set(done.map(({ _id }) => _id));
    return MIGRATIONS.filter(({ id }) => !ids.has(id));
  };
  if ((await missing()).length === 0) return;
  await alone(mongo, clock, async (keep) => {
    for (const { id, up } of await missing()) {
      await mongo.run(() => up(mongo));
      await keep();
      await mongo.run(() => mongo.migrations.create({ _id: id }));
    }
  });
}
