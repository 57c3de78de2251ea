import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BACKUP_DAYS } from '../cases/gone.ts';
import { addDays, type Day } from '../clock.ts';

const NAME = /^suetrong-(\d{4}-\d{2}-\d{2})-\d{1,6}\.age$/;

/** A name that no backup in the folder has; it says the day and nothing finer. */
export function backupFileName(folder: string, day: Day): string {
  const taken = new Set(readdirSync(folder));
  for (let number = 1; ; number += 1) {
    const name = `suetrong-${day}-${number}.age`;
    if (!taken.has(name)) return name;
  }
}

/** Deletes backups that are older than they may be, and nothing else. Returns how many. */
export function pruneBackups(folder: string, today: Day): number {
  const oldest = addDays(today, -BACKUP_DAYS);
  const old = readdirSync(folder).filter((name) => {
    const day = NAME.exec(name)?.[1];
    return day !== undefined && day < oldest;
  });
  for (const name of old) rmSync(join(folder, name));
  return old.length;
}
