import type { EvidenceContent } from '../cases/evidence/contents.ts';
import type { Arrival, Received } from '../cases/evidence/arrivals.ts';
import type { Evidence } from '../cases/evidence/evidence.ts';
import { EvidenceError } from '../cases/evidence/problems.ts';
import type { Media } from './media.ts';

/** Fetching, sealing and cleaning together may take so long: a reply token lives a minute. */
export const INTAKE_MS = 50_000;

/** Files of LINE messages on their way into a draft. */
export interface Intake {
  /** Whatever LINE, its network or the file does becomes a problem to be told; rejects only as the store does. */
  take(handle: string, about: Pick<Arrival, 'has' | 'caseId' | 'keepOriginal'>): Promise<Received>;
  drop(contents: readonly EvidenceContent[]): Promise<void>;
}

export function createIntake(deps: {
  media: Media;
  evidence: Pick<Evidence, 'receive' | 'drop'>;
  /** Milliseconds for one file. */
  timeMs?: number;
}): Intake {
  const { media, evidence, timeMs = INTAKE_MS } = deps;
  return {
    async take(handle, about) {
      const stop = new AbortController();
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeMs)]);
      try {
        const { bytes, announced } = await media.open(handle, { signal });
        return await evidence.receive({ ...about, bytes, announced, signal, door: 'chat' });
      } catch (error) {
        if (error instanceof EvidenceError) return { kind: 'problem', problem: error.problem };
        throw error;
      } finally {
        stop.abort(); // a transfer that nobody wants to its end
      }
    },
    drop: (contents) => evidence.drop(contents),
  };
}
