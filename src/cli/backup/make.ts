import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRowMac } from '../../accounts/row-mac.ts';
import { writeSealed } from '../../backup/file.ts';
import { backupFileName, pruneBackups } from '../../backup/folder.ts';
import { writeGoneFile } from '../../backup/gone-file.ts';
import { backupLines, type RowCounts } from '../../backup/make.ts';
import { BackupProblem } from '../../backup/problem.ts';
import { removeUnfinished } from '../../backup/whole-file.ts';
import { isRecipient } from '../../cases/age.ts';
import { BACKUP_DAYS, createGoneList } from '../../cases/gone.ts';
import { createIntegrity } from '../../cases/integrity.ts';
import { dayOf } from '../../clock.ts';
import { readConfig, type Config } from '../../config.ts';
import { openStore } from '../../open-store.ts';
import { openMongoBackup } from '../../store/backup-mongo.ts';
import { isUsed, openSqliteBackup } from '../../store/backup-sqlite.ts';
import { takeLock } from '../../store/sqlite/server-lock.ts';
import type { Bench, Given } from './bench.ts';

const GONE_FILE = 'gone.json';

/** The recipient in the setting or in the file it names. Throws BackupProblem. */
function recipientIn(setting: string | undefined): string {
  if (!setting) throw new BackupProblem('no-recipient');
  const text = setting.startsWith('age1') || !existsSync(setting) ? setting : readFileSync(setting, 'utf8');
  const recipient = text.trim();
  if (!isRecipient(recipient)) throw new BackupProblem('bad-recipient');
  return recipient;
}

/** Throws BackupProblem. */
function folderOf(config: Config, given: Given): string {
  const folder = given.to === undefined ? config.backup.dir : resolve(given.to);
  if (folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new BackupProblem('no-folder');
  }
  return folder;
}

function refuseNothing(config: Config): void {
  if (!config.mongodbUri && !isUsed(config.dataDir)) {
    throw new BackupProblem('no-source', { dir: config.dataDir });
  }
}

/** Makes a backup of the running installation, then the list of what is gone. */
export async function make(bench: Bench): Promise<void> {
  const { io, given } = bench;
  const config = readConfig(io.env);
  const folder = folderOf(config, given);
  const recipient = recipientIn(config.backup.recipient);
  refuseNothing(config);
  const release = takeLock(config.dataDir, 'backup');
  if (!release) throw new BackupProblem('going');
  try {
    await makeInto(folder, recipient, config, bench);
  } finally {
    release();
  }
  await list(bench); // after the backup, so that it is never the older of the two
}

async function makeInto(folder: string, recipient: string, config: Config, bench: Bench): Promise<void> {
  const { io, clock, say } = bench;
  removeUnfinished(folder);
  const { integrityKey } = config.secrets;
  const day = dayOf(clock.now());
  const file = join(folder, backupFileName(folder, day));
  const counts: Partial<RowCounts> = {};
  const source = config.mongodbUri
    ? await openMongoBackup(config.mongodbUri)
    : openSqliteBackup(config.dataDir);
  let size: number;
  try {
    const [integrity, mac] = [createIntegrity(integrityKey), createRowMac(integrityKey, 'backup')];
    size = await writeSealed(file, recipient, backupLines({ source, integrity, mac, day, counts }));
  } finally {
    await source.close();
  }
  const { case: cases = 0, chunk: chunks = 0 } = counts;
  io.out(say('made', { file, size: Math.ceil(size / 1024), cases, chunks }));
  const count = pruneBackups(folder, day);
  if (count > 0) io.out(say('pruned', { count, days: BACKUP_DAYS }));
}

/** Writes the list of what is gone anew. */
export async function list({ io, given, clock, say }: Bench): Promise<void> {
  const config = readConfig(io.env);
  const file = join(folderOf(config, given), GONE_FILE);
  refuseNothing(config);
  const { integrityKey } = config.secrets;
  const store = await openStore(config);
  try {
    const gone = createGoneList({ rows: store.gone, integrity: createIntegrity(integrityKey), clock });
    const entries = await gone.list();
    await writeGoneFile(file, { day: dayOf(clock.now()), entries }, createRowMac(integrityKey, 'gone-file'));
    io.out(say('listed', { count: entries.length, file }));
  } finally {
    await store.close();
  }
}
