import type { CaseRow } from '../store/ports.ts';
import { accessId, type IsGone } from './gone.ts';
import type { Integrity } from './integrity.ts';
import { stampRing, verifyRing } from './ring.ts';
import { ringFromStored, ringToStored } from './stored-form.ts';

/**
 * A case out of a backup as it may be put back: without the wraps of keys that were retired since, or that this case was
 * taken from. Who kept a copy of the backup and such a key reads on, as ever; this installation shows it to nobody more.
 * Throws SealError when this server did not write the ring.
 */
export function casePutBack(
  row: CaseRow,
  given: { isGone: IsGone; retired: ReadonlySet<string>; integrity: Integrity },
): CaseRow {
  const { isGone, retired, integrity } = given;
  const lost = new Set(
    row.wraps
      .map(({ recipient }) => recipient)
      .filter((id) => retired.has(id) || isGone('access', accessId(row.id, id))),
  );
  if (lost.size === 0) return row;
  const ring = ringFromStored(row.staffRing, row.wraps);
  verifyRing(integrity, ring, { caseId: row.id, ring: 'staff' });
  const wraps = ring.wraps.filter(({ recipientId }) => !lost.has(recipientId));
  const stored = ringToStored(stampRing(integrity, { ...ring, wraps }));
  return { ...row, staffRing: stored.head, wraps: stored.wraps };
}
