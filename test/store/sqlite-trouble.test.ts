import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeError } from '../../src/log.ts';
import { StoreUnavailableError } from '../../src/store/ports.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

let dir: string;
let umask: number;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'suetrong-trouble-'));
  umask = process.umask(0o022);
});
afterEach(() => {
  process.umask(umask);
  rmSync(dir, { recursive: true, force: true });
});

it('keeps its files to itself, also in a folder that others may look into', async () => {
  chmodSync(dir, 0o755);
  const store = openSqliteStore(dir);
  await store.counters.add('something', 1);
  const files = readdirSync(dir).filter((name) => name.includes('.sqlite'));
  expect(files).toEqual(
    expect.arrayContaining(['suetrong.sqlite', 'suetrong.sqlite-wal', 'evidence.sqlite']),
  );
  for (const name of files) expect([name, statSync(join(dir, name)).mode & 0o777]).toEqual([name, 0o600]);
  await store.close();
});

it('says by name why it cannot write, to all whose work that undid, and nothing of what was to be written', async () => {
  const db = openDatabase(dir);
  await db.write(() => db.sql('CREATE TABLE heap (said TEXT)').run());
  const pages = Number(db.sql('PRAGMA page_count').get()!['page_count']);
  db.sql(`PRAGMA max_page_count = ${pages + 1}`).get();
  const put = (text: string) => db.write(() => db.sql('INSERT INTO heap VALUES (?)').run(text));
  const shared = await Promise.allSettled([put('before'), put('a secret'.repeat(10_000)), put('after')]);
  for (const outcome of shared) {
    const { reason } = outcome as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(StoreUnavailableError);
    expect(describeError(reason)).toMatchObject({ type: 'StoreUnavailableError', errorCode: 'SQLITE_FULL' });
    expect(JSON.stringify(describeError(reason))).not.toContain('secret');
  }
  await put('once there is room'); // the same connection goes on
  expect(db.sql('SELECT said FROM heap').all()).toEqual([{ said: 'once there is room' }]);
  await db.close();
});
