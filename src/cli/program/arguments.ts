import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isLang, type Lang } from '../../i18n.ts';
import { UsageError } from './outcome.ts';

/** The options that every command takes. */
export const BASIC_OPTIONS = {
  lang: { type: 'string', default: 'th' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export type Options = NonNullable<ParseArgsConfig['options']> & typeof BASIC_OPTIONS;
export type ValuesOf<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>['values'];

/** The language that was asked for, also where the rest cannot be understood; else Thai. */
export function langIn(args: readonly string[]): Lang {
  const { lang } = parseArgs({
    args: [...args],
    strict: false,
    options: { lang: BASIC_OPTIONS.lang },
  }).values;
  return isLang(lang) ? lang : 'th';
}

/** What was typed, by the options of a program. Throws UsageError that names the option it is about. */
export function readArguments<const O extends Options>(
  options: O,
  args: readonly string[],
): { values: ValuesOf<O>; positionals: string[] } {
  let read: { values: ValuesOf<O>; positionals: string[] };
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    throw problemIn(options, args);
  }
  const { lang } = read.values as ValuesOf<typeof BASIC_OPTIONS>;
  if (!isLang(lang)) throw new UsageError('badLang');
  return read;
}

/** Only names of options are repeated: anything else that was typed could be a secret. */
function problemIn(options: Options, args: readonly string[]): UsageError {
  const { tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName: option, value, inlineValue } = token;
    if (!Object.hasOwn(options, name)) return new UsageError('unknownOption', { option });
    const wantsOne = options[name]?.type === 'string';
    if (!wantsOne && value !== undefined) return new UsageError('needlessValue', { option });
    // As parseArgs: what looks like the next option is no value.
    const lacks = value === undefined || (inlineValue !== true && /^-./.test(value));
    if (wantsOne && lacks) return new UsageError('missingValue', { option });
  }
  return new UsageError();
}
