import { addDays, type Day } from '../clock.ts';
import type { CaseRow } from '../store/ports.ts';
import { reporterAction, type ReporterAction } from './actions.ts';
import type { CasePolicy } from './deadlines.ts';
import { isClosed, type CaseKind, type Status } from './kinds.ts';

/**
 * Something a reporter did. What it changes in plain (a status, a deadline) would tell staff the hour of it just as a
 * message would, so until the release hour it waits beside its item (`ItemRef.ahead`), and only the reporter sees the
 * case with it (promise 4).
 */
export interface Step {
  action: ReporterAction;
  day: Day;
  /** The deadline if the case was closed; an open one keeps its own, whatever its reporter does. */
  due: Day;
}

export const stepOn = (
  day: Day,
  action: ReporterAction,
  row: Pick<CaseRow, 'kind'>,
  policy: CasePolicy,
): Step => ({ action, day, due: addDays(day, policy.legalClock.concludeDays[row.kind as CaseKind]) });

/** As it stands in `ItemRef.ahead`. */
export const stepToText = ({ action, day, due }: Step): string => `${action.id} ${day} ${due}`;

function stepFromText(text: string): Step | undefined {
  const [id = '', day, due] = text.split(' ');
  const action = reporterAction(id);
  return action && day && due ? { action, day, due } : undefined;
}

/** The case after a step. The caller has checked that it is possible. */
export function afterStep(row: CaseRow, { action, day, due }: Step): CaseRow {
  const status = action.to === 'same' ? (row.status as Status) : action.to;
  return {
    ...row,
    status,
    since: status === row.status ? row.since : day,
    due: isClosed(row.status as Status) && !isClosed(status) ? due : row.due,
    outcome: action.outcome === 'none' ? undefined : row.outcome,
    took: isClosed(status) ? row.took : undefined,
  };
}

/**
 * The case with everything its reporter did, also what staff do not see yet. Where staff acted meanwhile, a step that no
 * longer fits the status changes nothing; its words reach them all the same.
 */
export function withStepsAhead(row: CaseRow): CaseRow {
  return row.items.reduce((current, { ahead }) => {
    const step = ahead === undefined ? undefined : stepFromText(ahead);
    return step?.action.from.includes(current.status as Status) ? afterStep(current, step) : current;
  }, row);
}
