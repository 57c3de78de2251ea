import type { CaseKind } from '../../../src/cases/kinds.ts';
import type { TestDoor } from './door-under-test.ts';
import { REPORT, visitor, type Page, type Typed, type Visitor } from './visitor.ts';

/** Where a form is. */
export const PATHS: Record<CaseKind, string> = { complaint: '/report', comment: '/comment' };
/** A form filled in as far as it must be. */
export const FILLED: Record<CaseKind, Typed> = {
  complaint: REPORT,
  comment: { text: 'ต่อคิวนาน อยากให้เปิดช่องเพิ่ม', satisfaction: '2' },
};
/** The ticket that a page's form carries. */
export const ticketOn = (page: Page): string => page.forms[0]!.values.find(([name]) => name === 'ticket')![1];

/** What a review stands for: its page carries it hidden. */
export const seenOn = (page: Page): string => page.forms[0]!.values.find(([name]) => name === 'seen')![1];

/** A visitor with a review before him. */
export async function reviewed(
  { origin }: TestDoor,
  kind: CaseKind = 'complaint',
  more: Typed = {},
): Promise<{ person: Visitor; form: Page; review: Page }> {
  const person = visitor(origin);
  const form = await person.get(PATHS[kind]);
  const review = await person.press(form, 'review', { ...FILLED[kind], ...more });
  return { person, form, review };
}
