import type { Evidence } from '../cases/evidence/evidence.ts';
import type { CasePort } from '../store/ports.ts';
import type { Job } from './scheduler.ts';

/**
 * Deletes the files of drafts that were left, of reports that were never filed after all, and what is kept of the quotas of
 * past days. Their secrets went with the draft; this frees the room.
 */
export function createEvidenceJob({
  cases,
  evidence,
}: {
  cases: Pick<CasePort, 'find'>;
  evidence: Pick<Evidence, 'sweep'>;
}): Job {
  return {
    name: 'evidence',
    everyMs: 6 * 60 * 60_000,
    async run() {
      await evidence.sweep(async (owner) => (await cases.find([owner])) !== undefined);
    },
  };
}
