import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SetupError } from '../../errors.ts';

/**
 * Takes the lock called `name` in `dataDir`; the operating system lifts it when the process ends, however it ends. Returns
 * the release; undefined when another process holds it.
 */
export function takeLock(dataDir: string, name: string): (() => void) | undefined {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, `${name}.lock`), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    lock.close();
    return undefined;
  }
  return () => lock.close();
}

/** Makes this process the only server of `dataDir`. Returns the release. Throws SetupError when another runs on the folder. */
export function lockDataDir(dataDir: string): () => void {
  const release = takeLock(dataDir, 'server');
  if (release) return release;
  throw new SetupError([
    `Another Suetrong server already runs on DATA_DIR ${dataDir}. Stop it first, or give this one another DATA_DIR.`,
  ]);
}
