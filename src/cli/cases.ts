import type { Doing, QueueEntry } from '../cases/casework.ts';
import { evidenceInWords, scanInWords, warningOf, writeEvidence } from './case-evidence.ts';
import { caseInWords, harmless } from './case-in-words.ts';
import { createCaseWords, type CaseWords } from './case-words.ts';
import type { CommandIo } from './program/io.ts';
import { CliProblem, readText, UsageError } from './program/outcome.ts';
import { runAsProgram, runProgram, type Command } from './program/program.ts';
import { STAFF_OPTIONS, staffProgram, type StaffContext } from './program/staff-program.ts';

const OPTIONS = {
  ...STAFF_OPTIONS,
  status: { type: 'string', multiple: true },
  unread: { type: 'boolean' },
  limit: { type: 'string', default: '50' },
  after: { type: 'string' },
  message: { type: 'string' },
  'message-file': { type: 'string' },
  outcome: { type: 'string' },
  body: { type: 'string' },
  assignee: { type: 'string' },
  out: { type: 'string' },
  original: { type: 'boolean' },
  infected: { type: 'boolean' },
} as const;
type Context = StaffContext<typeof OPTIONS>;

const wordsOf = ({ i18n, lang, place }: Context): CaseWords =>
  createCaseWords(i18n, lang, place.agency.current());

const afterOf = ({ due, id }: QueueEntry) => `${due},${id}`;

function readAfter(text: string | undefined): { due: string; id: string } | undefined {
  if (text === undefined) return undefined;
  const [, due, id] = /^(\d{4}-\d{2}-\d{2}),([\w-]+)$/.exec(text) ?? [];
  if (!due || !id) throw new UsageError();
  return { due, id };
}

/** The message of an action, from an option, a file or standard input. */
async function messageOf({ io, values }: Context): Promise<string | undefined> {
  const file = values['message-file'];
  if (file === undefined) return values.message;
  if (file !== '-') return readText(file);
  if (values['passphrase-file'] === undefined || values.as === undefined) {
    throw new CliProblem('common.stdinTwice');
  }
  return io.readAll();
}

/** Lists the evidence of a case. */
async function listEvidence(context: Context, id: string): Promise<void> {
  const { io, place, values } = context;
  const words = wordsOf(context);
  const { worker } = await context.signIn();
  const { evidence } = await place.casework.open(worker, id);
  if (values.json) return io.out(JSON.stringify(evidence, null, 2));
  if (evidence.length === 0) return io.out(words.t('evidence.none'));
  for (const piece of evidence) io.out(harmless(evidenceInWords(piece, words)));
}

/** Writes one file of a case, with what must be known before it is opened. Nothing is opened or run here. */
async function saveEvidence(context: Context, id: string, number: number): Promise<void> {
  const { io, place, values } = context;
  const words = wordsOf(context);
  const path = values.out;
  if (path === undefined) throw new UsageError();
  const { worker } = await context.signIn();
  const which = values.original ? 'original' : undefined;
  const file = await place.casework.evidence(worker, { caseId: id, number, which });
  const scan = await file.scanNow();
  if (scan?.kind === 'infected' && !values.infected) {
    throw new CliProblem('cases.evidence.infected', { name: scan.name });
  }
  await writeEvidence(file, path);
  if (values.json)
    return io.out(JSON.stringify({ file: path, sha256: file.sha256, scan: scan?.kind ?? 'off' }));
  io.out(words.t('evidence.written', { file: path, sha256: file.sha256, scan: scanInWords(scan, words) }));
  const warning = warningOf(file, words);
  if (warning) io.err(`⚠️ ${warning}`);
}

const COMMANDS: Record<string, Command<Context>> = {
  list: {
    takes: 0,
    async run(context) {
      const { io, place, lang, values } = context;
      const words = wordsOf(context);
      const limit = Number(values.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new UsageError();
      const after = readAfter(values.after);
      const { worker } = await context.signIn();
      const query = { statuses: values.status, unread: values.unread, limit, after };
      const entries = await place.casework.queue(worker, query);
      if (values.json) {
        io.out(JSON.stringify(entries, null, 2));
        return;
      }
      const t = place.i18n.t;
      if (entries.length === 0) io.out(t(lang, 'cli-staff:common.none'));
      for (const entry of entries) {
        const { id, title } = entry;
        const [due, status] = [words.due(entry), words.status(entry.status)];
        io.out(
          t(lang, 'cli-staff:cases.row', { id, due, title, unread: entry.unread ? '* ' : '  ', status }),
        );
      }
      const last = entries.at(-1);
      if (last && entries.length === limit) io.out(t(lang, 'cli-staff:cases.more', { after: afterOf(last) }));
    },
  },
  open: {
    takes: 1,
    async run(context, [id]) {
      const { io, place, values } = context;
      const words = wordsOf(context);
      if (!id) throw new UsageError();
      const { worker } = await context.signIn();
      const view = await place.casework.open(worker, id);
      if (values.json) io.out(JSON.stringify(view, null, 2));
      else io.out(caseInWords(view, words, await place.accounts.people.list()));
    },
  },
  evidence: {
    takes: [1, 2],
    async run(context, [id, number]) {
      if (!id) throw new UsageError();
      if (number === undefined) return listEvidence(context, id);
      if (!/^[1-9]\d{0,3}$/.test(number)) throw new UsageError();
      return saveEvidence(context, id, Number(number));
    },
  },
  act: {
    takes: 2,
    async run(context, [id, action]) {
      const { io, place, lang, values } = context;
      const words = wordsOf(context);
      if (!id || !action) throw new UsageError();
      const message = await messageOf(context);
      const { worker } = await context.signIn();
      const { outcome, body } = values;
      const assignee = values.assignee && ((await place.accounts.people.find(values.assignee))?.id ?? '-');
      const doing: Doing = { caseId: id, action, message, outcome, body, assignee };
      const { status } = await place.casework.act(worker, doing);
      if (values.json) io.out(JSON.stringify({ status }));
      else io.out(place.i18n.t(lang, 'cli-staff:cases.done', { status: words.status(status) }));
    },
  },
};

export const CASES = staffProgram(OPTIONS, 'cli-staff:cases.help', COMMANDS);

/** Runs `npm run cases -- ARGS`; resolves to the exit code. */
export const runCases = (args: readonly string[], io: CommandIo): Promise<number> =>
  runProgram(CASES, args, io);

if (import.meta.main) await runAsProgram(runCases);
