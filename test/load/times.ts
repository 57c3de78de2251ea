const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);

/** Of times in milliseconds, the one that 95 in a hundred do not exceed. */
export const p95 = (times: readonly number[]): number =>
  sorted(times)[Math.floor(times.length * 0.95)] ?? NaN;

/** The one in the middle. */
export const median = (times: readonly number[]): number =>
  sorted(times)[Math.floor(times.length / 2)] ?? NaN;
