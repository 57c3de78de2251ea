import { expect } from '@jest/globals';
import type { Answers } from '../../src/cases/fields.ts';
import { loadAgency } from '../../src/ita/dataset.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';
import { CITIZEN, OFFICER, openCaseOffice, randomId, type CaseOffice, type Post } from './case-office.ts';

/** The units of the municipality, as its file has them. */
export const { units } = (await loadAgency(MUEANG_PHON)).agency;
const parentOf = new Map(units.map(({ id, parent }) => [id, parent]));

/** The unit and everything above it, read from the file by the test itself. */
function lineUp(id: string): string[] {
  const parent = parentOf.get(id);
  return parent === undefined ? [id] : [id, ...lineUp(parent)];
}
/** Whether one of two units is, or stands above, the other. */
export const touches = (a: string, b: string) => lineUp(a).includes(b) || lineUp(b).includes(a);

/** One person in each unit, an intake officer, and somebody from outside. */
export const everywhere: Post[] = units.map(({ id }) => ({ id: `in-${id}`, unit: id, role: 'investigator' }));
const posts: Post[] = [
  ...everywhere,
  OFFICER,
  CITIZEN,
  { id: 'left', unit: 'education', active: false },
  { id: 'new', unit: 'education', unconfirmed: true },
  { id: 'admin', outside: true, role: 'administrator', intake: true },
  { id: 'auditor', outside: true, role: 'auditor', intake: true },
];

/** An office in which everybody has a post. */
export const openFullOffice = () => openCaseOffice({ posts });

/** Units that a report keeps out besides the one it accuses. */
export const excluding = (...values: string[]): Answers => ({ exclude: { of: 'units', values } });

/**
 * Files, and holds everything that staff can see of it against `allowed`: wraps, queue, counts, opening, acting.
 * Who is not allowed sees the office as if the case had never been filed.
 */
export async function expectOnly(
  office: CaseOffice,
  answers: Answers,
  allowed: readonly string[],
  kind: 'complaint' | 'comment' = 'complaint',
) {
  const look = async (post: Post) => {
    const worker = office.worker(post.id);
    return {
      counts: await office.port.count({ recipient: worker.key.id }, 1000),
      queue: await office.port.queue({ recipient: worker.key.id, limit: 200 }),
      all: await office.port.withRecipient(worker.key.id, undefined, 500),
    };
  };
  const before = new Map<string, string>();
  for (const post of posts) before.set(post.id, JSON.stringify(await look(post)));
  const { id, receipt } = await office.file({ kind, answers });
  const told = await office.release();
  const row = await office.row(id);
  expect(row.wraps.map(({ recipient }) => recipient)).toEqual(
    [...allowed.map((who) => `key-of-${who}`), 'recovery'].sort(),
  );
  expect([...told].sort()).toEqual(row.wraps.map(({ recipient }) => recipient));
  expect(receipt.stranded).toBe(allowed.length === 0);
  expect(row.status).toBe(allowed.length === 0 ? 'stranded' : 'received');
  for (const post of posts) {
    const worker = office.worker(post.id);
    const sees = await look(post);
    if (allowed.includes(post.id)) {
      expect(sees.queue.some((entry) => entry.id === id)).toBe(true);
      continue;
    }
    expect(JSON.stringify(sees)).toBe(before.get(post.id));
    const tries = [
      (caseId: string) => office.casework.open(worker, caseId),
      (caseId: string) => office.casework.act(worker, { caseId, action: 'note', message: 'x' }),
    ];
    for (const attempt of tries) {
      const refused = await refusal(() => attempt(id));
      expect(refused).toEqual({ key: 'case-gone', params: {}, status: 404 });
      // The very same as for a case that never was.
      expect(refused).toEqual(await refusal(() => attempt(randomId())));
    }
  }
  return { id, receipt, row };
}

async function refusal(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    const { key, params, status } = error as { key: string; params: unknown; status: number };
    return { key, params, status };
  }
  throw new Error('expected a refusal');
}
