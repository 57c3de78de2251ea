import { z } from 'zod';
import { SetupError } from '../errors.ts';
import { BASIC_OPTIONS } from './program/arguments.ts';
import { readText, UsageError } from './program/outcome.ts';
import { runAsProgram, runProgram, type CommandContext, type Program } from './program/program.ts';
import { withTrialServer, type TrialServer } from './trial-server.ts';
import { textsOf, wordsOf } from './words.ts';

const OPTIONS = {
  ...BASIC_OPTIONS,
  failures: { type: 'boolean', default: false },
  max: { type: 'string', default: '900' },
} as const;

const turnSchema = z.object({
  q: z.string(),
  mustContainAny: z.array(z.array(z.string())),
  mustNotContain: z.array(z.string()).default([]),
});
const lineSchema = z.union([
  turnSchema.extend({ id: z.string(), group: z.string().default('all') }),
  z.object({ id: z.string(), group: z.string().default('dialogue'), turns: z.array(turnSchema).min(1) }),
]);

/** A reply made comparable: Arabic digits, no zero-width signs, one form of ำ, lower case. */
const comparable = (text: string) =>
  ` ${text
    .normalize('NFC')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/\u0e4d\u0e32/g, '\u0e33')
    .toLowerCase()} `;

interface Verdict {
  right: boolean;
  why: string;
}

/** A list that was asked for shows as many short lines; only running text is limited. */
const isList = (text: string) =>
  text.split('\n').filter((line) => /^\s*(•|-|\d|[A-Z]\d|▲|▼|✓|✗|[^\s]+\s\d)/u.test(line)).length >= 5;

function judge(turn: z.infer<typeof turnSchema>, words: string, text: string, max: number): Verdict {
  const said = comparable(words);
  const missing = turn.mustContainAny.filter((any) => !any.some((part) => said.includes(part)));
  const forbidden = turn.mustNotContain.filter((part) => said.includes(part));
  const tooLong = max > 0 && text.length > max && !isList(text);
  return {
    right: missing.length === 0 && forbidden.length === 0 && !tooLong,
    why: [
      ...missing.map((any) => `missing one of: ${any.slice(0, 4).join(' | ')}`),
      ...forbidden.map((part) => `must not say: ${part}`),
      ...(tooLong ? [`${text.length} characters`] : []),
    ].join('; '),
  };
}

type Line = z.infer<typeof lineSchema>;

/** The questions of a file. Throws CliProblem, and SetupError that names the line. */
function readLines(file: string): Line[] {
  return readText(file)
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const wrong = (why: string) => new SetupError([`${file}, line ${at + 1}: ${why}`]);
      let json: unknown;
      try {
        json = JSON.parse(line);
      } catch {
        throw wrong('not JSON');
      }
      const read = lineSchema.safeParse(json);
      if (!read.success) throw wrong(z.prettifyError(read.error));
      return [read.data];
    });
}

/** Asks one line's turns, one after the other; resolves to what was wrong with the replies. */
async function wrongsOf(line: Line, { driver }: TrialServer, max: number): Promise<string[]> {
  const wrong: string[] = [];
  for (const turn of 'turns' in line ? line.turns : [line]) {
    const messages = await driver.ask(driver.event.text(`asker-${line.id}`, turn.q));
    const verdict = judge(turn, wordsOf(messages), textsOf(messages), max);
    const said = textsOf(messages).slice(0, 300).replaceAll('\n', ' / ');
    if (!verdict.right) wrong.push(`  ${line.id} ${turn.q}\n    ${verdict.why}\n    said: ${said}`);
  }
  return wrong;
}

interface Tally {
  right: number;
  all: number;
}
const share = ({ right, all }: Tally) =>
  `${String(right).padStart(4)} of ${String(all).padStart(4)}  ${((100 * right) / all).toFixed(1).padStart(5)} %`;

async function ask({ io, values }: CommandContext<typeof OPTIONS>, [file = '']: string[]): Promise<void> {
  const max = Number(values.max);
  if (!Number.isInteger(max) || max < 0) throw new UsageError();
  const lines = readLines(file);
  const groups = new Map<string, Tally>();
  const total: Tally = { right: 0, all: 0 };
  await withTrialServer(async (server) => {
    for (const line of lines) {
      const wrong = await wrongsOf(line, server, max);
      const group = groups.get(line.group) ?? { right: 0, all: 0 };
      groups.set(line.group, group);
      for (const tally of [group, total]) {
        tally.all += 1;
        if (wrong.length === 0) tally.right += 1;
      }
      if (values.failures) for (const text of wrong) io.out(text);
    }
  });
  for (const [name, group] of groups) io.out(`${share(group)}  ${name}`);
  io.out(`${share(total)}  in all`);
}

export const ASK: Program<typeof OPTIONS> = {
  options: OPTIONS,
  help: 'cli-ask:help',
  commands: { '': { takes: 1, run: ask } },
};

if (import.meta.main) {
  await runAsProgram((args, io) => runProgram(ASK, args, io));
  process.exit(); // whatever of the server still lives
}
