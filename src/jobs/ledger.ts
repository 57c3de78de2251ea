import type { Ledger } from '../audit/ledger.ts';
import { dayOf, type Clock, type Day } from '../clock.ts';
import type { SettingPort } from '../store/ports.ts';
import { lastRelease } from './release.ts';
import type { Job } from './scheduler.ts';

/**
 * Enters in the audit log, once a day, what came before that day. `afterRelease`: once the day's first release hour is
 * done, so that everything it speaks of is shown by then.
 */
export function createLedgerJob(deps: {
  ledger: Pick<Ledger, 'enter'>;
  settings: Pick<SettingPort, 'get'>;
  clock: Clock;
  afterRelease: boolean;
  /** The fewest days that a closed case is kept. */
  keep: () => number;
}): Job {
  const { ledger, settings, clock, afterRelease, keep } = deps;
  let done: Day | undefined;
  return {
    name: 'ledger',
    everyMs: 60_000,
    async run() {
      const today = dayOf(clock.now());
      if (done === today) return;
      if (afterRelease && (await lastRelease(settings))?.slice(0, 10) !== today) return;
      await ledger.enter(keep());
      done = today;
    },
  };
}
