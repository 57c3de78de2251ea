import type { EvidenceTypeId, CleaningWay, ToldReason } from './types.ts';

/** By which way a file comes: a crowd at one keeps nobody at the other waiting (ADR 85). */
export type EvidenceDoor = 'chat' | 'web';

/** One file to be rewritten. The cleaner sees the bytes it asks for and nothing else. */
export interface CleaningJob {
  way: CleaningWay;
  /** Bytes. */
  size: number;
  /** The bytes from `start` up to `end`; they hold until the next are asked for. */
  read: (start: number, end: number) => Promise<Uint8Array>;
  /** Takes the next bytes of the cleaned file; they hold until it has resolved. */
  write: (bytes: Uint8Array) => Promise<void>;
  signal?: AbortSignal;
  /** The door it came by. */
  door?: EvidenceDoor;
}

export type CleaningResult =
  /** `found`: what was written. */
  | { kind: 'cleaned'; found: EvidenceTypeId }
  /** What is hidden in it cannot be taken out; what was written so far is worthless. `found`: what it is. */
  | { kind: 'cannot'; why: ToldReason; found?: EvidenceTypeId }
  | {
      kind: 'refused';
      why:
        | 'damaged'
        | 'too-many-pixels'
        | 'unpacks-too-large'
        | 'macros'
        | 'archive'
        | 'type-refused'
        | 'too-long'
        | 'failed'
        | 'busy';
    };

/** Rewrites files without what is hidden in them. Rejects only as `read` or `write` do. */
export type Clean = (job: CleaningJob) => Promise<CleaningResult>;
