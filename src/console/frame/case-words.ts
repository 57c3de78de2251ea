import { deadlineOf, type Deadline } from '../../cases/legal-clock.ts';
import { isClosed, type Status } from '../../cases/kinds.ts';
import { dayInWords } from '../../conversation/day.ts';
import type { CaseFacts } from '../../store/ports.ts';
import { html, type Html } from '../../web/html.ts';
import type { ConsoleView } from './view.ts';

/** A status as staff say it. */
export const statusName = (status: string, { tellOr }: ConsoleView): string =>
  tellOr([`console:status.${status}`], status);

export const statusMark = (status: string, view: ConsoleView): Html =>
  html`<span class="mark-status ${isClosed(status as Status) ? 'closed' : 'open'}"
    >${statusName(status, view)}</span
  >`;

type Due = Pick<CaseFacts, 'due' | 'status'>;

/** When an open case is due, and how near that is; undefined once closed. */
export const deadline = (facts: Due, { today, data }: ConsoleView): Deadline | undefined =>
  deadlineOf(facts, today, data.policy.legalClock);

/** The deadline in words: colour only repeats them. */
export function dueInWords(facts: Due, view: ConsoleView): string {
  const next = deadline(facts, view);
  if (!next) return view.say('due.erase', { day: dayInWords(facts.due, view.lang) });
  const { day, left, urgency } = next;
  return view.say(`due.${urgency}`, { day: dayInWords(day, view.lang), days: Math.abs(left) });
}

export const dueMark = (facts: Due, view: ConsoleView): Html =>
  html`<span class="due ${deadline(facts, view)?.urgency ?? 'closed'}">${dueInWords(facts, view)}</span>`;
