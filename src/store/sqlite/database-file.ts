import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SetupError } from '../../errors.ts';
import { EVIDENCE_MIGRATIONS, MIGRATIONS, type Migration } from './migrations.ts';

export const DATABASE_FILE = 'suetrong.sqlite';
export const EVIDENCE_FILE = 'evidence.sqlite';

/** One of the files in `DATA_DIR`. */
export interface DatabaseKind {
  file: string;
  migrations: readonly Migration[];
  pragmas: string;
}

export const MAIN: DatabaseKind = {
  file: DATABASE_FILE,
  migrations: MIGRATIONS,
  // secure_delete: deleted content is overwritten, not just unlinked. cache_size in KiB: indexes of queues stay in memory.
  pragmas: 'PRAGMA secure_delete = ON; PRAGMA cache_size = -32768;',
};

export const EVIDENCE: DatabaseKind = {
  file: EVIDENCE_FILE,
  migrations: EVIDENCE_MIGRATIONS,
  // Large pages for large chunks, little memory, short logs. Overwritten where that costs no writing of its own.
  pragmas:
    'PRAGMA page_size = 16384; PRAGMA secure_delete = FAST; PRAGMA cache_size = -2048; PRAGMA wal_autocheckpoint = 256;',
};

/** Opens the file, or makes it; commits wait for the disk. Throws SetupError when the folder cannot be used. */
export function connect(dataDir: string, { file, pragmas }: DatabaseKind): DatabaseSync {
  const path = join(dataDir, file);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600)); // made here, since SQLite lets everybody read; its logs take the file's mode
    const db = new DatabaseSync(path, { timeout: 5000 });
    // The kind's own come first: the size of pages is fixed by the first write. FULL: a resolved write survives power loss.
    db.exec(`${pragmas} PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;`);
    return db;
  } catch (error) {
    throw new SetupError([
      `The database ${path} cannot be opened (${(error as Error).message}). Check that DATA_DIR can be written to.`,
    ]);
  }
}
