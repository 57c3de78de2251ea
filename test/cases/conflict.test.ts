import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isUnplaced, mayOpen, type Member, type UnitTree } from '../../src/cases/conflict.ts';
import { aComment, complaintOn, type CaseOffice } from './case-office.ts';
import { everywhere, excluding, expectOnly, openFullOffice, touches, units } from './everybody.ts';
import { expectedKey } from '../support/expected-key.ts';

let office: CaseOffice;
beforeAll(async () => {
  office = await openFullOffice();
});
afterAll(() => office.close());

jest.setTimeout(90_000); // sealing to everybody takes a busy machine long

describe('an accused unit', () => {
  it.each(units.map(({ id }) => id))('%s: nobody of it, above it or below it', async (unit) => {
    const allowed = [
      ...everywhere.filter((post) => !touches(unit, post.unit!)).map(({ id }) => id),
      ...(touches(unit, 'complaints') ? [] : ['officer']),
      'citizen',
    ];
    await expectOnly(office, complaintOn(unit), allowed);
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
    expectOnly(office, complaintOn('whole'), ['citizen']));

  it.each(['unknown', 'other'])('“%s”: everybody but the designated intake officers', (unit) =>
    expectOnly(office, complaintOn(unit), ['officer']),
  );

  it('units that the reporter names, with their lines', async () => {
    const free = (...named: string[]) =>
      everywhere.filter(({ unit }) => !named.some((each) => touches(each, unit!))).map(({ id }) => id);
    await expectOnly(office, complaintOn('finance', excluding('education')), [
      ...free('finance', 'education'),
      'officer',
      'citizen',
    ]);
    await expectOnly(office, complaintOn('finance', excluding('personnel', 'complaints')), [
      ...free('finance', 'personnel', 'complaints'),
      'citizen',
    ]);
    await expectOnly(office, complaintOn('finance', excluding('whole')), ['citizen']);
    await expectOnly(office, complaintOn('finance', excluding('unknown', 'other')), [
      ...free('finance'),
      'officer',
      'citizen',
    ]);
  });

  it('a comment accuses nobody', () =>
    expectOnly(
      office,
      { ...aComment, about: { of: 'unit', value: 'finance' } },
      [...everywhere.map(({ id }) => id), 'officer', 'citizen'],
      'comment',
    ));
});

describe('a case that nobody is left for', () => {
  it('waits under the recovery key, and says so to the reporter alone', async () => {
    const answers = complaintOn('unknown', excluding('academic-and-planning'));
    const { id, receipt, row } = await expectOnly(office, answers, []);
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
