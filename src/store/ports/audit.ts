import type { Day } from '../../clock.ts';

/** One line of the audit log, encoded and chained by `audit/`. */
export interface AuditRow {
  /** From 1, without gaps. */
  sequence: number;
  day: Day;
  entry: Uint8Array;
  mac: Uint8Array;
}

export interface AuditPort {
  /** False when the sequence is taken. Rejects with RangeError when the one before is missing. */
  append(row: AuditRow): Promise<boolean>;
  last(): Promise<AuditRow | undefined>;
  /** After `after` in order, at most `limit`. */
  page(after: number, limit: number): Promise<AuditRow[]>;
}
