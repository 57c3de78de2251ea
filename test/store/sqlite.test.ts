import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { lockDataDir } from '../../src/store/sqlite/server-lock.ts';
import { SetupError } from '../../src/errors.ts';
import { describeStoreContract } from './contract.ts';

const tempDir = () => mkdtempSync(join(tmpdir(), 'suetrong-store-'));

describeStoreContract('sqlite', async () => {
  const dir = tempDir();
  return {
    connect: async () => openSqliteStore(dir),
    cleanup: async () => rmSync(dir, { recursive: true, force: true }),
  };
});

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
