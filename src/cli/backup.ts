import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backupFileName, pruneBackups } from '../backup/folder.ts';
import { readSealed, writeSealed } from '../backup/file.ts';
import { readGoneFile, writeGoneFile } from '../backup/gone-file.ts';
import { backupLines, type RowCounts } from '../backup/make.ts';
import { BackupProblem } from '../backup/problem.ts';
import { checkBackup, genuine, restoreBackup } from '../backup/restore.ts';
import { removeUnfinished } from '../backup/whole-file.ts';
import { createAuditLog } from '../audit/log.ts';
import { createRowMac } from '../accounts/row-mac.ts';
import { isRecipient, newIdentity, recipientOf, type Identity } from '../cases/age.ts';
import { BACKUP_DAYS, createGoneList, KEPT_DAYS, matchGone } from '../cases/gone.ts';
import { createIntegrity } from '../cases/integrity.ts';
import { addDays, dayOf, systemClock, type Clock } from '../clock.ts';
import { readConfig, type Config } from '../config.ts';
import { SetupError } from '../errors.ts';
import { createI18n, isLang, type Lang } from '../i18n.ts';
import { openStore } from '../open-store.ts';
import { openMongoBackup, openMongoTarget } from '../store/backup-mongo.ts';
import { isUsed, openSqliteBackup, openSqliteTarget } from '../store/backup-sqlite.ts';
import { takeLock } from '../store/sqlite/server-lock.ts';
import { BAD_USE, COMMON_OPTIONS, OK, runAsProgram, runCommand, type StaffIo } from './staff-io.ts';

const HELP = 'cli-backup:help';
const GONE_FILE = 'gone.json';

const OPTIONS = {
  lang: COMMON_OPTIONS.lang,
  json: COMMON_OPTIONS.json,
  help: COMMON_OPTIONS.help,
  to: { type: 'string' },
  list: { type: 'string' },
  'without-list': { type: 'boolean', default: false },
  'identity-file': { type: 'string' },
} as const;
type Given = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** What every subcommand works with. */
interface Bench {
  io: StaffIo;
  given: Given;
  clock: Clock;
  say: (key: string, params?: Record<string, string | number>) => string;
}

async function keygen({ io, given, say }: Bench): Promise<void> {
  const identity = await newIdentity();
  const recipient = await recipientOf(identity);
  if (given.json) return io.out(JSON.stringify({ recipient, identity }));
  io.err(say('recipient'));
  io.out(recipient);
  io.err(say('identity', { identity }));
  await io.ask(say('pause'));
  io.clear();
}

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

async function make(bench: Bench): Promise<void> {
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

async function list({ io, given, clock, say }: Bench): Promise<void> {
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

async function verify(bench: Bench, file: string): Promise<void> {
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

async function restore(bench: Bench, file: string): Promise<void> {
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
  const is = matchGone(integrity, entries);
  let restored;
  try {
    const person = createRowMac(integrityKey, 'person');
    // Checked as it is written, too: the file could be another by now.
    const lines = genuine(readSealed(file, identity), mac);
    restored = await restoreBackup(lines, target, { is, entries, person, integrity });
    await target.finish();
  } catch (error) {
    await target.abandon();
    throw error;
  }
  await noteInAudit(config, clock, day);
  const { counts, erased, people } = restored;
  io.out(say('restored', { day, cases: counts.case ?? 0, erased, people }));
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

/** The subcommands; those that take a file get its name. */
const COMMANDS: Record<string, { run: (bench: Bench, file: string) => Promise<void>; takesFile: boolean }> = {
  keygen: { run: keygen, takesFile: false },
  make: { run: make, takesFile: false },
  list: { run: list, takesFile: false },
  verify: { run: verify, takesFile: true },
  restore: { run: restore, takesFile: true },
};

/** Runs `npm run backup -- ARGS`; resolves to the exit code. */
export async function runBackup(
  args: readonly string[],
  io: StaffIo,
  clock: Clock = systemClock,
): Promise<number> {
  const i18n = createI18n();
  const help = (lang: Lang) => i18n.t(lang, HELP, { days: BACKUP_DAYS });
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch {
    io.err(help('th'));
    return BAD_USE;
  }
  const { values: given, positionals } = parsed;
  if (given.help && isLang(given.lang)) {
    io.out(help(given.lang));
    return OK;
  }
  const [name = '', file, ...more] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!isLang(given.lang) || command?.takesFile !== (file !== undefined) || more.length > 0) {
    io.err(help(isLang(given.lang) ? given.lang : 'th'));
    return BAD_USE;
  }
  return runCommand(io, i18n, { lang: given.lang, help: HELP }, async (lang) => {
    const say: Bench['say'] = (key, params) => i18n.t(lang, `cli-backup:${key}`, params);
    try {
      await command.run({ io, given, clock, say }, file ?? '');
    } catch (error) {
      if (!(error instanceof BackupProblem)) throw error;
      const params = {
        ...error.params,
        ...('file' in error.params && { file: basename(error.params['file'] || '–') }),
      };
      throw new SetupError([say(`problem.${error.reason}`, params)]);
    }
  });
}

if (import.meta.main) await runAsProgram(runBackup);
