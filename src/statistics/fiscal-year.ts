import type { Day } from '../clock.ts';

/** A month, `YYYY-MM` of the Gregorian calendar. */
export type Month = string;
export const QUARTERS = [1, 2, 3, 4] as const;
export type Quarter = (typeof QUARTERS)[number];

/** A fiscal year, by its Buddhist number, or a quarter of it. It runs from 1 October to 30 September. */
export interface Period {
  year: number;
  quarter?: Quarter;
}

const BUDDHIST = 543;
const OCTOBER = 10;

const numbersOf = (month: Month) => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { year, number };
};

export const monthOf = (day: Day): Month => day.slice(0, 7);

export function fiscalYearOf(month: Month): number {
  const { year, number } = numbersOf(month);
  return year + BUDDHIST + (number >= OCTOBER ? 1 : 0);
}

export function quarterOf(month: Month): Quarter {
  const { number } = numbersOf(month);
  return QUARTERS[Math.floor(((number + 2) % 12) / 3)]!;
}

/** The twelve months of a fiscal year, or the three of a quarter, in order. */
export function monthsOf({ year, quarter }: Period): Month[] {
  const months = Array.from({ length: 12 }, (_, n) => {
    const number = ((OCTOBER - 1 + n) % 12) + 1;
    return `${year - BUDDHIST - (number >= OCTOBER ? 1 : 0)}-${String(number).padStart(2, '0')}`;
  });
  return quarter === undefined ? months : months.slice(quarter * 3 - 3, quarter * 3);
}

/** The quarter that a month lies in. */
export const periodOf = (month: Month): Required<Period> => ({
  year: fiscalYearOf(month),
  quarter: quarterOf(month),
});

export function quarterBefore({ year, quarter }: Required<Period>): Required<Period> {
  return quarter === 1
    ? { year: year - 1, quarter: 4 }
    : { year, quarter: QUARTERS[QUARTERS.indexOf(quarter) - 1]! };
}
