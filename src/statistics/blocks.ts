import { CASE_KINDS, CATEGORIES, type CaseKind } from '../cases/kinds.ts';
import type { Day } from '../clock.ts';
import { divide, figuresOf, within, type Counters } from './count.ts';
import { fiscalYearOf, monthsOf, type Month } from './fiscal-year.ts';

/** The counters of one kind of case in one fiscal year, as they were on one day. Small ones are in it: for `publicYears`. */
export interface Block {
  kind: CaseKind;
  year: number;
  asOf: Day;
  /** The months counted, in order. */
  months: Month[];
  counters: Counters;
}

/** Whether the year was over when it was counted. */
export const isWhole = ({ year, months }: Pick<Block, 'year' | 'months'>): boolean =>
  months.length > 0 && months.at(-1) === monthsOf({ year }).at(-1);

/** Every fiscal year from the first month counted to the last, the newest first, each with every kind. */
export function blocksOf(
  counters: Counters,
  { since, through, asOf }: { since: Month; through: Month; asOf: Day },
): Block[] {
  if (since > through) return [];
  const years = Array.from(
    { length: fiscalYearOf(through) - fiscalYearOf(since) + 1 },
    (_, back) => fiscalYearOf(through) - back,
  );
  return years.flatMap((year) => {
    const months = monthsOf({ year }).filter((month) => month >= since && month <= through);
    return CASE_KINDS.map((kind) => ({ kind, year, asOf, months, counters: within(counters, months, kind) }));
  });
}

/**
 * What a new publication shows beside an older one, so that who keeps both and subtracts learns of no small number:
 *
 * - Within a year a block is replaced only when as many came in as before, or more by the limit at least. Until then the
 *   older one stays, with its own day.
 * - When the year is over it is published whatever the difference: the law wants every year's figures.
 * - What came in during a year that is over never changes again.
 */
export function followUp(published: readonly Block[], fresh: readonly Block[], below: number): Block[] {
  return fresh.map((block) => {
    const before = published.find(({ kind, year }) => kind === block.kind && year === block.year);
    return before && !mayFollow(before, block, below) ? before : block;
  });
}

function mayFollow(before: Block, next: Block, below: number): boolean {
  if (isWhole(before)) return cameIn(before) === cameIn(next);
  const more = figuresOf(next.counters).received - shownOf(before, below);
  return isWhole(next) || more === 0 || Math.abs(more) >= below;
}

/** A number that was too small to be shown counts as none. */
function shownOf({ counters }: Block, below: number): number {
  const { received } = figuresOf(counters);
  return received < below ? 0 : received;
}

const cameIn = ({ counters, months }: Block): string =>
  JSON.stringify(
    (
      [
        ['category', CATEGORIES],
        ['month', months],
      ] as const
    ).map(([by, ids]) => divide(counters, by, ids).map(({ id, received }) => [id, received])),
  );
