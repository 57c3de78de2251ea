import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '../../clock.ts';
import { DATABASE_FILE, EVIDENCE_FILE } from './database-file.ts';

const PARTS = ['', '-wal', '-shm'];

/** Sets when the database's files were changed and read to the beginning of `day` (UTC). */
export async function blurFileTimes(dataDir: string, day: Day): Promise<void> {
  const start = new Date(day);
  for (const file of [DATABASE_FILE, EVIDENCE_FILE]) {
    for (const part of PARTS) {
      try {
        await utimes(join(dataDir, `${file}${part}`), start, start);
      } catch (error) {
        // Logs are not always there, and go when the last process closes the file.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  }
}
