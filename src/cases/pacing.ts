import { setTimeout as sleep } from 'node:timers/promises';

/** A step longer than this was not our own work alone: the machine is busy, and waiting longer helps nobody. */
const LONGEST_MS = 30;

/**
 * Does one step of opening (some ten milliseconds of the main thread), then leaves the thread to others for twice as
 * long. A single turn of the event loop would not do: an answer takes a dozen turns, and would wait for a step at each.
 */
export async function paced<T>(step: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await step();
  await sleep(Math.min(2 * (performance.now() - begun), LONGEST_MS));
  return result;
}
