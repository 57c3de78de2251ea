import { existsSync } from 'node:fs';
import { createI18n, type I18n, type Lang } from '../../i18n.ts';
import { langIn, readArguments, type BASIC_OPTIONS, type Options, type ValuesOf } from './arguments.ts';
import { processIo, type CommandIo } from './io.ts';
import { BAD_USE, NOT_DONE, OK, reasonOf, UsageError } from './outcome.ts';

/** What a command works with. */
export interface CommandContext<O extends Options> {
  io: CommandIo;
  i18n: I18n;
  lang: Lang;
  values: ValuesOf<O>;
}

/** One command of a program. */
export interface Command<Context> {
  /** How many words it takes behind its name, or the least and the most. */
  takes: number | readonly [least: number, most: number];
  /** Resolves to another exit code than done, if there is one. Throws UsageError and what `reasonOf` knows. */
  run(this: void, context: Context, words: string[]): Promise<number | void>;
}

/** What `npm run NAME` does: its options, its help, its commands by name. */
export interface Program<O extends Options> {
  options: O;
  /** Key of the help, shown for `--help` and, as an error, for what cannot be understood. */
  help: string;
  helpParams?: Record<string, string | number>;
  /** The only command of a program without commands is called ''. */
  commands: Readonly<Record<string, Command<CommandContext<O>>>>;
}

/** The command that was named, and the words for it. Throws UsageError. */
function commandIn<C>(
  commands: Readonly<Record<string, Command<C>>>,
  words: readonly string[],
): { command: Command<C>; rest: string[] } {
  const [name = '', ...others] = words;
  const [at, rest] = Object.hasOwn(commands, '') ? ['', [...words]] : [name, others];
  const command = Object.hasOwn(commands, at) ? commands[at] : undefined;
  if (!command) throw new UsageError();
  const { takes } = command;
  const [least, most] = typeof takes === 'number' ? [takes, takes] : takes;
  if (rest.length < least || rest.length > most) throw new UsageError();
  return { command, rest };
}

/** `| head` has seen enough and closes the pipe. A command that shows what is shown once waits for it itself. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/**
 * Runs one command of a program: its text to `io`, its failure in words; resolves to the exit code. Never shows an error's
 * own message unless it is one of ours: others can quote what was typed.
 */
export async function runProgram<const O extends Options>(
  { options, help, helpParams, commands }: Program<O>,
  args: readonly string[],
  io: CommandIo,
): Promise<number> {
  const i18n = createI18n();
  const lang = langIn(args);
  const say = (key: string, params?: Record<string, string | number>) =>
    i18n.t(lang, `cli-staff:common.${key}`, params);
  const helpText = i18n.t(lang, help, helpParams);
  try {
    const { values, positionals } = readArguments(options, args);
    if ((values as ValuesOf<typeof BASIC_OPTIONS>).help) {
      io.out(helpText);
      return OK;
    }
    const { command, rest } = commandIn(commands, positionals);
    const code = (await command.run({ io, i18n, lang, values }, rest)) ?? OK;
    await io.flush().catch(unlessClosed);
    return code;
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(error.key === undefined ? helpText : `${say(error.key, error.params)}\n\n${helpText}`);
      return BAD_USE;
    }
    const reason =
      reasonOf(error, i18n, lang) ?? say('unexpected', { type: (error as Error)?.name ?? typeof error });
    io.err(say('failed', { reason }));
    return NOT_DONE;
  }
}

/** Runs a command as the process that it is. */
export async function runAsProgram(
  run: (args: readonly string[], io: CommandIo) => Promise<number>,
): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.stdout.on('error', unlessClosed);
  const io = processIo();
  process.exitCode = await run(process.argv.slice(2), io);
  io.close();
}
