import { addDays, dayOf, type Clock } from '../clock.ts';
import { CLOSED_STATUSES } from '../cases/kinds.ts';
import type { CasePort } from '../store/ports.ts';
import type { Job } from './scheduler.ts';

const BATCH = 50;

/**
 * Erases closed cases whose retention is over; what remains are the plain facts that statistics count. Deletes sealed
 * items that no case refers to, left behind by crashes between two writes.
 */
export function createErasureJob({ cases, clock }: { cases: CasePort; clock: Clock }): Job {
  return {
    name: 'erasure',
    everyMs: 60 * 60_000,
    async run() {
      const today = dayOf(clock.now());
      for (;;) {
        const due = await cases.dueForErasure(CLOSED_STATUSES, today, BATCH);
        let erased = 0;
        for (const { id, version } of due) if (await cases.erase(id, version)) erased += 1;
        if (due.length < BATCH || erased === 0) break;
      }
      await cases.purgeOrphans(addDays(today, -1));
    },
  };
}
