import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { QueueQuery } from '../../src/store/ports.ts';
import { queueWalks } from '../../src/store/sqlite/case-queue.ts';
import { DATABASE_FILE } from '../../src/store/sqlite/database.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

const tempDir = () => mkdtempSync(join(tmpdir(), 'suetrong-store-'));

describe('sqlite queues', () => {
  const some = { statuses: ['received', 'asked'], kind: 'complaint', category: 'bribe', unit: 'works' };
  const queries: { by: string; query: Partial<QueueQuery> }[] = [
    { by: 'queue_by_due (recipient=? ', query: {} },
    { by: 'queue_by_due (recipient=? ', query: { unread: false } },
    { by: 'queue_unread (recipient=? ', query: { unread: true } },
    { by: 'queue_unread (recipient=? ', query: { ...some, unread: true } },
    { by: 'queue_by_assignee (recipient=? AND assignee=? ', query: { assignee: 'ann' } },
    {
      by: 'queue_by_assignee (recipient=? AND assignee=? ',
      query: { ...some, assignee: 'ann', unread: true },
    },
    { by: 'queue_by_status (recipient=? AND status=? ', query: { statuses: some.statuses } },
    { by: 'queue_by_status (recipient=? AND status=? ', query: some },
  ];

  it.each(queries)('walk along one index, in its order, without sorting: $query', ({ by, query }) => {
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
      expect(plan).toContain(`SEARCH case_access USING COVERING INDEX ${by}AND (due,case_id)>(?,?))`);
      expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY|SCAN case_access/);
    }
    db.close();
    rmSync(dir, { recursive: true });
  });
});
