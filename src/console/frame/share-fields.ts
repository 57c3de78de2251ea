import { ShareError } from '../../cases/share-text.ts';
import { ExpectedError } from '../../errors.ts';
import type { Field } from '../../web/form.ts';
import { explain } from './explain.ts';
import type { Posted } from './posted.ts';
import type { ConsoleView } from './view.ts';

const LONGEST = 1000;

/** Fields for the shares of two holders. What was typed never goes back into a page. */
export const shareFields = (
  view: ConsoleView,
  given: { second: 'optional' | 'needed'; problem?: string },
): Field[] =>
  ([1, 2] as const).map((number) => ({
    kind: 'textarea',
    name: `share-${number}`,
    label: view.tell(`entry:recovery.share${number}`),
    hint: view.tell(number === 1 ? 'entry:recovery.shareHint' : 'entry:recovery.secondHint'),
    rows: 6,
    optional: number === 2 && given.second === 'optional',
    error: number === 1 ? given.problem : undefined,
  }));

/** What was typed into them; the empty ones left out. */
export const readShares = (posted: Posted): string[] =>
  ['share-1', 'share-2'].map((name) => posted.one(name).slice(0, LONGEST)).filter((text) => text.trim());

/** Why shares were not taken, in words. Undefined for what nobody expected. */
export function explainShares(error: unknown, view: ConsoleView): string | undefined {
  if (error instanceof ShareError)
    return view.tell(`entry:recovery.problem.${error.reason}`, { line: error.row ? error.row : '' });
  return error instanceof ExpectedError ? explain(error, view) : undefined;
}
