import type { CaseAccess } from '../cases/access.ts';
import type { Worker } from '../cases/casework.ts';
import { RECOVERY_ID } from '../cases/recipients.ts';
import { ExpectedError } from '../errors.ts';
import { CASE_ID } from './audited-casework.ts';
import type { Recorder } from './recorder.ts';

/**
 * Access to cases with a line in the audit log for everything that was changed or refused; none names a case that waits for
 * its release hour: the line would say that it came in before. What was given stands in the case itself.
 */
export function auditAccess(access: CaseAccess, record: Recorder): CaseAccess {
  const whoIs = ({ id, key }: Worker) => (key.id === RECOVERY_ID ? undefined : id);
  async function tried<T>(worker: Worker, caseId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ExpectedError) {
        const known = CASE_ID.test(caseId) && (await access.isShown(caseId)) ? caseId : undefined;
        await record({ who: whoIs(worker), what: 'case-refused', case: known, detail: error.key });
      }
      throw error;
    }
  }
  return {
    ...access,
    look: (worker, caseId) => tried(worker, caseId, () => access.look(worker, caseId)),
    async reseal(worker, caseId) {
      const done = await tried(worker, caseId, () => access.reseal(worker, caseId));
      if (done && (await access.isShown(caseId)))
        await record({ who: whoIs(worker), what: 'case-resealed', case: caseId });
      return done;
    },
    async give(worker, caseId, personId, how) {
      const gift = await tried(worker, caseId, () => access.give(worker, caseId, personId, how));
      if (gift === 'given' && (await access.isShown(caseId))) {
        await record({
          who: whoIs(worker),
          what: 'case-given',
          subject: personId,
          case: caseId,
          detail: whoIs(worker) === undefined ? 'recovery' : undefined,
        });
      }
      return gift;
    },
    async take(worker, caseId, personId) {
      await tried(worker, caseId, () => access.take(worker, caseId, personId));
      await record({ who: whoIs(worker), what: 'case-taken', subject: personId, case: caseId });
    },
  };
}
