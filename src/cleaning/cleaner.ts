import { readFile } from 'node:fs/promises';
import { release } from '../cases/evidence/release.ts';
import { FRAME, frameHeader, readFrames, readRange } from './frames.ts';
import { DEFAULT_CLEANING_LIMITS, type CleaningLimits } from './limits.ts';
import type { Outcome } from './outcome.ts';
import { parseOutcome } from './parse-outcome.ts';
import { createPool } from './pool.ts';
import { startChild, type Child } from './start-child.ts';

/** One file to be rewritten without what is hidden in it. */
export interface CleanerJob {
  /** A name of `ways/index.ts`. */
  way: string;
  size: number;
  /** A picture has no more pixels; MAX_PIXELS holds in any case. */
  maxPixels?: number;
  /** What it gives is used before it is asked again. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Gets bytes that hold until it has resolved. */
  write(bytes: Uint8Array): Promise<void>;
  signal?: AbortSignal;
  /** The door it came by; each has its turn. */
  door?: string;
}

export interface Cleaner {
  /**
   * Has a fresh child process rewrite a file. Whatever the file does to the child (crash, endless work, memory) comes
   * back as an outcome; rejects only as `read` and `write` do.
   */
  clean(job: CleanerJob): Promise<Outcome>;
  /** Ends all children. */
  close(): void;
}

const WATCH_MS = 100;

/** Makes cleaners of strangers' files. Nothing is started before the first file. */
export function createCleaner(given: Partial<CleaningLimits> = {}): Cleaner {
  const limits = { ...DEFAULT_CLEANING_LIMITS, ...given };
  const pool = createPool(limits.atOnce, limits.waiting);
  const children = new Set<Child>();

  async function clean(job: CleanerJob): Promise<Outcome> {
    if (job.signal?.aborted) return { kind: 'refused', why: 'too-long' };
    const child = startChild(limits.heapMib);
    children.add(child);
    let stop: (why: 'too-long' | 'failed') => void = () => undefined;
    // Does not wait for `read` and `write`, which may wait for a database that is gone.
    const stopped = new Promise<Outcome>((resolve) => {
      stop = (why) => resolve({ kind: 'refused', why });
    });
    const late = () => stop('too-long');
    const timer = setTimeout(late, limits.timeMs);
    const watch = setInterval(() => {
      void residentMib(child.pid).then((mib) => mib > limits.memoryMib && stop('failed'));
    }, WATCH_MS);
    job.signal?.addEventListener('abort', late);
    try {
      const served = serve(child, job);
      served.catch(() => undefined); // if it fails after it was stopped
      return (await Promise.race([served, stopped])) ?? { kind: 'refused', why: 'failed' };
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      job.signal?.removeEventListener('abort', late);
      child.kill('SIGKILL');
      children.delete(child);
    }
  }

  return {
    async clean(job) {
      const outcome = await pool.run(() => clean(job), job);
      return outcome ?? { kind: 'refused', why: job.signal?.aborted ? 'too-long' : 'busy' };
    },
    close() {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

/** Gives the child what it asks for until it says how it ended. Undefined: it ended without a word. */
async function serve(child: Child, job: CleanerJob): Promise<Outcome | undefined> {
  const answer = (kind: number, payload: Uint8Array) =>
    new Promise<void>((resolve) => {
      child.stdin.write(frameHeader(kind, payload.byteLength));
      child.stdin.write(payload, () => resolve());
    });
  await answer(
    FRAME.job,
    Buffer.from(JSON.stringify({ way: job.way, size: job.size, maxPixels: job.maxPixels })),
  );
  try {
    for await (const { kind, payload } of readFrames(child.stdout, release)) {
      if (kind === FRAME.read) {
        const range = readRange(payload, job.size);
        if (!range) return undefined;
        await answer(FRAME.bytes, await job.read(range.start, range.end));
      } else if (kind === FRAME.write) {
        await job.write(payload);
        await answer(FRAME.taken, new Uint8Array(0));
      } else {
        return kind === FRAME.end ? parseOutcome(payload) : undefined;
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined; // not frames
    throw error;
  }
  return undefined;
}

/** Memory of a process in MiB; 0 where that cannot be asked. */
async function residentMib(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has just ended
  }
}
