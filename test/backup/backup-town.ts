import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSealed } from '../../src/backup/file.ts';
import type { Line } from '../../src/backup/lines.ts';
import { createI18n } from '../../src/i18n.ts';
import { TRIAL_SECRETS_FILE } from '../../src/trial-secrets.ts';
import type { Workplace } from '../../src/workplace.ts';
import { newTown, startTown, type Ran, type SetUp, type Town } from '../cli/run-cli.ts';

export const { t } = createI18n();
/** How the command words a problem. */
export const en = (key: string) => t('en', `cli-backup:problem.${key}`, { file: '', list: '', backup: '' });

/** A town with its running server, and a folder for its backups. */
export interface BackupTown {
  town: Town;
  made: SetUp;
  place: Workplace;
  folder: string;
  /** What opens the backups. */
  identity: string;
  settings: Record<string, string>;
  /** Runs `npm run backup` here, or on another machine with the same settings. */
  call(args: readonly string[], input?: string, where?: Town): Promise<Ran>;
  /** Makes a backup; resolves to the name of its file. */
  makeBackup(): Promise<string>;
  linesOf(path: string): Promise<Line[]>;
  /** An empty machine with the secrets of the old one. */
  newMachine(): Town;
  idOf(name: string): string;
  close(): Promise<void>;
}

/** Starts a town that can make backups. It costs seconds: keys and passphrases are as in earnest. */
export async function startBackupTown(): Promise<BackupTown> {
  const { town, made, server: place } = await startTown();
  const folder = mkdtempSync(join(tmpdir(), 'suetrong-backups-'));
  const ran = await town.call('backup', ['keygen', '--json']);
  const { recipient, identity } = JSON.parse(ran.out) as { recipient: string; identity: string };
  const settings = { BACKUP_DIR: folder, BACKUP_RECIPIENT: town.file('recipient.txt', `${recipient}\n`) };
  const call: BackupTown['call'] = (args, input, where = town) => {
    Object.assign(where.env, settings);
    return where.call('backup', [...args, '--lang', 'en'], input);
  };
  return {
    ...{ town, made, place, folder, identity, settings, call },
    async makeBackup() {
      const ran = await call(['make']);
      if (ran.code !== 0 || ran.err !== '') throw new Error(`no backup: ${ran.err}`);
      return /suetrong-\d[\d-]+\.age/.exec(ran.out)![0];
    },
    async linesOf(path) {
      const lines: Line[] = [];
      for await (const line of readSealed(path, identity)) lines.push(line);
      return lines;
    },
    newMachine() {
      const next = newTown(settings);
      mkdirSync(next.dir, { recursive: true });
      copyFileSync(join(town.dir, TRIAL_SECRETS_FILE), join(next.dir, TRIAL_SECRETS_FILE));
      return next;
    },
    idOf: (name) => made.people.find((person) => person.name === name)!.id,
    async close() {
      await place.close();
      town.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
