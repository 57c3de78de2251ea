import type { CaseFacts, CaseTally } from '../ports.ts';
import type { Database } from './database.ts';

/** Counts a case in (`by` 1) or out (-1) of those who share its facts. A step within a transaction of the caller. */
export function countCase(db: Database, facts: CaseFacts, by: 1 | -1): void {
  const { kind, category, unit, status, outcome = '', received } = facts;
  db.sql(
    `INSERT INTO case_tally (kind, category, unit, status, outcome, month, count) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  ).run(kind, category, unit, status, outcome, received.slice(0, 7), by);
  if (by < 0) db.sql('DELETE FROM case_tally WHERE count = 0').run();
}

export function readTally(db: Database): CaseTally[] {
  return db
    .sql('SELECT kind, category, unit, status, outcome, month, count FROM case_tally')
    .all()
    .map((row) => {
      const { outcome, ...rest } = row as unknown as CaseTally & { outcome: string };
      return { ...rest, ...(outcome && { outcome }) };
    });
}
