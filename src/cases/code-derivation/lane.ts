import { ExpectedError } from '../../errors.ts';

/** Too many wait already; trying again in a minute helps. `errors.json` explains it under `busy`; HTTP 503. */
export class BusyError extends ExpectedError {
  constructor() {
    super('busy', {}, 503);
    this.name = 'BusyError';
  }
}

export interface LaneSize {
  /** How many run at once. */
  concurrency: number;
  /** How many may wait over all. */
  waiting: number;
  /** How many of one source may wait, so that nobody can fill the lane alone. */
  waitingPerSource: number;
}

export interface Lane {
  /**
   * Runs `work` when it is its turn; sources take turns. `source` is any name that tells askers apart for as long as
   * they wait (a keyed hash, never an address or user id); without one, all share. Rejects with BusyError at once
   * when the queue is full, and as `work` does.
   */
  run<T>(work: () => Promise<T>, source?: string): Promise<T>;
  /** How many run and wait now. */
  load(): { running: number; waiting: number };
}

/** A bounded queue in memory; it keeps nothing about a source that has nothing waiting. */
export function createLane(size: LaneSize): Lane {
  // Maps keep their order: the first source is next, and goes to the back once it had its turn.
  const queues = new Map<string, (() => Promise<void>)[]>();
  let running = 0;
  let waiting = 0;

  const next = (): void => {
    const first = queues.entries().next();
    if (running >= size.concurrency || first.done) return;
    const [source, queue] = first.value;
    queues.delete(source);
    const start = queue.shift();
    if (queue.length > 0) queues.set(source, queue);
    if (!start) return;
    waiting -= 1;
    running += 1;
    void start().finally(() => {
      running -= 1;
      next();
    });
  };

  return {
    load: () => ({ running, waiting }),
    run: (work, source = '') => {
      const queue = queues.get(source) ?? [];
      const idle = running < size.concurrency;
      if (!idle && (waiting >= size.waiting || queue.length >= size.waitingPerSource)) {
        return Promise.reject(new BusyError());
      }
      return new Promise((resolve, reject) => {
        queue.push(() => Promise.resolve().then(work).then(resolve, reject));
        queues.set(source, queue);
        waiting += 1;
        next();
      });
    },
  };
}
