import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, daysBetween } from '../../src/clock.ts';
import { latestDataset, loadAgency } from '../../src/ita/dataset.ts';
import { isReminderDay, nextDue, reportPlan } from '../../src/ita/progress-due.ts';

const dataset = latestDataset(await loadAgency(join(import.meta.dirname, '..', '..', 'data', 'mueang-phon')));
const plan = reportPlan(dataset)!;

describe('months on a calendar', () => {
  it.each([
    ['2021-02-09', 3, '2021-05-09'],
    ['2021-08-31', 6, '2022-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2021-11-30', 3, '2022-02-28'],
    ['2021-12-31', 1, '2022-01-31'],
  ])('%s and %d months are %s', (day, months, then) => expect(addMonths(day, months)).toBe(then));

  it('never run into the month after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 60 }), (days, months) => {
        const from = addDays('2000-01-01', days);
        const to = addMonths(from, months);
        const month = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(month(to) - month(from)).toBe(months);
        expect(Number(to.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)));
        expect(daysBetween(from, to)).toBeGreaterThanOrEqual(months * 28);
      }),
    );
  });
});

describe('when a report is due', () => {
  /** Months of the day that is due after reports on these days. */
  const after = (days: string[], status: 'under-way' | 'done' = 'under-way') => {
    const reports = days.map((day) => ({ day, by: 'x', status, note: { th: 'x', en: '' } }));
    const history = reports.slice(0, -1);
    return nextDue(plan, { year: 2563, indicator: 9, ...reports.at(-1)!, history, mark: 1 })?.months;
  };

  it('counts from the announcement, for the report names no start', () => {
    expect(plan).toEqual({
      from: '2021-02-09',
      due: [
        { months: 3, day: '2021-05-09' },
        { months: 6, day: '2021-08-09' },
      ],
    });
    expect(nextDue(plan, undefined)?.months).toBe(3);
  });

  it.each([
    [['2021-03-01'], 6],
    [['2021-05-09'], 6],
    [['2021-03-01', '2021-04-01', '2021-05-01'], 6],
    [['2021-05-10'], 6], // late for the first day, not early for the second
    [['2021-05-10', '2021-06-01'], undefined],
    [['2021-03-01', '2021-08-09'], undefined],
    [['2026-11-26'], undefined],
  ])('after reports on %j', (days, months) => expect(after(days)).toBe(months));

  it('is never when it is done', () => expect(after(['2021-03-01'], 'done')).toBeUndefined());

  it('invents nothing where the data has no day or no rule', () => {
    const undated = dataset.documents.map(({ date: _date, ...rest }) => rest);
    expect(reportPlan({ ...dataset, documents: undated })).toBeUndefined();
    expect(reportPlan({ ...dataset, monitoring: undefined })).toBeUndefined();
  });
});

describe('reminders', () => {
  const report = (day: string, status: 'under-way' | 'done' = 'under-way') => ({
    ...{ day, by: 'x', status, note: { th: 'x', en: '' }, history: [], mark: 1 },
  });
  /** Of each measure the same. */
  const ofAll = (one: ReturnType<typeof report>) =>
    dataset.measures.map(({ indicator }) => ({ year: dataset.year, indicator, ...one }));
  const days = (reports: Parameters<typeof isReminderDay>[2]) =>
    Array.from({ length: 800 }, (_, n) => addDays('2020-06-01', n)).filter((day) =>
      isReminderDay(day, [dataset], reports),
    );

  it('come a week before a due day and on it, and at no other time', () =>
    expect(days([])).toEqual(['2021-05-02', '2021-05-09', '2021-08-02', '2021-08-09']));

  it('stop for a day that every measure was reported on, and go on while one lacks it', () => {
    const all = ofAll(report('2021-04-20'));
    expect(days(all)).toEqual(['2021-08-02', '2021-08-09']);
    expect(days(all.slice(1))).toHaveLength(4);
    expect(days(ofAll(report('2021-04-20', 'done')))).toEqual([]);
  });

  it('do not come without a day to count from', () => {
    const undated = dataset.documents.map(({ date: _date, ...rest }) => rest);
    expect(isReminderDay('2021-05-09', [{ ...dataset, documents: undated }], [])).toBe(false);
  });
});
