const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);

/** Of times in milliseconds, the one that 95 in a hundred do not exceed. */
export const p95 = (times: readonly number[]): number =>
  sorted(times)[Math.floor(times.length * 0.95)] ?? NaN;

/** The one in the middle. */
export const median = (times: readonly number[]): number =>
  sorted(times)[Math.floor(times.length / 2)] ?? NaN;

/** The p95 of each sixth, in the order they came: shows what only grows with time, here or in the pretended LINE. */
export const p95BySixths = (times: readonly number[]): number[] =>
  Array.from({ length: 6 }, (_each, n) =>
    Math.round(p95(times.slice((times.length * n) / 6, (times.length * (n + 1)) / 6))),
  );
