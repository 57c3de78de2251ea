import { dayOf, minuteOfDay, type Day } from '../clock.ts';
import type { CasePort, CaseRow } from '../store/ports.ts';
import { withStepsAhead } from './ahead.ts';
import type { CaseWriter } from './case-writer.ts';

const PAGE = 100;

/**
 * The last release moment at or before now, as `YYYY-MM-DD HH:MM` in Thailand: two moments with the same name belong
 * to the same release. Undefined before the first hour of the first day is impossible: the day before has hours, too.
 */
export function releaseName(now: Date, hours: readonly string[]): string {
  const minute = minuteOfDay(now);
  const passed = hours.filter((hour) => minuteOf(hour) <= minute);
  const day: Day = passed.length > 0 ? dayOf(now) : dayOf(new Date(now.getTime() - 86_400_000));
  return `${day} ${passed.at(-1) ?? hours.at(-1) ?? '00:00'}`;
}

function minuteOf(hour: string): number {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  return hours * 60 + minutes;
}

/**
 * Shows staff everything that waited: new cases and what reporters wrote and did since the last release hour (promise 4).
 * Resolves to the recipient ids that have something new. Safe to run again after a crash.
 */
export async function releaseWaiting(port: CasePort, writer: CaseWriter): Promise<Set<string>> {
  const told = new Set<string>();
  for (let after: string | undefined; ;) {
    const rows = await port.waiting(after, PAGE);
    for (const { id } of rows) {
      const row = await writer.change(id, undefined, (current) => ({ row: shown(current), items: [] }));
      for (const { recipient } of row?.wraps ?? []) told.add(recipient);
    }
    after = rows.at(-1)?.id;
    if (rows.length < PAGE || after === undefined) return told;
  }
}

const shown = (row: CaseRow): CaseRow => ({
  ...withStepsAhead(row),
  shown: true,
  waiting: false,
  unread: true,
  items: row.items.map((item) => ({ ...item, pending: false, ahead: undefined })),
});
