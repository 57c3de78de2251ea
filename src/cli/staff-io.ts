import { existsSync, readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { SealError } from '../cases/seal-error.ts';
import { ExpectedError, SetupError } from '../errors.ts';
import { isLang, type I18n, type Lang } from '../i18n.ts';
import type { SignedIn } from '../accounts/sign-in.ts';
import type { Workplace } from '../workplace.ts';

/** Where a command of staff reads and writes. */
export interface StaffIo {
  out(text: string): void;
  err(text: string): void;
  /** Resolves when all of `out` has left the process; rejects when it cannot. */
  flush(): Promise<void>;
  /** One line; `hidden` is not shown while it is typed. Undefined when nobody answers any more. */
  ask(question: string, options?: { hidden?: boolean }): Promise<string | undefined>;
  /** Takes what was shown off the screen, if it is one. */
  clear(): void;
  /** All of standard input. */
  readAll(): Promise<string>;
  env: Readonly<Record<string, string | undefined>>;
}

/** Exit codes: done; not done, and it was said why; the command was wrong. */
export const OK = 0;
export const NOT_DONE = 1;
export const BAD_USE = 2;

/** The command cannot be understood: its help is shown. */
export class UsageError extends Error {}

/** A problem with a text of its own in `cli-staff.json`. */
export class CliProblem extends Error {
  readonly key: string;
  readonly params: Record<string, string | number>;
  constructor(key: string, params: Record<string, string | number> = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

/** The options that every command of staff takes. */
export const COMMON_OPTIONS = {
  lang: { type: 'string', default: 'th' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  as: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;

/** The first of `keys` that there is a text for, in `lang`; else `fallback`. */
export function textOr(i18n: I18n, lang: Lang, keys: readonly string[], fallback: string): string {
  const key = keys.find((each) => i18n.has(lang, each));
  return key === undefined ? fallback : i18n.t(lang, key);
}

/** Why something was not done, in words. Undefined for what nobody expected. */
export function reasonOf(error: unknown, i18n: I18n, lang: Lang): string | undefined {
  if (error instanceof CliProblem) return i18n.t(lang, `cli-staff:${error.key}`, error.params);
  if (error instanceof SealError) return i18n.t(lang, `accounts:seal.${error.reason}`);
  if (error instanceof SetupError) return error.problems.join('\n');
  if (!(error instanceof ExpectedError)) return undefined;
  const key = [`errors:${error.key}`].find((each) => i18n.has(lang, each));
  return key === undefined ? error.key : i18n.t(lang, key, error.params);
}

/**
 * Runs one command: its text to `io`, its failure in words; resolves to the exit code. Never shows an error's own message
 * unless it is one of ours: others can quote what was typed.
 */
export async function runCommand(
  io: StaffIo,
  i18n: I18n,
  given: { lang: unknown; help: string },
  work: (lang: Lang) => Promise<void>,
): Promise<number> {
  const lang = isLang(given.lang) ? given.lang : 'th';
  try {
    if (!isLang(given.lang)) throw new UsageError();
    await work(lang);
    await io.flush();
    return OK;
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(i18n.t(lang, given.help));
      return BAD_USE;
    }
    const reason =
      reasonOf(error, i18n, lang) ??
      i18n.t(lang, 'cli-staff:common.unexpected', { type: (error as Error)?.name ?? typeof error });
    io.err(i18n.t(lang, 'cli-staff:common.failed', { reason }));
    return NOT_DONE;
  }
}

/** A text file's content. Throws CliProblem. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CliProblem('common.file', { file: path });
  }
}

/** Signs the user of a command in, asking for what no option says. Throws as `SignIn.signIn`, or ExpectedError `not-set-up`. */
export async function signInBy(
  io: StaffIo,
  place: Pick<Workplace, 'accounts' | 'i18n'>,
  lang: Lang,
  options: { as?: string; 'passphrase-file'?: string },
): Promise<SignedIn> {
  const { accounts, i18n } = place;
  if (!(await accounts.recovery.exists())) throw new ExpectedError('not-set-up', {}, 409);
  const file = options['passphrase-file'];
  const name = options.as ?? (await io.ask(i18n.t(lang, 'cli-staff:common.name'))) ?? '';
  const passphrase =
    file === undefined
      ? ((await io.ask(i18n.t(lang, 'cli-staff:common.passphrase'), { hidden: true })) ?? '')
      : readText(file);
  return accounts.signIn.signIn(name, passphrase);
}

/** The process's own streams. Questions go to standard error, so that standard output holds results only. */
export function processIo(): StaffIo & { close(): void } {
  let lines: AsyncIterator<string> | undefined;
  let reader: Interface | undefined;
  let muted = false;
  const shown = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    flush: () =>
      new Promise((resolve, reject) => {
        process.stdout.write('', (error) => (error ? reject(error) : resolve()));
      }),
    async ask(question, { hidden = false } = {}) {
      reader ??= createInterface({ input: process.stdin, output: shown, terminal: process.stdin.isTTY });
      lines ??= reader[Symbol.asyncIterator]();
      process.stderr.write(question);
      muted = hidden;
      const next = await lines.next();
      muted = false;
      if (hidden || !process.stdin.isTTY) process.stderr.write('\n');
      return next.done ? undefined : next.value;
    },
    clear() {
      if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    },
    async readAll() {
      let text = '';
      process.stdin.setEncoding('utf8');
      for await (const chunk of process.stdin) text += String(chunk);
      return text;
    },
    env: process.env,
    close: () => reader?.close(),
  };
}

/** Runs a command as the program that it is. */
export async function runAsProgram(
  run: (args: readonly string[], io: StaffIo) => Promise<number>,
): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // `| head` closes the pipe early
  });
  const io = processIo();
  process.exitCode = await run(process.argv.slice(2), io);
  io.close();
}
