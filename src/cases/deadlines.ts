import { addDays, daysBetween, type Day } from '../clock.ts';
import type { Clock as ActionClock, ReporterAction } from './actions.ts';
import { isClosed, type CaseKind, type Status } from './kinds.ts';
import type { LegalClock } from './legal-clock.ts';

/** What the agency's policy says about time, in whole days. */
export interface CasePolicy {
  legalClock: LegalClock;
  contestDays: number;
  withdrawalUndoDays: number;
  retentionDays: (kind: CaseKind, outcome: string) => number;
}

interface Dated {
  kind: string;
  due: Day;
  since: Day;
  received: Day;
  outcome?: string;
}

/**
 * The day that something must have happened next, after an action of staff today. A conclusion is due so many days from
 * receipt (or from the contest or undone withdrawal that opened the case again, which set the deadline itself):
 * asking and answering never put it off.
 */
export function dueAfter(clock: ActionClock, row: Dated, today: Day, policy: CasePolicy): Day {
  const kind = row.kind as CaseKind;
  switch (clock) {
    case 'keep':
      return row.due;
    case 'conclude':
      return laterOf(row.due, addDays(row.received, policy.legalClock.concludeDays[kind]));
    case 'retention':
      // Never before the reporter's own time to contest or undo is over, and the release hour after it.
      return addDays(
        today,
        Math.max(
          policy.retentionDays(kind, row.outcome ?? ''),
          policy.contestDays + 1,
          policy.withdrawalUndoDays + 1,
        ),
      );
  }
}

const laterOf = (a: Day, b: Day): Day => (a < b ? b : a);

/**
 * Whether the time limit of a reporter's action still runs, counted from the day the case was closed. A request to
 * withdraw can be undone for as long as nobody has decided about it: otherwise waiting would be a way to decide.
 */
export function withinLimit(
  action: ReporterAction,
  row: Dated & { status: string },
  today: Day,
  policy: CasePolicy,
): boolean {
  if (!action.within || !isClosed(row.status as Status)) return true;
  const days = action.within === 'contest' ? policy.contestDays : policy.withdrawalUndoDays;
  return daysBetween(row.since, today) <= days;
}
