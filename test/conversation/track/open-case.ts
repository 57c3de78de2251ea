import { reporterActionsFor, type ReporterActionId } from '../../../src/cases/actions.ts';
import type { Status } from '../../../src/cases/kinds.ts';
import type { ReporterView } from '../../../src/cases/reporter-view.ts';
import { newCode } from '../../../src/cases/tracking.ts';
import { startChat, type Chat } from '../chat-driver.ts';
import { keepCase, type KeptCase } from '../pretended-desk.ts';

/** The code of the case that `open` opens, and what staff asked in `ASKED`. */
export const CODE = newCode();
export const QUESTION = 'จ่ายเงินให้ใคร ที่ช่องไหน';

/** What the registry lets the reporter of a complaint do. */
export const actionsFor = (status: Status) =>
  reporterActionsFor('complaint', status).map(({ id }) => id as ReporterActionId);

/** A chat with an open case in a status. */
export async function open(
  status: Status,
  view: Partial<ReporterView> = {},
  chat = startChat(),
): Promise<{ chat: Chat; kept: KeptCase; words: string }> {
  const kept = keepCase(chat, CODE, 'complaint', {}, { status, actions: actionsFor(status), ...view });
  const words = await chat.say(CODE);
  return { chat, kept, words };
}

/** A case about which staff have asked something. */
export const ASKED: Partial<ReporterView> = {
  timeline: [
    { day: '2026-11-20', action: 'file', by: 'reporter', status: 'received' },
    { day: '2026-11-22', action: 'ask', by: 'staff', status: 'asked', text: QUESTION, due: '2027-01-21' },
  ],
  deadline: { day: '2027-01-21', left: 60, urgency: 'in-time' },
};
