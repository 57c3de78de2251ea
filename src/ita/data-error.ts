import type { z } from 'zod';
import { SetupError } from '../errors.ts';
import { createI18n, type Lang, type Translate } from '../i18n.ts';

/**
 * One thing wrong in the agency's files: where, what, and (by `key`) how to mend it. The wording of key `K` stands in
 * `locales/<lang>/findings.json` under `data.K.problem` and `data.K.fix`.
 */
export interface DataIssue {
  /** File name inside the agency directory. */
  file: string;
  /** Place inside the file, such as `indicators[3].score`; empty for the file itself. */
  path: string;
  /** Line in the file, from 1; absent when the value does not exist. */
  line?: number;
  key: string;
  params: Record<string, string | number>;
}

/** One issue as one line for the person who mends the file. */
export function describeIssue(issue: DataIssue, lang: Lang, t: Translate): string {
  const line = issue.line === undefined ? '' : `:${issue.line}`;
  const place = issue.path === '' ? `${issue.file}${line}` : `${issue.file}${line} ${issue.path}`;
  const problem = t(lang, `findings:data.${issue.key}.problem`, issue.params);
  return `${place}: ${problem} ${t(lang, `findings:data.${issue.key}.fix`, issue.params)}`;
}

/** The agency's files cannot be used. All problems at once; `problems` are English sentences with place and fix. */
export class DataError extends SetupError {
  readonly issues: readonly DataIssue[];

  constructor(issues: readonly DataIssue[]) {
    const { t } = createI18n();
    super(issues.map((issue) => describeIssue(issue, 'en', t)));
    this.name = 'DataError';
    this.issues = issues;
  }
}

/** `['indicators', 3, 'score']` → `indicators[3].score`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
}

const quoted = (values: readonly unknown[]) => values.map((value) => String(value)).join(', ');

/** What a zod issue is called with us; `present` says whether the value exists at all. */
function keyOf(issue: z.core.$ZodIssue, present: boolean): Pick<DataIssue, 'key' | 'params'> {
  if (!present && issue.code !== 'custom' && issue.code !== 'unrecognized_keys')
    return { key: 'missing', params: {} };
  switch (issue.code) {
    case 'invalid_type':
      return { key: 'wrong-type', params: { expected: issue.expected } };
    case 'invalid_value':
      return { key: 'not-one-of', params: { allowed: quoted(issue.values) } };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { key: 'empty', params: {} }
        : { key: 'too-small', params: { minimum: Number(issue.minimum) } };
    case 'too_big':
      return { key: 'too-big', params: { maximum: Number(issue.maximum) } };
    case 'unrecognized_keys':
      return { key: 'unknown-field', params: { fields: quoted(issue.keys) } };
    case 'invalid_format':
      return { key: 'wrong-format', params: { format: issue.format } };
    case 'invalid_union':
      return { key: 'not-one-of', params: { allowed: unionValues(issue) } };
    case 'custom':
      return { key: String(issue.params?.['key'] ?? 'wrong-type'), params: {} };
    default:
      return { key: 'wrong-format', params: { format: issue.code } };
  }
}

function unionValues(issue: Extract<z.core.$ZodIssue, { code: 'invalid_union' }>): string {
  return quoted(issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : [])));
}

/** Zod's issues as ours. `locate` gives the line of a path, if the value exists. */
export function fromZod(
  file: string,
  error: z.ZodError,
  locate: (path: readonly PropertyKey[]) => number | undefined,
): DataIssue[] {
  return error.issues.map((issue) => {
    const line = locate(issue.path);
    return {
      file,
      path: pathText(issue.path),
      ...(line === undefined ? {} : { line }),
      ...keyOf(issue, line !== undefined),
    };
  });
}
