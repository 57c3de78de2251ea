/** Time as the software sees it, so that tests can turn it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A calendar day in Thailand, `YYYY-MM-DD` of the Gregorian calendar: the finest time this software stores. */
export type Day = string;

const BANGKOK_OFFSET_MS = 7 * 60 * 60 * 1000; // Thailand has had no daylight saving time since 1920.
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day in Thailand at this moment. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + BANGKOK_OFFSET_MS).toISOString().slice(0, 10);
}

/** The day `days` after (or, negative, before) a day. Throws RangeError when `day` is not a day. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of the month `months` later, or the month's last when it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Minutes since midnight in Thailand, 0 to 1439. */
export function minuteOfDay(moment: Date): number {
  const local = new Date(moment.getTime() + BANGKOK_OFFSET_MS);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}
