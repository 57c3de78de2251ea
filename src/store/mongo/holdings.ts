import type { Holding, OwnedFile } from '../ports.ts';
import { isDuplicate, type Mongo } from './connection.ts';
import type { HoldingDoc } from './schemas.ts';

const MAX_TRIES = 50;
const CHUNK_BYTES = 1024 * 1024;

/**
 * What each owner of evidence holds. Files are counted here before they are given: what a crash leaves is counted too much,
 * and the same files given again are counted once.
 */
export interface Holdings {
  of(owner: string): Promise<Holding>;
  /** False, and nothing is counted, when the owner would hold more than `room`. */
  add(owner: string, files: readonly OwnedFile[], room: Holding): Promise<boolean>;
  drop(owner: string): Promise<void>;
}

export function createHoldings({ holdings, run }: Mongo): Holdings {
  const read = (owner: string) => run(() => holdings.findById(owner).lean());

  /** Stores what the document is to be, if nobody changed it meanwhile. */
  async function put({ _id, version, files }: HoldingDoc): Promise<boolean> {
    if (version > 1) {
      const done = await run(() =>
        holdings.updateOne({ _id, version: version - 1 }, { $set: { version, files } }),
      );
      return done.matchedCount === 1;
    }
    try {
      await run(() => holdings.create({ _id, version, files }));
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }

  return {
    async of(owner) {
      return sumOf((await read(owner))?.files ?? []);
    },
    async add(owner, files, room) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const doc = await read(owner);
        const held = doc?.files ?? [];
        const known = new Set(held.map(({ id }) => id));
        const fresh = files.filter(({ id }) => !known.has(id)).map(({ id, counts }) => ({ id, counts }));
        if (fresh.length === 0) return true;
        const all = [...held, ...fresh];
        const sum = sumOf(all);
        if (sum.files > room.files || sum.bytes > room.bytes) return false;
        if (await put({ _id: owner, version: (doc?.version ?? 0) + 1, files: all })) return true;
      }
      throw new Error('a holding changes too fast to be written');
    },
    async drop(owner) {
      await run(() => holdings.deleteOne({ _id: owner }));
    },
  };
}

function sumOf(files: readonly OwnedFile[]): Holding {
  const counted = files.filter(({ counts }) => counts > 0);
  return { files: counted.length, bytes: counted.reduce((sum, { counts }) => sum + counts, 0) };
}

/** Writes every owner's document anew from the files as they are; while nobody adopts. */
export async function rebuildHoldings({ evidence, holdings, run }: Mongo): Promise<void> {
  const owned = await run(() => evidence.find({ owner: { $gt: '' } }).lean());
  const owners = Map.groupBy(owned, ({ owner }) => owner!);
  for (const [_id, docs] of owners) {
    const files = docs.map((doc) => ({ id: doc._id, counts: doc.bytes }));
    await run(() => holdings.replaceOne({ _id }, { _id, version: 1, files }, { upsert: true }));
  }
}

/** Gives every file of before files were counted its number: a MiB a chunk. */
export async function countFiles({ evidence, chunks, run }: Mongo): Promise<void> {
  const uncounted = await run(() => evidence.find({ bytes: { $exists: false } }).lean());
  for (const { _id, key, owner } of uncounted) {
    const many = owner === null ? 0 : await run(() => chunks.countDocuments({ key }));
    await run(() => evidence.updateOne({ _id }, { $set: { bytes: many * CHUNK_BYTES } }));
  }
}
