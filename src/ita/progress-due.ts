import { addMonths, daysBetween, type Day } from '../clock.ts';
import { progressOf, type MeasureProgress } from './progress.ts';
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

/** A reminder comes so many days before a due day, and on it. Not after: a day that was missed would be one for ever. */
const REMINDED_BEFORE: readonly number[] = [7, 0];

/** Whether `day` is one to remind of a report that some measure still lacks. */
export function isReminderDay(
  day: Day,
  datasets: readonly Dataset[],
  reports: readonly MeasureProgress[],
): boolean {
  return datasets.some((dataset) => {
    const plan = reportPlan(dataset);
    const coming = plan?.due.find((due) => REMINDED_BEFORE.includes(daysBetween(day, due.day)));
    if (!plan || !coming) return false;
    return dataset.measures.some(({ indicator }) => {
      const next = nextDue(plan, progressOf(reports, { year: dataset.year, indicator }));
      return next !== undefined && next.day <= coming.day;
    });
  });
}
