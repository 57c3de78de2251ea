import type { CaseAccess } from '../cases/access.ts';
import type { Found } from '../cases/access-survey.ts';
import { staffAction } from '../cases/actions.ts';
import type { Casework, Worker } from '../cases/casework.ts';
import { ExpectedError } from '../errors.ts';

/** How far a long piece of work is. `total` is what there was to do when it began. */
export interface Progress {
  done: number;
  total: number;
}

/** How many cases ended in which way; wording under `access:tally.<name>`. */
export const TALLY = ['resealed', 'given', 'had', 'conflict', 'taken', 'handed', 'cannot'] as const;
export type Tally = Partial<Record<(typeof TALLY)[number], number>>;

/** Told before the first case and after each; false breaks off, and what is left is found again by whoever begins anew. */
export type Teller = (progress: Progress, tally: Tally) => Promise<boolean>;

/**
 * What goes over all cases that a key holder can open, one after the other, in his own session. Nothing is remembered
 * besides the cases themselves, so each of these may break off at any moment and be begun again. They go over cases that
 * staff do not see yet, too, but neither count nor tell them.
 */
export interface KeyWork {
  /** Seals anew everything that a former key still opens. */
  reseal(worker: Worker, tell: Teller): Promise<Tally>;
  /** Gives a colleague the keys of everything that one can open and that the conflict rule allows him. */
  pass(worker: Worker, personId: string, tell: Teller): Promise<Tally>;
  /** As `pass`, but only cases that nobody of the staff can open. With the recovery key. */
  passWaiting(worker: Worker, personId: string, tell: Teller): Promise<Tally>;
  /** Assigns a colleague all cases in work that were somebody else's, as far as he can open them. */
  handOver(worker: Worker, from: string, to: string, tell: Teller): Promise<Tally>;
}

const QUEUE_PAGE = 100;

export function createKeyWork(deps: { access: CaseAccess; casework: Casework }): KeyWork {
  const { access, casework } = deps;

  async function each(
    found: Found,
    tell: Teller,
    work: (caseId: string) => Promise<keyof Tally | undefined>,
  ): Promise<Tally> {
    const tally: Tally = {};
    const total = found.shown.length;
    let done = 0;
    if (!(await tell({ done, total }, tally))) return tally;
    for (const caseId of [...found.shown, ...found.hidden]) {
      const counts = done < total;
      const end = await work(caseId).catch((error: unknown) => {
        // Closed, erased or taken from us meanwhile: it is not ours to do any more.
        if (error instanceof ExpectedError && error.key === 'case-gone') return undefined;
        throw error;
      });
      if (counts) done += 1;
      if (counts && end) tally[end] = (tally[end] ?? 0) + 1;
      if (!(await tell({ done, total }, tally))) break;
    }
    return tally;
  }

  const passAll = (worker: Worker, personId: string, found: Found, tell: Teller) =>
    each(found, tell, (caseId) => access.give(worker, caseId, personId, 'pass'));

  return {
    reseal: async (worker, tell) =>
      each(await access.stale(worker), tell, async (caseId) =>
        (await access.reseal(worker, caseId)) ? 'resealed' : undefined,
      ),
    pass: async (worker, personId, tell) => passAll(worker, personId, await access.openable(worker), tell),
    passWaiting: async (worker, personId, tell) => passAll(worker, personId, await access.waiting(), tell),

    async handOver(worker, from, to, tell) {
      const found: Found = { shown: [], hidden: [] };
      const statuses = staffAction('assign')?.from;
      for (let after: { due: string; id: string } | undefined; ;) {
        const page = await casework.queue(worker, { statuses, assignee: from, after, limit: QUEUE_PAGE });
        found.shown.push(...page.map(({ id }) => id));
        after = page.at(-1);
        if (page.length < QUEUE_PAGE) break;
      }
      return each(found, tell, async (caseId) => {
        try {
          await casework.act(worker, { caseId, action: 'assign', assignee: to });
          return 'handed';
        } catch (error) {
          if (error instanceof ExpectedError && error.key !== 'case-gone') return 'cannot';
          throw error;
        }
      });
    },
  };
}
