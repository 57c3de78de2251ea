import { existsSync, readFileSync } from 'node:fs';
import { ALERT_BOX, createAlertBox } from '../../accounts/alert-box.ts';
import { createRowMac } from '../../accounts/row-mac.ts';
import { createAuditLog } from '../../audit/log.ts';
import { readSealed } from '../../backup/file.ts';
import { readGoneFile } from '../../backup/gone-file.ts';
import { BackupProblem } from '../../backup/problem.ts';
import { checkBackup, genuine, restoreBackup } from '../../backup/restore.ts';
import type { Identity } from '../../cases/age.ts';
import { KEPT_DAYS, matchGone, type IsGone } from '../../cases/gone.ts';
import { createIntegrity } from '../../cases/integrity.ts';
import { addDays, type Clock } from '../../clock.ts';
import { readConfig, type Config } from '../../config.ts';
import { openStore } from '../../open-store.ts';
import { createSecretBox } from '../../secret-box.ts';
import { openMongoTarget } from '../../store/backup-mongo.ts';
import { isUsed, openSqliteTarget } from '../../store/backup-sqlite.ts';
import type { Bench } from './bench.ts';

async function identityFor({ io, given, say }: Bench): Promise<Identity> {
  const path = given['identity-file'];
  if (path === undefined) return ((await io.ask(say('askIdentity'), { hidden: true })) ?? '').trim();
  if (!existsSync(path)) throw new BackupProblem('no-file', { file: path });
  const text = readFileSync(path, 'utf8');
  // As `age-keygen` writes them: comments, then the key.
  return (
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '' && !line.startsWith('#')) ?? ''
  );
}

/** Reads all of a backup and says what is in it. */
export async function verify(bench: Bench, file: string): Promise<void> {
  const { io, say } = bench;
  const config = readConfig(io.env);
  const identity = await identityFor(bench);
  const mac = createRowMac(config.secrets.integrityKey, 'backup');
  const { day, counts } = await checkBackup(readSealed(file, identity), mac);
  const { case: cases = 0, item: items = 0, chunk: chunks = 0, person: people = 0 } = counts;
  io.out(say('verified', { day, cases, items, chunks, people }));
}

/** Throws BackupProblem `target-used`. */
async function openTarget(config: Config) {
  if (!config.mongodbUri) {
    if (isUsed(config.dataDir)) throw new BackupProblem('target-used');
    return openSqliteTarget(config.dataDir);
  }
  const target = await openMongoTarget(config.mongodbUri);
  if (!target) throw new BackupProblem('target-used');
  return target;
}

/** Puts a backup back into an empty place, without what is gone since. */
export async function restore(bench: Bench, file: string): Promise<void> {
  const { io, given, clock, say } = bench;
  const config = readConfig(io.env);
  const { integrityKey } = config.secrets;
  const gone = given['without-list']
    ? { day: undefined, entries: [] }
    : readGoneFile(given.list ?? '', createRowMac(integrityKey, 'gone-file'));
  const identity = await identityFor(bench);
  // All of it is read before anything is written: what is damaged or foreign leaves no trace.
  const mac = createRowMac(integrityKey, 'backup');
  const { day } = await checkBackup(readSealed(file, identity), mac);
  if (gone.day !== undefined && gone.day < day) {
    throw new BackupProblem('list-older', { list: gone.day, backup: day });
  }
  if (gone.day !== undefined && day < addDays(gone.day, -KEPT_DAYS)) {
    throw new BackupProblem('list-short', { list: gone.day, backup: day, days: String(KEPT_DAYS) });
  }
  const target = await openTarget(config);
  const entries = gone.entries;
  const integrity = createIntegrity(integrityKey);
  const listed = matchGone(integrity, entries);
  // Without the list nobody knows whether new shares were made since: the old marks would refuse them, and those who hold them.
  const is: IsGone = (kind, id) => listed(kind, id) || (kind === 'share' && gone.day === undefined);
  let restored;
  try {
    const person = createRowMac(integrityKey, 'person');
    // Checked as it is written, too: the file could be another by now.
    const lines = genuine(readSealed(file, identity), mac);
    const alerts = createAlertBox(createSecretBox(config.secrets.app, ALERT_BOX));
    restored = await restoreBackup(lines, target, { is, entries, person, alerts, integrity });
    await target.finish();
  } catch (error) {
    await target.abandon();
    throw error;
  }
  await noteInAudit(config, clock, day);
  const { counts, erased, people, links } = restored;
  io.out(say('restored', { day, cases: counts.case ?? 0, erased, people, links }));
  if (given['without-list']) io.err(say('withoutList'));
}

async function noteInAudit(config: Config, clock: Clock, day: string): Promise<void> {
  const store = await openStore(config);
  try {
    const mac = createRowMac(config.secrets.integrityKey, 'audit');
    await createAuditLog({ port: store.audit, mac, clock }).write({ what: 'backup-restored', detail: day });
  } finally {
    await store.close();
  }
}
