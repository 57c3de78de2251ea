import type { Understanding } from '../answer.ts';
import type { AskContext } from '../ask-context.ts';
import { datasetOf } from '../dataset.ts';
import type { Dataset } from '../schema.ts';
import { notHeld } from '../wording.ts';

/** The two years a comparison means: those said; else the year said and its neighbour; else the newest two. */
export function pairOf({ data, years, year }: AskContext): [Dataset, Dataset] | undefined {
  const said = [...new Set(years)]
    .sort((a, b) => a - b)
    .map((one) => datasetOf(data, one))
    .filter((one) => one !== undefined);
  const [first, last] = [said[0], said.at(-1)];
  if (first && last && first !== last) return [first, last];
  const ascending = data.datasets.toReversed();
  const at = ascending.findIndex((one) => one.year === year);
  const [earlier, here, later] = [ascending[at - 1], ascending[at], ascending[at + 1]];
  if (earlier && here) return [earlier, here];
  return here && later ? [here, later] : undefined;
}

/** Nothing to compare with. */
export const oneYear = (context: AskContext): Understanding =>
  notHeld(context, 'one-year', { year: context.year });
