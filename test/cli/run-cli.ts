import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runAudit } from '../../src/cli/audit.ts';
import { runBackup } from '../../src/cli/backup.ts';
import { runCases } from '../../src/cli/cases.ts';
import { runLine } from '../../src/cli/line.ts';
import { runSetup } from '../../src/cli/setup.ts';
import { runStaff } from '../../src/cli/staff.ts';
import { openWorkplace, type Workplace } from '../../src/workplace.ts';
import { memoryIo } from './memory-io.ts';

const COMMANDS = {
  audit: runAudit,
  backup: runBackup,
  cases: runCases,
  line: runLine,
  setup: runSetup,
  staff: runStaff,
} as const;
export type Command = keyof typeof COMMANDS;

const ROOT = resolve(import.meta.dirname, '../..');

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** A directory of an installation, with commands as people run them: processes of their own. */
export interface Town {
  dir: string;
  env: Record<string, string>;
  /** Runs `src/cli/<command>.ts`; `input` is all of its standard input. */
  run(command: Command, args: readonly string[], input?: string): Promise<Ran>;
  /** The same within this process, which is faster: same arguments, same texts, same files; `more` settings. */
  call(
    command: Command,
    args: readonly string[],
    input?: string,
    more?: Record<string, string>,
  ): Promise<Ran>;
  /** Writes a file beside the data, for `--passphrase-file` and the like; resolves to its path. */
  file(name: string, text: string): string;
  remove(): void;
}

export function newTown(settings: Record<string, string> = {}): Town {
  const home = mkdtempSync(join(tmpdir(), 'suetrong-town-'));
  const dir = join(home, 'data');
  const env = { DATA_DIR: dir, LOG_LEVEL: 'error', ...settings };
  return {
    dir,
    env,
    run: (command, args, input = '') =>
      new Promise((done, fail) => {
        const child = spawn(
          process.execPath,
          ['--no-warnings=ExperimentalWarning', join('src', 'cli', `${command}.ts`), ...args],
          { cwd: ROOT, env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' },
        );
        const ran: Ran = { code: null, out: '', err: '' };
        child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.out += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.err += text));
        child.stdin.on('error', () => undefined); // the command may end before it read everything
        child.on('error', fail);
        child.on('close', (code) => done({ ...ran, code }));
        child.stdin.end(input);
      }),
    async call(command, args, input = '', more = {}) {
      const { io, said } = memoryIo({ ...env, ...more }, input);
      return { code: await COMMANDS[command](args, io), ...said };
    },
    file(name, text) {
      const path = join(home, name);
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

export const PEOPLE = [
  { name: 'Intake', role: 'officer', unit: 'complaints', intake: true },
  { name: 'Head', role: 'head', unit: 'service-and-publishing', intake: true },
  { name: 'Citizen', role: 'head', outside: true },
  { name: 'Admin', role: 'administrator', unit: 'office-of-the-clerk' },
  { name: 'Auditor', role: 'auditor', outside: true },
  { name: 'Inside', role: 'auditor', unit: 'office-of-the-clerk' },
];

export interface SetUp {
  recovery: {
    fingerprint: string;
    recipient: string;
    shares: { number: number; set: string; text: string }[];
  };
  people: { id: string; name: string; passphrase: string; fingerprint: string }[];
}

/** `npm run setup -- --json` with PEOPLE. */
export async function setUpTown(town: Town): Promise<SetUp> {
  const ran = await town.run('setup', [
    '--json',
    '--people',
    town.file('people.json', JSON.stringify(PEOPLE)),
  ]);
  if (ran.code !== 0) throw new Error(ran.err);
  return JSON.parse(ran.out) as SetUp;
}

/** A town that is set up, and a workplace that stands for its running server: its connection is open all the time. */
export async function startTown(
  settings?: Record<string, string>,
): Promise<{ town: Town; made: SetUp; server: Workplace }> {
  const town = newTown(settings);
  const made = await setUpTown(town);
  return { town, made, server: await openWorkplace(town.env) };
}

/** The options that sign somebody in. */
export function as(town: Town, made: SetUp, name: string): string[] {
  const { passphrase } = made.people.find((person) => person.name === name)!;
  return ['--as', name, '--passphrase-file', town.file(`${name}.txt`, `${passphrase}\n`)];
}
