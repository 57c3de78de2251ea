import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../errors.ts';
import { createI18n, isLang, type Lang, type Translate } from '../i18n.ts';
import { CopyDiffers, CopyRefused, copyStore, type CopyProgress } from '../store/copy.ts';
import { openMongoTarget } from '../store/copy-mongo.ts';
import { openSqliteSource } from '../store/copy-sqlite.ts';
import { StoreUnavailableError } from '../store/ports.ts';
import { DATABASE_FILE } from '../store/sqlite/database.ts';
import { lockDataDir } from '../store/sqlite/server-lock.ts';

/** Where the command writes, and what it is told by the environment. */
export interface StoreIo {
  out(text: string): void;
  err(text: string): void;
  env: Readonly<Record<string, string | undefined>>;
}

/** Exit codes: done and checked; not done, and it was said why; the command was wrong. */
const OK = 0;
const NOT_DONE = 1;
const BAD_USE = 2;

/** Why a copy was not done, in words. Undefined for what nobody expected. */
function reasonOf(error: unknown, lang: Lang, t: Translate): string | undefined {
  if (error instanceof SetupError) return error.problems.join('\n');
  if (error instanceof StoreUnavailableError) return t(lang, 'cli-store:lost');
  if (error instanceof CopyRefused) {
    return t(lang, error.reason === 'done' ? 'cli-store:targetDone' : 'cli-store:targetUsed');
  }
  if (error instanceof CopyDiffers) return t(lang, 'cli-store:differs', { table: error.table });
  return undefined;
}

/** Copies the installation in `dataDir` to `uri`, alone on the folder. Throws as `reasonOf` knows. */
async function copy(dataDir: string, uri: string, lang: Lang, t: Translate, io: StoreIo): Promise<void> {
  if (!existsSync(join(dataDir, DATABASE_FILE))) {
    throw new SetupError([t(lang, 'cli-store:noSource', { dir: dataDir })]);
  }
  const unlock = lockDataDir(dataDir);
  try {
    const target = await openMongoTarget(uri);
    const source = openSqliteSource(dataDir);
    try {
      await copyStore(source, target, (progress) => io.out(describeProgress(progress, lang, t)));
    } finally {
      await source.close();
      await target.close();
    }
  } finally {
    unlock();
  }
}

function describeProgress(progress: CopyProgress, lang: Lang, t: Translate): string {
  const { table } = progress;
  if (progress.step === 'again') return t(lang, 'cli-store:again', { table });
  if (progress.step === 'copy') {
    return t(lang, 'cli-store:copied', { table, done: progress.done, of: progress.of });
  }
  const { rows, checksum } = progress.sum;
  return t(lang, 'cli-store:checked', { table, rows, checksum: checksum.slice(0, 16) });
}

/** Runs `npm run store -- ARGS`; resolves to the exit code. The address of the target is never repeated. */
export async function runStore(args: readonly string[], io: StoreIo): Promise<number> {
  const { t } = createI18n();
  const usage = (lang: Lang) => {
    io.err(t(lang, 'cli-store:help'));
    return BAD_USE;
  };
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        'data-dir': { type: 'string' },
        lang: { type: 'string', default: 'th' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch {
    return usage('th');
  }
  const { values, positionals } = parsed;
  if (!isLang(values.lang)) return usage('th');
  const { lang } = values;
  if (values.help) {
    io.out(t(lang, 'cli-store:help'));
    return OK;
  }
  const uri = values.to ?? io.env['MONGODB_URI'];
  if (positionals.length !== 1 || positionals[0] !== 'copy' || !uri) return usage(lang);
  try {
    await copy(resolve(values['data-dir'] ?? io.env['DATA_DIR'] ?? './var'), uri, lang, t, io);
  } catch (error) {
    const reason = reasonOf(error, lang, t);
    if (reason === undefined) throw error;
    io.err(t(lang, 'cli-store:failed', { reason }));
    return NOT_DONE;
  }
  io.out(t(lang, 'cli-store:done'));
  return OK;
}

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await runStore(process.argv.slice(2), {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    env: process.env,
  });
}
