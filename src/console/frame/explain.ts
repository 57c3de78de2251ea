import { SealError } from '../../cases/seal-error.ts';
import { ExpectedError } from '../../errors.ts';
import type { ConsoleView } from './view.ts';

/** An expected failure in words for staff. Undefined for what nobody expected. */
export function explain(error: unknown, view: ConsoleView): string | undefined {
  if (error instanceof SealError) return view.tell(`accounts:seal.${error.reason}`);
  if (!(error instanceof ExpectedError)) return undefined;
  const keys = [`console:error.${error.key}`, `errors:${error.key}`];
  return view.tellOr(keys, view.say('error.other'), error.params);
}
