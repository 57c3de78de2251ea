import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SetupError } from '../../errors.ts';

/**
 * Makes this process the only server of `dataDir`; the operating system lifts the lock when the process ends,
 * however it ends. Returns the release. Throws SetupError when another server runs on the folder.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    lock.close();
    throw new SetupError([
      `Another Suetrong server already runs on DATA_DIR ${dataDir}. Stop it first, or give this one another DATA_DIR.`,
    ]);
  }
  return () => lock.close();
}
