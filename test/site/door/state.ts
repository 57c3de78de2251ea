import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { STATUSES } from '../../../src/cases/kinds.ts';
import { EVIDENCE_FILE } from '../../../src/store/sqlite/database.ts';
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

export function storedFiles(door: TestDoor): Stored {
  const db = new DatabaseSync(join(door.dataDir, EVIDENCE_FILE), { readOnly: true });
  const count = (where: string) =>
    Number(db.prepare(`SELECT count(*) AS n FROM evidence_file WHERE ${where}`).get()!['n']);
  const stored = { drafts: count("owner IS NULL AND day <> ''"), cases: count('owner IS NOT NULL') };
  db.close();
  return stored;
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
    files: storedFiles(door),
    total: tally.reduce((sum, { count }) => sum + count, 0),
  };
}
