import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { FRAME, frame, readFrames, readRange } from './frames.ts';
import { DEFAULT_CLEANING_LIMITS, type CleaningLimits } from './limits.ts';
import type { Outcome } from './outcome.ts';
import { parseOutcome } from './parse-outcome.ts';
import { createPool } from './pool.ts';

/** One file to be rewritten without what is hidden in it. */
export interface CleanerJob {
  /** A name of `ways/index.ts`. */
  way: string;
  size: number;
  read(start: number, end: number): Promise<Uint8Array>;
  write(bytes: Uint8Array): Promise<void>;
  signal?: AbortSignal;
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

type ChildProcess = ChildProcessByStdio<Writable, Readable, null>;

const ROOT = join(import.meta.dirname, '..', '..');
const CHILD = join(import.meta.dirname, 'child.ts');
const WATCH_MS = 100;

/** Makes cleaners of strangers' files. Nothing is started before the first file. */
export function createCleaner(given: Partial<CleaningLimits> = {}): Cleaner {
  const limits = { ...DEFAULT_CLEANING_LIMITS, ...given };
  const pool = createPool(limits.atOnce, limits.waiting);
  const children = new Set<ChildProcess>();

  async function clean(job: CleanerJob): Promise<Outcome> {
    if (job.signal?.aborted) return { kind: 'refused', why: 'too-long' };
    const child = start(limits.heapMib);
    children.add(child);
    let stopped: 'too-long' | 'failed' | undefined;
    const stop = (why: 'too-long' | 'failed') => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const late = () => stop('too-long');
    const timer = setTimeout(late, limits.timeMs);
    const watch = setInterval(() => {
      void residentMib(child.pid).then((mib) => mib > limits.memoryMib && stop('failed'));
    }, WATCH_MS);
    job.signal?.addEventListener('abort', late);
    try {
      return (await serve(child, job)) ?? { kind: 'refused', why: stopped ?? 'failed' };
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
      return (await pool.run(() => clean(job))) ?? { kind: 'refused', why: 'busy' };
    },
    close() {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

/**
 * A child that may read the program and nothing else, write nothing, start nothing, and has no environment: no secret
 * reaches it. Decoders in C are outside Node's permissions, hence the missing temporary folder.
 */
function start(heapMib: number): ChildProcess {
  const allowed = ['node_modules', 'package.json', join('src', 'cleaning')].map((name) => join(ROOT, name));
  const child = spawn(
    process.execPath,
    [
      '--permission',
      '--allow-addons',
      ...allowed.map((path) => `--allow-fs-read=${path}`),
      `--max-old-space-size=${heapMib}`,
      '--no-warnings',
      CHILD,
    ],
    {
      cwd: import.meta.dirname,
      env: {
        VIPS_DISC_THRESHOLD: '8g', // decoded pictures stay in memory, however large
        TMPDIR: join(import.meta.dirname, 'no-such-folder'),
        ...(process.platform === 'win32' && { SystemRoot: process.env['SystemRoot'] }),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    },
  );
  // A child that died cannot be written to: its outcome tells that already.
  child.stdin.on('error', () => undefined);
  child.on('error', () => undefined);
  return child;
}

/** Gives the child what it asks for until it says how it ended. Undefined: it ended without a word. */
async function serve(child: ChildProcess, job: CleanerJob): Promise<Outcome | undefined> {
  const answer = (kind: number, payload: Uint8Array) =>
    new Promise<void>((resolve) => child.stdin.write(frame(kind, payload), () => resolve()));
  await answer(FRAME.job, Buffer.from(JSON.stringify({ way: job.way, size: job.size })));
  try {
    for await (const { kind, payload } of readFrames(child.stdout)) {
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
