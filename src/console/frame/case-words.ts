import { urgencyOf, type Urgency } from '../../cases/deadlines.ts';
import { isClosed, type Status } from '../../cases/kinds.ts';
import { daysBetween } from '../../clock.ts';
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

/** How urgent an open case is; undefined once closed. */
export const urgency = ({ due, status }: Due, { today, data }: ConsoleView): Urgency | undefined =>
  isClosed(status as Status) ? undefined : urgencyOf(due, today, data.policy.legalClock.soonDays);

/** The deadline in words: colour only repeats them. */
export function dueInWords(facts: Due, view: ConsoleView): string {
  const day = dayInWords(facts.due, view.lang);
  const kind = urgency(facts, view);
  if (kind === undefined) return view.say('due.erase', { day });
  const left = daysBetween(view.today, facts.due);
  if (left === 0) return view.say('due.today', { day });
  return view.say(`due.${kind}`, { day, days: Math.abs(left) });
}

export const dueMark = (facts: Due, view: ConsoleView): Html =>
  html`<span class="due ${urgency(facts, view) ?? 'closed'}">${dueInWords(facts, view)}</span>`;
