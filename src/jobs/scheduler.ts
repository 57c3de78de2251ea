import type { Logger } from '../log.ts';

/** Work done every now and then. Tests call `run` themselves; nothing else depends on the timer. */
export interface Job {
  name: string;
  everyMs: number;
  run(): Promise<void>;
}

export interface Scheduler {
  start(): void;
  /** Runs every job once, now. */
  runAll(): Promise<void>;
  /** Starts no more runs and waits for those under way. */
  stop(): Promise<void>;
}

/** Runs each job at start and then regularly, never two runs of one job at once. A failed run is logged and tried again at its next time. */
export function createScheduler(jobs: readonly Job[], { log }: { log: Logger }): Scheduler {
  const timers: NodeJS.Timeout[] = [];
  const running = new Map<string, Promise<void>>();

  function runOnce(job: Job): Promise<void> {
    const current = running.get(job.name);
    if (current) return current;
    const run = job
      .run()
      .catch((error: unknown) => log.error({ err: error, job: job.name }, 'a job failed'))
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  }

  return {
    start() {
      for (const job of jobs) {
        void runOnce(job);
        timers.push(setInterval(() => void runOnce(job), job.everyMs));
      }
    },
    async runAll() {
      for (const job of jobs) await runOnce(job);
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}
