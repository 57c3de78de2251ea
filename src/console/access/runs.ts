import type { Progress, Tally, Teller } from '../../accounts/key-work.ts';
import type { Worker } from '../../cases/casework.ts';
import { ExpectedError } from '../../errors.ts';
import type { Logger } from '../../log.ts';

/** What can go over all cases. */
export const RUN_KINDS = ['reseal', 'pass', 'hand-over'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** One piece of work, as its owner sees it. */
export interface Run extends Progress {
  kind: RunKind;
  /** The id of the person it is about. */
  about?: string;
  /** Its owner is told that it goes on and ends, and no number. */
  uncounted?: true;
  state: 'running' | 'done' | 'stopped' | 'failed';
  tally: Tally;
}

/**
 * Long work in somebody's session, going on between requests. The key stays in memory for as long as the work and the session
 * last; that it ends with the session is checked before each case. Only this process knows of a run: what is done lies
 * in the cases, so after a crash there is nothing to repair and the rest can be begun again.
 */
export interface Runs {
  /** The last run of a person in this process. */
  of(personId: string): Run | undefined;
  /** Begins one, unless one of the person is running: then false. */
  begin(
    worker: Worker,
    what: Pick<Run, 'kind' | 'about' | 'uncounted'>,
    lives: () => Promise<boolean>,
    work: (tell: Teller) => Promise<Tally>,
  ): boolean;
  /** Resolves when nothing is running. */
  idle(): Promise<void>;
}

/** What somebody whom it is for, or who does it, may no more. */
const RIGHT_LOST: ReadonlySet<string> = new Set([
  'grant-unconfirmed',
  'action-not-yours',
  'people-not-yours',
]);

export function createRuns({ log }: { log: Pick<Logger, 'error'> }): Runs {
  const runs = new Map<string, Run>();
  const going = new Set<Promise<void>>();

  return {
    of: (personId) => runs.get(personId),
    begin(worker, what, lives, work) {
      if (runs.get(worker.id)?.state === 'running') return false;
      const run: Run = { ...what, state: 'running', done: 0, total: 0, tally: {} };
      runs.set(worker.id, run);
      const tell: Teller = async (progress, tally) => {
        Object.assign(run, progress, { tally: { ...tally } });
        if (await lives()) return true;
        run.state = 'stopped';
        return false;
      };
      const ended = work(tell).then(
        () => void (run.state = run.state === 'running' ? 'done' : run.state),
        (error: unknown) => {
          // Somebody whom it was for lost the right to it meanwhile: nothing is broken.
          if (error instanceof ExpectedError && RIGHT_LOST.has(error.key))
            return void (run.state = 'stopped');
          run.state = 'failed';
          log.error({ err: error }, 'work over many cases broke off');
        },
      );
      const settled = ended.then(() => void going.delete(settled));
      going.add(settled);
      return true;
    },
    async idle() {
      while (going.size > 0) await Promise.all(going);
    },
  };
}
