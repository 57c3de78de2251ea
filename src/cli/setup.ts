import { z } from 'zod';
import type { NewPerson } from '../accounts/person.ts';
import { prepareSetUp, type Foundations } from '../accounts/set-up.ts';
import { STAFF_ROLES } from '../cases/kinds.ts';
import { ExpectedError } from '../errors.ts';
import { isLang, type Lang } from '../i18n.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';
import { BASIC_OPTIONS } from './program/arguments.ts';
import type { CommandIo } from './program/io.ts';
import { CliProblem, readText, UsageError } from './program/outcome.ts';
import { warnIfRedirected } from './program/redirected.ts';
import { runAsProgram, runProgram, type CommandContext, type Program } from './program/program.ts';

const OPTIONS = {
  ...BASIC_OPTIONS,
  json: { type: 'boolean', default: false },
  people: { type: 'string' },
  words: { type: 'string', default: 'th' },
} as const;

const peopleFile = z.array(
  z.strictObject({
    name: z.string(),
    post: z.string().default(''),
    role: z.enum(STAFF_ROLES),
    unit: z.string().optional(),
    outside: z.boolean().default(false),
    intake: z.boolean().default(false),
  }),
);

/** The people in a file, or in standard input for `-`. Throws CliProblem naming what is wrong, by place. */
async function readPeople(io: CommandIo, path: string): Promise<NewPerson[]> {
  const text = path === '-' ? await io.readAll() : readText(path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CliProblem('setup.peopleFile', { file: path, places: 'JSON' });
  }
  const read = peopleFile.safeParse(json);
  if (read.success) return read.data;
  const places = read.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; ');
  throw new CliProblem('setup.peopleFile', { file: path, places });
}

/** Asks for one person after the other, until a name is empty. */
async function askPeople(io: CommandIo, place: Workplace, lang: Lang): Promise<NewPerson[]> {
  const t = (key: string, params?: Record<string, string>) =>
    place.i18n.t(lang, `cli-staff:setup.${key}`, params);
  const people: NewPerson[] = [];
  const ask = async (key: string) => (await io.ask(t(key)))?.trim();
  const yes = async (key: string) => /^(y|yes|\u0e43\u0e0a\u0e48)$/i.test((await ask(key)) ?? '');
  io.err(t('intro'));
  for (;;) {
    const name = await ask('askName');
    if (!name) return people;
    const post = (await ask('askPost')) ?? '';
    const typed = await ask('askRole');
    const role = STAFF_ROLES.find((each) => each === typed);
    const outside = await yes('askOutside');
    const unit = outside ? undefined : await ask('askUnit');
    const intake = await yes('askIntake');
    const known = outside || place.agency.current().agency.units.some(({ id }) => id === unit);
    if (role && known) people.push({ name, post, role, unit, outside, intake });
    else {
      const reason = role ? place.i18n.t(lang, 'errors:unit-unknown') : t('askRole');
      io.err(t('again', { reason }));
    }
  }
}

function printJson(io: CommandIo, made: Foundations): void {
  const { fingerprint, recipient, shares } = made.recovery;
  const people = made.people.map(({ person, passphrase }) => ({ ...person, passphrase }));
  io.out(JSON.stringify({ recovery: { fingerprint, recipient, shares }, people }, null, 2));
}

/** Shows each secret alone, and goes on when it is on paper. */
async function showOneByOne(io: CommandIo, place: Workplace, lang: Lang, made: Foundations): Promise<void> {
  const { t } = place.i18n;
  warnIfRedirected(io, t, lang);
  const show = async (text: string) => {
    io.out(text);
    await io.flush();
    if ((await io.ask(t(lang, 'cli-staff:setup.pause'))) === undefined) throw new CliProblem('setup.broken');
    io.clear();
  };
  for (const { number, set, text } of made.recovery.shares) {
    await show(t(lang, 'cli-staff:setup.share', { number, set, text }));
  }
  for (const { person, passphrase } of made.people) {
    const role = t(lang, `accounts:role.${person.role}`);
    const { name, id, fingerprint } = person;
    await show(t(lang, 'cli-staff:setup.person', { name, id, fingerprint, role, passphrase }));
  }
}

async function setUp({ io, i18n, lang, values }: CommandContext<typeof OPTIONS>): Promise<void> {
  const { people: file, words, json } = values;
  if (!isLang(words)) throw new UsageError();
  if (json && file === undefined) throw new CliProblem('setup.jsonNeedsPeople');
  const place = await openWorkplace(io.env);
  try {
    // Asked before anybody types names for nothing.
    if (await place.accounts.recovery.exists()) throw new ExpectedError('already-set-up', {}, 409);
    const first = file === undefined ? await askPeople(io, place, lang) : await readPeople(io, file);
    const made = await prepareSetUp(place.accounts, first, words);
    // Everything is on paper (or in the hands of the calling program) before it is in force.
    if (json) printJson(io, made);
    else await showOneByOne(io, place, lang, made);
    await io.flush();
    await made.commit();
    const { fingerprint } = made.recovery;
    if (!json) io.out(i18n.t(lang, 'cli-staff:setup.done', { fingerprint }));
    if (place.config.mode === 'production') io.err(i18n.t(lang, 'cli-staff:setup.pin', { fingerprint }));
    if (!first.some(({ outside }) => outside)) io.err(i18n.t(lang, 'cli-staff:setup.noOutside'));
  } finally {
    await place.close();
  }
}

export const SETUP: Program<typeof OPTIONS> = {
  options: OPTIONS,
  help: 'cli-staff:setup.help',
  commands: { '': { takes: 0, run: setUp } },
};

/** Runs `npm run setup -- ARGS`; resolves to the exit code. */
export const runSetup = (args: readonly string[], io: CommandIo): Promise<number> =>
  runProgram(SETUP, args, io);

if (import.meta.main) await runAsProgram(runSetup);
