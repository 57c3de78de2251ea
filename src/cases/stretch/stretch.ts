import { Worker } from 'node:worker_threads';

/** Argon2id's cost; see RFC 9106. */
export interface KdfCost {
  memoryKiB: number;
  passes: number;
  parallelism: number;
}

/** One secret to be stretched. */
export interface StretchJob {
  /** What is stretched. */
  message: Uint8Array;
  /** Called salt elsewhere; at least 8 bytes. */
  nonce: Uint8Array;
  cost: KdfCost;
  /** Length of the answer, in bytes. */
  tagLength: number;
}

/** What a thread sends back. */
export type Stretched = { tag: Uint8Array } | { failed: string };

/** As many as there are lanes that lead here: filing, tracking, and sign-in from known and from strange browsers. */
const THREADS = 4;
/** A thread without work is kept so long: starting one costs a tenth of a job. */
const IDLE_MS = 10_000;

interface Waiting {
  job: StretchJob;
  resolve: (tag: Uint8Array) => void;
  reject: (error: Error) => void;
}

const idle = new Map<Worker, NodeJS.Timeout>();
const waiting: Waiting[] = [];
let alive = 0;

/**
 * Argon2id, in a thread of its own that gives way to everybody else (ADR 87): many stretch at once when many report, and
 * whoever only asks a question is not to wait for them. Who asks bounds how many wait. Rejects when the memory cannot be
 * had, or for a cost or nonce that Argon2 does not know.
 */
export function stretch(job: StretchJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    waiting.push({ job, resolve, reject });
    next();
  });
}

function next(): void {
  const free = idle.keys().next();
  if (waiting.length === 0 || (free.done && alive >= THREADS)) return;
  work(free.done ? start() : wake(free.value), waiting.shift()!);
}

function start(): Worker {
  alive += 1;
  // No secret of the settings is needed there.
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { env: {} });
  thread.once('exit', () => {
    alive -= 1;
    next();
  });
  return thread;
}

function wake(thread: Worker): Worker {
  clearTimeout(idle.get(thread));
  idle.delete(thread);
  thread.ref();
  return thread;
}

function rest(thread: Worker): void {
  thread.unref();
  const end = () => {
    idle.delete(thread);
    void thread.terminate();
  };
  idle.set(thread, setTimeout(end, IDLE_MS).unref());
}

function work(thread: Worker, { job, resolve, reject }: Waiting): void {
  const done = (settle: () => void) => {
    thread.removeAllListeners('message').removeAllListeners('error').off('exit', gone);
    settle();
  };
  const gone = () => done(() => reject(new Error('the thread that stretches ended')));
  thread.once('message', (answer: Stretched) =>
    done(() => {
      rest(thread);
      if ('tag' in answer) resolve(answer.tag);
      else reject(new Error(answer.failed));
      next();
    }),
  );
  // The thread is over then; `exit` follows.
  thread.once('error', (error: Error) => done(() => reject(error)));
  thread.once('exit', gone);
  thread.postMessage(job);
}
