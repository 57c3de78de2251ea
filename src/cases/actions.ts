import {
  isClosed,
  OPEN_STATUSES,
  type CaseKind,
  type CaseOutcome,
  type StaffRole,
  type Status,
} from './kinds.ts';

/** What an action asks for, besides the case. */
export type Need = 'message' | 'outcome' | 'body' | 'assignee';

/** Which deadline runs after an action. `keep` leaves it as it is; a reporter's action never moves that of an open case. */
export type Clock = 'conclude' | 'retention' | 'keep';

interface Row {
  id: string;
  /** The statuses it can start from. */
  from: readonly Status[];
  /** The status it leads to; `same` keeps it. */
  to: Status | 'same';
  kinds: readonly CaseKind[];
  needs: readonly Need[];
  /** The outcome it sets by itself; `chosen`: the one given with it; `none`: takes an earlier one back. */
  outcome?: CaseOutcome | 'chosen' | 'none';
  clock: Clock;
}

export interface StaffAction extends Row {
  by: 'staff';
  roles: readonly StaffRole[];
  /** `status`: the reporter sees that it happened. `message`: and what was written. `nothing`: staff only. */
  told: 'nothing' | 'status' | 'message';
  /** It hurts or cannot be taken back: ask once more. */
  confirm?: true;
}

export interface ReporterAction extends Row {
  by: 'reporter';
  /** Works only until so many days after the case was closed, or withdrawn; from the policy. */
  within?: 'contest' | 'withdrawal-undo';
}

const CASEWORK: readonly StaffRole[] = ['officer', 'investigator', 'head'];
const DECIDING: readonly StaffRole[] = ['officer', 'head'];
const BOTH: readonly CaseKind[] = ['complaint', 'comment'];
const WORKING: readonly Status[] = ['received', 'accepted', 'asked', 'contested'];

/**
 * Everything that can be done with a case, in one file although it is long: which status is left by whom is seen only by
 * reading the rows of staff and reporters together. One row is permission, transition, what it needs and what it tells: buttons,
 * checks, audit and tests follow from it. Wording under `cases:action.<id>`.
 */
export const STAFF_ACTIONS = [
  {
    id: 'accept',
    by: 'staff',
    from: ['received'],
    to: 'accepted',
    kinds: BOTH,
    roles: DECIDING,
    needs: [],
    told: 'status',
    clock: 'keep',
  },
  {
    id: 'ask',
    by: 'staff',
    from: ['received', 'accepted', 'asked'],
    to: 'asked',
    kinds: BOTH,
    roles: CASEWORK,
    needs: ['message'],
    told: 'message',
    clock: 'conclude',
  },
  {
    id: 'answer',
    by: 'staff',
    from: ['received', 'accepted', 'asked'],
    to: 'accepted',
    kinds: BOTH,
    roles: CASEWORK,
    needs: ['message'],
    told: 'message',
    clock: 'conclude',
  },
  {
    id: 'answer-review',
    by: 'staff',
    from: ['contested'],
    to: 'same',
    kinds: BOTH,
    roles: CASEWORK,
    needs: ['message'],
    told: 'message',
    clock: 'conclude',
  },
  {
    id: 'conclude',
    by: 'staff',
    from: ['accepted', 'asked'],
    to: 'concluded',
    kinds: BOTH,
    roles: DECIDING,
    needs: ['outcome', 'message'],
    told: 'message',
    outcome: 'chosen',
    clock: 'retention',
    confirm: true,
  },
  {
    id: 'conclude-review',
    by: 'staff',
    from: ['contested'],
    to: 'final',
    kinds: BOTH,
    roles: ['head'],
    needs: ['outcome', 'message'],
    told: 'message',
    outcome: 'chosen',
    clock: 'retention',
    confirm: true,
  },
  {
    id: 'refer',
    by: 'staff',
    from: ['received', 'accepted', 'asked'],
    to: 'referred',
    kinds: BOTH,
    roles: DECIDING,
    needs: ['body', 'message'],
    told: 'message',
    outcome: 'referred',
    clock: 'retention',
    confirm: true,
  },
  {
    // A contested case ends in `final`, whichever way: it can be contested once.
    id: 'refer-review',
    by: 'staff',
    from: ['contested'],
    to: 'final',
    kinds: BOTH,
    roles: ['head'],
    needs: ['body', 'message'],
    told: 'message',
    outcome: 'referred',
    clock: 'retention',
    confirm: true,
  },
  {
    id: 'decline',
    by: 'staff',
    from: ['received', 'accepted'],
    to: 'declined',
    kinds: BOTH,
    roles: ['head'],
    needs: ['message'],
    told: 'message',
    outcome: 'declined',
    clock: 'retention',
    confirm: true,
  },
  {
    id: 'assign',
    by: 'staff',
    from: WORKING,
    to: 'same',
    kinds: BOTH,
    roles: DECIDING,
    needs: ['assignee'],
    told: 'nothing',
    clock: 'keep',
  },
  {
    id: 'note',
    by: 'staff',
    from: [...OPEN_STATUSES, 'concluded', 'final', 'referred', 'declined', 'withdrawn'],
    to: 'same',
    kinds: BOTH,
    roles: CASEWORK,
    needs: ['message'],
    told: 'nothing',
    clock: 'keep',
  },
  {
    id: 'allow-withdrawal',
    by: 'staff',
    from: ['withdrawing'],
    to: 'withdrawn',
    kinds: BOTH,
    roles: ['head'],
    needs: [],
    told: 'status',
    outcome: 'withdrawn',
    clock: 'retention',
    confirm: true,
  },
  {
    id: 'keep-open',
    by: 'staff',
    from: ['withdrawing'],
    to: 'accepted',
    kinds: BOTH,
    roles: ['head'],
    needs: ['message'],
    told: 'message',
    clock: 'conclude',
  },
] as const satisfies readonly StaffAction[];

export const REPORTER_ACTIONS = [
  {
    id: 'add',
    by: 'reporter',
    from: ['received', 'accepted', 'contested', 'withdrawing', 'stranded'],
    to: 'same',
    kinds: BOTH,
    needs: ['message'],
    clock: 'keep',
  },
  {
    id: 'reply',
    by: 'reporter',
    from: ['asked'],
    to: 'accepted',
    kinds: BOTH,
    needs: ['message'],
    clock: 'keep',
  },
  {
    id: 'contest',
    by: 'reporter',
    from: ['concluded', 'referred', 'declined'],
    to: 'contested',
    kinds: BOTH,
    needs: ['message'],
    outcome: 'none',
    clock: 'conclude',
    within: 'contest',
  },
  {
    // Not a contested one: coming back from withdrawal it would be as if it had never been contested.
    id: 'withdraw',
    by: 'reporter',
    from: ['received', 'accepted', 'asked'],
    to: 'withdrawing',
    kinds: BOTH,
    needs: [],
    clock: 'keep',
  },
  {
    id: 'undo-withdrawal',
    by: 'reporter',
    from: ['withdrawing', 'withdrawn'],
    to: 'accepted',
    kinds: BOTH,
    needs: [],
    outcome: 'none',
    clock: 'conclude',
    within: 'withdrawal-undo',
  },
] as const satisfies readonly ReporterAction[];

export type StaffActionId = (typeof STAFF_ACTIONS)[number]['id'];
export type ReporterActionId = (typeof REPORTER_ACTIONS)[number]['id'];

export const staffAction = (id: string): StaffAction | undefined =>
  STAFF_ACTIONS.find((row) => row.id === id);
/** Whether it is an action by which staff close a case. */
export const isClosingAction = (id: string): boolean => {
  const to = staffAction(id)?.to;
  return to !== undefined && to !== 'same' && isClosed(to);
};
export const reporterAction = (id: string): ReporterAction | undefined =>
  REPORTER_ACTIONS.find((row) => row.id === id);

const fits = (row: Row, kind: CaseKind, status: Status) =>
  row.kinds.includes(kind) && row.from.includes(status);

/** What somebody in `role` can do with a case of this kind in this status. */
export const staffActionsFor = (kind: CaseKind, status: Status, role: StaffRole): StaffAction[] =>
  STAFF_ACTIONS.filter((row: StaffAction) => fits(row, kind, status) && row.roles.includes(role));

/** What the reporter can do; time limits are checked by the desk. */
export const reporterActionsFor = (kind: CaseKind, status: Status): ReporterAction[] =>
  REPORTER_ACTIONS.filter((row) => fits(row, kind, status));
