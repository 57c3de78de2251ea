import { STATUSES } from '../../../src/cases/kinds.ts';
import { evidenceStored } from '../../support/stored.ts';
import type { TestDoor } from './door-under-test.ts';

/** All that the store holds of drafts and cases, to be compared before and after. */
export interface State {
  sessions: string[];
  /** Every case that an officer's key opens: id, version, status, number of items. */
  cases: string[];
  /** Cases in all, whoever may see them. */
  total: number;
  files: Stored;
}

/** Sealed files in the store: of drafts, and of cases. */
export interface Stored {
  drafts: number;
  cases: number;
}

export async function storedFiles(door: TestDoor): Promise<Stored> {
  const { drafts, cases } = await evidenceStored(door);
  return { drafts, cases };
}

export async function stateOf(door: TestDoor): Promise<State> {
  const sessions = await door.store.sessions.page(undefined, 10_000);
  const queue = await door.store.cases.queue({
    recipient: door.officer.key.id,
    statuses: [...STATUSES],
    limit: 200,
  });
  const rows = await Promise.all(queue.map(({ id }) => door.store.cases.get(id)));
  const tally = await door.store.cases.tally();
  return {
    sessions: sessions.map(({ lane, version }) => `${lane} ${version}`),
    cases: rows.map((row) => `${row!.id} ${row!.version} ${row!.status} ${row!.items.length}`).sort(),
    files: await storedFiles(door),
    total: tally.reduce((sum, { count }) => sum + count, 0),
  };
}
