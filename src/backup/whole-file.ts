import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const UNFINISHED = /^(?:suetrong-[\d-]+\.age|gone\.json)\.[0-9a-f]{12}\.part$/;
const DEAD_AFTER_MS = 24 * 60 * 60_000;

/**
 * Writes a file of mode 0600 that appears at `path` whole and on the disk, or not at all. Until then it has a name of its
 * own, so that two who write the same file at once never write into each other's: the last one stays.
 */
export async function writeWhole(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(unfinished, 'wx', 0o600);
  try {
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the names in a folder durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

/** Deletes what writers that died have left in a folder: unfinished files that nobody wrote to for a day. */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => UNFINISHED.test(each))) {
    const path = join(folder, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs; // its writer may just have finished it
    if (written !== undefined && written < Date.now() - DEAD_AFTER_MS) rmSync(path, { force: true });
  }
}
