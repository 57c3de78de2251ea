import { addDays, dayOf, type Clock, type Day } from '../clock.ts';
import { CLOSED_STATUSES, type Status } from '../cases/kinds.ts';
import type { Evidence } from '../cases/evidence/evidence.ts';
import type { GoneList } from '../cases/gone.ts';
import type { CasePort } from '../store/ports.ts';
import type { Job } from './scheduler.ts';

const BATCH = 50;

/**
 * Erases closed cases whose retention is over; what remains are the plain facts that statistics count. Deletes sealed
 * items that no case refers to, left behind by crashes between two writes. A case's files go after the case, so that one that is
 * taken up again at that moment loses none; after a crash in between the evidence job finds them without a case. A case that
 * nobody may open is never closed, so it goes `strandedDays` after its answer was due; without them it stays.
 */
export function createErasureJob(deps: {
  cases: CasePort;
  evidence: Pick<Evidence, 'erase'>;
  gone: Pick<GoneList, 'note' | 'forget' | 'purge'>;
  clock: Clock;
  strandedDays?: () => number;
}): Job {
  const { cases, evidence, gone, clock, strandedDays } = deps;

  /** Noted first: a crash in between leaves a note too many, never an erased case that a backup brings back. */
  async function erase(id: string, version: number): Promise<boolean> {
    const row = await cases.get(id);
    // Changed since it was found due: it may have been taken up again.
    if (row?.version === version) await gone.note('case', id);
    const done = await cases.erase(id, version);
    if (done && row) await evidence.erase(row.locator);
    // Another process may have erased it a moment ago: then the note is that one's, too.
    if (!done && (await cases.get(id))) await gone.forget('case', id);
    return done;
  }

  async function eraseDue(statuses: readonly Status[], before: Day): Promise<void> {
    for (;;) {
      const due = await cases.dueForErasure(statuses, before, BATCH);
      let erased = 0;
      for (const { id, version } of due) if (await erase(id, version)) erased += 1;
      if (due.length < BATCH || erased === 0) return;
    }
  }

  return {
    name: 'erasure',
    everyMs: 60 * 60_000,
    async run() {
      const today = dayOf(clock.now());
      await eraseDue(CLOSED_STATUSES, today);
      if (strandedDays) await eraseDue(['stranded'], addDays(today, -strandedDays()));
      await cases.purgeOrphans(addDays(today, -1));
      await gone.purge();
    },
  };
}
