/**
 * How long something took, in steps: kept for the statistics in place of days, so that a case which was erased leaves no
 * date behind. Step 15 ends where the law's first answer is due.
 */
export const DURATIONS = [
  { id: 'd3', upTo: 3 },
  { id: 'd7', upTo: 7 },
  { id: 'd15', upTo: 15 },
  { id: 'd30', upTo: 30 },
  { id: 'd60', upTo: 60 },
  { id: 'd90', upTo: 90 },
  { id: 'd180', upTo: 180 },
  { id: 'longer', upTo: Infinity },
] as const;
export type Duration = (typeof DURATIONS)[number]['id'];

/** The step that so many days fall into. */
export const durationOf = (days: number): Duration =>
  (DURATIONS.find(({ upTo }) => days <= upTo) ?? DURATIONS[DURATIONS.length - 1]!).id;
