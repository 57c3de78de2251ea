import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { SetupError } from '../errors.ts';
import type { Lang, Translate } from '../i18n.ts';
import { openStore } from '../open-store.ts';
import { CopyDiffers, CopyRefused, copyStore, type CopyProgress } from '../store/copy.ts';
import { openMongoTarget } from '../store/copy-mongo.ts';
import { openSqliteSource } from '../store/copy-sqlite.ts';
import { StoreUnavailableError } from '../store/ports.ts';
import { DATABASE_FILE } from '../store/sqlite/database-file.ts';
import { lockDataDir } from '../store/sqlite/server-lock.ts';
import { missingInstallation } from '../workplace.ts';
import { BASIC_OPTIONS } from './program/arguments.ts';
import type { CommandIo } from './program/io.ts';
import { CliProblem, UsageError } from './program/outcome.ts';
import { runAsProgram, runProgram, type Program } from './program/program.ts';

const OPTIONS = { ...BASIC_OPTIONS, to: { type: 'string' }, 'data-dir': { type: 'string' } } as const;

/** Why a copy was not done, in words. Undefined for what is not its own. */
function reasonOf(error: unknown, lang: Lang, t: Translate): string | undefined {
  if (error instanceof StoreUnavailableError) return t(lang, 'cli-store:lost');
  if (error instanceof CopyRefused) {
    return t(lang, error.reason === 'done' ? 'cli-store:targetDone' : 'cli-store:targetUsed');
  }
  if (error instanceof CopyDiffers) return t(lang, 'cli-store:differs', { table: error.table });
  return undefined;
}

/** Copies the installation in `dataDir` to `uri`, alone on the folder. Throws what `reasonOf` knows, and SetupError. */
async function copy(dataDir: string, uri: string, lang: Lang, t: Translate, io: CommandIo): Promise<void> {
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

/** What was only counted, since a line of a log has a time: above all failures of the web form (ADR 30). */
async function counters(io: CommandIo): Promise<string[]> {
  const missing = missingInstallation(io.env);
  if (missing !== undefined) throw new CliProblem('common.noInstallation', { dir: missing });
  const store = await openStore(readConfig(io.env));
  try {
    const counted = Object.entries(await store.counters.read());
    return counted.map(([name, times]) => `${name}: ${times}`).sort();
  } finally {
    await store.close();
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

/** The address of the target is never repeated. */
export const STORE: Program<typeof OPTIONS> = {
  options: OPTIONS,
  help: 'cli-store:help',
  commands: {
    copy: {
      takes: 0,
      async run({ io, i18n: { t }, lang, values }) {
        const uri = values.to ?? io.env['MONGODB_URI'];
        if (!uri) throw new UsageError();
        try {
          await copy(resolve(values['data-dir'] ?? io.env['DATA_DIR'] ?? './var'), uri, lang, t, io);
        } catch (error) {
          const reason = reasonOf(error, lang, t);
          throw reason === undefined ? error : new SetupError([reason]);
        }
        io.out(t(lang, 'cli-store:done'));
      },
    },
    counters: {
      takes: 0,
      async run({ io, i18n: { t }, lang }) {
        const lines = await counters(io);
        io.out(lines.length === 0 ? t(lang, 'cli-staff:common.none') : lines.join('\n'));
      },
    },
  },
};

/** Runs `npm run store -- ARGS`; resolves to the exit code. */
export const runStore = (args: readonly string[], io: CommandIo): Promise<number> =>
  runProgram(STORE, args, io);

if (import.meta.main) await runAsProgram(runStore);
