import type { Day } from '../../clock.ts';

/**
 * The sealed chunks of evidence. A file is a run of chunks under a random id; who holds the file's secret can read it,
 * and nobody else. Nothing refers to a file before somebody stored its secret, so a file alone shows nowhere.
 * A file belongs to a draft until it is adopted; files of drafts are deleted by day.
 */
export interface EvidencePort {
  /** Makes a file without chunks, of a draft. An id that exists is left as it is. */
  begin(fileId: string, day: Day): Promise<void>;
  /**
   * Stores a chunk of at most EVIDENCE_CHUNK_LIMIT bytes; one that is there already is left as it is. False, and nothing
   * is stored, when the file is not there (any more). `index` from 0. The caller may use the memory of `bytes` again once
   * this has resolved.
   */
  putChunk(fileId: string, index: number, bytes: Uint8Array): Promise<boolean>;
  /** In memory that is the caller's, to do with it as he likes. */
  readChunk(fileId: string, index: number): Promise<Uint8Array | undefined>;
  /** Deletes a draft's file and its chunks; nothing happens when it is gone or has an owner. */
  remove(fileId: string): Promise<void>;
  /**
   * Gives files to an owner (in place of the one they had), so that they live until `removeOwned`. Again is the same.
   * Resolves to those of the ids that are there. Undefined, and nothing is given, when the owner would hold more than
   * `room`, however many ask at once; what it holds already counts once.
   */
  adopt(files: readonly OwnedFile[], owner: string, room: Holding): Promise<string[] | undefined>;
  /** What an owner holds. */
  held(owner: string): Promise<Holding>;
  /** Deletes all files of an owner. Resolves to how many. */
  removeOwned(owner: string): Promise<number>;
  /** Owners with files begun before `before`, each once, in order, after `after`; at most `limit`. */
  owners(before: Day, after: string | undefined, limit: number): Promise<string[]>;
  /** Deletes files of drafts begun before `before`, and what is kept of quotas of such days. Resolves to how many files. */
  purgeDrafts(before: Day): Promise<number>;
  /** Adds `bytes` to what was taken in on a day, unless that would be more than `limit`: then false. */
  reserve(day: Day, bytes: number, limit: number): Promise<boolean>;
}

/** A file for an owner. */
export interface OwnedFile {
  id: string;
  /** Padded bytes it counts for; 0 for another copy of a file that counts already. */
  counts: number;
}

/** An amount of evidence: how many files count, and their padded bytes together. */
export interface Holding {
  files: number;
  bytes: number;
}

/** A MiB, the overhead of its seal, and a header. */
export const EVIDENCE_CHUNK_LIMIT = 1024 * 1024 + 8192;
