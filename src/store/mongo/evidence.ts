import { randomBytes } from 'node:crypto';
import { EVIDENCE_CHUNK_LIMIT, type EvidencePort } from '../ports.ts';
import { isDuplicate, toBuffer, type Mongo } from './connection.ts';
import type { EvidenceDoc } from './schemas.ts';
import { createHoldings } from './holdings.ts';

/** So many chunks go in one command, so that deleting a long film keeps nobody waiting. */
const CHUNKS_AT_ONCE = 8;
const SWEEP_PAGE = 1000;

/**
 * Sealed evidence on MongoDB: a document a file, a document a chunk. See EvidencePort for what it promises.
 *
 * A file is removed in steps: first its owner and day are emptied, after which nobody adopts it or adds to it; then its
 * chunks go, then the file. What a crash leaves is taken up by `purgeDrafts`. A chunk is stored between two looks at
 * its file; one whose file went in between is taken back, or, after a crash, swept with the drafts.
 */
export function createMongoEvidence(mongo: Mongo): EvidencePort {
  const { evidence, chunks, quotas, run } = mongo;
  const holdings = createHoldings(mongo);
  const whole = { day: { $gt: '' } };
  const chunkId = (key: string, index: number) => `${key}/${index}`;

  async function dropChunks(key: string): Promise<void> {
    for (;;) {
      const some = await run(() => chunks.find({ key }, { _id: 1 }).limit(CHUNKS_AT_ONCE).lean());
      if (some.length === 0) return;
      await run(() => chunks.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } }));
    }
  }

  /** Removes a file if it is still as `seen`; false when it was adopted, or removed by somebody else, meanwhile. */
  async function removeSeen({ _id, key, owner }: EvidenceDoc): Promise<boolean> {
    const taken = await run(() =>
      evidence.updateOne({ _id, key, owner }, { $set: { owner: null, day: '' } }),
    );
    if (taken.matchedCount === 0) return false;
    await dropChunks(key);
    return (await run(() => evidence.deleteOne({ _id, key }))).deletedCount === 1;
  }

  async function removeAll(files: readonly EvidenceDoc[]): Promise<number> {
    let gone = 0;
    for (const file of files) if (await removeSeen(file)) gone += 1;
    return gone;
  }

  /** Deletes chunks that belong to no file. */
  async function sweep(): Promise<void> {
    for (let after = ''; ;) {
      const page = await run(() =>
        chunks
          .find({ key: { $gt: after } }, { _id: 0, key: 1 })
          .sort({ key: 1 })
          .limit(SWEEP_PAGE)
          .lean<{ key: string }[]>(),
      );
      const keys = [...new Set(page.map(({ key }) => key))];
      const files = await run(() => evidence.find({ key: { $in: keys } }, { key: 1 }).lean());
      const known = new Set(files.map(({ key }) => key));
      for (const key of keys) if (!known.has(key)) await dropChunks(key);
      if (page.length < SWEEP_PAGE) return;
      after = page.at(-1)!.key;
    }
  }

  return {
    async begin(fileId, day) {
      const key = randomBytes(16).toString('hex');
      try {
        await run(() => evidence.create({ _id: fileId, key, day, owner: null, bytes: 0 }));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },

    async putChunk(fileId, index, bytes) {
      if (bytes.byteLength > EVIDENCE_CHUNK_LIMIT) throw new RangeError('a chunk is too large');
      const file = await run(() => evidence.findOne({ _id: fileId, ...whole }).lean());
      if (!file) return false;
      const { key } = file;
      try {
        await run(() => chunks.create({ _id: chunkId(key, index), key, sealed: toBuffer(bytes) }));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      if (await run(() => evidence.findOne({ _id: fileId, key, ...whole }, { _id: 1 }).lean())) return true;
      await run(() => chunks.deleteOne({ _id: chunkId(key, index) }));
      return false;
    },

    async readChunk(fileId, index) {
      const file = await run(() => evidence.findById(fileId).lean());
      if (!file) return undefined;
      return (await run(() => chunks.findById(chunkId(file.key, index)).lean()))?.sealed;
    },

    async remove(fileId) {
      for (;;) {
        const file = await run(() => evidence.findOne({ _id: fileId, owner: null }).lean());
        if (!file || (await removeSeen(file))) return;
      }
    },

    async adopt(files, owner, room) {
      const known = await run(() =>
        evidence.find({ _id: { $in: files.map(({ id }) => id) }, ...whole }, { _id: 1 }).lean(),
      );
      const ids = new Set(known.map(({ _id }) => _id));
      const wanted = files.filter(({ id }) => ids.has(id));
      if (wanted.length > 0 && !(await holdings.add(owner, wanted, room))) return undefined;
      const there: string[] = [];
      for (const { id: _id, counts: bytes } of wanted) {
        const done = await run(() => evidence.updateOne({ _id, ...whole }, { $set: { owner, bytes } }));
        if (done.matchedCount === 1) there.push(_id);
      }
      return there;
    },

    held: (owner) => holdings.of(owner),

    async removeOwned(owner) {
      // First, so that a crash leaves files, which are found again; and last, for what was given meanwhile.
      await holdings.drop(owner);
      const gone = await removeAll(await run(() => evidence.find({ owner }).lean()));
      await holdings.drop(owner);
      return gone;
    },

    async owners(before, after, limit) {
      const found = await run(() =>
        evidence.aggregate<{ _id: string }>([
          { $match: { owner: { $gt: after ?? '' }, day: { $lt: before } } },
          { $group: { _id: '$owner', n: { $sum: 1 } } },
          { $sort: { _id: 1 } },
          { $limit: limit },
        ]),
      );
      return found.map(({ _id }) => _id);
    },

    async purgeDrafts(before) {
      const drafts = await run(() => evidence.find({ owner: null, day: { $lt: before } }).lean());
      const gone = await removeAll(drafts);
      await run(() => quotas.deleteMany({ _id: { $lt: before } }));
      await sweep();
      return gone;
    },

    async reserve(day, bytes, limit) {
      if (bytes > limit) return false;
      const add = async () => {
        const room = { _id: day, bytes: { $lte: limit - bytes } };
        return (await run(() => quotas.updateOne(room, { $inc: { bytes } }))).matchedCount === 1;
      };
      if (await add()) return true;
      try {
        await run(() => quotas.create({ _id: day, bytes: 0 }));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      return add();
    },
  };
}
