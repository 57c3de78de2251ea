import type { Day } from '../../clock.ts';

/** A sealed session of one lane. */
export interface SessionRow {
  lane: string;
  /** Grows by one with every save, from 1. */
  version: number;
  sealed: Uint8Array;
  /** The day of the last save. */
  day: Day;
}

export interface SessionPort {
  load(lane: string): Promise<SessionRow | undefined>;
  /**
   * Saves version `row.version` if the stored version is `row.version - 1` (none stored counts as 0).
   * False, and nothing is changed, when somebody else saved first.
   */
  save(row: SessionRow): Promise<boolean>;
  /** Deletes the session if its version is still `version`, or in any case when `version` is left out. */
  remove(lane: string, version?: number): Promise<boolean>;
  /** Sessions in the order of their lanes, after `after`; at most `limit`. For the purge job. */
  page(after: string | undefined, limit: number): Promise<SessionRow[]>;
}
