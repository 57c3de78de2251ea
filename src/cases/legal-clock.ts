import { addDays, daysBetween, type Day } from '../clock.ts';
import { isClosed, type CaseKind, type Status } from './kinds.ts';

/** What law and policy say about deadlines, in calendar days. */
export interface LegalClock {
  /** Royal Decree on Good Governance 2546, section 38: an answer within 15 days. */
  firstAnswerDays: number;
  concludeDays: Record<CaseKind, number>;
  soonDays: number;
  /** What becomes of a deadline on a day the office is closed. The law says nothing of moving it; the policy may. */
  closedDays: 'keep' | 'next-working-day';
  /** Days the office is closed besides Saturdays and Sundays. */
  holidays: readonly Day[];
}

/** How near an open case's deadline is. */
export const URGENCIES = ['in-time', 'soon', 'today', 'overdue'] as const;
export type Urgency = (typeof URGENCIES)[number];
/** What a head must know of. */
export const PRESSING: readonly Urgency[] = ['soon', 'today', 'overdue'];

export interface Deadline {
  day: Day;
  /** Days until then; negative when it is over. */
  left: number;
  urgency: Urgency;
}

const SUNDAY = 0;
const SATURDAY = 6;

/** Whether the office is closed on a day. */
export function isClosedDay(day: Day, { holidays }: Pick<LegalClock, 'holidays'>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === SUNDAY || weekday === SATURDAY || holidays.includes(day);
}

/**
 * The day that counts for a stored deadline. Cases store the plain day, so that a holiday which is announced later moves
 * the deadlines of cases that are there already.
 */
export function dueDay(due: Day, clock: LegalClock): Day {
  if (clock.closedDays === 'keep') return due;
  let day = due;
  while (isClosedDay(day, clock)) day = addDays(day, 1);
  return day;
}

/** The deadline of a case as everybody sees it: staff, head and reporter. Undefined once it is closed. */
export function deadlineOf(
  { status, due }: { status: string; due: Day },
  today: Day,
  clock: LegalClock,
): Deadline | undefined {
  if (isClosed(status as Status)) return undefined;
  const day = dueDay(due, clock);
  const left = daysBetween(today, day);
  return { day, left, urgency: urgencyIn(left, clock) };
}

function urgencyIn(left: number, { soonDays }: LegalClock): Urgency {
  if (left < 0) return 'overdue';
  if (left === 0) return 'today';
  return left <= soonDays ? 'soon' : 'in-time';
}

/** A run of stored deadlines, both ends included; an end that is left out is open. It is empty when `to` lies before `from`. */
export interface DueRange {
  from?: Day;
  to?: Day;
}

/** The stored deadlines (`CaseFacts.due`) of open cases that are so urgent today: what a store is asked for. */
export function dueRange(urgency: Urgency, today: Day, clock: LegalClock): DueRange {
  const before = (day: Day) => addDays(day, -1);
  const now = firstCounting(today, clock);
  const tomorrow = firstCounting(addDays(today, 1), clock);
  const later = firstCounting(addDays(today, clock.soonDays + 1), clock);
  switch (urgency) {
    case 'overdue':
      return { to: before(now) };
    case 'today':
      return { from: now, to: before(tomorrow) };
    case 'soon':
      return { from: tomorrow, to: before(later) };
    case 'in-time':
      return { from: later };
  }
}

/** The earliest stored deadline that counts as `day` or later. */
function firstCounting(day: Day, clock: LegalClock): Day {
  let first = day;
  if (clock.closedDays === 'next-working-day') {
    while (isClosedDay(addDays(first, -1), clock)) first = addDays(first, -1);
  }
  return first;
}
