import type { Draft } from '../../knowledge/answers.ts';
import type { Field } from '../../web/form.ts';
import type { Posted } from '../frame/posted.ts';
import type { ConsoleView } from '../frame/view.ts';

/** An answer as it was filled in. */
export interface Typed {
  /** One example question a line. */
  examples: string;
  th: string;
  en: string;
}

export const readTyped = (posted: Posted): Typed => ({
  examples: posted.one('examples'),
  th: posted.one('th'),
  en: posted.one('en'),
});

export const draftOf = ({ examples, th, en }: Typed): Draft => ({
  examples: examples.split('\n'),
  answer: { th, en },
});

/** What keeps it from being saved, by field. */
export function problemsOf({ examples, th }: Typed, view: ConsoleView): Partial<Record<keyof Typed, string>> {
  const { tell } = view;
  return {
    ...(examples.trim() === '' ? { examples: tell('knowledge:error.examples') } : {}),
    ...(th.trim() === '' ? { th: tell('knowledge:error.th') } : {}),
  };
}

export function fieldsOf(
  typed: Typed,
  problems: Partial<Record<keyof Typed, string>>,
  { tell }: ConsoleView,
): Field[] {
  const common = (name: keyof Typed) => ({
    kind: 'textarea' as const,
    name,
    label: tell(`knowledge:field.${name}.label`),
    hint: tell(`knowledge:field.${name}.hint`),
    value: typed[name],
    error: problems[name],
  });
  return [
    { ...common('examples'), rows: 4 },
    { ...common('th'), rows: 5 },
    { ...common('en'), rows: 5, optional: true },
  ];
}
