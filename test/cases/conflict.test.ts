import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isUnplaced, mayOpen, type Member, type UnitTree } from '../../src/cases/conflict.ts';
import type { Answers } from '../../src/cases/fields.ts';
import { loadAgency } from '../../src/ita/dataset.ts';
import { expectedKey } from '../accounts/accounts-under-test.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';
import {
  aComment,
  CITIZEN,
  complaintOn,
  OFFICER,
  openCaseOffice,
  randomId,
  type CaseOffice,
  type Post,
} from './case-office.ts';

const { units } = (await loadAgency(MUEANG_PHON)).agency;
const parentOf = new Map(units.map(({ id, parent }) => [id, parent]));

/** The unit and everything above it, read from the file by the test itself. */
function lineUp(id: string): string[] {
  const parent = parentOf.get(id);
  return parent === undefined ? [id] : [id, ...lineUp(parent)];
}
const touches = (a: string, b: string) => lineUp(a).includes(b) || lineUp(b).includes(a);

/** One person in each unit, an intake officer, and somebody from outside. */
const everywhere: Post[] = units.map(({ id }) => ({ id: `in-${id}`, unit: id, role: 'investigator' }));
const posts: Post[] = [
  ...everywhere,
  OFFICER,
  CITIZEN,
  { id: 'left', unit: 'education', active: false },
  { id: 'new', unit: 'education', unconfirmed: true },
  { id: 'admin', outside: true, role: 'administrator', intake: true },
  { id: 'auditor', outside: true, role: 'auditor', intake: true },
];

let office: CaseOffice;
beforeAll(async () => {
  office = await openCaseOffice({ posts });
});
afterAll(() => office.close());

const excluding = (...values: string[]): Answers => ({ exclude: { of: 'units', values } });

/**
 * Files, and holds everything that staff can see of it against `allowed`: wraps, queue, counts, opening, acting.
 * Who is not allowed sees the office as if the case had never been filed.
 */
async function expectOnly(
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

jest.setTimeout(90_000); // sealing to everybody takes a busy machine long

describe('an accused unit', () => {
  it.each(units.map(({ id }) => id))('%s: nobody of it, above it or below it', async (unit) => {
    const allowed = [
      ...everywhere.filter((post) => !touches(unit, post.unit!)).map(({ id }) => id),
      ...(touches(unit, 'complaints') ? [] : ['officer']),
      'citizen',
    ];
    await expectOnly(complaintOn(unit), allowed);
  });

  it('is what the hierarchy says, by hand', () => {
    expect(touches('finance', 'supplies-and-property')).toBe(true);
    expect(touches('supplies-and-property', 'executive')).toBe(true);
    expect(touches('finance', 'education')).toBe(false);
    expect(units.every(({ id }) => touches(id, 'executive'))).toBe(true);
  });
});

describe('whom else a report keeps out', () => {
  it('“whole municipality”: everybody who is not from outside', () =>
    expectOnly(complaintOn('whole'), ['citizen']));

  it.each(['unknown', 'other'])('“%s”: everybody but the designated intake officers', (unit) =>
    expectOnly(complaintOn(unit), ['officer']),
  );

  it('units that the reporter names, with their lines', async () => {
    const free = (...named: string[]) =>
      everywhere.filter(({ unit }) => !named.some((each) => touches(each, unit!))).map(({ id }) => id);
    await expectOnly(complaintOn('finance', excluding('education')), [
      ...free('finance', 'education'),
      'officer',
      'citizen',
    ]);
    await expectOnly(complaintOn('finance', excluding('personnel', 'complaints')), [
      ...free('finance', 'personnel', 'complaints'),
      'citizen',
    ]);
    await expectOnly(complaintOn('finance', excluding('whole')), ['citizen']);
    await expectOnly(complaintOn('finance', excluding('unknown', 'other')), [
      ...free('finance'),
      'officer',
      'citizen',
    ]);
  });

  it('a comment accuses nobody', () =>
    expectOnly(
      { ...aComment, about: { of: 'unit', value: 'finance' } },
      [...everywhere.map(({ id }) => id), 'officer', 'citizen'],
      'comment',
    ));
});

describe('a case that nobody is left for', () => {
  it('waits under the recovery key, and says so to the reporter alone', async () => {
    const answers = complaintOn('unknown', excluding('academic-and-planning'));
    const { id, receipt, row } = await expectOnly(answers, []);
    expect(receipt).toMatchObject({ stranded: true, already: false });
    expect(row.wraps.map(({ recipient }) => recipient)).toEqual(['recovery']);
    const view = await office.casework.open(office.recovery, id);
    expect(view.report.answers['what']).toEqual(answers['what']);
    expect(view.facts.status).toBe('stranded');
    expect(
      (await office.casework.queue(office.recovery, { limit: 200 })).some((entry) => entry.id === id),
    ).toBe(true);
    expect(
      await expectedKey(() => office.casework.act(office.recovery, { caseId: id, action: 'accept' })),
    ).toBe('action-not-possible');
  });

  it('does not open to who comes later', async () => {
    const { id, code } = await office.file({ answers: complaintOn('unknown', excluding('complaints')) });
    await office.release();
    office.staff.find((each) => each.id === 'citizen')!.intake = true;
    expect(await expectedKey(() => office.casework.open(office.worker('citizen'), id))).toBe('case-gone');
    expect((await office.desk.track(code))!.status).toBe('stranded');
    office.staff.find((each) => each.id === 'citizen')!.intake = false;
  });
});

describe('reporting is open', () => {
  const changed = async (change: () => void) => {
    const kept = structuredClone(office.staff);
    change();
    const open = await office.desk.isOpen();
    const filed = await office.file().then(
      () => true,
      () => false,
    );
    office.staff.splice(0, office.staff.length, ...kept);
    expect(filed).toBe(open);
    return open;
  };
  const find = (id: string) => office.staff.find((each) => each.id === id)!;

  it('while somebody receives what names no unit', async () => {
    expect(await changed(() => undefined)).toBe(true);
    expect(await changed(() => (find('officer').active = false))).toBe(false);
    expect(await changed(() => (find('officer').recipient = undefined))).toBe(false);
    expect(await changed(() => (find('officer').intake = false))).toBe(false);
    // An intake mark gives an administrator no keys.
    expect(await changed(() => (find('officer').role = 'administrator'))).toBe(false);
  });

  it('and a report filed before is still acknowledged when it closes', async () => {
    const { code, receipt } = await office.file();
    const officer = find('officer');
    officer.active = false;
    expect((await office.file({ code })).receipt).toEqual({ ...receipt, already: true });
    officer.active = true;
  });

  it('to no recipient that this server did not write', async () => {
    const officer = find('officer');
    const kept = officer.recipient;
    officer.recipient = { ...kept!, ageRecipient: find('in-education').recipient!.ageRecipient };
    await expect(office.file()).rejects.toThrow();
    officer.recipient = kept;
  });
});

describe('a unit that has gone from the data', () => {
  const known = units.filter(({ id }) => id !== 'education').map(({ id }) => id);
  const tree: UnitTree = {
    onOneLine: (a, b) => known.includes(a) && known.includes(b) && touches(a, b),
    has: (unit) => known.includes(unit),
  };
  const member = (unit: string, more: Partial<Member> = {}): Member => ({
    ...{ role: 'head', unit, outside: false, intake: true, active: true, ...more },
  });
  const accused = (unit: string, kind: 'complaint' | 'comment' = 'complaint', exclude: string[] = []) => ({
    ...{ kind, unit, exclude },
  });

  it('makes its people conflict with everything, also with comments', () => {
    for (const unit of [...known, 'whole', 'unknown', 'other'])
      for (const kind of ['complaint', 'comment'] as const)
        expect([unit, kind, mayOpen(member('education'), accused(unit, kind), tree)]).toEqual([
          unit,
          kind,
          false,
        ]);
    expect(isUnplaced(member('education'), tree)).toBe(true);
    expect(isUnplaced(member('education', { outside: true }), tree)).toBe(false);
    expect(mayOpen(member('finance'), accused('unknown'), tree)).toBe(true);
  });

  it('leaves a case that accuses or excludes it to people from outside', () => {
    for (const unit of known) {
      expect([unit, mayOpen(member(unit), accused('education'), tree)]).toEqual([unit, false]);
      expect([unit, mayOpen(member(unit), accused('unknown', 'complaint', ['education']), tree)]).toEqual([
        unit,
        false,
      ]);
    }
    expect(mayOpen(member('outside', { outside: true }), accused('education'), tree)).toBe(true);
  });
});
