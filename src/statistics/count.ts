import { DURATIONS, type Duration } from '../cases/durations.ts';
import { isClosed, type Status } from '../cases/kinds.ts';
import type { CaseTally } from '../store/ports.ts';
import { fiscalYearOf, monthsOf, type Month, type Period } from './fiscal-year.ts';

/** The counters that statistics are made of: of everybody's cases, or of those that one person can open. */
export interface Counters {
  cases: readonly CaseTally[];
  /** Those of `cases` that are over their time. */
  overdue: readonly CaseTally[];
}

/** How many came in, and what became of them until now. `overdue` are among those in progress. */
export interface Figures {
  received: number;
  finished: number;
  inProgress: number;
  overdue: number;
}

/** What cases can be divided by. */
export const DIVISIONS = ['kind', 'category', 'unit', 'outcome', 'month', 'year'] as const;
export type Division = (typeof DIVISIONS)[number];
export type Divided = { id: string } & Figures;

/**
 * A case that nobody may open waits under the recovery key, and nobody but its share holders may learn that there is one
 * (promise 5): no statistics count it.
 */
const isCounted = ({ status }: CaseTally) => status !== 'stranded';

const idOf: Record<Division, (row: CaseTally) => string | undefined> = {
  kind: (row) => row.kind,
  category: (row) => row.category,
  unit: (row) => row.unit,
  outcome: (row) => (isClosed(row.status as Status) ? row.outcome : undefined),
  month: (row) => row.month,
  year: (row) => String(fiscalYearOf(row.month)),
};

/** The counters of cases that came in within some months, of one kind if it is given. */
export function within(counters: Counters, months: readonly Month[], kind?: string): Counters {
  const fits = (row: CaseTally) => months.includes(row.month) && (kind === undefined || row.kind === kind);
  return { cases: counters.cases.filter(fits), overdue: counters.overdue.filter(fits) };
}

export const ofPeriod = (counters: Counters, period: Period, kind?: string): Counters =>
  within(counters, monthsOf(period), kind);

export function figuresOf({ cases, overdue }: Counters): Figures {
  const counted = cases.filter(isCounted);
  const finished = total(counted.filter(({ status }) => isClosed(status as Status)));
  const received = total(counted);
  return { received, finished, inProgress: received - finished, overdue: total(overdue.filter(isCounted)) };
}

/** The figures by one division; what there is none of is left out, save for the ids in `always`, which come first, in order. */
export function divide(counters: Counters, by: Division, always: readonly string[] = []): Divided[] {
  const read = idOf[by];
  const ids = new Set(always);
  for (const row of counters.cases.filter(isCounted)) {
    const id = read(row);
    if (id !== undefined) ids.add(id);
  }
  return [...ids].map((id) => {
    const among = (rows: readonly CaseTally[]) => rows.filter((row) => read(row) === id);
    return { id, ...figuresOf({ cases: among(counters.cases), overdue: among(counters.overdue) }) };
  });
}

/** The step in the middle: of half of those it is known of, it took at most so long. */
export interface Median {
  step?: Duration;
  /** Of how many it is known. */
  of: number;
}

export function medianOf({ cases }: Counters, what: 'answered' | 'took'): Median {
  const counts = DURATIONS.map(({ id }) => total(cases.filter((row) => isCounted(row) && row[what] === id)));
  const of = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  const at = counts.findIndex((count) => (seen += count) * 2 >= of && of > 0);
  return { step: DURATIONS[at]?.id, of };
}

const total = (rows: readonly CaseTally[]) => rows.reduce((sum, { count }) => sum + count, 0);
