/** What a cleaner can write. Lists stand here, not in the core, because this room knows only leaves. */
export const FOUND_TYPES = [
  'jpeg',
  'png',
  'webp',
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'mp4',
  'm4a',
  'webm',
  'weba',
  'wav',
  'ogg',
  'aac',
  'mp3',
  'text',
] as const;
export type FoundType = (typeof FOUND_TYPES)[number];

export const OFFICE_TYPES = ['docx', 'xlsx', 'pptx'] as const;
export type OfficeType = (typeof OFFICE_TYPES)[number];

export const CANNOT_REASONS = ['parts', 'locked', 'codec'] as const;
type CannotReason = (typeof CANNOT_REASONS)[number];

export const REFUSALS = [
  'damaged',
  'too-many-pixels',
  'unpacks-too-large',
  'macros',
  'archive',
  'type-refused',
  'too-long',
  'failed',
  'busy',
] as const;
type Refusal = (typeof REFUSALS)[number];

/** How a cleaning ended. */
export type Outcome =
  | { kind: 'cleaned'; found: FoundType }
  /** What is hidden in it cannot be taken out. */
  | { kind: 'cannot'; why: CannotReason; found?: OfficeType }
  | { kind: 'refused'; why: Refusal };

/** Ends a cleaning early with its outcome. Inside the child only. */
export class Ended extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(`cleaning ended: ${outcome.kind}`);
    this.name = 'Ended';
    this.outcome = outcome;
  }
}

export const refuse = (why: Refusal): never => {
  throw new Ended({ kind: 'refused', why });
};
export const cannot = (why: CannotReason, found?: OfficeType): never => {
  throw new Ended({ kind: 'cannot', why, found });
};
