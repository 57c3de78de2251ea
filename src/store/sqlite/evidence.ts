import { EVIDENCE_CHUNK_LIMIT, type EvidencePort, type Holding } from '../ports.ts';
import type { Database } from './database.ts';

/** So many chunks go in one transaction, so that deleting a long film keeps nobody waiting. */
const CHUNKS_AT_ONCE = 8;

/** Sealed evidence on SQLite, in a file of its own (`EVIDENCE` in `database.ts`). See EvidencePort for what it promises. */
export function createSqliteEvidence(db: Database): EvidencePort {
  /** Deletes files that `still` finds, chunks first; one that was adopted meanwhile stays whole. Resolves to how many. */
  async function removeAll(ids: readonly string[], still: (id: string) => boolean): Promise<number> {
    let gone = 0;
    for (const id of ids) {
      // Without its row nobody can adopt it or add to it; its chunks go one after the other.
      const taken = await db.write(() => {
        if (!still(id)) return false;
        db.sql("UPDATE evidence_file SET owner = NULL, day = '' WHERE id = ?").run(id);
        return true;
      });
      if (taken && (await removeChunks(id))) gone += 1;
    }
    return gone;
  }

  async function removeChunks(id: string): Promise<boolean> {
    for (;;) {
      const done = await db.write(() => {
        const { changes } = db
          .sql(
            `DELETE FROM evidence_chunk WHERE file_id = ? AND place IN
               (SELECT place FROM evidence_chunk WHERE file_id = ? LIMIT ?)`,
          )
          .run(id, id, CHUNKS_AT_ONCE);
        if (Number(changes) === CHUNKS_AT_ONCE) return undefined;
        return Number(db.sql('DELETE FROM evidence_file WHERE id = ?').run(id).changes) === 1;
      });
      if (done !== undefined) return done;
    }
  }

  const idsOf = (rows: Record<string, unknown>[]) => rows.map((row) => row['id'] as string);

  return {
    begin: (fileId, day) =>
      db.write(() => {
        db.sql('INSERT INTO evidence_file (id, day) VALUES (?, ?) ON CONFLICT DO NOTHING').run(fileId, day);
      }),

    putChunk(fileId, index, bytes) {
      if (bytes.byteLength > EVIDENCE_CHUNK_LIMIT)
        return Promise.reject(new RangeError('a chunk is too large'));
      return db.write(() => {
        if (!db.sql("SELECT 1 FROM evidence_file WHERE id = ? AND day <> ''").get(fileId)) return false;
        db.sql(
          'INSERT INTO evidence_chunk (file_id, place, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        ).run(fileId, index, bytes);
        return true;
      });
    },

    async readChunk(fileId, index) {
      return db.read(
        () =>
          db.sql('SELECT sealed FROM evidence_chunk WHERE file_id = ? AND place = ?').get(fileId, index)?.[
            'sealed'
          ] as Uint8Array | undefined,
      );
    },

    async remove(fileId) {
      await removeAll([fileId], (id) => ownerOf(id) === null);
    },

    adopt: (files, owner, room) =>
      db.write(() => {
        const there = files.filter(({ id }) =>
          db.sql("SELECT 1 FROM evidence_file WHERE id = ? AND day <> ''").get(id),
        );
        const fresh = there.filter(({ id }) => ownerOf(id) !== owner);
        if (fresh.length === 0) return there.map(({ id }) => id);
        const { files: had, bytes } = holdingOf(owner);
        const added = fresh.reduce((sum, { counts }) => sum + counts, 0);
        if (had + fresh.filter(({ counts }) => counts > 0).length > room.files) return undefined;
        if (bytes + added > room.bytes) return undefined;
        for (const { id, counts } of fresh)
          db.sql('UPDATE evidence_file SET owner = ?, bytes = ? WHERE id = ?').run(owner, counts, id);
        return there.map(({ id }) => id);
      }),

    async held(owner) {
      return db.read(() => holdingOf(owner));
    },

    async removeOwned(owner) {
      const ids = idsOf(db.read(() => db.sql('SELECT id FROM evidence_file WHERE owner = ?').all(owner)));
      const gone = await removeAll(ids, (id) => ownerOf(id) === owner);
      db.truncateLog();
      return gone;
    },

    async owners(before, after, limit) {
      return db.read(() =>
        db
          .sql('SELECT DISTINCT owner FROM evidence_file WHERE owner > ? AND day < ? ORDER BY owner LIMIT ?')
          .all(after ?? '', before, limit)
          .map((row) => row['owner'] as string),
      );
    },

    async purgeDrafts(before) {
      const rows = db.read(() =>
        db.sql('SELECT id FROM evidence_file WHERE owner IS NULL AND day < ?').all(before),
      );
      const gone = await removeAll(idsOf(rows), (id) => ownerOf(id) === null);
      await db.write(() => void db.sql('DELETE FROM evidence_day WHERE day < ?').run(before));
      db.truncateLog();
      return gone;
    },

    reserve: (day, bytes, limit) =>
      db.write(() => {
        const taken = Number(db.sql('SELECT bytes FROM evidence_day WHERE day = ?').get(day)?.['bytes'] ?? 0);
        if (taken + bytes > limit) return false;
        db.sql(
          'INSERT INTO evidence_day (day, bytes) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET bytes = excluded.bytes',
        ).run(day, taken + bytes);
        return true;
      }),
  };

  function holdingOf(owner: string): Holding {
    const row = db
      .sql(
        'SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM evidence_file WHERE owner = ? AND bytes > 0',
      )
      .get(owner)!;
    return { files: Number(row['files']), bytes: Number(row['bytes']) };
  }

  /** Null: of a draft. Undefined: not there. */
  function ownerOf(id: string): string | null | undefined {
    const row = db.sql('SELECT owner FROM evidence_file WHERE id = ?').get(id);
    return row && (row['owner'] as string | null);
  }
}
