import type { CaseRow } from '../../../src/store/ports.ts';
import { CITIZEN, OFFICER, openCaseOffice, TEACHER, type CaseOffice, type Post } from '../case-office.ts';

const HEAD: Post = { id: 'head', unit: 'service-and-publishing', role: 'head', intake: true };
const LATE: Post = { id: 'late', unit: 'finance', role: 'investigator', unconfirmed: true };

/** An office with an officer, two heads, a teacher, and somebody whose key nobody has confirmed yet. */
export const openAccessOffice = () => openCaseOffice({ posts: [OFFICER, HEAD, CITIZEN, TEACHER, LATE] });

/** A case that was filed and released. */
export async function shownCase(office: CaseOffice, filing?: Parameters<CaseOffice['file']>[0]) {
  const filed = await office.file(filing);
  await office.release();
  return filed;
}

/** The keys that open a case. */
export const holdersOf = (row: CaseRow) => row.wraps.map(({ recipient }) => recipient);

const personIn = (office: CaseOffice, id: string) => office.staff.find((each) => each.id === id)!;

/** Somebody leaves. */
export const disable = (office: CaseOffice, id: string) => void (personIn(office, id).active = false);

/** Somebody who left is back. */
export const enable = (office: CaseOffice, id: string) => void (personIn(office, id).active = true);

/** Confirms the key of somebody who came late. */
export async function confirm(office: CaseOffice, id: string): Promise<void> {
  personIn(office, id).recipient = office.book.enter(`key-of-${id}`, await office.recipientOf(id));
}
