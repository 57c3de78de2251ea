import { Worker } from 'node:worker_threads';
import type { Asked, InputOf, OutputOf, Told, WorkName } from './works.ts';

/** A thread without work is kept so long: starting one costs about as much as one job. */
const IDLE_MS = 10_000;

interface Job extends Asked {
  /** What `input` is made of and can be handed over instead of copied. */
  bytes: readonly Uint8Array<ArrayBuffer>[];
  resolve: (output: unknown) => void;
  reject: (error: Error) => void;
}

/** Threads that do what is asked of them, a job each at a time, in the order asked for. */
export interface Pool {
  /**
   * `bytes`: what of `input` is handed over and not to be used again. Rejects with what the work throws; whoever asks bounds
   * how many wait.
   */
  run<Name extends WorkName>(work: Name, input: InputOf<Name>, bytes?: Job['bytes']): Promise<OutputOf<Name>>;
}

/**
 * At most `most` threads for works of the registry. None before the first job; they give way to everybody else (ADR 87),
 * start without the environment, and do not keep the process alive when there is nothing to do.
 */
export function createPool(most: number): Pool {
  const idle = new Map<Worker, NodeJS.Timeout>();
  const waiting: Job[] = [];
  let alive = 0;

  function next(): void {
    const free = idle.keys().next();
    if (waiting.length === 0 || (free.done && alive >= most)) return;
    give(free.done ? start() : wake(free.value), waiting.shift()!);
  }

  function start(): Worker {
    alive += 1;
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      env: {},
      execArgv: [],
    });
    thread.once('exit', () => {
      alive -= 1;
      // Should it end while it rests, nobody must be sent to it.
      clearTimeout(idle.get(thread));
      idle.delete(thread);
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

  function give(thread: Worker, { work, input, bytes, resolve, reject }: Job): void {
    const settled = () => {
      thread.removeAllListeners('message').removeAllListeners('error').off('exit', ended);
    };
    const ended = () => {
      settled();
      reject(new Error(`the thread for ${work} ended`));
    };
    thread.once('message', (told: Told) => {
      settled();
      rest(thread);
      if ('output' in told) resolve(told.output);
      else reject(new Error(told.failed));
      next();
    });
    thread.once('error', (error: Error) => {
      settled();
      reject(error); // `exit` follows
    });
    thread.once('exit', ended);
    thread.postMessage(
      { work, input } satisfies Asked,
      bytes.map(({ buffer }) => buffer),
    );
  }

  return {
    run: <Name extends WorkName>(work: Name, input: InputOf<Name>, bytes: Job['bytes'] = []) =>
      new Promise<OutputOf<Name>>((resolve, reject) => {
        waiting.push({ work, input, bytes, resolve: resolve as Job['resolve'], reject });
        next();
      }),
  };
}
