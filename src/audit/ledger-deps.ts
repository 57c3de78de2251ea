import type { Clock } from '../clock.ts';
import type { CasePort } from '../store/ports.ts';
import type { AuditLog } from './log.ts';

/** Marks of items, made under a key that `audit/` does not know (`cases/marks.ts`). */
export interface LedgerMarks {
  /** One for each version of the key, newest first; so below. */
  of(of: { id: string; locator: string }, place: { ring: 'staff' | 'reporter'; sequence: number }): string[];
  blank(salt: string, n: number): string[];
  gone(mark: string): string[];
}

export interface LedgerDeps {
  audit: AuditLog;
  cases: Pick<CasePort, 'written' | 'places'>;
  marks: LedgerMarks;
  /** What is noted as erased, as `LedgerMarks.gone` makes it. */
  noted: () => Promise<readonly string[]>;
  /** Old notes of what the log has may be forgotten. */
  settle: (inLog: (mark: string) => boolean) => Promise<void>;
  /** Whether items stay until their case is erased, by id; `foreign`: this server did not write it. */
  standingOf: (
    places: readonly { id: string; caseId: string; ring: 'staff' | 'reporter'; sequence: number }[],
  ) => Promise<ReadonlyMap<string, 'lasting' | 'passing' | 'foreign'>>;
  /** Whether an action of staff (`case-act`) ends a case. */
  closes: (action: string) => boolean;
  clock: Clock;
}

/** An item is stored within moments of its day; a batch looks at so many days again, for what a sleeping machine stored late. */
export const LOOK_BACK_DAYS = 3;
