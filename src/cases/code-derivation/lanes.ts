import { setTimeout as sleep } from 'node:timers/promises';
import type { TrackingCode } from '../tracking.ts';
import type { CodeKeys, DeriveCode } from './derive.ts';
import { createLane, type LaneSize } from './lane.ts';

/** Time as answers are measured by; tests turn it themselves. */
export interface Timer {
  /** Milliseconds from any fixed moment, never going back. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  sleep: (milliseconds) => sleep(milliseconds),
};

export interface CodeLanesOptions {
  derive: DeriveCode;
  timer?: Timer;
  filing?: LaneSize;
  tracking?: LaneSize;
  /** Right and wrong codes are answered this many milliseconds after they were asked for, or a multiple of it. */
  answerStepMs?: number;
}

/** The only way to the slow derivation. Filing and tracking have lanes of their own: guessing never delays a report. */
export interface CodeLanes {
  /** The keys of a code that is being filed (or filed again). Rejects with BusyError. */
  keysForFiling(code: TrackingCode, source?: string): Promise<readonly [CodeKeys, ...CodeKeys[]]>;
  /**
   * Derives the keys and hands them to `find`, which looks the case up and does all that a hit costs more than a
   * miss (opening, rendering). The answer, also a failure, is held back to the next multiple of `answerStepMs`, so
   * that time does not tell whether a code exists. Nobody is locked out and nothing is kept about who asked.
   * Rejects with BusyError, at once, when too many wait.
   */
  track<T>(
    code: TrackingCode,
    find: (keys: readonly [CodeKeys, ...CodeKeys[]]) => Promise<T>,
    source?: string,
  ): Promise<T>;
  /** How many derivations run and wait. */
  load(): Record<'filing' | 'tracking', { running: number; waiting: number }>;
}

// One derivation at a time in each lane holds 64 MiB and one of Node's four pool threads: a town-hall machine with
// two processors keeps one for everybody else.
const FILING: LaneSize = { concurrency: 1, waiting: 256, waitingPerSource: 256 };
const TRACKING: LaneSize = { concurrency: 1, waiting: 64, waitingPerSource: 16 };
const ANSWER_STEP_MS = 1500;

export function createCodeLanes(options: CodeLanesOptions): CodeLanes {
  const { derive, timer = systemTimer, answerStepMs = ANSWER_STEP_MS } = options;
  const filing = createLane(options.filing ?? FILING);
  const tracking = createLane(options.tracking ?? TRACKING);
  return {
    load: () => ({ filing: filing.load(), tracking: tracking.load() }),
    keysForFiling: (code, source) => filing.run(() => derive(code), source),
    async track(code, find, source) {
      const asked = timer.now();
      // The lane is free again as soon as the slow part is over: an answer held back must not block the next asker.
      const keys = await tracking.run(() => derive(code), source);
      try {
        return await find(keys);
      } finally {
        const taken = timer.now() - asked;
        await timer.sleep(Math.max(1, Math.ceil(taken / answerStepMs)) * answerStepMs - taken);
      }
    },
  };
}
