import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRowMac } from '../../src/accounts/row-mac.ts';
import { createAuditLog, type AuditLog } from '../../src/audit/log.ts';
import type { Store } from '../../src/store/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { DAY, TestClock } from '../support/clock.ts';

const KEY = 'integrity key of the tests and long enough';
const clock = new TestClock();

let dir: string;
let store: Store;
let log: AuditLog;
const logUnder = (key: string, on = store) =>
  createAuditLog({ port: on.audit, mac: createRowMac(key, 'audit'), clock });
/** What somebody with the database file does to it. */
const attack = (...statements: string[]) => {
  const db = new DatabaseSync(join(dir, 'suetrong.sqlite'));
  for (const statement of statements) expect(Number(db.prepare(statement).run().changes)).toBeGreaterThan(0);
  db.close();
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'suetrong-audit-'));
  store = openSqliteStore(dir);
  log = logUnder(KEY);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const tenLines = async () => {
  for (let n = 1; n <= 10; n += 1) {
    await log.write({ who: `person${n % 3}`, what: 'case-read', case: `case${n}` });
    if (n === 5) clock.advance(DAY);
  }
};

describe('a whole log', () => {
  it('is ok, empty and filled, in order, by day', async () => {
    expect(await log.verify()).toEqual({ ok: true, lines: 0, head: undefined });
    await tenLines();
    expect(await log.verify()).toEqual({ ok: true, lines: 10, head: await log.head() });
    const lines = await log.page(0, 100);
    expect(lines.map(({ case: id }) => id)).toEqual(Array.from({ length: 10 }, (_, n) => `case${n + 1}`));
    for (const { day } of lines) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect((await log.page(8, 100)).map(({ sequence }) => sequence)).toEqual([9, 10]);
  });

  it('has no gap when many write at once, in this process and another', async () => {
    const other = openSqliteStore(dir);
    const logs = [log, logUnder(KEY), logUnder(KEY, other)];
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => logs[n % 3]!.write({ what: 'sign-in', who: `p${n}` })),
    );
    expect(await log.verify()).toMatchObject({ ok: true, lines: 60 });
    expect(new Set((await log.page(0, 100)).map(({ who }) => who)).size).toBe(60);
    await other.close();
  });

  it('goes on under a rotated key, and is checked under both', async () => {
    await tenLines();
    const rotated = logUnder(`2:a newer integrity key that is long enough,1:${KEY}`);
    await rotated.write({ what: 'sign-in' });
    expect(await rotated.verify()).toMatchObject({ ok: true, lines: 11 });
    expect(await log.verify()).toEqual({ ok: false, sequence: 11, why: 'changed' });
  });

  it('takes in no content', async () => {
    for (const detail of ['what he wrote', 'ข้อความ', '', 'x'.repeat(65), 'a\nb']) {
      await expect(log.write({ what: 'case-act', detail })).rejects.toThrow();
    }
    await expect(log.write({ what: 'case-act', text: 'x' } as never)).rejects.toThrow();
    expect(await log.head()).toBeUndefined();
    await log.write({ what: 'case-act' }); // a refused line does not block the next
    expect(await log.verify()).toMatchObject({ ok: true, lines: 1 });
  });
});

describe('a log that somebody changed', () => {
  beforeEach(tenLines);

  it.each<[string, string[], number, string]>([
    [
      'a content',
      [`UPDATE audit SET entry = replace(entry, 'person1', 'person2') WHERE sequence = 4`],
      4,
      'changed',
    ],
    ['a day', [`UPDATE audit SET day = '2026-01-01' WHERE sequence = 7`], 7, 'changed'],
    ['a MAC', [`UPDATE audit SET mac = zeroblob(33) WHERE sequence = 2`], 2, 'changed'],
    ['the last line', [`UPDATE audit SET entry = '{"what":"x"}' WHERE sequence = 10`], 10, 'changed'],
    ['a line away', ['DELETE FROM audit WHERE sequence = 3'], 3, 'missing'],
    ['the first line away', ['DELETE FROM audit WHERE sequence = 1'], 1, 'missing'],
    [
      'a line away, closing the gap',
      [
        'DELETE FROM audit WHERE sequence = 3',
        'UPDATE audit SET sequence = -(sequence - 1) WHERE sequence > 3',
        'UPDATE audit SET sequence = -sequence WHERE sequence < 0',
      ],
      3,
      'changed',
    ],
    [
      'two lines, exchanged',
      [
        'UPDATE audit SET sequence = 99 WHERE sequence = 4',
        'UPDATE audit SET sequence = 4 WHERE sequence = 5',
        'UPDATE audit SET sequence = 5 WHERE sequence = 99',
      ],
      4,
      'changed',
    ],
    [
      'a line, copied to the end',
      [
        'INSERT INTO audit (sequence, day, entry, mac) SELECT 11, day, entry, mac FROM audit WHERE sequence = 10',
      ],
      11,
      'changed',
    ],
  ])('shows: %s', async (_what, statements, sequence, why) => {
    attack(...statements);
    expect(await log.verify()).toEqual({ ok: false, sequence, why });
  });

  it('shows lines written without the key', async () => {
    await logUnder('a key that the writer made up, long enough').write({ what: 'sign-in' });
    expect(await log.verify()).toEqual({ ok: false, sequence: 11, why: 'changed' });
  });

  it('does not show by itself that the end was cut off; a head kept elsewhere does', async () => {
    const head = await log.head();
    attack('DELETE FROM audit WHERE sequence > 7');
    expect(await log.verify()).toMatchObject({ ok: true, lines: 7 }); // the honest limit of a chain
    expect(await log.verify(head)).toEqual({ ok: false, sequence: 8, why: 'head-missing' });
    for (let n = 0; n < 5; n += 1) await log.write({ what: 'sign-in' }); // grown over again
    expect(await log.verify()).toMatchObject({ ok: true, lines: 12 });
    expect(await log.verify(head)).toEqual({ ok: false, sequence: 10, why: 'head-differs' });
  });

  it('accepts a head that is one of its lines, and tells what is none', async () => {
    const head = (await log.head())!;
    await log.write({ what: 'sign-in' });
    expect(await log.verify(` ${head.toLowerCase()} `)).toMatchObject({ ok: true, lines: 11 });
    for (const text of ['', '10', '0-00112233445566778899', `${head}0`, 'x']) {
      await expect(log.verify(text)).rejects.toThrow(RangeError);
    }
  });

  it('goes on being shown as broken whatever is written after', async () => {
    attack(`UPDATE audit SET entry = replace(entry, 'person1', 'person2') WHERE sequence = 10`);
    await log.write({ what: 'sign-in' });
    expect(await log.verify()).toEqual({ ok: false, sequence: 10, why: 'changed' });
    expect((await log.page(0, 100)).length).toBe(11);
  });
});
