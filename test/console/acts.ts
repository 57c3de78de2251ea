import { i18n } from './console-under-test.ts';
import { hidden, type Page, type Staff } from './staff-browser.ts';

/** What the button of an action says. */
export const label = (action: string) => i18n.t('th', `cases:action.${action}.label`);
/** What a page of a case says somebody has seen of it. */
export const seenOf = async (staff: Staff, id: string) =>
  hidden((await staff.get(`/cases/${id}`)).html, 'seen');

/** Fills an action in; through the page between where there is one. */
export async function act(
  staff: Staff,
  id: string,
  action: string,
  values: Record<string, string> = {},
): Promise<{ first: Page; last: Page }> {
  const named = Object.fromEntries(
    Object.entries(values).map(([need, value]) => [`${action}-${need}`, value]),
  );
  const fields = { action, seen: await seenOf(staff, id), ...named };
  const first = await staff.post(`/cases/${id}/act`, fields);
  if (first.status !== 200) return { first, last: first };
  const carried = Object.fromEntries(Object.keys(named).map((name) => [name, hidden(first.html, name)]));
  const last = await staff.post(`/cases/${id}/act`, {
    action: hidden(first.html, 'action'),
    seen: hidden(first.html, 'seen'),
    ...carried,
    step: 'do',
  });
  return { first, last };
}
