import type { CaseRow } from '../store/ports.ts';
import type { Integrity } from './integrity.ts';
import { verifyRing } from './ring.ts';
import { staffWraps } from './ring-change.ts';
import { SealError } from './seal-error.ts';
import { ringFromStored } from './stored-form.ts';

/**
 * Whether nobody but the recovery key opens a case, by its ring, whose MAC covers who does; the status beside it is plain.
 * False also for a ring that this server did not write.
 */
export function opensToNobody(row: CaseRow, integrity: Integrity): boolean {
  try {
    verifyRing(integrity, ringFromStored(row.staffRing, row.wraps), { caseId: row.id, ring: 'staff' });
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
  return staffWraps(row).length === 0;
}
