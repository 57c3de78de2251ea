import { CASE_KINDS, CATEGORIES, OUTCOMES_OF_CASES, type CaseKind } from '../cases/kinds.ts';
import type { Duration } from '../cases/durations.ts';
import { divide, figuresOf, medianOf, within, type Counters, type Median } from './count.ts';
import { fiscalYearOf, monthsOf, type Month } from './fiscal-year.ts';
import { hideSmall } from './hide.ts';

/** A part of a published total; no `count`: it is hidden. */
export interface Part {
  id: string;
  count?: number;
}

/** What the public learns of one kind of case in one fiscal year. */
export interface PublicKind {
  kind: CaseKind;
  /** Undefined: too few to be shown, and then nothing else is. */
  received?: number;
  /** Finished, in progress and within its time, overdue: together all that were received. */
  standing: Part[];
  /** Of complaints. */
  category: Part[];
  /** Of the finished ones; empty while their number is hidden or none. */
  outcome: Part[];
  month: Part[];
  /** How long half of them waited at most; only where it is known of enough. */
  answered?: Duration;
  took?: Duration;
}

export interface PublicYear {
  year: number;
  /** The months counted, in order; the year may not be over. */
  months: Month[];
  whole: boolean;
  kinds: PublicKind[];
}

export const STANDINGS = ['finished', 'inTime', 'overdue'] as const;

/**
 * What is published, for every fiscal year from the first month counted to the last. Each total is divided in one way at
 * a time and small parts are hidden (`hideSmall`). There are no units: the people of an accused unit may not learn from a
 * count that there is a case (promise 5), and they read this page too.
 */
export function publicYears(
  counters: Counters,
  { since, through, below }: { since: Month; through: Month; below: number },
): PublicYear[] {
  if (since > through) return [];
  const years: PublicYear[] = [];
  for (let year = fiscalYearOf(through); year >= fiscalYearOf(since); year -= 1) {
    const all = monthsOf({ year });
    const months = all.filter((month) => month >= since && month <= through);
    years.push({
      year,
      months,
      whole: months.length === all.length,
      kinds: CASE_KINDS.map((kind) => publicKind(within(counters, months, kind), kind, months, below)),
    });
  }
  return years;
}

function publicKind(counters: Counters, kind: CaseKind, months: readonly Month[], below: number): PublicKind {
  const { received, finished, inProgress, overdue } = figuresOf(counters);
  if (received > 0 && received < below) {
    return { kind, standing: [], category: [], outcome: [], month: [] };
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
    parts(divide(counters, by, ids).map(({ id, received: count }) => ({ id, count })));
  // Outcomes divide the finished ones, so they can be shown only where that number is.
  const isDivided = (standing[0]?.count ?? 0) > 0;
  return {
    kind,
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
