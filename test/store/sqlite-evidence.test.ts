import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EVIDENCE_MIGRATIONS, migrate } from '../../src/store/sqlite/migrations.ts';
import { EVIDENCE_FILE } from '../../src/store/sqlite/database-file.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { describeEvidence, type EvidenceConnections } from './contract/evidence.ts';

describe('store contract: sqlite', () => {
  let dir: string;
  let opened: ReturnType<typeof openSqliteStore>[];
  const on = {} as EvidenceConnections;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'suetrong-evidence-'));
    opened = [openSqliteStore(dir), openSqliteStore(dir)];
    [on.store, on.other] = [opened[0]!, opened[1]!];
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    rmSync(dir, { recursive: true });
  });

  describeEvidence(on);

  it('counts the files of cases that were there before files were counted', async () => {
    const older = mkdtempSync(join(tmpdir(), 'suetrong-evidence-'));
    const db = new DatabaseSync(join(older, EVIDENCE_FILE));
    migrate(db, EVIDENCE_MIGRATIONS.slice(0, 1));
    db.exec("INSERT INTO evidence_file VALUES ('a', '2026-11-22', 'case'), ('b', '2026-11-22', NULL)");
    for (const id of ['a', 'b']) {
      const put = db.prepare('INSERT INTO evidence_chunk VALUES (?, ?, ?)');
      for (const place of [0, 1]) put.run(id, place, Buffer.alloc(500));
    }
    db.close();
    const store = openSqliteStore(older);
    expect(await store.evidence.held('case')).toEqual({ files: 1, bytes: 1000 });
    await store.close();
    rmSync(older, { recursive: true, force: true });
  });

  it('says nothing of order or time beyond the day', async () => {
    await on.store.evidence.begin('a', '2026-11-22');
    await on.store.evidence.putChunk('a', 0, Buffer.of(1));
    await on.store.evidence.reserve('2026-11-22', 5, 10);
    const db = new DatabaseSync(join(dir, EVIDENCE_FILE));
    const tables = db.prepare("SELECT name, wr FROM pragma_table_list WHERE type = 'table'").all();
    const ours = tables.filter(({ name }) => !(name as string).startsWith('sqlite_'));
    expect(ours.map(({ name, wr }) => [name, wr]).sort()).toEqual([
      ['evidence_chunk', 1],
      ['evidence_day', 1],
      ['evidence_file', 1],
      ['migration', 1],
    ]);
    expect(
      db
        .prepare('SELECT * FROM evidence_file')
        .all()
        .map((row) => ({ ...row })),
    ).toEqual([{ id: 'a', day: '2026-11-22', owner: null, bytes: 0 }]);
    db.close();
  });
});
