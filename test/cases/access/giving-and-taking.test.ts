import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailableError } from '../../../src/store/ports.ts';
import { aComment, complaintOn, type CaseOffice } from '../case-office.ts';
import { confirm, disable, holdersOf, openAccessOffice, shownCase } from './access-office.ts';
import { expectedKey } from '../../support/expected-key.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openAccessOffice();
});
afterEach(() => office.close());

describe('giving', () => {
  it('passes on what the conflict rule allows, to a confirmed key alone', async () => {
    const theirs = await office.file({ answers: complaintOn('finance') });
    const others = await office.file({ answers: complaintOn('education') });
    const comment = await office.file({ kind: 'comment', answers: aComment });
    await office.release();
    const head = office.worker('head');
    for (const { id } of [theirs, others, comment]) {
      expect(await expectedKey(() => office.access.give(head, id, 'late', 'pass'))).toBe('grant-unconfirmed');
    }
    await confirm(office, 'late');
    const gifts = [];
    for (const { id } of [theirs, others, comment])
      gifts.push(await office.access.give(head, id, 'late', 'pass'));
    expect(gifts).toEqual(['conflict', 'given', 'given']);
    expect(await office.access.give(head, others.id, 'late', 'pass')).toBe('had');
    const late = office.worker('late');
    expect(await expectedKey(() => office.casework.open(late, theirs.id))).toBe('case-gone');
    const { dialogue } = await office.casework.open(late, others.id);
    expect(dialogue.at(-1)).toMatchObject({ action: 'give-access', who: 'head', detail: 'late' });
    expect(await office.access.look(head, theirs.id)).toEqual({
      holders: ['officer', 'head', 'citizen', 'teacher'],
      eligible: [],
    });
  });

  it('is nothing for who cannot open the case, or in a role that may not', async () => {
    const { id } = await shownCase(office, { answers: complaintOn('education') });
    await confirm(office, 'late');
    const teacher = office.worker('teacher');
    for (const way of [
      () => office.access.give(teacher, id, 'late', 'pass'),
      () => office.access.look(teacher, id),
      () => office.access.reseal(teacher, id),
      () => office.access.take(office.worker('teacher', 'head'), id, 'officer'),
    ])
      expect(await expectedKey(way)).toBe('case-gone');
    const officer = office.worker('officer');
    expect(await expectedKey(() => office.access.give(officer, id, 'late', 'give'))).toBe('action-not-yours');
    expect(await expectedKey(() => office.access.take(officer, id, 'head'))).toBe('action-not-yours');
    expect(holdersOf(await office.row(id))).not.toContain('key-of-late');
  });
});

describe('taking', () => {
  /** What a restore would do again. */
  const kinds = async () => (await office.gone.list()).map(({ kind }) => kind);

  it('makes a new ring without the person, ends the assignment, and is not undone by passing on', async () => {
    const { id } = await shownCase(office);
    const head = office.worker('head');
    await office.casework.act(head, { caseId: id, action: 'assign', assignee: 'teacher' });
    await office.access.take(head, id, 'teacher');
    const row = await office.row(id);
    expect([row.generation, row.assignee]).toEqual([2, undefined]);
    expect(holdersOf(row)).not.toContain('key-of-teacher');
    expect((await office.casework.open(head, id)).dialogue.at(-1)).toMatchObject({
      action: 'take-access',
      detail: 'teacher',
    });
    expect(await expectedKey(() => office.access.take(head, id, 'teacher'))).toBe('access-not-there');
    expect(await office.access.give(office.worker('officer'), id, 'teacher', 'pass')).toBe('taken');
    expect(await office.access.give(head, id, 'teacher', 'give')).toBe('given');
    expect((await office.casework.open(office.worker('teacher'), id)).report).toBeDefined();
  });

  it('is noted for restores whatever the store says of it, and not when it is refused', async () => {
    const { id } = await shownCase(office);
    const head = office.worker('head');
    await office.access.take(head, id, 'teacher');
    await office.access.give(head, id, 'teacher', 'give');
    expect(await kinds()).toEqual([]);
    expect(await expectedKey(() => office.access.take(head, id, 'late'))).toBe('access-not-there');
    for (const who of ['citizen', 'officer']) disable(office, who);
    await office.access.take(head, id, 'teacher');
    expect(await expectedKey(() => office.access.take(head, id, 'head'))).toBe('access-last');
    expect(await kinds()).toEqual(['access']);
    await office.access.give(head, id, 'teacher', 'give');
    expect(await kinds()).toEqual([]);
    const silent = await office.through({
      ...office.port,
      async replace(row) {
        await office.port.replace(row);
        throw new StoreUnavailableError();
      },
    });
    await expect(silent.access.take(head, id, 'teacher')).rejects.toThrow(StoreUnavailableError);
    expect(holdersOf(await office.row(id))).not.toContain('key-of-teacher');
    expect(await kinds()).toEqual(['access']);
  });

  it('stays noted when the same access was being given at that moment', async () => {
    const { id } = await shownCase(office);
    const head = office.worker('head');
    await office.access.take(head, id, 'teacher');
    const giving = await office.through({
      ...office.port,
      async replace(row) {
        const done = await office.port.replace(row);
        if (holdersOf(await office.row(id)).includes('key-of-teacher'))
          await office.access.take(head, id, 'teacher');
        return done;
      },
    });
    await giving.access.give(head, id, 'teacher', 'give');
    expect(holdersOf(await office.row(id))).not.toContain('key-of-teacher');
    expect(await kinds()).toEqual(['access']);
  });

  it('can be done to oneself, but somebody must be left', async () => {
    const { id } = await shownCase(office);
    for (const who of ['teacher', 'officer', 'head'])
      await office.access.take(office.worker('citizen'), id, who);
    expect(await expectedKey(() => office.access.take(office.worker('citizen'), id, 'citizen'))).toBe(
      'access-last',
    );
    expect((await office.casework.open(office.worker('citizen'), id)).report).toBeDefined();
  });
});

it('links nothing for somebody from whom the case was taken a moment ago', async () => {
  const [one, two] = [await office.file(), await office.file()];
  await office.release();
  let looks = 0;
  const racing = await office.through({
    ...office.port,
    async get(id) {
      if (id === one.id && ++looks === 2) await office.access.take(office.worker('head'), id, 'officer');
      return office.port.get(id);
    },
  });
  const link = { caseId: one.id, other: two.id, linked: true };
  expect(await expectedKey(() => racing.casework.link(office.worker('officer'), link))).toBe('case-gone');
  for (const { id } of [one, two])
    expect((await office.casework.open(office.worker('head'), id)).linked).toEqual([]);
});
