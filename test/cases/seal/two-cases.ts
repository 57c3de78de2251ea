import { encryptTo } from '../../../src/cases/age.ts';
import { ITEM_KINDS, type ItemPlace, type SealedItem } from '../../../src/cases/seal.ts';
import { integrity, makePerson, makeReporter, rings, sealer, utf8 } from '../people.ts';

export const SECRET = 'นายช่างเรียกเงินห้าร้อยบาท';
export const place: ItemPlace = { caseId: 'case_A', kind: 'report', sequence: 0 };

/** A case with a ring for an officer and one for its reporter, both open, and another case of the same officer. */
export const officer = await makePerson('officer');
const whistleblower = await makeReporter();
const ringOf = (caseId: string, title: string) =>
  rings.createStaffRing({ caseId, title, recipients: [officer.recipient] });
export const staffRing = await ringOf('case_A', 'ก');
export const reporterRing = await rings.createReporterRing({
  caseId: 'case_A',
  reporter: whistleblower.reporter,
});
export const staff = await rings.openRing(staffRing, { caseId: 'case_A', ring: 'staff' }, officer.key);
export const reporter = await rings.openRing(
  reporterRing,
  { caseId: 'case_A', ring: 'reporter' },
  whistleblower.key,
);
const ring = await ringOf('case_B', 'ข');
export const otherCase = {
  ring,
  open: await rings.openRing(ring, { caseId: 'case_B', ring: 'staff' }, officer.key),
};

/** Seals a text in its place, to the ring that its kind belongs to. */
export const sealAt = (where: ItemPlace, body = SECRET) =>
  sealer.sealItem(
    { ...where, body: utf8(body) },
    ITEM_KINDS[where.kind] === 'staff' ? staffRing : reporterRing,
  );

/** What a holder of the integrity key could write: `plain` under a MAC that holds. */
export async function forged(plain: Uint8Array, where: ItemPlace = place): Promise<SealedItem> {
  return remac({
    ...where,
    generation: 1,
    ciphertext: await encryptTo(staffRing.recipient, plain),
    mac: plain,
  });
}

/** The same under a MAC that holds, as a holder of the integrity key could write it. */
export function remac(item: SealedItem): SealedItem {
  const fields = [item.caseId, item.kind, item.sequence, item.generation, item.ciphertext];
  return { ...item, mac: integrity.mac('item', fields) };
}
