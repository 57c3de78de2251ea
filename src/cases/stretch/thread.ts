import { argon2Sync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../../give-way.ts';
import type { Stretched, StretchJob } from './stretch.ts';

/** The thread that `stretch.ts` starts. */

giveWay();

function stretched({ message, nonce, cost, tagLength }: StretchJob): Stretched {
  try {
    const { memoryKiB: memory, passes, parallelism } = cost;
    const tag = argon2Sync('argon2id', { message, nonce, memory, passes, parallelism, tagLength });
    return { tag };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}

parentPort!.on('message', (job: StretchJob) => parentPort!.postMessage(stretched(job)));
