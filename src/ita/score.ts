/**
 * Exact arithmetic on scores. A score is a number from 0 to 100 with at most two decimals, as ITA prints it; sums and
 * means are kept as fractions of hundredths, so that 25.565 is exactly that and rounding is never left to floats.
 */

/** A fraction of hundredths of a point: `num / den` hundredths, `den` > 0, reduced. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));

function ratio(num: number, den: number): Ratio {
  const divisor = gcd(num, den) || 1;
  return { num: num / divisor, den: den / divisor };
}

/** A printed score in whole hundredths: 60.88 → 6088. */
export const hundredths = (score: number): number => Math.round(score * 100);

/** Whether a number has at most two decimals, so that nothing is lost by counting in hundredths. */
export const hasTwoDecimals = (score: number): boolean =>
  Math.abs(score * 100 - Math.round(score * 100)) < 1e-6;

/** A printed score as a fraction. */
export const exact = (score: number): Ratio => ratio(hundredths(score), 1);

const add = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.den + b.num * a.den, a.den * b.den);
const times = (a: Ratio, num: number, den: number): Ratio => ratio(a.num * num, a.den * den);

/** The mean of fractions; `null` of none. */
export function mean(values: readonly Ratio[]): Ratio | null {
  if (values.length === 0) return null;
  return times(
    values.reduce((sum, value) => add(sum, value), ratio(0, 1)),
    1,
    values.length,
  );
}

/** Σ value × weight ÷ Σ weight; `null` of none. Weights are whole numbers. */
export function weightedMean(parts: readonly { value: Ratio; weight: number }[]): Ratio | null {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (total === 0) return null;
  return parts.reduce((sum, part) => add(sum, times(part.value, part.weight, total)), ratio(0, 1));
}

/** The share `count / total` in percent; `null` when `total` is 0. */
export const share = (count: number, total: number): Ratio | null =>
  total === 0 ? null : ratio(count * 10_000, total);

/** Rounded half up to two decimals, as a score. */
export const rounded = (value: Ratio): number =>
  Math.floor((2 * value.num + value.den) / (2 * value.den)) / 100;

/** A score or difference as ITA prints it, always two decimals: 60.88, 82.30, 100.00, -48.87. */
export const formatScore = (score: number): string => (hundredths(score) / 100).toFixed(2);
