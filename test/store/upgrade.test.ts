import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DATABASE_FILE } from '../../src/store/sqlite/database-file.ts';
import { migrate, MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { caseRow, itemRef, itemRow } from './contract/case-rows.ts';

const DAY = '2026-11-22';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'suetrong-upgrade-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A database as the first `count` steps made it. */
function older(count: number): DatabaseSync {
  const db = new DatabaseSync(join(dir, DATABASE_FILE));
  db.exec('PRAGMA journal_mode = WAL');
  migrate(db, MIGRATIONS.slice(0, count));
  return db;
}

it.each(MIGRATIONS.map((_, index) => index + 1))(
  'a database of step %i, with events and sessions in it, opens in its newest form and keeps them',
  async (count) => {
    const db = older(count);
    db.exec(`INSERT INTO inbox (id, lane, place, payload, day) VALUES ('e', 'l', 1, x'01', '${DAY}')`);
    db.exec(`INSERT INTO session (lane, version, sealed, day) VALUES ('l', 3, x'02', '${DAY}')`);
    db.exec(`INSERT INTO counter (name, value) VALUES ('question.unanswered', 5)`);
    db.close();

    const store = openSqliteStore(dir);
    expect(await store.counters.read()).toMatchObject({ 'question.unanswered': 5 });
    expect(await store.sessions.load('l')).toMatchObject({ version: 3 });
    expect((await store.inbox.claim('me', new Date(), 1000))?.id).toBe('e');
    const row = caseRow('c', { items: [itemRef('i')] });
    expect(await store.cases.file(row, [itemRow('i', 'c')], [])).toBeUndefined();
    expect((await store.cases.get('c'))?.items).toHaveLength(1);
    await store.close();

    const again = openSqliteStore(dir);
    expect((await again.cases.get('c'))?.id).toBe('c');
    await again.close();
    const after = new DatabaseSync(join(dir, DATABASE_FILE));
    expect(after.prepare('SELECT id FROM migration ORDER BY id').all()).toEqual(
      MIGRATIONS.map(({ id }) => ({ id })),
    );
    after.close();
  },
);

it('a step that fails leaves the database as it was', () => {
  const db = older(MIGRATIONS.length);
  const broken = [...MIGRATIONS, { id: 999, sql: 'CREATE TABLE half (a TEXT); CREATE TABLE broken (' }];
  expect(() => migrate(db, broken)).toThrow();
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE name IN ('half', 'broken')").all();
  expect(tables).toEqual([]);
  migrate(db);
  db.close();
});
