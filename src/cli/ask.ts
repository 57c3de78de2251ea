import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { SetupError } from '../errors.ts';
import { withTrialServer } from './trial-server.ts';
import { textsOf, wordsOf } from './words.ts';

const HELP = `npm run ask -- FILE [--max 900] [--failures]

Asks every question of FILE (.jsonl) over the webhook of a fresh server and prints the share of right answers by group.
A line is {"id", "q", "group", "mustContainAny": [["a","b"],…], "mustNotContain": […]} or, for a dialogue,
{"id", "turns": [{"q", "mustContainAny", "mustNotContain"}, …]}. Every inner list needs one of its strings in the reply.

  --max N      the longest text that is still right (900; lists may be longer), 0 for no limit
  --failures   prints what was asked, missing and said for each wrong answer
`;

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

function readLines(file: string): z.infer<typeof lineSchema>[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const read = lineSchema.safeParse(JSON.parse(line));
    if (!read.success) throw new SetupError([`${file}, line ${at + 1}: ${z.prettifyError(read.error)}`]);
    return [read.data];
  });
}

const out = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      failures: { type: 'boolean' },
      max: { type: 'string', default: '900' },
    },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    out(HELP);
    return values.help ? 0 : 2;
  }
  const lines = readLines(file);
  const groups = new Map<string, { right: number; all: number }>();
  await withTrialServer(async ({ driver }) => {
    for (const line of lines) {
      const turns = 'turns' in line ? line.turns : [line];
      const wrong: string[] = [];
      for (const turn of turns) {
        const messages = await driver.ask(driver.event.text(`asker-${line.id}`, turn.q));
        const verdict = judge(turn, wordsOf(messages), textsOf(messages), Number(values.max));
        if (!verdict.right)
          wrong.push(
            `  ${line.id} ${turn.q}\n    ${verdict.why}\n    said: ${textsOf(messages).slice(0, 300).replaceAll('\n', ' / ')}`,
          );
      }
      const group = groups.get(line.group) ?? { right: 0, all: 0 };
      groups.set(line.group, { right: group.right + (wrong.length === 0 ? 1 : 0), all: group.all + 1 });
      if (values.failures) for (const text of wrong) out(text);
    }
  });
  const share = ({ right, all }: { right: number; all: number }) =>
    `${String(right).padStart(4)} of ${String(all).padStart(4)}  ${((100 * right) / all).toFixed(1).padStart(5)} %`;
  const total = { right: 0, all: 0 };
  for (const [name, group] of groups) {
    out(`${share(group)}  ${name}`);
    total.right += group.right;
    total.all += group.all;
  }
  out(`${share(total)}  in all`);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof SetupError ? error.message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
