import type { SignedIn } from '../../accounts/sign-in.ts';
import { ExpectedError } from '../../errors.ts';
import type { Lang } from '../../i18n.ts';
import { missingInstallation, openWorkplace, type Workplace } from '../../workplace.ts';
import { BASIC_OPTIONS, type Options } from './arguments.ts';
import type { CommandIo } from './io.ts';
import { CliProblem, readText } from './outcome.ts';
import type { Command, CommandContext, Program } from './program.ts';

/** The options that every command of staff takes. */
export const STAFF_OPTIONS = {
  ...BASIC_OPTIONS,
  json: { type: 'boolean', default: false },
  as: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;
type StaffOptions = Options & typeof STAFF_OPTIONS;

/** What a command of `staff`, `cases` or `audit` works with. */
export interface StaffContext<O extends StaffOptions> extends CommandContext<O> {
  place: Workplace;
  /** Asks for what no option says; throws as `signInBy`. */
  signIn(): Promise<SignedIn>;
}

/** A program whose commands work at the installation that the environment names. */
export function staffProgram<const O extends StaffOptions>(
  options: O,
  help: string,
  commands: Readonly<Record<string, Command<StaffContext<O>>>>,
): Program<O> {
  const atWork = ({ takes, run }: Command<StaffContext<O>>): Command<CommandContext<O>> => ({
    takes,
    async run(context, words) {
      const { io, lang, values } = context;
      // Elsewhere an empty installation would be made, and all found in order there.
      const missing = missingInstallation(io.env);
      if (missing !== undefined) throw new CliProblem('common.noInstallation', { dir: missing });
      const place = await openWorkplace(io.env);
      try {
        const signIn = () => signInBy(io, place, lang, values);
        return await run({ ...context, place, signIn }, words);
      } finally {
        await place.close();
      }
    },
  });
  const working = Object.entries(commands).map(([name, command]) => [name, atWork(command)] as const);
  return { options, help, commands: Object.fromEntries(working) };
}

/** Signs the user of a command in, asking for what no option says. Throws as `SignIn.signIn`, or ExpectedError `not-set-up`. */
async function signInBy(
  io: CommandIo,
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
