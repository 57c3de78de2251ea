import { expect, it } from '@jest/globals';
import { fiscalYearOf, monthsOf, periodOf, quarterBefore } from '../../src/statistics/fiscal-year.ts';

it('a fiscal year begins in October and has the Buddhist number of the year it ends in', () => {
  expect(['2026-09', '2026-10', '2026-12', '2027-01', '2027-09'].map(fiscalYearOf)).toEqual([
    2569, 2570, 2570, 2570, 2570,
  ]);
  expect(monthsOf({ year: 2570 })).toEqual([
    ...['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'],
    ...['2027-04', '2027-05', '2027-06', '2027-07', '2027-08', '2027-09'],
  ]);
});

it('every month of a year lies in its quarter, and quarters follow one another', () => {
  for (const quarter of [1, 2, 3, 4] as const) {
    const months = monthsOf({ year: 2570, quarter });
    expect(months).toHaveLength(3);
    for (const month of months) expect(periodOf(month)).toEqual({ year: 2570, quarter });
  }
  expect(quarterBefore({ year: 2570, quarter: 1 })).toEqual({ year: 2569, quarter: 4 });
  expect(quarterBefore({ year: 2570, quarter: 3 })).toEqual({ year: 2570, quarter: 2 });
});
