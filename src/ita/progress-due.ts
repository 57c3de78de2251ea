import { addMonths, type Day } from '../clock.ts';
import type { MeasureProgress } from './progress.ts';
import type { Dataset } from './schema.ts';

export interface DueDay {
  /** After how many months. */
  months: number;
  day: Day;
}

/** When reports on the measures of a year are due. */
export interface ReportPlan {
  /** The day of the announcement: the report gives its measures no start of their own. */
  from: Day;
  /** In the order of time. */
  due: DueDay[];
}

/** Undefined when the data has no such rule, or no day to count from. */
export function reportPlan({ monitoring, documents }: Dataset): ReportPlan | undefined {
  const from = documents.find(({ kind, date }) => kind === 'announcement' && date !== undefined)?.date;
  if (!monitoring || from === undefined) return undefined;
  const months = monitoring.intervalsMonths.toSorted((a, b) => a - b);
  return { from, due: months.map((count) => ({ months: count, day: addMonths(from, count) })) };
}

/**
 * The first day that no report was written for yet; undefined when all are answered, or the measure is done. A late
 * report answers every day that has passed; one in time answers the coming day, however many there are.
 */
export function nextDue({ due }: ReportPlan, progress: MeasureProgress | undefined): DueDay | undefined {
  if (progress?.status === 'done') return undefined;
  let answered = 0;
  for (const report of progress ? [...progress.history, progress] : []) {
    const passed = due.filter(({ day }) => day < report.day).length;
    answered = answered < passed ? passed : Math.max(answered, passed + 1);
  }
  return due[answered];
}
