import { daysBetween, type Day } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { CaseRow } from '../store/ports.ts';
import type { StaffAction } from './actions.ts';
import { newItem, type Change, type NewItem } from './case-writer.ts';
import type { DialogueContent } from './contents.ts';
import { dueAfter, type CasePolicy } from './deadlines.ts';
import { durationOf } from './durations.ts';
import { CONCLUSIONS, isClosed, type CaseKind, type Status } from './kinds.ts';
import type { Worker } from './worker.ts';

/** An action of the registry as somebody filled it in. */
export interface Doing {
  caseId: string;
  action: string;
  message?: string;
  outcome?: string;
  body?: string;
  assignee?: string;
}

const MISSING: Record<string, string> = {
  message: 'text-missing',
  outcome: 'outcome-missing',
  body: 'body-missing',
  assignee: 'assignee-missing',
};

/**
 * The action, if it can be done as filled in. Throws ExpectedError `action-not-possible`, `action-not-yours`, `text-missing`,
 * `outcome-missing`, `body-missing`, `assignee-missing`.
 */
export function checkedAction(
  action: StaffAction | undefined,
  row: CaseRow,
  worker: Worker,
  doing: Doing,
): StaffAction {
  if (!action?.from.includes(row.status as Status) || !action.kinds.includes(row.kind as CaseKind)) {
    throw new ExpectedError('action-not-possible');
  }
  if (!action.roles.includes(worker.role)) throw new ExpectedError('action-not-yours', {}, 403);
  for (const need of action.needs) {
    if (!doing[need]?.trim()) throw new ExpectedError(MISSING[need] ?? 'text-missing');
  }
  const conclusions: readonly string[] = CONCLUSIONS[row.kind as CaseKind];
  if (action.outcome === 'chosen' && !conclusions.includes(doing.outcome ?? '')) {
    throw new ExpectedError('outcome-missing');
  }
  return action;
}

/** What an action changes in plain, and what it writes: for staff, and for the reporter what the action tells. */
export function staffChange(
  action: StaffAction,
  row: CaseRow,
  worker: Worker,
  doing: Doing,
  { day, policy }: { day: Day; policy: CasePolicy },
): Change {
  const status = action.to === 'same' ? (row.status as Status) : action.to;
  const outcome = action.outcome === 'chosen' ? doing.outcome : action.outcome;
  const changed: CaseRow = {
    ...row,
    status,
    since: status === row.status ? row.since : day,
    outcome: outcome === undefined ? row.outcome : outcome === 'none' ? undefined : outcome,
    assignee: action.needs.includes('assignee') ? doing.assignee : row.assignee,
  };
  const took = durationOf(daysBetween(row.received, day));
  if (action.told === 'message') changed.answered ??= took;
  if (status !== row.status) changed.took = isClosed(status) ? took : undefined;
  changed.due = dueAfter(action.clock, changed, day, policy);
  const given = (need: 'outcome' | 'body' | 'assignee') =>
    action.needs.includes(need) ? doing[need]?.trim() : undefined;
  const detail = given('outcome') ?? given('body') ?? given('assignee');
  const text = doing.message?.trim();
  const items: NewItem[] = [
    newItem(action.id === 'note' ? 'note' : 'dialogue', {
      day,
      by: 'staff',
      who: worker.id,
      action: action.id,
      text,
      detail,
    } satisfies DialogueContent),
  ];
  if (action.told !== 'nothing') {
    items.push(
      newItem(action.told === 'message' ? 'message' : 'status', {
        day,
        action: action.id,
        by: 'staff',
        status,
        due: isClosed(status) ? undefined : changed.due,
        outcome: changed.outcome,
        body: given('body'),
        text: action.told === 'message' ? text : undefined,
      }),
    );
  }
  return { row: changed, items };
}
