import { CATEGORIES, OUTCOMES_OF_CASES, type CaseKind } from '../cases/kinds.ts';
import type { Duration } from '../cases/durations.ts';
import type { Day } from '../clock.ts';
import { isWhole, type Block } from './blocks.ts';
import { divide, figuresOf, medianOf, type Counters, type Median } from './count.ts';
import type { Month } from './fiscal-year.ts';
import { hideSmall } from './hide.ts';

/** A part of a published total; no `count`: it is hidden. */
export interface Part {
  id: string;
  count?: number;
}

/** What the public learns of one kind of case in one fiscal year. */
export interface PublicKind {
  kind: CaseKind;
  /** The day it was counted on. */
  asOf: Day;
  /** The months counted, in order. */
  months: readonly Month[];
  /** Whether the year was over. Before that, only what came in and how it stands is told. */
  whole: boolean;
  /** Undefined: too few to be shown, and then nothing else is. In a year that is not over, none is too few, too. */
  received?: number;
  /** Finished, in progress and within its time, overdue: together all that were received. */
  standing: Part[];
  /** Of complaints. */
  category: Part[];
  /** Once all are finished. */
  outcome: Part[];
  month: Part[];
  /** How long half of them waited at most; only where it is known of enough. */
  answered?: Duration;
  took?: Duration;
}

export interface PublicYear {
  year: number;
  kinds: PublicKind[];
}

export const STANDINGS = ['finished', 'inTime', 'overdue'] as const;

/**
 * What is published of these blocks, by fiscal year, in their order. Each total is divided in one way at a time and small
 * parts are hidden (`hideSmall`). There are no units: the people of an accused unit may not learn from a count that there is
 * a case (promise 5), and they read this page too.
 *
 * A total is divided once it will not change any more: two divisions of a growing one can be subtracted, and what hides a
 * part in the first may be shown in the second. `divideAll`: trial mode, which publishes nothing, divides it all the same.
 */
export function publicYears(
  blocks: readonly Block[],
  { below, divideAll = false }: { below: number; divideAll?: boolean },
): PublicYear[] {
  const years = [...new Set(blocks.map(({ year }) => year))];
  return years.map((year) => ({
    year,
    kinds: blocks.filter((block) => block.year === year).map((block) => publicKind(block, below, divideAll)),
  }));
}

function publicKind(block: Block, below: number, divideAll: boolean): PublicKind {
  const { kind, asOf, months, counters } = block;
  const whole = isWhole(block);
  const { received, finished, inProgress, overdue } = figuresOf(counters);
  const base = { kind, asOf, months, whole };
  if (received < below && (received > 0 || !whole)) {
    return { ...base, standing: [], category: [], outcome: [], month: [] };
  }
  const parts = (divided: readonly { id: string; count: number }[]): Part[] => {
    const shown = hideSmall(
      divided.map(({ count }) => count),
      below,
    );
    return divided.map(({ id }, at) => ({ id, ...(shown[at] !== undefined && { count: shown[at] }) }));
  };
  const standing = parts(
    [finished, inProgress - overdue, overdue].map((count, at) => ({ id: STANDINGS[at]!, count })),
  );
  const dividedBy = (by: 'category' | 'month', ids: readonly string[]) =>
    whole || divideAll
      ? parts(divide(counters, by, ids).map(({ id, received: count }) => ({ id, count })))
      : [];
  // Outcomes divide the finished ones, so they can be shown only where that number is.
  const isDivided = (standing[0]?.count ?? 0) > 0 && (divideAll || (whole && finished === received));
  return {
    ...base,
    received,
    standing,
    category: kind === 'complaint' ? dividedBy('category', CATEGORIES) : [],
    outcome: isDivided ? parts(outcomesOf(counters, finished)) : [],
    month: dividedBy('month', months),
    ...medians(counters, below),
  };
}

function medians(counters: Counters, below: number): Pick<PublicKind, 'answered' | 'took'> {
  const [answered, took] = (['answered', 'took'] as const).map((what) => medianOf(counters, what));
  const enough = (median: Median | undefined) => (median && median.of >= below ? median.step : undefined);
  return { answered: enough(answered), took: enough(took) };
}

function outcomesOf(counters: Counters, finished: number): { id: string; count: number }[] {
  const known = divide(counters, 'outcome', OUTCOMES_OF_CASES).map(({ id, finished: count }) => ({
    id,
    count,
  }));
  const rest = finished - known.reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...known, { id: 'none', count: rest }] : known;
}
