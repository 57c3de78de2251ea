import type { CaseHolders, CasePort } from '../store/ports.ts';
import type { Worker } from './worker.ts';
import type { Colleague } from './eligible.ts';
import { RECOVERY_ID } from './recipients.ts';

const PAGE = 500;

/** Cases by id. Only `shown` is for people to count; of the others staff must not know before the release hour (promise 4). */
export interface Found {
  shown: string[];
  hidden: string[];
}

/** Which cases somebody's key opens, and how they stand; told by the ids of keys alone, nothing is opened. */
export interface AccessSurvey {
  /** The recipient ids of those who are at work with a confirmed key. */
  validKeys(): Promise<Set<string>>;
  /** All that this key opens. */
  openable(worker: Worker): Promise<Found>;
  /**
   * Those of them that a former key still opens: of somebody who was disabled, has other duties, or a new key. What is to be
   * sealed anew needs no list of its own, therefore: a job that broke off finds the rest by asking again.
   */
  stale(worker: Worker): Promise<Found>;
  /** Cases that only the recovery key opens. */
  waiting(): Promise<Found>;
}

export function createAccessSurvey(deps: {
  port: CasePort;
  staff: () => Promise<readonly Colleague[]>;
}): AccessSurvey {
  const { port, staff } = deps;

  async function validKeys(): Promise<Set<string>> {
    return new Set(
      (await staff()).flatMap(({ active, recipient }) => (active && recipient ? [recipient.id] : [])),
    );
  }

  async function find(recipient: string, wanted: (held: CaseHolders) => boolean): Promise<Found> {
    const found: Found = { shown: [], hidden: [] };
    for (let after: string | undefined; ;) {
      const page = await port.holders(recipient, after, PAGE);
      for (const held of page.filter(wanted)) found[held.shown ? 'shown' : 'hidden'].push(held.id);
      after = page.at(-1)?.id;
      if (page.length < PAGE || after === undefined) return found;
    }
  }

  return {
    validKeys,
    openable: ({ key }) => find(key.id, () => true),
    async stale({ key }) {
      const valid = await validKeys();
      return find(key.id, ({ recipients }) => recipients.some((id) => id !== RECOVERY_ID && !valid.has(id)));
    },
    async waiting() {
      const valid = await validKeys();
      return find(RECOVERY_ID, ({ recipients }) => !recipients.some((id) => valid.has(id)));
    },
  };
}
