import type { CaseRow, CaseTally, DueTallyQuery } from '../ports.ts';
import type { Database } from './database.ts';

/** What cases are counted by; '' stands for none. */
export const TALLY_FACTS = [
  'kind',
  'category',
  'unit',
  'status',
  'outcome',
  'answered',
  'took',
  'month',
] as const;
const KEY = ['recipient', ...TALLY_FACTS] as const;
/** Who is counted for when it is everybody. */
const EVERYBODY = '';

type Columns = Record<(typeof TALLY_FACTS)[number], string>;

const columnsOf = (row: CaseRow): string[] => [
  ...[row.kind, row.category, row.unit, row.status],
  ...[row.outcome ?? '', row.answered ?? '', row.took ?? '', row.received.slice(0, 7)],
];

/** Whom a case is counted for: nobody before its release hour. */
const countedFor = (row: CaseRow | undefined): string[] =>
  row?.shown ? [EVERYBODY, ...row.wraps.map(({ recipient }) => recipient)] : [];

/** Counts a case as it is now in, and as it was out. A step within a transaction of the caller. */
export function recount(db: Database, before: CaseRow | undefined, now: CaseRow): void {
  const steps = new Map<string, number>();
  const step = (row: CaseRow | undefined, by: number) => {
    for (const recipient of countedFor(row)) {
      const key = JSON.stringify([recipient, ...columnsOf(row!)]);
      steps.set(key, (steps.get(key) ?? 0) + by);
    }
  };
  step(now, 1);
  step(before, -1);
  for (const [key, by] of steps) if (by !== 0) add(db, JSON.parse(key) as string[], by);
}

function add(db: Database, key: readonly string[], by: number): void {
  db.sql(
    `INSERT INTO case_tally (${KEY.join(', ')}, count) VALUES (${KEY.map(() => '?').join(', ')}, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  ).run(...key, by);
  if (by > 0) return;
  const same = KEY.map((name) => `${name} = ?`).join(' AND ');
  db.sql(`DELETE FROM case_tally WHERE ${same} AND count = 0`).run(...key);
}

/** Adds to the counter of a recipient, or of everybody (''). */
export function addToTally(db: Database, recipient: string, { count, ...facts }: CaseTally): void {
  add(db, [recipient, ...TALLY_FACTS.map((name) => facts[name] ?? '')], count);
}

/** A row of these columns as the port names it. */
export function readTallyRow(row: Record<string, unknown>): CaseTally {
  const { outcome, answered, took, ...rest } = row as unknown as Columns & { count: number };
  return { ...rest, ...(outcome && { outcome }), ...(answered && { answered }), ...(took && { took }) };
}

export const readTally = (db: Database, recipient = EVERYBODY): CaseTally[] =>
  db
    .sql(`SELECT ${TALLY_FACTS.join(', ')}, count FROM case_tally WHERE recipient = ?`)
    .all(recipient)
    .map(readTallyRow);

/** The facts of a living case (`file`), in the order of TALLY_FACTS. */
export const LIVING_FACTS = `file.kind, file.category, file.unit, file.status, coalesce(file.outcome, '') AS outcome,
  coalesce(file.answered, '') AS answered, coalesce(file.took, '') AS took, substr(file.received, 1, 7) AS month`;

/** Counts rows of such facts. `of` is a query for them. */
export const countedBy = (names: readonly string[], of: string): string =>
  `SELECT ${names.join(', ')}, count(*) AS count FROM (${of}) GROUP BY ${names.join(', ')}`;

/** See CasePort.tallyDue. */
export function readDueTally(db: Database, { recipient, statuses, before }: DueTallyQuery): CaseTally[] {
  const values = [JSON.stringify(statuses), before];
  const rows =
    recipient === undefined
      ? db
          .sql(
            countedBy(
              TALLY_FACTS,
              `SELECT ${LIVING_FACTS} FROM case_file AS file
               WHERE file.status IN (SELECT value FROM json_each(?)) AND file.due < ? AND file.shown = 1`,
            ),
          )
          .all(...values)
      : db
          .sql(
            countedBy(
              TALLY_FACTS,
              `SELECT ${LIVING_FACTS} FROM case_access AS mine INDEXED BY queue_by_status
               JOIN case_file AS file ON file.id = mine.case_id
               WHERE mine.recipient = ? AND mine.shown = 1
                 AND mine.status IN (SELECT value FROM json_each(?)) AND mine.due < ?`,
            ),
          )
          .all(recipient, ...values);
  return rows.map(readTallyRow);
}
