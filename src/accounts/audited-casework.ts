import type { Casework, Worker } from '../cases/casework.ts';
import { ExpectedError } from '../errors.ts';
import type { Recorder } from './recorder.ts';

/** A case's id: what somebody typed is not written to the log. */
export const CASE_ID = /^[0-9a-f]{32}$/;

/**
 * Casework that writes who read and did what to the audit log. A reading is recorded before it happens (nothing is shown
 * that the log does not know); an action after it, because the case itself keeps who did it. Refusals are recorded too.
 */
export function auditCasework(casework: Casework, record: Recorder): Casework {
  const refused = (worker: Worker, caseId: string) => async (error: unknown) => {
    if (error instanceof ExpectedError) {
      const known = CASE_ID.test(caseId) ? caseId : undefined;
      await record({ who: worker.id, what: 'case-refused', case: known, detail: error.key });
    }
    throw error;
  };
  return {
    async queue(worker, query) {
      await record({ who: worker.id, what: 'queue-read' });
      return casework.queue(worker, query);
    },
    async open(worker, caseId) {
      if (CASE_ID.test(caseId)) await record({ who: worker.id, what: 'case-read', case: caseId });
      return casework.open(worker, caseId).catch(refused(worker, caseId));
    },
    async evidence(worker, wish) {
      const { caseId, number, which = 'default' } = wish;
      if (CASE_ID.test(caseId)) {
        const detail = `${Number.isSafeInteger(number) ? number : 0}.${which}`;
        await record({ who: worker.id, what: 'evidence-read', case: caseId, detail });
      }
      return casework.evidence(worker, wish).catch(refused(worker, caseId));
    },
    async *search(worker, wanted, signal) {
      // That somebody searched, never for what: the words can name people.
      await record({ who: worker.id, what: 'cases-searched' });
      yield* casework.search(worker, wanted, signal);
    },
    async link(worker, pair) {
      await casework.link(worker, pair).catch(refused(worker, pair.caseId));
      const what = pair.linked ? 'case-linked' : 'case-unlinked';
      for (const each of [pair.caseId, pair.other]) await record({ who: worker.id, what, case: each });
    },
    async act(worker, doing) {
      const done = await casework.act(worker, doing).catch(refused(worker, doing.caseId));
      await record({ who: worker.id, what: 'case-act', case: doing.caseId, detail: doing.action });
      return done;
    },
  };
}
