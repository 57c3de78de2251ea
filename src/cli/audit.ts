import { parseArgs } from 'node:util';
import { mayReadLine, maySeeNumbers } from '../accounts/audit-view.ts';
import { mayDo } from '../accounts/duties.ts';
import type { SignedIn } from '../accounts/sign-in.ts';
import type { AuditLine, Verdict } from '../audit/log.ts';
import { ExpectedError } from '../errors.ts';
import { createI18n, isLang, type I18n, type Lang } from '../i18n.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';
import {
  BAD_USE,
  CliProblem,
  COMMON_OPTIONS,
  NOT_DONE,
  OK,
  runAsProgram,
  runCommand,
  signInBy,
  textOr,
  UsageError,
  type StaffIo,
} from './staff-io.ts';

const OPTIONS = {
  ...COMMON_OPTIONS,
  head: { type: 'string' },
  after: { type: 'string', default: '0' },
  limit: { type: 'string', default: '100' },
} as const;
type Values = ReturnType<typeof parse>['values'];

interface Context {
  io: StaffIo;
  i18n: I18n;
  place: Workplace;
  lang: Lang;
  values: Values;
}

const HELP = 'cli-staff:audit.help';
const MOST = 1000;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

const whole = (text: string, least: number, most: number): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) throw new UsageError();
  return number;
};

/** Needs no sign-in: it shows nothing but whether the log is whole. Exit code 1 when it is not. */
async function verify({ io, i18n, place, lang, values }: Context): Promise<number> {
  let verdict: Verdict;
  try {
    verdict = await place.accounts.audit.verify(values.head);
  } catch (error) {
    if (error instanceof RangeError) throw new CliProblem('audit.badHead');
    throw error;
  }
  if (values.json) io.out(JSON.stringify(verdict));
  else if (verdict.ok) {
    io.out(i18n.t(lang, 'cli-staff:audit.ok', { lines: verdict.lines }));
    if (verdict.head) io.out(i18n.t(lang, 'cli-staff:audit.head', { head: verdict.head }));
  } else {
    io.out(i18n.t(lang, `cli-staff:audit.broken.${verdict.why}`, { sequence: verdict.sequence }));
  }
  return verdict.ok ? OK : NOT_DONE;
}

async function list(context: Context): Promise<number> {
  const { io, i18n, place, lang, values } = context;
  const after = whole(values.after, 0, Number.MAX_SAFE_INTEGER);
  const limit = whole(values.limit, 1, MOST);
  const { person, worker }: SignedIn = await signInBy(io, place, lang, values);
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

const COMMANDS = { verify, list } as const;
const isCommand = (name: string | undefined): name is keyof typeof COMMANDS =>
  name !== undefined && Object.hasOwn(COMMANDS, name);

/** Runs `npm run audit -- ARGS`; resolves to the exit code. */
export async function runAudit(args: readonly string[], io: StaffIo): Promise<number> {
  const i18n = createI18n();
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch {
    io.err(i18n.t('th', HELP));
    return BAD_USE;
  }
  const { values, positionals } = parsed;
  if (values.help && isLang(values.lang)) {
    io.out(i18n.t(values.lang, HELP));
    return OK;
  }
  let code = OK;
  const failed = await runCommand(io, i18n, { lang: values.lang, help: HELP }, async (lang) => {
    const [command, ...rest] = positionals;
    if (!isCommand(command) || rest.length > 0) throw new UsageError();
    const place = await openWorkplace(io.env);
    try {
      code = await COMMANDS[command]({ io, i18n, place, lang, values });
    } finally {
      await place.close();
    }
  });
  return failed === OK ? code : failed;
}

if (import.meta.main) await runAsProgram(runAudit);
