import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  deadlineOf,
  dueDay,
  dueRange,
  isClosedDay,
  URGENCIES,
  type LegalClock,
} from '../../src/cases/legal-clock.ts';
import { CLOSED_STATUSES, OPEN_STATUSES } from '../../src/cases/kinds.ts';
import { addDays, dayOf } from '../../src/clock.ts';
import { copyOfMueangPhon, type AgencyDir } from '../support/agency-dir.ts';
import { DAY } from '../support/clock.ts';
import { openCaseOffice, type CaseOffice } from './case-office.ts';

const KEEP: LegalClock = {
  firstAnswerDays: 15,
  concludeDays: { complaint: 60, comment: 30 },
  soonDays: 3,
  closedDays: 'keep',
  holidays: [],
};
/** The new year of 2027: Thursday 31 December to Sunday 3 January, and the Monday in place of the Sunday. */
const MOVE: LegalClock = {
  ...KEEP,
  closedDays: 'next-working-day',
  holidays: ['2026-12-31', '2027-01-01', '2027-01-04'],
};
const received = (due: string) => ({ status: 'received', due });

describe('how near a deadline is', () => {
  it('changes with the day, not within it', () => {
    const days = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-25', '2026-11-26'];
    expect(days.map((due) => deadlineOf(received(due), '2026-11-22', KEEP))).toEqual([
      { day: '2026-11-21', left: -1, urgency: 'overdue' },
      { day: '2026-11-22', left: 0, urgency: 'today' },
      { day: '2026-11-23', left: 1, urgency: 'soon' },
      { day: '2026-11-25', left: 3, urgency: 'soon' },
      { day: '2026-11-26', left: 4, urgency: 'in-time' },
    ]);
  });

  it('is asked of open cases only', () => {
    for (const status of OPEN_STATUSES)
      expect(deadlineOf({ status, due: '2026-11-22' }, '2026-11-22', KEEP)).toBeDefined();
    for (const status of CLOSED_STATUSES)
      expect(deadlineOf({ status, due: '2026-11-22' }, '2026-11-22', KEEP)).toBeUndefined();
  });
});

describe('a deadline on a closed day', () => {
  it('stays where it is, unless the policy says otherwise', () => {
    expect(dueDay('2027-01-02', KEEP)).toBe('2027-01-02');
    expect(dueDay('2027-01-02', { ...MOVE, closedDays: 'keep' })).toBe('2027-01-02');
  });

  it('moves over weekends and holidays to the next working day, and no further', () => {
    const moved = ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'];
    expect(moved.map((due) => dueDay(due, MOVE))).toEqual([
      '2026-12-30',
      ...Array<string>(5).fill('2027-01-05'),
    ]);
    expect(dueDay('2027-01-05', MOVE)).toBe('2027-01-05');
  });

  it('is not overdue while the office is closed', () => {
    const on = (today: string) => deadlineOf(received('2026-12-31'), today, MOVE)?.urgency;
    expect(['2027-01-01', '2027-01-02', '2027-01-04', '2027-01-05', '2027-01-06'].map(on)).toEqual([
      ...['in-time', 'soon', 'soon', 'today', 'overdue'],
    ]);
  });
});

it('what a store is asked for is what the clock says, for every deadline, day and calendar', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-12-10', n));
  const clock = fc.record({
    closedDays: fc.constantFrom<LegalClock['closedDays']>('keep', 'next-working-day'),
    soonDays: fc.integer({ min: 1, max: 10 }),
    holidays: fc.array(day, { maxLength: 12 }),
  });
  fc.assert(
    fc.property(day, day, clock, (due, today, given) => {
      const legal = { ...KEEP, ...given };
      const said = deadlineOf(received(due), today, legal)!;
      const fitting = URGENCIES.filter((urgency) => {
        const { from, to } = dueRange(urgency, today, legal);
        return (from === undefined || due >= from) && (to === undefined || due <= to);
      });
      expect(fitting).toEqual([said.urgency]);
      expect(legal.closedDays === 'keep' || !isClosedDay(said.day, legal)).toBe(true);
    }),
  );
});

describe('staff and reporter see one clock', () => {
  let office: CaseOffice;
  let town: AgencyDir;
  beforeAll(async () => {
    // The clock of the tests stands on Sunday 22 November 2026: fifteen days later is Monday 7 December.
    town = await copyOfMueangPhon();
    await town.change('policy.yaml', 'closed_days: keep', 'closed_days: next-working-day');
    await town.change('policy.yaml', 'days: []', "days: ['2026-12-07']");
    office = await openCaseOffice({ agencyDir: town.dir });
  });
  afterAll(async () => {
    await office.close();
    await town.remove();
  });

  it('through the receipt, the first answer, and a turned clock', async () => {
    expect(dayOf(office.clock.now())).toBe('2026-11-22');
    const { code, receipt, id } = await office.file();
    expect(receipt.due).toBe('2026-12-08');
    await office.release();
    const seen = async () => (await office.desk.track(code))!.deadline;
    expect(await seen()).toEqual({ day: '2026-12-08', left: 16, urgency: 'in-time' });
    office.clock.advance(16 * DAY);
    expect(await seen()).toMatchObject({ left: 0, urgency: 'today' });
    office.clock.advance(DAY);
    expect(await seen()).toMatchObject({ left: -1, urgency: 'overdue' });
    const today = dayOf(office.clock.now());
    const { legalClock } = office.casePolicy();
    const staff = async () => {
      const [entry] = await office.casework.queue(office.worker('officer'), { limit: 10 });
      return deadlineOf(entry!, today, legalClock);
    };
    expect(await staff()).toEqual(await seen());
    await office.casework.act(office.worker('officer'), { caseId: id, action: 'ask', message: 'ที่ไหน' });
    // Sixty days from receipt.
    expect(await seen()).toMatchObject({ day: '2027-01-21', urgency: 'in-time' });
    expect(await staff()).toEqual(await seen());
  });
});
