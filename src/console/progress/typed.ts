import { NOTE_LIMIT, PROGRESS_STATUSES, type ProgressDraft } from '../../ita/progress.ts';
import type { Field } from '../../web/form.ts';
import type { Posted } from '../frame/posted.ts';
import type { ConsoleView } from '../frame/view.ts';

/** A report as it was filled in. */
export interface Typed {
  status: string;
  th: string;
  en: string;
}
export type Problems = Partial<Record<keyof Typed, string>>;

export const readTyped = (posted: Posted): Typed => ({
  status: posted.one('status'),
  th: posted.one('th').trim(),
  en: posted.one('en').trim(),
});

/** The report, or by field what keeps it from being published. */
export function checkTyped(
  { status, th, en }: Typed,
  { tell }: ConsoleView,
): { draft: ProgressDraft } | { problems: Problems } {
  const known = PROGRESS_STATUSES.find((each) => each === status);
  const long = tell('progress:staff.error.long', { limit: NOTE_LIMIT });
  const problems: Problems = {
    ...(known ? {} : { status: tell('progress:staff.error.status') }),
    ...(th === '' ? { th: tell('progress:staff.error.th') } : {}),
    ...(th.length > NOTE_LIMIT ? { th: long } : {}),
    ...(en.length > NOTE_LIMIT ? { en: long } : {}),
  };
  return known && Object.keys(problems).length === 0
    ? { draft: { status: known, note: { th, en } } }
    : { problems };
}

export function fieldsOf(typed: Typed, problems: Problems, { tell }: ConsoleView): Field[] {
  const note = (name: 'th' | 'en') => ({
    kind: 'textarea' as const,
    name,
    label: tell(`progress:staff.field.${name}.label`),
    hint: tell(`progress:staff.field.${name}.hint`, { limit: NOTE_LIMIT }),
    value: typed[name],
    error: problems[name],
    rows: 4,
  });
  return [
    {
      kind: 'radio',
      name: 'status',
      label: tell('progress:staff.field.status.label'),
      value: typed.status,
      error: problems.status,
      options: PROGRESS_STATUSES.map((value) => ({ value, label: tell(`progress:status.${value}`) })),
    },
    note('th'),
    { ...note('en'), optional: true },
  ];
}
