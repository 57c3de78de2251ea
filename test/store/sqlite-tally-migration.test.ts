import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DATABASE_FILE } from '../../src/store/sqlite/database-file.ts';
import { migrate, MIGRATIONS } from '../../src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'suetrong-tally-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** As an installation was before cases were counted for each person: living, waiting and erased cases. */
function before(): void {
  const db = new DatabaseSync(join(dir, DATABASE_FILE));
  migrate(
    db,
    MIGRATIONS.filter(({ id }) => id < 4),
  );
  const file = db.prepare(
    `INSERT INTO case_file (id, version, locator, kind, category, unit, status, outcome, received, due, since, unread, shown,
       waiting, generation) VALUES (?, 1, ?, 'complaint', 'bribe', 'works', ?, ?, '2026-11-20', '2026-12-05', '2026-11-20', 1, ?, 0, 1)`,
  );
  const access = db.prepare(
    `INSERT INTO case_access (case_id, recipient, shown, due, status, kind, category, unit, unread, wrap)
     VALUES (?, ?, ?, '2026-12-05', ?, 'complaint', 'bribe', 'works', 1, x'00')`,
  );
  const living: [string, string, string | null, number, string[]][] = [
    ['a', 'received', null, 1, ['ann', 'bob']],
    ['b', 'concluded', 'noted', 1, ['bob']],
    ['c', 'received', null, 0, ['ann']],
    ['d', 'asked', null, 0, ['ann']],
  ];
  for (const [id, status, outcome, shown, wraps] of living) {
    file.run(id, id, status, outcome, shown);
    for (const recipient of wraps) access.run(id, recipient, shown, status);
  }
  const tally = db.prepare(
    "INSERT INTO case_tally VALUES ('complaint', 'bribe', 'works', ?, ?, '2026-11', ?)",
  );
  // One more concluded than living: it was erased.
  for (const row of [
    ['received', '', 2],
    ['concluded', 'noted', 2],
    ['asked', '', 1],
  ] as const)
    tally.run(...row);
  db.close();
}

it('what was counted goes on, without what waits, and for each who can open it', async () => {
  before();
  const store = openSqliteStore(dir);
  const same = { kind: 'complaint', category: 'bribe', unit: 'works', month: '2026-11' };
  const received = { ...same, status: 'received', count: 1 };
  const concluded = { ...same, status: 'concluded', outcome: 'noted' };
  const sorted = async (recipient?: string) =>
    (await store.cases.tally(recipient)).sort((a, b) => (a.status < b.status ? -1 : 1));
  expect(await sorted()).toEqual([{ ...concluded, count: 2 }, received]);
  expect(await sorted('ann')).toEqual([received]);
  expect(await sorted('bob')).toEqual([{ ...concluded, count: 1 }, received]);
  await store.close();
});
