/**
 * Why a file is not taken; wording under `evidence:problem.<problem>`. Nothing of the file is kept, and everything
 * else of the draft is.
 */
export const EVIDENCE_PROBLEMS = [
  // about the file
  'empty',
  'too-large',
  'type-refused',
  'archive',
  'damaged',
  'too-many-pixels',
  'unpacks-too-large',
  'macros',
  // about how much there is
  'too-many-files',
  'case-full',
  'day-full',
  // about the way here
  'gone',
  'not-ready',
  'broken',
  'unreachable',
  'outrun',
  // about looking into it
  'too-long',
  'failed',
  'busy',
] as const;
export type EvidenceProblem = (typeof EVIDENCE_PROBLEMS)[number];

/** A file that is being received cannot be taken. Thrown by what delivers it, too, in the middle of a transfer. */
export class EvidenceError extends Error {
  readonly problem: EvidenceProblem;

  constructor(problem: EvidenceProblem) {
    super(`evidence is not taken: ${problem}`);
    this.name = 'EvidenceError';
    this.problem = problem;
  }
}
