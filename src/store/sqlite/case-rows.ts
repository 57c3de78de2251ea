import type { CaseFacts, CaseRow, ItemRef, WrapRow } from '../ports.ts';
import type { Database } from './database.ts';

type Value = string | number | Uint8Array | null;

/** The columns of the facts, as in `case_file`. */
export const FACTS =
  'id, kind, category, unit, status, outcome, assignee, received, due, since, unread, answered, took';

interface FactColumns {
  id: string;
  kind: string;
  category: string;
  unit: string;
  status: string;
  outcome: string | null;
  assignee: string | null;
  received: string;
  due: string;
  since: string;
  unread: number;
  answered: string | null;
  took: string | null;
}

/** The facts out of a row that holds their columns. */
export function readFacts(row: Record<string, unknown>): CaseFacts {
  const { outcome, assignee, answered, took, unread, ...facts } = row as unknown as FactColumns;
  const { id, kind, category, unit, status, received, due, since } = facts;
  return {
    id,
    kind,
    category,
    unit,
    status,
    ...(outcome !== null && { outcome }),
    ...(assignee !== null && { assignee }),
    received,
    due,
    since,
    unread: unread === 1,
    ...(answered !== null && { answered }),
    ...(took !== null && { took }),
  };
}

/** A case of these columns and tables, whole. Undefined when there is none. */
export function readCase(db: Database, id: string): CaseRow | undefined {
  const row = db
    .sql(
      `SELECT ${FACTS}, version, locator, shown, waiting, generation, staff_ring, reporter_ring, items
       FROM case_file JOIN case_body ON case_id = id WHERE id = ?`,
    )
    .get(id);
  if (!row) return undefined;
  const wraps = db
    .sql('SELECT recipient, wrap FROM case_access WHERE case_id = ? ORDER BY recipient')
    .all(id) as unknown as WrapRow[];
  return {
    ...readFacts(row),
    version: row['version'] as number,
    locator: row['locator'] as string,
    shown: row['shown'] === 1,
    waiting: row['waiting'] === 1,
    generation: row['generation'] as number,
    staffRing: row['staff_ring'] as Uint8Array,
    reporterRing: row['reporter_ring'] as Uint8Array,
    items: JSON.parse(row['items'] as string) as ItemRef[],
    wraps,
  };
}

/** Stores a case in place of the one with its id, if there is one. Its items are the caller's. */
export function writeCase(db: Database, row: CaseRow): void {
  upsert(db, 'case_file', ['id'], {
    id: row.id,
    version: row.version,
    locator: row.locator,
    kind: row.kind,
    category: row.category,
    unit: row.unit,
    status: row.status,
    outcome: row.outcome ?? null,
    assignee: row.assignee ?? null,
    received: row.received,
    due: row.due,
    since: row.since,
    unread: Number(row.unread),
    shown: Number(row.shown),
    waiting: Number(row.waiting),
    generation: row.generation,
    answered: row.answered ?? null,
    took: row.took ?? null,
  });
  upsert(db, 'case_body', ['case_id'], {
    case_id: row.id,
    staff_ring: row.staffRing,
    reporter_ring: row.reporterRing,
    items: JSON.stringify(row.items.map(itemColumns)),
  });
  db.sql(
    'DELETE FROM case_access WHERE case_id = ? AND recipient NOT IN (SELECT value FROM json_each(?))',
  ).run(row.id, JSON.stringify(row.wraps.map(({ recipient }) => recipient)));
  for (const { recipient, wrap } of row.wraps) {
    upsert(db, 'case_access', ['case_id', 'recipient'], {
      case_id: row.id,
      recipient,
      shown: Number(row.shown),
      due: row.due,
      status: row.status,
      kind: row.kind,
      category: row.category,
      unit: row.unit,
      assignee: row.assignee ?? null,
      unread: Number(row.unread),
      wrap,
    });
  }
}

/** What is kept of a reference: these fields and no others that an object may happen to have. */
const itemColumns = ({
  id,
  ring,
  sequence,
  once,
  pending,
  ahead,
  size,
}: ItemRef): Record<keyof ItemRef, unknown> => ({
  id,
  ring,
  sequence,
  once,
  pending,
  ahead,
  size,
});

function upsert(db: Database, table: string, key: readonly string[], values: Record<string, Value>): void {
  const columns = Object.keys(values);
  const marks = columns.map(() => '?').join(', ');
  const sets = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
  db.sql(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks}) ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${sets}`,
  ).run(...Object.values(values));
}
