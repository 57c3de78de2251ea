import type { CopyRow, CopySource, CopyTable } from './copy.ts';
import { countedBy, LIVING_FACTS, readTallyRow, TALLY_FACTS } from './sqlite/case-tally.ts';
import { readCase } from './sqlite/case-rows.ts';
import { EVIDENCE } from './sqlite/database-file.ts';
import { openDatabase, type Database } from './sqlite/database.ts';

/** Rows in one page; of large ones, only so many. */
const PAGE = 200;
const LARGE_PAGE = 6;

/** Reads one table, a page after the other. */
export interface Reader {
  page(after: string | undefined): CopyRow[];
  count(): number;
}

/**
 * The installation in `dataDir` as a copy reads it. What belongs to a claim (owner, until) is left behind: no server
 * runs, so nobody holds one. `close` when done.
 */
export function openSqliteSource(dataDir: string): CopySource & { close(): Promise<void> } {
  const main = openDatabase(dataDir);
  const evidence = openDatabase(dataDir, EVIDENCE);
  const readers = readersOn(main, evidence);
  return {
    page: (name, after) => readers[name].page(after),
    count: (name) => readers[name].count(),
    async close() {
      await evidence.close();
      await main.close();
    },
  };
}

/** How each table is read. */
export function readersOn(main: Database, evidence: Database): Record<CopyTable, Reader> {
  return {
    setting: table(main, 'setting', 'name', 'name, value'),
    person: table(main, 'person', 'id', 'id, version, data'),
    record: table(main, 'record', 'id', 'id, version, data'),
    audit: audit(main),
    counter: table(main, 'counter', 'name', 'name, value'),
    quota: table(evidence, 'evidence_day', 'day', 'day, bytes'),
    evidence: table(evidence, 'evidence_file', 'id', 'id, day, owner, bytes'),
    chunk: chunks(evidence),
    item: table(main, 'item', 'id', 'id, case_id AS caseId, sealed, day', LARGE_PAGE),
    erased: erased(main),
    case: cases(main),
    session: table(main, 'session', 'lane', 'lane, version, sealed, day'),
    inbox: table(main, 'inbox', 'id', 'id, lane, place, payload, attempt, mark, outcome, day'),
  };
}

const countOf = (db: Database, name: string) => (): number =>
  Number(db.sql(`SELECT count(*) AS n FROM ${name}`).get()!['n']);

/** A table whose key is one text column. */
function table(db: Database, name: string, key: string, columns: string, limit = PAGE): Reader {
  return {
    page: (after) =>
      db.read(() =>
        db
          .sql(`SELECT ${columns} FROM ${name} WHERE ${key} > ? ORDER BY ${key} LIMIT ?`)
          .all(after ?? '', limit)
          .map((values) => ({ key: values[key] as string, values })),
      ),
    count: countOf(db, name),
  };
}

function audit(db: Database): Reader {
  return {
    page: (after) =>
      db
        .sql('SELECT sequence, day, entry, mac FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?')
        .all(Number(after ?? 0), PAGE)
        .map((values) => ({ key: String(values['sequence']), values })),
    count: countOf(db, 'audit'),
  };
}

function chunks(db: Database): Reader {
  return {
    page(after) {
      const [file, place] = after === undefined ? ['', -1] : (JSON.parse(after) as [string, number]);
      return db
        .sql(
          `SELECT file_id AS file, place, sealed FROM evidence_chunk
           WHERE (file_id, place) > (?, ?) ORDER BY file_id, place LIMIT ?`,
        )
        .all(file, place, LARGE_PAGE)
        .map((values) => ({ key: JSON.stringify([values['file'], values['place']]), values }));
    },
    count: countOf(db, 'evidence_chunk'),
  };
}

function cases(db: Database): Reader {
  return {
    page: (after) =>
      db.read(() =>
        db
          .sql('SELECT id FROM case_file WHERE id > ? ORDER BY id LIMIT ?')
          .all(after ?? '', LARGE_PAGE)
          .map(({ id }) => ({ key: id as string, values: { ...readCase(db, id as string)! } })),
      ),
    count: countOf(db, 'case_file'),
  };
}

/** The embedded store counts living and erased cases together; the living ones are taken off. */
function erased(db: Database): Reader {
  const names = ['recipient', ...TALLY_FACTS];
  const counts = (of: string) =>
    db
      .sql(of)
      .all()
      .map((row) => ({ key: JSON.stringify(names.map((name) => row[name])), row }));
  const living = [
    `SELECT '' AS recipient, ${LIVING_FACTS} FROM case_file AS file WHERE file.shown = 1`,
    `SELECT mine.recipient AS recipient, ${LIVING_FACTS}
     FROM case_access AS mine JOIN case_file AS file ON file.id = mine.case_id WHERE mine.shown = 1`,
  ];
  const rows = (): CopyRow[] =>
    db.read(() => {
      const left = new Map(counts('SELECT * FROM case_tally').map(({ key, row }) => [key, { ...row }]));
      for (const { key, row } of living.flatMap((of) => counts(countedBy(names, of)))) {
        const counted = left.get(key);
        if (counted) counted['count'] = Number(counted['count']) - Number(row['count']);
      }
      return [...left]
        .filter(([, row]) => Number(row['count']) > 0)
        .map(([key, { recipient, ...row }]) => ({
          key,
          values: { counted: [recipient], ...readTallyRow(row) },
        }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    });
  return {
    page: (after) => rows().filter(({ key }) => after === undefined || key > after),
    count: () => rows().length,
  };
}
