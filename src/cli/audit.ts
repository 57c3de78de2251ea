import { mayReadLine, maySeeNumbers } from '../accounts/audit-view.ts';
import { mayDo } from '../accounts/duties.ts';
import { ledgerFindings, type Ledger } from '../audit/ledger.ts';
import type { AuditLine } from '../audit/log.ts';
import { ExpectedError } from '../errors.ts';
import type { I18n, Lang } from '../i18n.ts';
import type { CommandIo } from './program/io.ts';
import { CliProblem, NOT_DONE, OK, textOr, UsageError } from './program/outcome.ts';
import { runAsProgram, runProgram } from './program/program.ts';
import { STAFF_OPTIONS, staffProgram, type StaffContext } from './program/staff-program.ts';

const OPTIONS = {
  ...STAFF_OPTIONS,
  head: { type: 'string' },
  after: { type: 'string', default: '0' },
  limit: { type: 'string', default: '100' },
} as const;
type Context = StaffContext<typeof OPTIONS>;

const MOST = 1000;

const whole = (text: string, least: number, most: number): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) throw new UsageError();
  return number;
};

/**
 * Needs no sign-in: it shows nothing but whether the log is whole and how many items of cases are missing, to who has the
 * database and the key. Exit code 1 when either is not as it should be.
 */
async function verify({ io, i18n, place, lang, values }: Context): Promise<number> {
  let checked: Awaited<ReturnType<Ledger['check']>>;
  try {
    checked = await place.accounts.ledger.check(values.head);
  } catch (error) {
    if (error instanceof RangeError) throw new CliProblem('audit.badHead');
    throw error;
  }
  const { verdict, ledger } = checked;
  if (values.json) io.out(JSON.stringify({ ...verdict, ledger }));
  else if (verdict.ok) {
    io.out(i18n.t(lang, 'cli-staff:audit.ok', { lines: verdict.lines }));
    if (verdict.head) io.out(i18n.t(lang, 'cli-staff:audit.head', { head: verdict.head }));
  } else {
    io.out(i18n.t(lang, `cli-staff:audit.broken.${verdict.why}`, { sequence: verdict.sequence }));
  }
  if (ledger && !values.json) {
    const { before } = ledger;
    io.out(
      before === undefined ? i18n.t(lang, 'ledger:nothing') : i18n.t(lang, 'ledger:before', { day: before }),
    );
    for (const { key, count } of ledgerFindings(ledger)) io.out(i18n.t(lang, `ledger:${key}`, { count }));
  }
  return verdict.ok && ledger && ledgerFindings(ledger).length === 0 ? OK : NOT_DONE;
}

async function list(context: Context): Promise<number> {
  const { io, i18n, place, lang, values } = context;
  const after = whole(values.after, 0, Number.MAX_SAFE_INTEGER);
  const limit = whole(values.limit, 1, MOST);
  const { person, worker } = await context.signIn();
  const { audit, people, record } = place.accounts;
  if (!mayDo(person.role, 'audit')) {
    await record({ who: worker.id, what: 'audit-refused' });
    throw new ExpectedError('audit-not-yours', {}, 403);
  }
  await record({ who: worker.id, what: 'audit-read' });
  const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
  const numbered = maySeeNumbers(person);
  const lines = (await audit.page(after, limit)).filter((line) => mayReadLine(person, line));
  if (values.json) {
    io.out(JSON.stringify(lines.map(({ sequence, ...line }) => (numbered ? { sequence, ...line } : line))));
    return OK;
  }
  for (const line of lines) {
    const text = inWords(line, i18n, lang, names);
    io.out(numbered ? i18n.t(lang, 'cli-staff:audit.numbered', { sequence: line.sequence, text }) : text);
  }
  if (!numbered) io.err(i18n.t(lang, 'cli-staff:audit.outsideOnly'));
  return OK;
}

function inWords(line: AuditLine, i18n: I18n, lang: Lang, names: ReadonlyMap<string, string>): string {
  const nameOf = (id: string) => names.get(id) ?? id;
  const who = line.who === undefined ? i18n.t(lang, 'cli-staff:audit.system') : nameOf(line.who);
  const detail =
    line.detail &&
    textOr(
      i18n,
      lang,
      [`cases:action.${line.detail}`, `errors:${line.detail}`, `accounts:role.${line.detail}`],
      line.detail,
    );
  const rest = [line.subject && nameOf(line.subject), line.case, detail]
    .filter(Boolean)
    .map((each) => `  ${each}`);
  const what = textOr(i18n, lang, [`accounts:event.${line.what}`], line.what);
  return i18n.t(lang, 'cli-staff:audit.line', { day: line.day, who, what, rest: rest.join('') });
}

export const AUDIT = staffProgram(OPTIONS, 'cli-staff:audit.help', {
  verify: { takes: 0, run: verify },
  list: { takes: 0, run: list },
});

/** Runs `npm run audit -- ARGS`; resolves to the exit code. */
export const runAudit = (args: readonly string[], io: CommandIo): Promise<number> =>
  runProgram(AUDIT, args, io);

if (import.meta.main) await runAsProgram(runAudit);
