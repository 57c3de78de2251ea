import { addDays, dayOf, type Clock, type Day } from '../clock.ts';
import { CLOSED_STATUSES, type Status } from '../cases/kinds.ts';
import type { Evidence } from '../cases/evidence/evidence.ts';
import type { GoneList } from '../cases/gone.ts';
import type { MarkNotes } from '../cases/marks.ts';
import type { CasePort, CaseRow } from '../store/ports.ts';
import type { Job } from './scheduler.ts';

const BATCH = 50;

/**
 * Erases closed cases whose retention is over; what remains are the plain facts that statistics count. Deletes sealed
 * items that no case refers to, left behind by crashes between two writes. A case's files go after the case, so that one that is
 * taken up again at that moment loses none; after a crash in between the evidence job finds them without a case. A case that
 * nobody may open is never closed, so it goes `strandedDays` after its answer was due; without them it stays.
 * That nobody may open it is asked of its ring, which is authenticated: a status written into the database would otherwise make
 * the server erase what it protects.
 */
export function createErasureJob(deps: {
  cases: CasePort;
  evidence: Pick<Evidence, 'erase'>;
  gone: Pick<GoneList, 'note' | 'forget' | 'purge'>;
  marks: Pick<MarkNotes, 'note' | 'forget'>;
  /** Writes to the audit log that a closed case is erased; of one that nobody may open nobody is told. */
  record: (event: { what: 'case-erased'; case: string }) => Promise<void>;
  opensToNobody: (row: CaseRow) => boolean;
  /** Cases were not erased although their status says that nobody may open them: somebody may. */
  tellRefused: (count: number) => void;
  clock: Clock;
  strandedDays?: () => number;
}): Job {
  const { cases, evidence, gone, marks, record, opensToNobody, tellRefused, clock, strandedDays } = deps;

  /** Cases of this run whose status says what their ring does not. */
  let refused = 0;

  /** Noted first: a crash in between leaves a note too many, never an erased case that a backup brings back. */
  async function erase(id: string, version: number): Promise<boolean> {
    const row = await cases.get(id);
    // Changed since it was found due: it may have been taken up again.
    if (row?.version === version) {
      const stranded = row.status === 'stranded';
      if (stranded && !opensToNobody(row)) {
        refused += 1;
        return false;
      }
      await marks.note(row);
      await gone.note('case', id);
      if (!stranded) await record({ what: 'case-erased', case: id });
    }
    const done = await cases.erase(id, version);
    if (done && row) await evidence.erase(row.locator);
    // Another process may have erased it a moment ago: then the note is that one's, too.
    const left = done ? undefined : await cases.get(id);
    if (left) {
      await gone.forget('case', id);
      await marks.forget(left);
    }
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
      refused = 0;
      await eraseDue(CLOSED_STATUSES, today);
      if (strandedDays) await eraseDue(['stranded'], addDays(today, -strandedDays()));
      await cases.purgeOrphans(addDays(today, -1));
      await gone.purge();
      if (refused > 0) tellRefused(refused);
    },
  };
}
