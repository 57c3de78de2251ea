import { addDays, daysBetween, type Day } from '../clock.ts';
import type { Clock as ActionClock, ReporterAction } from './actions.ts';
import type { CaseKind } from './kinds.ts';

/** What the agency's policy says about time, in whole days. */
export interface CasePolicy {
  /** Royal Decree on Good Governance 2546, section 38: an answer within 15 days. */
  legalClock: { firstAnswerDays: number; concludeDays: Record<CaseKind, number>; soonDays: number };
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

/** The day that something must have happened next, after an action today. */
export function dueAfter(clock: ActionClock, row: Dated, today: Day, policy: CasePolicy): Day {
  const kind = row.kind as CaseKind;
  switch (clock) {
    case 'keep':
      return row.due;
    case 'first-answer':
      return addDays(today, policy.legalClock.firstAnswerDays);
    case 'conclude':
      return addDays(today, policy.legalClock.concludeDays[kind]);
    case 'retention':
      return addDays(today, policy.retentionDays(kind, row.outcome ?? ''));
  }
}

/** Whether the time limit of a reporter's action still runs, counted from the last change of status. */
export function withinLimit(action: ReporterAction, row: Dated, today: Day, policy: CasePolicy): boolean {
  if (!action.within) return true;
  const days = action.within === 'contest' ? policy.contestDays : policy.withdrawalUndoDays;
  return daysBetween(row.since, today) <= days;
}

export type Urgency = 'in-time' | 'soon' | 'overdue';

/** How near an open case's deadline is. */
export function urgencyOf(due: Day, today: Day, soonDays: number): Urgency {
  const left = daysBetween(today, due);
  if (left < 0) return 'overdue';
  return left <= soonDays ? 'soon' : 'in-time';
}
