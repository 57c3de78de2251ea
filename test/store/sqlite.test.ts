import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { lockDataDir } from '../../src/store/sqlite/server-lock.ts';
import { SetupError } from '../../src/errors.ts';
import { caseRow } from './contract/case-rows.ts';
import { describeStoreContract } from './contract/index.ts';

const tempDir = () => mkdtempSync(join(tmpdir(), 'suetrong-store-'));

describeStoreContract('sqlite', async () => {
  const dir = tempDir();
  return {
    connect: async () => openSqliteStore(dir),
    cleanup: async () => rmSync(dir, { recursive: true, force: true }),
  };
});

describe('sqlite folder', () => {
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
  const closed = new Promise((resolve) => child.on('close', resolve));
  try {
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
  } finally {
    child.kill('SIGKILL');
    await closed;
  }
  await store.close();
  rmSync(dir, { recursive: true });
}, 30_000);
