import { readFileSync } from 'node:fs';
import { SealError } from '../../cases/seal-error.ts';
import { ShareError } from '../../cases/share-text.ts';
import { ExpectedError, SetupError } from '../../errors.ts';
import type { I18n, Lang } from '../../i18n.ts';

/** Exit codes: done; not done, and it was said why; the command was wrong. */
export const OK = 0;
export const NOT_DONE = 1;
export const BAD_USE = 2;

/** The command cannot be understood: its help is shown, behind what is wrong if that can be named. */
export class UsageError extends Error {
  /** `cli-staff:common.<key>` */
  readonly key: string | undefined;
  readonly params: Record<string, string>;
  constructor(key?: string, params: Record<string, string> = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

/** A problem with a text of its own in `cli-staff.json`. */
export class CliProblem extends Error {
  readonly key: string;
  readonly params: Record<string, string | number>;
  constructor(key: string, params: Record<string, string | number> = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

/** The first of `keys` that there is a text for, in `lang`; else `fallback`. */
export function textOr(i18n: I18n, lang: Lang, keys: readonly string[], fallback: string): string {
  const key = keys.find((each) => i18n.has(lang, each));
  return key === undefined ? fallback : i18n.t(lang, key);
}

/** Why something was not done, in words. Undefined for what nobody expected. */
export function reasonOf(error: unknown, i18n: I18n, lang: Lang): string | undefined {
  if (error instanceof CliProblem) return i18n.t(lang, `cli-staff:${error.key}`, error.params);
  if (error instanceof ShareError)
    return i18n.t(lang, `entry:recovery.problem.${error.reason}`, { line: error.row ? error.row : '' });
  if (error instanceof SealError) return i18n.t(lang, `accounts:seal.${error.reason}`);
  if (error instanceof SetupError) return error.problems.join('\n');
  if (!(error instanceof ExpectedError)) return undefined;
  const key = [`errors:${error.key}`].find((each) => i18n.has(lang, each));
  return key === undefined ? error.key : i18n.t(lang, key, error.params);
}

/** A text file's content. Throws CliProblem. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CliProblem('common.file', { file: path });
  }
}
