import type { CaseOffice } from '../case-office.ts';

/** How many cases there are. */
export const casesIn = async ({ port }: CaseOffice) =>
  (await port.withRecipient('recovery', undefined, 1000)).length;

/** A case that staff have seen and asked about. */
export async function askedCase(office: CaseOffice) {
  const filed = await office.file();
  await office.release();
  await office.casework.act(office.worker('officer'), { caseId: filed.id, action: 'ask', message: 'ที่ไหน' });
  return filed;
}
