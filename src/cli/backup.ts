import { basename } from 'node:path';
import { BackupProblem } from '../backup/problem.ts';
import { newIdentity, recipientOf } from '../cases/age.ts';
import { BACKUP_DAYS } from '../cases/gone.ts';
import { systemClock, type Clock } from '../clock.ts';
import { SetupError } from '../errors.ts';
import { OPTIONS, type Bench } from './backup/bench.ts';
import { list, make } from './backup/make.ts';
import { restore, verify } from './backup/restore.ts';
import type { CommandIo } from './program/io.ts';
import {
  runAsProgram,
  runProgram,
  type Command,
  type CommandContext,
  type Program,
} from './program/program.ts';

type Context = CommandContext<typeof OPTIONS>;

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

/** A command on backups; those that take a file get its name. */
const command = (
  clock: Clock,
  run: (bench: Bench, file: string) => Promise<void>,
  takes: 0 | 1 = 0,
): Command<Context> => ({
  takes,
  async run({ io, i18n, lang, values }, [file = '']) {
    const say: Bench['say'] = (key, params) => i18n.t(lang, `cli-backup:${key}`, params);
    try {
      await run({ io, given: values, clock, say }, file);
    } catch (error) {
      if (!(error instanceof BackupProblem)) throw error;
      const params = {
        ...error.params,
        ...('file' in error.params && { file: basename(error.params['file'] || '–') }),
      };
      throw new SetupError([say(`problem.${error.reason}`, params)]);
    }
  },
});

export const backupProgram = (clock: Clock): Program<typeof OPTIONS> => ({
  options: OPTIONS,
  help: 'cli-backup:help',
  helpParams: { days: BACKUP_DAYS },
  commands: {
    keygen: command(clock, keygen),
    make: command(clock, make),
    list: command(clock, list),
    verify: command(clock, verify, 1),
    restore: command(clock, restore, 1),
  },
});

/** Runs `npm run backup -- ARGS`; resolves to the exit code. */
export const runBackup = (
  args: readonly string[],
  io: CommandIo,
  clock: Clock = systemClock,
): Promise<number> => runProgram(backupProgram(clock), args, io);

if (import.meta.main) await runAsProgram(runBackup);
