import type { Ring } from '../../../src/cases/ring.ts';
import { makePerson, makeRecovery, rings, sealReason } from '../people.ts';

export const TITLE = 'ร้องเรียน: เรียกรับเงินที่ตลาดสด';
/** Where the ring of these tests belongs. */
export const at = { caseId: 'case_A', ring: 'staff' } as const;

/** A staff ring for `first`, `second` and the recovery key, and a stranger who is not in it. Set up once for a file of tests. */
export const first = await makePerson('first');
export const second = await makePerson('second');
export const stranger = await makePerson('stranger');
export const recovery = await makeRecovery();
export const ring: Ring = await rings.createStaffRing({
  caseId: 'case_A',
  title: TITLE,
  recipients: [second.recipient, recovery.recipient, first.recipient],
});

/** Why this ring, perhaps a changed one, does not open. */
export const openReason = (
  changed: Ring,
  person = first,
  where: { caseId: string; ring: 'staff' | 'reporter' } = at,
) => sealReason(() => rings.openRing(changed, where, person.key));
