import type { Day } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import type { CaseRow } from '../store/ports.ts';
import type { ReporterAction } from './actions.ts';
import { afterStep, stepOn, stepToText, withStepsAhead } from './ahead.ts';
import { newItem, type CaseWriter, type Change } from './case-writer.ts';
import { countOf } from './contents.ts';
import { withinLimit, type CasePolicy } from './deadlines.ts';
import type { EvidenceContent } from './evidence/contents.ts';
import type { CaseKind, Status } from './kinds.ts';

/** The changed row and what is written about it. Throws ExpectedError `action-not-possible`. */
export function reporterChange(
  stored: CaseRow,
  { action, text, files }: { action: ReporterAction; text: string; files: readonly EvidenceContent[] },
  { day, policy, releaseNow }: { day: Day; policy: CasePolicy; releaseNow: boolean },
): Change {
  const row = withStepsAhead(stored);
  const possible =
    action.from.includes(row.status as Status) &&
    action.kinds.includes(row.kind as CaseKind) &&
    withinLimit(action, row, day, policy);
  if (!possible) throw new ExpectedError('action-not-possible');
  const step = stepOn(day, action, row, policy);
  const { status, due } = afterStep(row, step);
  const said = newItem('dialogue', { day, by: 'reporter', action: action.id, text: text || undefined });
  const sent = files.map((content) => newItem('evidence', content));
  const line = newItem('status', {
    day,
    action: action.id,
    by: 'reporter',
    status,
    due,
    files: countOf(files),
  });
  // Before the release hour staff see the case as it was, down to its status.
  return releaseNow
    ? { row: { ...afterStep(stored, step), unread: true }, items: [said, ...sent, line] }
    : {
        row: { ...stored, waiting: true },
        items: [
          { ...said, pending: true, ahead: stepToText(step) },
          ...sent.map((item) => ({ ...item, pending: true })),
          line,
        ],
      };
}

/** The items of a case that hold an address. */
export async function addressesIn(row: CaseRow, writer: CaseWriter): Promise<string[]> {
  const items = await writer.readItems(row, 'staff');
  return items.filter(({ item }) => item.kind === 'notify').map(({ ref }) => ref.id);
}

/** An address, sealed to staff, and the line by which the reporter can stop it. */
export function notifyItems(row: CaseRow, wish: { address: string; lang: Lang }, day: Day): Change {
  const item = newItem('notify', { channel: 'line', address: wish.address, lang: wish.lang });
  const { status } = withStepsAhead(row);
  const line = { day, action: 'notify', by: 'reporter', status, notify: item.id };
  return { row, items: [item, newItem('status', line)] };
}
