/** The closed lists a case is described with. They stand in plain in the store; their wording is in `cases.json`. */

export const CASE_KINDS = ['complaint', 'comment'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CATEGORIES = [
  'bribe',
  'procurement',
  'false-claims',
  'public-property',
  'abuse-of-power',
  'personnel',
  'budget',
  'other',
] as const;
/** A comment has no category of its own. */
export type Category = (typeof CATEGORIES)[number] | 'comment';

/** Answers to "which unit?" that are no unit of the tree. */
export const SPECIAL_UNITS = ['whole', 'unknown', 'other'] as const;
export type SpecialUnit = (typeof SPECIAL_UNITS)[number];
/** A unit id of `agency.yaml`, or one of SPECIAL_UNITS. */
export type UnitRef = string;

/**
 * Where a case stands. `stranded`: nobody may open it but the holders of the recovery key. `final`: concluded after a
 * review, not to be contested again. `withdrawing`: the reporter asked to withdraw, staff decide.
 */
export const STATUSES = [
  'received',
  'accepted',
  'asked',
  'contested',
  'withdrawing',
  'stranded',
  'concluded',
  'final',
  'referred',
  'declined',
  'withdrawn',
] as const;
export type Status = (typeof STATUSES)[number];

export const CLOSED_STATUSES = ['concluded', 'final', 'referred', 'declined', 'withdrawn'] as const;
export const isClosed = (status: Status): boolean => (CLOSED_STATUSES as readonly Status[]).includes(status);
export const OPEN_STATUSES: readonly Status[] = STATUSES.filter((status) => !isClosed(status));

/** What an investigation found; plain, because statistics and retention follow it. */
export const OUTCOMES_OF_CASES = [
  'substantiated',
  'partly-substantiated',
  'unsubstantiated',
  'not-enough-evidence',
  'improved',
  'noted',
  'referred',
  'declined',
  'withdrawn',
] as const;
export type CaseOutcome = (typeof OUTCOMES_OF_CASES)[number];
/** The outcomes a conclusion can have, by kind; the others belong to their own actions. */
export const CONCLUSIONS: Record<CaseKind, readonly CaseOutcome[]> = {
  complaint: ['substantiated', 'partly-substantiated', 'unsubstantiated', 'not-enough-evidence'],
  comment: ['improved', 'noted'],
};

export const STAFF_ROLES = ['officer', 'investigator', 'head', 'administrator', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
/** The roles whose holders get keys to cases. */
export const KEY_ROLES = ['officer', 'investigator', 'head'] as const satisfies readonly StaffRole[];
