import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { queueWalks } from '../../src/store/sqlite/case-queue.ts';
import { DATABASE_FILE } from '../../src/store/sqlite/database.ts';
import { MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { lockDataDir } from '../../src/store/sqlite/server-lock.ts';
import { SetupError } from '../../src/errors.ts';
import type { QueueQuery } from '../../src/store/ports.ts';
import { caseRow, itemRef, itemRow } from './contract/case-rows.ts';
import { describeStoreContract } from './contract/index.ts';

const tempDir = () => mkdtempSync(join(tmpdir(), 'suetrong-store-'));

describeStoreContract('sqlite', async () => {
  const dir = tempDir();
  return {
    connect: async () => openSqliteStore(dir),
    cleanup: async () => rmSync(dir, { recursive: true, force: true }),
  };
});

const filesWith = (dir: string, needle: string) =>
  readdirSync(dir).filter((file) => readFileSync(join(dir, file), 'latin1').includes(needle));

/** A case with the needle in everything that must go. */
function needleCase(id: string, needle: string) {
  const sealed = () => Buffer.from(`${needle} ${randomBytes(40).toString('hex')} `.repeat(8));
  const row = caseRow(id, {
    locator: `${needle} ${randomBytes(32).toString('hex')}`,
    assignee: `${needle} assignee`,
    staffRing: sealed(),
    reporterRing: sealed(),
    items: [itemRef(`${needle} ${id}`)],
    wraps: ['ann', needle].map((recipient) => ({ recipient, wrap: sealed() })),
  });
  return { row, items: [itemRow(`${needle} ${id}`, id, { sealed: sealed() })] };
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
    const erased = Array.from({ length: 400 }, () => needleCase(randomBytes(16).toString('hex'), needle));
    const kept = Array.from({ length: 100 }, () => caseRow(randomBytes(16).toString('hex')));
    await Promise.all(erased.map(({ row, items }) => store.cases.file(row, items, [])));
    await Promise.all(kept.map((row) => store.cases.file(row, [], [])));
    await Promise.all(erased.map(({ row }) => store.cases.replace({ ...row, version: 2, status: 'final' })));
    const results = await Promise.all(erased.map(({ row }) => store.cases.erase(row.id, 2)));
    expect(results).toEqual(erased.map(() => true));
    await store.cases.purgeOrphans('2026-11-01');
    expect(filesWith(dir, needle)).toEqual([]);
    expect(await store.cases.countByStatus('ann')).toEqual({ received: 100 });
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

  it('refuse a second server on one folder by name, and let it in once the first is gone', () => {
    const dir = tempDir();
    const release = lockDataDir(dir);
    expect(() => lockDataDir(dir)).toThrow(SetupError);
    expect(() => lockDataDir(dir)).toThrow(dir);
    release();
    lockDataDir(dir)();
    rmSync(dir, { recursive: true });
  });
});

/** Writes without end and says on standard output what was acknowledged, until it is killed. */
const WRITER = `
  import { openSqliteStore } from ${JSON.stringify(join(import.meta.dirname, '../../src/store/sqlite/sqlite-store.ts'))};
  import { writeSync } from 'node:fs';
  const store = openSqliteStore(process.argv[1]);
  for (let n = 0; ; n += 1) {
    const ids = Array.from({ length: 5 }, (_, k) => process.argv[2] + '-' + n + '-' + k);
    await Promise.all(ids.map(async (id) => {
      await store.inbox.accept([{ id, lane: id, payload: Buffer.from(id) }], '2026-11-22');
      writeSync(1, id + '\\n');
    }));
  }
`;

it('sqlite loses nothing that was acknowledged before kill -9', async () => {
  const dir = tempDir();
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, dir, `r${round}`]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.split('\n').length > 50 + round * 30) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.on('close', resolve));
    acknowledged.push(...out.split('\n').slice(0, -1));
  }
  expect(acknowledged.length).toBeGreaterThan(150);
  const store = openSqliteStore(dir);
  const again = acknowledged.map((id) => ({ id, lane: id, payload: Buffer.from(id) }));
  expect(await store.inbox.accept(again, '2026-11-22')).toBe(0);
  await store.close();
  rmSync(dir, { recursive: true });
}, 30_000);

describe('sqlite queues', () => {
  const some = { statuses: ['received', 'asked'], kind: 'complaint', category: 'bribe', unit: 'works' };
  const queries: Partial<QueueQuery>[] = [
    {},
    { unread: true },
    { unread: false },
    { assignee: 'ann' },
    { statuses: some.statuses },
    some,
    { ...some, assignee: 'ann', unread: true },
    { ...some, unread: true },
  ];

  it.each(queries)('walk along one index, in its order, without sorting: %j', (query) => {
    const dir = tempDir();
    void openSqliteStore(dir).close();
    const db = new DatabaseSync(join(dir, DATABASE_FILE));
    const walks = queueWalks({
      recipient: 'ann',
      limit: 50,
      after: { due: '2026-12-01', id: 'a' },
      ...query,
    });
    expect(walks.length).toBeGreaterThan(0);
    for (const { text, values } of walks) {
      const steps = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      const plan = steps.map(({ detail }) => detail as string).join('; ');
      // Enters the index at the end of the page before, never touches the table (with its wraps), never sorts.
      expect(plan).toMatch(
        /^SEARCH case_access USING COVERING INDEX queue_\w+ \(recipient=\?.*\(due,case_id\)>/,
      );
      expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY|SCAN case_access/);
    }
    db.close();
    rmSync(dir, { recursive: true });
  });
});

/** Replaces case `a` without end; everything in it says which version it is. */
const REPLACER = `
  import { openSqliteStore } from ${JSON.stringify(join(import.meta.dirname, '../../src/store/sqlite/sqlite-store.ts'))};
  const store = openSqliteStore(process.argv[1]);
  for (;;) {
    const row = await store.cases.get('a');
    const version = row.version + 1;
    const wraps = row.wraps.map(({ recipient }) => ({ recipient, wrap: Buffer.from('v' + version) }));
    await store.cases.replace({ ...row, version, unit: 'v' + version, staffRing: Buffer.from('v' + version), wraps });
  }
`;

it('sqlite shows a case and a queue in one state while another process writes', async () => {
  const dir = tempDir();
  const store = openSqliteStore(dir);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
  const wraps = ['ann', 'bob'].map((recipient) => ({ recipient, wrap: Buffer.from('v1') }));
  await store.cases.file(caseRow('a', { unit: 'v1', staffRing: Buffer.from('v1'), wraps }), [], []);
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', REPLACER, dir]);
  let last = 1;
  while (last < 300) {
    const row = (await store.cases.get('a'))!;
    last = row.version;
    expect([row.unit, text(row.staffRing), ...row.wraps.map(({ wrap }) => text(wrap))]).toEqual(
      Array.from({ length: 4 }, () => `v${row.version}`),
    );
    const [queued] = await store.cases.queue({ recipient: 'ann', limit: 1 });
    expect(text(queued!.wrap)).toBe(queued!.unit);
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.kill('SIGKILL');
  await new Promise((resolve) => child.on('close', resolve));
  await store.close();
  rmSync(dir, { recursive: true });
}, 30_000);
