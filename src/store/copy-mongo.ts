import { createHash } from 'node:crypto';
import type { Model } from 'mongoose';
import type { CaseRow } from './ports.ts';
import { COPY_TABLES, type CopyPlace, type CopyTable, type CopyTarget, type CopyValues } from './copy.ts';
import { toCaseDoc, toCaseRow, type CaseHead } from './mongo/case-documents.ts';
import { connectMongo, toBuffer, type Mongo } from './mongo/connection.ts';
import { INBOX_SEQUENCE } from './mongo/inbox-accept.ts';
import { rebuildHoldings } from './mongo/holdings.ts';
import { migrate } from './mongo/migrations.ts';
import type { ChunkDoc, EventDoc, Models } from './mongo/schemas.ts';
import { systemClock } from '../clock.ts';

const MARK = 'copy';
const AT_ONCE = 200;

type Doc = { _id: string | number } & Record<string, unknown>;

/** How one table's rows lie in MongoDB, there and back. `all` where a document alone does not say its row. */
interface Shape {
  model: keyof Models;
  toDoc(values: CopyValues): Doc;
  toValues(doc: Doc): CopyValues;
}

/** Renames the key to `_id` and back, and leaves the rest. */
function renamed(model: keyof Models, key: string, others: Record<string, string> = {}): Shape {
  const back = Object.fromEntries(Object.entries(others).map(([row, doc]) => [doc, row]));
  return {
    model,
    toDoc: ({ [key]: id, ...rest }) => ({ _id: id as string, ...rename(rest, others) }),
    toValues: ({ _id, ...rest }) => ({ [key]: _id, ...rename(rest, back) }),
  };
}

const rename = (values: CopyValues, names: Record<string, string>): CopyValues =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [names[name] ?? name, value]));

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
const chunkKeyOf = (file: string) => hash(`evidence ${file}`);

const SHAPES: Record<Exclude<CopyTable, 'chunk'>, Shape> = {
  setting: renamed('settings', 'name'),
  person: renamed('people', 'id'),
  record: renamed('records', 'id'),
  audit: renamed('audit', 'sequence'),
  counter: renamed('counters', 'name'),
  quota: renamed('quotas', 'day'),
  item: renamed('items', 'id', { caseId: 'case' }),
  session: renamed('sessions', 'lane'),
  evidence: {
    model: 'evidence',
    // In a backup of before files were counted there is no number: then it is a file, and weighs next to nothing.
    toDoc: ({ id, day, owner, bytes = 1 }) => ({
      ...{ _id: id as string, key: chunkKeyOf(id as string) },
      ...{ day, owner, bytes },
    }),
    toValues: ({ _id, day, owner, bytes }) => ({ id: _id, day, owner, bytes }),
  },
  inbox: {
    model: 'events',
    toDoc: ({ id, ...rest }) => ({ _id: id as string, ...rest, owner: null, lock: null }),
    toValues: ({ _id, owner: _owner, lock: _lock, ...rest }) => ({ id: _id, ...rest }),
  },
  erased: {
    model: 'erased',
    toDoc: (values) => {
      const { counted, kind, category, unit, status, outcome, answered, took, month, count } = values;
      const facts = {
        ...{ counted, kind, category, unit, status, outcome: outcome ?? null },
        ...{ answered: answered ?? null, took: took ?? null, month },
      };
      return { _id: hash(JSON.stringify(facts)), ...facts, count };
    },
    toValues: ({ _id, ...values }) => values,
  },
  case: {
    model: 'cases',
    toDoc: (values) => {
      const row = values as unknown as CaseRow;
      return toCaseDoc(row, [], [row.locator]) as unknown as Doc;
    },
    toValues: (doc) => ({ ...toCaseRow(doc as unknown as CaseHead) }),
  },
};

/** The database at `uri` as the target of a copy, brought to its newest form. `close` when done. */
export async function openMongoTarget(
  uri: string,
  database?: string,
): Promise<CopyTarget & { close(): Promise<void> }> {
  const mongo = await connectMongo(uri, database);
  await migrate(mongo, systemClock);
  return { ...targetOn(mongo), close: () => mongo.connection.close() };
}

/** The database of a connection as the target of a copy. */
export function targetOn(mongo: Mongo): CopyTarget {
  const { copies, sequences, evidence, run } = mongo;
  const modelOf = (table: CopyTable) =>
    mongo[table === 'chunk' ? 'chunks' : SHAPES[table].model] as unknown as Model<Doc>;

  const docOf = (table: CopyTable, values: CopyValues): Doc => {
    if (table !== 'chunk') return SHAPES[table].toDoc(values);
    const key = chunkKeyOf(values['file'] as string);
    return { _id: `${key}/${String(values['place'])}`, key, sealed: values['sealed'] };
  };

  async function* documents(table: CopyTable): AsyncIterable<Doc> {
    const model = modelOf(table);
    for (let after: Doc['_id'] | undefined; ;) {
      const some = await run(() =>
        model
          .find(after === undefined ? {} : { _id: { $gt: after } })
          .sort({ _id: 1 })
          .limit(table === 'chunk' || table === 'item' || table === 'case' ? 6 : AT_ONCE)
          .lean<Doc[]>(),
      );
      yield* some;
      const last = some.at(-1);
      if (!last) return;
      after = last._id;
    }
  }

  async function* allChunks(): AsyncIterable<CopyValues> {
    const files = new Map<string, string>();
    for (const { _id, key } of await run(() => evidence.find({}, { key: 1 }).lean())) files.set(key, _id);
    for await (const doc of documents('chunk')) {
      const { _id, key, sealed } = doc as unknown as ChunkDoc;
      yield { file: files.get(key), place: Number(_id.slice(key.length + 1)), sealed };
    }
  }

  const note = (table: string | null, after: string | null) =>
    run(() => copies.replaceOne({ _id: MARK }, { _id: MARK, table, after }, { upsert: true }));

  return {
    async state() {
      const mark = await run(() => copies.findById(MARK).lean());
      if (mark) {
        if (mark.table === null) return 'done';
        return { table: mark.table as CopyTable, after: mark.after ?? undefined } satisfies CopyPlace;
      }
      for (const table of COPY_TABLES) {
        if (await run(() => modelOf(table).findOne({}, { _id: 1 }).lean())) return 'used';
      }
      return 'empty';
    },

    async reach({ table, after }) {
      await note(table, after ?? null);
    },

    async finish() {
      await rebuildHoldings(mongo);
      // New events come after those that were copied.
      const [top] = await run(() =>
        mongo.events
          .find({ place: { $gt: 0 } }, { place: 1 })
          .sort({ place: -1 })
          .limit(1)
          .lean(),
      );
      const value = (top as EventDoc | undefined)?.place ?? 0;
      await run(() => sequences.updateOne({ _id: INBOX_SEQUENCE }, { $max: { value } }, { upsert: true }));
      await note(null, null);
    },

    async put(table, rows) {
      const writes = rows.map(({ values }) => {
        const doc = docOf(table, values);
        for (const [name, value] of Object.entries(doc)) {
          if (value instanceof Uint8Array) doc[name] = toBuffer(value);
        }
        return { replaceOne: { filter: { _id: doc._id }, replacement: doc, upsert: true } };
      });
      await run(() => modelOf(table).bulkWrite(writes));
    },

    async *all(table) {
      if (table === 'chunk') yield* allChunks();
      else for await (const doc of documents(table)) yield SHAPES[table].toValues(doc);
    },

    async clear(table) {
      for (;;) {
        const some = await run(() => modelOf(table).find({}, { _id: 1 }).limit(AT_ONCE).lean<Doc[]>());
        if (some.length === 0) return;
        await run(() => modelOf(table).deleteMany({ _id: { $in: some.map(({ _id }) => _id) } }));
      }
    },
  };
}
