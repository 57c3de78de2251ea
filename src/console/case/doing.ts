import type { Doing, StaffView } from '../../cases/casework.ts';
import { staffAction, type Need, type StaffAction } from '../../cases/actions.ts';
import { CONCLUSIONS, type CaseKind } from '../../cases/kinds.ts';
import type { Posted } from '../frame/posted.ts';

/** The most signs (UTF-16 units) of one message. */
export const MESSAGE_MAX = 10_000;
const BODY_MAX = 200;

/** An action as it was filled in. */
export interface Filled {
  action: StaffAction;
  values: Record<Need, string>;
}

export type Problem = 'missing' | 'too-long' | 'not-an-option';
export type Problems = Partial<Record<Need, Problem>>;

/** The form's name of a field; each action of a page has its own. */
export const fieldName = (action: string, need: Need): string => `${action}-${need}`;

/** The action a form is about; undefined when there is none of this name. */
export function readFilled(posted: Posted): Filled | undefined {
  const action = staffAction(posted.one('action'));
  if (!action) return undefined;
  const value = (need: Need) =>
    action.needs.includes(need) ? posted.one(fieldName(action.id, need)).trim() : '';
  return {
    action,
    values: {
      message: value('message'),
      outcome: value('outcome'),
      body: value('body'),
      assignee: value('assignee'),
    },
  };
}

/** What somebody wrote for an action, whether or not it can be done. */
export const typedIn = (posted: Posted): string[] =>
  [readFilled(posted)?.values.message ?? ''].filter((text) => text !== '');

/** What keeps it from being done. `assignees` are the ids of those who can be given the case. */
export function problemsWith(
  { action, values }: Filled,
  opened: StaffView,
  assignees: readonly string[],
): Problems {
  const conclusions: readonly string[] = CONCLUSIONS[opened.facts.kind as CaseKind];
  const checks: Record<Need, (value: string) => Problem | undefined> = {
    message: (value) => (value.length > MESSAGE_MAX ? 'too-long' : undefined),
    body: (value) => (value.length > BODY_MAX || value.includes('\n') ? 'too-long' : undefined),
    outcome: (value) => (conclusions.includes(value) ? undefined : 'not-an-option'),
    assignee: (value) => (assignees.includes(value) ? undefined : 'not-an-option'),
  };
  const problems: Problems = {};
  for (const need of action.needs) {
    const value = values[need];
    const problem = value === '' ? 'missing' : checks[need](value);
    if (problem) problems[need] = problem;
  }
  return problems;
}

export function doingOf({ action, values }: Filled, caseId: string): Doing {
  const given = Object.fromEntries(action.needs.map((need) => [need, values[need]]));
  return { caseId, action: action.id, ...given };
}

/** A step between form and deed: what the reporter will read is shown first, and what hurts is asked once more. */
export const asksFirst = ({ confirm, told }: StaffAction): boolean => confirm === true || told === 'message';

/**
 * Whether the newest of the case is this very deed of this person: a button pressed twice, where the browser shows the
 * answer to the second press.
 */
export function isDoneAlready({ action, values }: Filled, opened: StaffView, personId: string): boolean {
  const newest = (action.id === 'note' ? opened.notes : opened.dialogue).at(-1);
  const detail = values.outcome || values.body || values.assignee;
  return (
    newest?.by === 'staff' &&
    newest.who === personId &&
    newest.action === action.id &&
    (newest.text ?? '') === values.message &&
    (newest.detail ?? '') === detail
  );
}

/** Changes with everything that happens in a case, so that nobody acts on what he has not seen. */
export const seenMark = ({ facts, dialogue, notes }: StaffView): string =>
  `${facts.status}.${facts.assignee ?? ''}.${dialogue.length}.${notes.length}`;
