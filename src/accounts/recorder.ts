/**
 * What staff did, for the audit log. Names of things only, never content. `who` is the person's id, left out when nobody
 * is signed in; `subject` another person's id; `case` a case's id.
 */
export interface StaffEvent {
  who?: string;
  what: StaffEventName;
  subject?: string;
  case?: string;
  /** A short key such as an action's id or an error's key. */
  detail?: string;
}

/** Everything that is written to the audit log about staff. Wording under `accounts:event.<name>`. */
export const STAFF_EVENTS = [
  'set-up',
  'backup-restored',
  'sign-in',
  'sign-in-failed',
  'sign-in-throttled',
  'person-added',
  'person-confirmed',
  'person-moved',
  'person-renewed',
  'person-invited',
  'person-joined',
  'person-disabled',
  'people-refused',
  'recovery-asked',
  'recovery-opened',
  'recovery-failed',
  'shares-shown',
  'shares-replaced',
  'queue-read',
  'case-read',
  'evidence-read',
  'case-act',
  'case-linked',
  'case-unlinked',
  'case-printed',
  'cases-searched',
  'case-refused',
  'case-overdue',
  'case-erased',
  'items-entered',
  'answer-added',
  'answer-changed',
  'answer-undone',
  'answer-removed',
  'answer-restored',
  'question-dropped',
  'knowledge-refused',
  'progress-reported',
  'progress-refused',
  'case-resealed',
  'case-given',
  'case-taken',
  'audit-read',
  'audit-refused',
  'statistics-read',
  'statistics-exported',
  'statistics-refused',
  'alerts-on',
  'alerts-off',
  'alerts-line-on',
  'alerts-line-off',
] as const;
export type StaffEventName = (typeof STAFF_EVENTS)[number];

/** Resolves when the line is durable. */
export type Recorder = (event: StaffEvent) => Promise<void>;
