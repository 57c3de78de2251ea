import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { SignedIn } from '../accounts/sign-in.ts';
import { createI18n, isLang, type I18n, type Lang } from '../i18n.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';
import {
  BAD_USE,
  OK,
  runCommand,
  signInBy,
  UsageError,
  type COMMON_OPTIONS,
  type StaffIo,
} from './staff-io.ts';

type Options = NonNullable<ParseArgsConfig['options']> & typeof COMMON_OPTIONS;
export type ValuesOf<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>['values'];

/** What a subcommand of `staff`, `cases` or `audit` works with. */
export interface StaffContext<O extends Options> {
  io: StaffIo;
  i18n: I18n;
  place: Workplace;
  lang: Lang;
  values: ValuesOf<O>;
  /** Asks for what no option says; throws as `signInBy`. */
  signIn(): Promise<SignedIn>;
}

/** A program of staff: its options, its help, its subcommands by name. */
export interface StaffProgram<O extends Options> {
  options: O;
  /** Key of the help, shown for `--help` and, as an error, for what cannot be understood. */
  help: string;
  /** Each gets the words after its name; resolves to another exit code than done, if there is one. Throws UsageError. */
  commands: Readonly<Record<string, (context: StaffContext<O>, rest: string[]) => Promise<number | void>>>;
}

/** Runs one subcommand at the installation that the environment names; resolves to the exit code. */
export async function runStaffProgram<const O extends Options>(
  { options, help, commands }: StaffProgram<O>,
  args: readonly string[],
  io: StaffIo,
): Promise<number> {
  const i18n = createI18n();
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    io.err(i18n.t('th', help));
    return BAD_USE;
  }
  const values: ValuesOf<O> = parsed.values;
  const common = values as ValuesOf<typeof COMMON_OPTIONS>;
  const [name = '', ...rest] = parsed.positionals;
  if (common.help && isLang(common.lang)) {
    io.out(i18n.t(common.lang, help));
    return OK;
  }
  let code = OK;
  const failed = await runCommand(io, i18n, { lang: common.lang, help }, async (lang) => {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new UsageError();
    const place = await openWorkplace(io.env);
    try {
      const signIn = () => signInBy(io, place, lang, common);
      code = (await command({ io, i18n, place, lang, values, signIn }, rest)) ?? OK;
    } finally {
      await place.close();
    }
  });
  return failed === OK ? code : failed;
}
