import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupSource, BackupTable, RestoreTarget } from './backup-tables.ts';
import type { CopyValues, ErasedTally } from './copy.ts';
import { readersOn, type Reader } from './copy-sqlite.ts';
import type { CaseRow, ItemRow } from './ports.ts';
import { createCaseItems } from './sqlite/case-items.ts';
import { writeCase } from './sqlite/case-rows.ts';
import { addToTally, recount } from './sqlite/case-tally.ts';
import { createSqliteCases } from './sqlite/cases.ts';
import { DATABASE_FILE, EVIDENCE, EVIDENCE_FILE } from './sqlite/database-file.ts';
import { openDatabase, type Database } from './sqlite/database.ts';

async function* allOf(reader: Reader): AsyncIterable<CopyValues> {
  for (let after: string | undefined; ;) {
    const rows = reader.page(after);
    const last = rows.at(-1);
    if (!last) return;
    for (const { values } of rows) yield values;
    after = last.key;
  }
}

/**
 * The installation in `dataDir`, beside its server: everything but the files as it was when this was called. The files
 * of those cases are all there by then, since a file is stored before the case that refers to it.
 */
export function openSqliteBackup(dataDir: string): BackupSource {
  const main = openDatabase(dataDir);
  const evidence = openDatabase(dataDir, EVIDENCE);
  const letGo = main.hold();
  const readers = readersOn(main, evidence);
  return {
    rows: (table) => allOf(readers[table]),
    async *caseIds() {
      for (let after = ''; ;) {
        const ids = main
          .sql('SELECT id FROM case_file WHERE id > ? ORDER BY id LIMIT 200')
          .all(after)
          .map(({ id }) => id as string);
        yield* ids;
        if (ids.length === 0) return;
        after = ids.at(-1)!;
      }
    },
    cases: createSqliteCases(main),
    letGo,
    async *files() {
      for await (const file of allOf(readers.evidence)) if (file['owner'] !== null) yield file;
    },
    async *chunks(file) {
      for (let place = 0; ; place += 1) {
        const row = evidence
          .sql('SELECT sealed FROM evidence_chunk WHERE file_id = ? AND place = ?')
          .get(file, place);
        if (!row) return;
        yield { file, place, sealed: row['sealed'] };
      }
    },
    async close() {
      letGo();
      await evidence.close();
      await main.close();
    },
  };
}

/** Where a restore writes before it is complete; a server never looks there. */
const UNFINISHED = 'restoring';

/** Whether `dataDir` holds an installation. */
export const isUsed = (dataDir: string): boolean =>
  [DATABASE_FILE, EVIDENCE_FILE].some((file) => existsSync(join(dataDir, file)));

/** Restores into `dataDir`, which must hold no installation; what an earlier restore left unfinished is deleted. */
export function openSqliteTarget(dataDir: string): RestoreTarget {
  const folder = join(dataDir, UNFINISHED);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const main = openDatabase(folder);
  const evidence = openDatabase(folder, EVIDENCE);
  const writers = writersOn(main, evidence);
  const close = async () => {
    await evidence.close();
    await main.close();
  };
  return {
    put: (table, rows) =>
      (table === 'evidence' || table === 'chunk' ? evidence : main).write(() =>
        rows.forEach((row) => writers[table](row)),
      ),
    async finish() {
      main.truncateLog();
      evidence.truncateLog();
      await close();
      // The database last: with it there is an installation.
      for (const file of [EVIDENCE_FILE, DATABASE_FILE]) renameSync(join(folder, file), join(dataDir, file));
      rmSync(folder, { recursive: true, force: true });
    },
    async abandon() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writersOn(main: Database, evidence: Database): Record<BackupTable, (row: CopyValues) => void> {
  const items = createCaseItems(main);
  const into = (db: Database, table: string, columns: readonly string[]) => {
    const marks = columns.map(() => '?').join(', ');
    const text = `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${marks})`;
    return (row: CopyValues) => {
      const values = columns.map((name) => (row[name] ?? null) as string | number | Uint8Array | null);
      db.sql(text).run(...values);
    };
  };
  const chunk = into(evidence, 'evidence_chunk', ['file_id', 'place', 'sealed']);
  const file = into(evidence, 'evidence_file', ['id', 'day', 'owner', 'bytes']);
  return {
    setting: into(main, 'setting', ['name', 'value']),
    person: into(main, 'person', ['id', 'version', 'data']),
    record: into(main, 'record', ['id', 'version', 'data']),
    audit: into(main, 'audit', ['sequence', 'day', 'entry', 'mac']),
    counter: into(main, 'counter', ['name', 'value']),
    erased(values) {
      const { counted, ...tally } = values as unknown as ErasedTally;
      for (const recipient of counted) addToTally(main, recipient, tally);
    },
    item: (values) => items.put(values as unknown as ItemRow),
    case(values) {
      const row = values as unknown as CaseRow;
      writeCase(main, row);
      items.refer(row.id, [], row.items);
      recount(main, undefined, row);
    },
    // In a backup of before files were counted there is no number: then it is a file, and weighs next to nothing.
    evidence: (row) => file({ bytes: 1, ...row }),
    chunk: ({ file, ...row }) => chunk({ file_id: file, ...row }),
  };
}
