import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueueQuery } from '../../src/store/ports.ts';
import { countWalk, queueWalks, STATUSES_OF } from '../../src/store/sqlite/case-queue.ts';
import { DATABASE_FILE } from '../../src/store/sqlite/database-file.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

describe('sqlite queues', () => {
  let dir: string;
  let db: DatabaseSync;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'suetrong-store-'));
    void openSqliteStore(dir).close();
    db = new DatabaseSync(join(dir, DATABASE_FILE));
  });
  afterAll(() => {
    db.close();
    rmSync(dir, { recursive: true });
  });

  const some = { kind: 'complaint', category: 'bribe', unit: 'works' };
  const queries: { by: string; query: Partial<QueueQuery> }[] = [
    { by: 'queue_by_status (recipient=? AND status=? ', query: {} },
    { by: 'queue_by_status (recipient=? AND status=? ', query: { kind: 'complaint', unread: false } },
    { by: 'queue_unread (recipient=? AND status=? ', query: { unread: true } },
    { by: 'queue_unread (recipient=? AND status=? ', query: { ...some, unread: true } },
    { by: 'queue_by_unit (recipient=? AND status=? AND unit=? ', query: some },
    { by: 'queue_by_category (recipient=? AND status=? AND category=? ', query: { category: 'bribe' } },
    { by: 'queue_by_assignee (recipient=? AND status=? AND assignee=? ', query: { assignee: 'ann' } },
    {
      by: 'queue_by_assignee (recipient=? AND status=? AND assignee=? ',
      query: { ...some, assignee: 'ann', unread: true },
    },
  ];
  const ranges: Pick<QueueQuery, 'after' | 'due'>[] = [
    {},
    { after: { due: '2026-12-01', id: 'a' } },
    { due: { to: '2026-12-24' } },
    { due: { from: '2026-11-01', to: '2026-12-24' }, after: { due: '2026-12-01', id: 'a' } },
  ];
  const planOf = (text: string, values: readonly (string | number)[]) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all(...values)
      .map(({ detail }) => detail as string)
      .join('; ');

  it.each(queries.flatMap((each) => ranges.map((range) => ({ ...each, range }))))(
    'walk along one index, in its order, without sorting: $query $range',
    ({ by, query, range }) => {
      const full = { recipient: 'ann', limit: 50, ...query, ...range };
      const walks = [...queueWalks(full, ['received', 'asked']), countWalk(full, 'asked', 1000)];
      expect(walks).toHaveLength(3);
      for (const { text, values } of walks) {
        const plan = planOf(text, values);
        // Enters the index where the page begins, leaves it where the days end, never touches the table (with its
        // wraps), never sorts.
        expect(plan).toContain(
          `SEARCH case_access USING COVERING INDEX ${by}AND (due,case_id)>(?,?) AND due<?)`,
        );
        expect(plan).not.toMatch(/TEMP B-TREE|SCAN case_access/);
      }
    },
  );

  it('find the statuses of a recipient by steps, not by reading all of it', () => {
    const plan = planOf(STATUSES_OF, ['ann']);
    expect(plan.match(/SEARCH case_access USING COVERING INDEX queue_by_status/g)).toHaveLength(2);
    expect(plan).toMatch(/queue_by_status \(recipient=\? AND status>\?\)/);
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN case_access/);
  });
});
