import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Claim } from '../../src/store/ports.ts';
import { openDatabase, type Database } from '../../src/store/sqlite/database.ts';
import { createSqliteInbox } from '../../src/store/sqlite/inbox.ts';

/** SQLite's own numbers: FULL waits for the disk at each commit, NORMAL does not. */
const FULL = 2;
const NORMAL = 1;

let dir: string;
let db: Database;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'suetrong-disk-'));
  db = openDatabase(dir);
});
afterEach(async () => {
  await db.close();
  rmSync(dir, { recursive: true, force: true });
});

const level = () => Number(db.sql('PRAGMA synchronous').get()?.['synchronous']);

it('waits for the disk unless all that shares the commit may be undone', async () => {
  expect(await db.write(level)).toBe(FULL);
  expect(await db.write(level, 'undoable')).toBe(NORMAL);
  expect(await Promise.all([db.write(level, 'undoable'), db.write(level)])).toEqual([FULL, FULL]);
  expect(await db.write(level, 'undoable')).toBe(NORMAL);
  expect(await db.write(level)).toBe(FULL);
});

it('waits for the disk with what is acknowledged and with what tells after a crash, and not with claims', async () => {
  const levels: number[] = [];
  const watched: Database = {
    ...db,
    write: (work, how) =>
      db.write(() => {
        levels.push(level());
        return work();
      }, how),
  };
  const inbox = createSqliteInbox(watched);
  const now = new Date('2026-11-22T03:00:00Z');
  const told = async <T>(work: Promise<T>): Promise<{ value: T; level: number }> => ({
    value: await work,
    level: levels.pop()!,
  });

  const event = { id: 'e', lane: 'l', payload: Buffer.from('x') };
  expect((await told(inbox.accept([event], '2026-11-22'))).level).toBe(FULL);
  const claimed = await told(inbox.claim('o', now, 1000));
  expect(claimed.level).toBe(NORMAL);
  const { id } = claimed.value as Claim;
  expect(await told(inbox.renew(id, 'o', now, 2000))).toEqual({ value: true, level: NORMAL });
  expect(await told(inbox.mark(id, 'o', 'sending'))).toEqual({ value: true, level: FULL });
  expect(await told(inbox.release(id, 'o', now))).toEqual({ value: true, level: NORMAL });
  expect((await told(inbox.claim('o', now, 1000))).level).toBe(NORMAL);
  expect(await told(inbox.finish(id, 'o', 'replied'))).toEqual({ value: true, level: NORMAL });
  expect((await told(inbox.purgeFinished('2026-11-23'))).level).toBe(FULL);
  expect(levels).toEqual([]);
});
