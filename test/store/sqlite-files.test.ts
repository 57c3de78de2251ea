import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DATABASE_FILE } from '../../src/store/sqlite/database-file.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { caseRow, itemRef, itemRow } from './contract/case-rows.ts';

const tempDir = () => mkdtempSync(join(tmpdir(), 'suetrong-store-'));

const filesWith = (dir: string, needle: string) =>
  readdirSync(dir).filter((file) => readFileSync(join(dir, file), 'latin1').includes(needle));

/** Looks random, and is the same in every run. */
const digest = (of: unknown) => createHash('sha256').update(String(of)).digest('hex');

/** A case with the needle in everything that must go. */
function needleCase(id: string, needle: string) {
  const number = (of: unknown) => Number.parseInt(digest(`${id} ${String(of)}`).slice(0, 4), 16);
  const sealed = (of: unknown) => Buffer.from(`${needle} ${digest(id)} `.repeat(1 + (number(of) % 12)));
  const row = caseRow(id, {
    locator: `${needle} ${digest(`locator ${id}`)}`,
    assignee: `${needle} assignee`,
    due: `2026-12-${10 + (number('due') % 20)}`,
    staffRing: sealed('staff'),
    reporterRing: sealed('reporter'),
    items: [itemRef(`${needle} ${id}`)],
    // Whose key it was stays, in the counts that each key holder sees (ADR 71); what it opened does not.
    wraps: ['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'zoe'].map((recipient) => ({
      recipient,
      wrap: sealed(recipient),
    })),
  });
  return { row, items: [itemRow(`${needle} ${id}`, id, { sealed: sealed('item') })] };
}

describe('sqlite files', () => {
  it('hold nothing of a handled payload after the purge', async () => {
    const dir = tempDir();
    const store = openSqliteStore(dir);
    const needle = 'needle-7f3a9c';
    await store.inbox.accept([{ id: 'a', lane: 'x', payload: Buffer.from(needle) }], '2026-11-22');
    const files = () => readdirSync(dir).map((file) => readFileSync(join(dir, file), 'latin1'));
    expect(files().some((content) => content.includes(needle))).toBe(true); // the search can find it
    const claim = await store.inbox.claim('me', new Date(), 1000);
    await store.inbox.finish(claim!.id, 'me', 'replied');
    await store.inbox.purgeFinished('2026-11-01');
    expect(files().some((content) => content.includes(needle))).toBe(false);
    await store.close();
    rmSync(dir, { recursive: true });
  });

  it('hold nothing of an erased case once the erasure resolved', async () => {
    const dir = tempDir();
    const store = openSqliteStore(dir);
    const needle = 'needle-7f3a9c';
    const { row, items } = needleCase('a', needle);
    await store.cases.file(row, items, [row.locator]);
    await store.cases.putItem(itemRow('not referred to', 'a', { sealed: Buffer.from(needle) }));
    await store.cases.file(caseRow('b'), [], []);
    expect(filesWith(dir, needle)).not.toEqual([]); // the search can find it
    await store.cases.erase('a', 1);
    expect(filesWith(dir, needle)).toEqual([]);
    await store.cases.putItem(itemRow('orphan', 'a', { sealed: Buffer.from(needle), day: '2026-11-01' }));
    expect(filesWith(dir, needle)).not.toEqual([]);
    await store.cases.purgeOrphans('2026-11-02');
    expect(filesWith(dir, needle)).toEqual([]);
    await store.close();
    rmSync(dir, { recursive: true });
  });

  it('hold nothing of many erased cases after the purge, not even in gaps between rows', async () => {
    const dir = tempDir();
    const store = openSqliteStore(dir);
    const needle = 'needle-7f3a9c';
    const erase = async (id: string) => expect(await store.cases.erase(id, 1)).toBe(true);
    const living: string[] = [];
    // Cases that come and go among others that stay: pages split and join, and SQLite leaves some thirty copies behind.
    for (let n = 0; n < 300; n += 1) {
      const { row, items } = needleCase(digest(n), n % 2 ? needle : 'other');
      await store.cases.file(row, items, []);
      if (n % 2) living.push(row.id);
      const place = Number.parseInt(row.id.slice(0, 4), 16) % living.length;
      if (n % 5 === 0 && living.length > 3) await erase(living.splice(place, 1)[0]!);
    }
    for (const id of living) await erase(id);
    await store.cases.purgeOrphans('2026-11-01');
    expect(filesWith(dir, needle)).toEqual([]);
    expect(await store.cases.count({ recipient: 'ann' }, 1000)).toBe(150);
    await store.close();
    rmSync(dir, { recursive: true });
  });

  it('hold tables without hidden row numbers, and no time finer than a day', async () => {
    const dir = tempDir();
    const store = openSqliteStore(dir);
    const { row, items } = needleCase('a', 'x');
    await store.cases.file(row, items, []);
    await store.cases.putItem(itemRow('loose', 'a'));
    await store.audit.append({ sequence: 1, day: '2026-11-22', entry: Buffer.of(1), mac: Buffer.of(1) });
    const db = new DatabaseSync(join(dir, DATABASE_FILE));
    const tables = db.prepare("SELECT name, wr FROM pragma_table_list WHERE type = 'table'").all();
    const ours = tables.filter(({ name }) => !(name as string).startsWith('sqlite_'));
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter(({ wr }) => wr !== 1)).toEqual([]);
    for (const { name } of ours) {
      for (const stored of db.prepare(`SELECT * FROM ${name as string}`).all()) {
        for (const value of Object.values(stored)) {
          if (typeof value === 'number') expect(value).toBeLessThan(1e8); // no seconds, no milliseconds
          if (typeof value === 'string') expect(value).not.toMatch(/\d\d:\d\d/);
        }
      }
    }
    db.close();
    await store.close();
    rmSync(dir, { recursive: true });
  });

  it('of an earlier form keep what they hold and take up the new', async () => {
    const dir = tempDir();
    const db = new DatabaseSync(join(dir, DATABASE_FILE));
    db.exec(
      'CREATE TABLE migration (id INTEGER PRIMARY KEY) WITHOUT ROWID; INSERT INTO migration VALUES (1);',
    );
    db.exec(MIGRATIONS[0]!.sql);
    db.exec("INSERT INTO counter (name, value) VALUES ('kept', 7)");
    db.close();
    for (let opened = 0; opened < 2; opened += 1) {
      const store = openSqliteStore(dir);
      expect(await store.counters.read()).toEqual({ kept: 7 });
      expect(await store.cases.file(caseRow(`${opened}`), [], [])).toBeUndefined();
      await store.close();
    }
    rmSync(dir, { recursive: true });
  });
});
