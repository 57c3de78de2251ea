import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arrival } from '../../../src/cases/evidence/arrivals.ts';
import { createEvidence, type Evidence } from '../../../src/cases/evidence/evidence.ts';
import type { Clean } from '../../../src/cases/evidence/cleaner.ts';
import type { EvidenceCopy } from '../../../src/cases/evidence/contents.ts';
import { DEFAULT_LIMITS, type EvidenceLimits } from '../../../src/cases/evidence/limits.ts';
import { createCleaner, type Cleaner } from '../../../src/cleaning/cleaner.ts';
import type { CleaningLimits } from '../../../src/cleaning/limits.ts';
import type { Store } from '../../../src/store/ports.ts';
import { TestClock } from '../../support/clock.ts';
import { openTestStore } from '../../support/stored.ts';

/** Evidence on a real store in a folder of its own, with the real cleaner unless another is given. */
export interface Bench {
  dir: string;
  clock: TestClock;
  /** Where the store is, when it is not in `dir`. */
  mongodbUri: string | undefined;
  store: Store;
  evidence: Evidence;
  cleaner: Cleaner;
  limits: EvidenceLimits;
  receive(bytes: Uint8Array, about?: Partial<Arrival>): ReturnType<Evidence['receive']>;
  read(copy: EvidenceCopy): Promise<Buffer>;
  close(): Promise<void>;
}

export async function createBench(
  given: { clean?: Clean; cleaning?: Partial<CleaningLimits> } = {},
): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'suetrong-evidence-'));
  const clock = new TestClock();
  const { store, mongodbUri } = await openTestStore(dir);
  const cleaner = createCleaner({ timeMs: 120_000, ...given.cleaning });
  const limits = { ...DEFAULT_LIMITS };
  const clean = given.clean ?? ((job) => cleaner.clean(job));
  const evidence = createEvidence({
    port: store.evidence,
    clock,
    clean,
    limits: () => limits,
    ownerOf: async (id) => id,
  });
  return {
    dir,
    mongodbUri,
    clock,
    store,
    evidence,
    cleaner,
    limits,
    receive: (bytes, about) => evidence.receive({ bytes: inPieces(bytes), has: [], door: 'web', ...about }),
    async read(copy) {
      const parts: Uint8Array[] = [];
      for await (const part of evidence.open(copy)) parts.push(part);
      return Buffer.concat(parts);
    },
    async close() {
      cleaner.close();
      await store.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** As a network delivers it: in pieces of odd lengths. */
export async function* inPieces(bytes: Uint8Array, length = 10_007): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}
