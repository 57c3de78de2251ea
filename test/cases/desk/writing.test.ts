import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCaseOffice, randomId, type CaseOffice } from '../case-office.ts';
import { askedCase } from './desk-office.ts';
import { expectedKey } from '../../support/expected-key.ts';

let office: CaseOffice;
beforeAll(async () => {
  office = await openCaseOffice();
});
afterAll(() => office.close());

describe('writing to a case', () => {
  it('takes the same writing once, also ten times at once', async () => {
    const { id, code } = await askedCase(office);
    const once = randomId();
    const write = () => office.desk.write({ caseId: id, action: 'reply', id: once, text: 'ที่ตลาด' });
    expect(new Set(await Promise.all(Array.from({ length: 10 }, write)))).toEqual(new Set(['accepted']));
    expect(await write()).toBe('accepted');
    const view = (await office.desk.track(code))!;
    expect(view.timeline.map(({ action }) => action)).toEqual(['file', 'ask', 'reply']);
    await office.release();
    const { dialogue } = await office.casework.open(office.worker('officer'), id);
    expect(dialogue.map(({ action }) => action)).toEqual(['ask', 'reply']);
  });

  it('takes twenty different writings at once, each once and each under a number of its own', async () => {
    const { id } = await office.file();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        office.desk.write({ caseId: id, action: 'add', id: randomId(), text: `ข้อ ${n}` }),
      ),
    );
    await office.release();
    const { dialogue } = await office.casework.open(office.worker('officer'), id);
    expect(new Set(dialogue.map(({ text }) => text)).size).toBe(20);
    const row = await office.row(id);
    expect(new Set(row.items.map(({ ring, sequence }) => `${ring} ${sequence}`)).size).toBe(row.items.length);
  });

  it('to a case that is gone says so', async () => {
    expect(
      await expectedKey(() =>
        office.desk.write({ caseId: randomId(), action: 'add', id: randomId(), text: 'x' }),
      ),
    ).toBe('case-gone');
    expect(
      await expectedKey(() =>
        office.desk.notify({ caseId: randomId(), id: randomId(), address: 'U', lang: 'th' }),
      ),
    ).toBe('case-gone');
    await office.desk.stopNotifying(randomId(), randomId());
  });

  it('never gives a number again, whatever goes', async () => {
    const { id } = await office.file();
    const numbers = new Set<number>();
    for (let n = 0; n < 3; n += 1) {
      const item = await office.desk.notify({ caseId: id, id: randomId(), address: `U${n}`, lang: 'th' });
      const { sequence } = (await office.row(id)).items.find((ref) => ref.id === item)!;
      expect(numbers.has(sequence)).toBe(false);
      numbers.add(sequence);
      await office.desk.stopNotifying(id, item);
    }
  });

  it('tells nobody who reads the row whether the reporter or staff wrote, once it is released', async () => {
    const { id } = await askedCase(office);
    await office.desk.write({ caseId: id, action: 'reply', id: randomId(), text: 'ที่ตลาด' });
    await office.release();
    for (const { once, pending, ahead } of (await office.row(id)).items) {
      expect(once).toMatch(/^[0-9a-f]{32}$/);
      expect([pending, ahead]).toEqual([false, undefined]);
    }
  });
});

describe('notifications', () => {
  it('are taken out by “stop”, whichever was asked for, and asking again takes the place of the first', async () => {
    const { id, code } = await office.file();
    await office.release();
    const officer = office.worker('officer');
    const ask = (address: string) => office.desk.notify({ caseId: id, id: randomId(), address, lang: 'th' });
    const first = await ask('U-first');
    const second = await ask('U-second');
    expect((await office.desk.track(code))!.notify).toBe(second);
    expect((await office.casework.act(officer, { caseId: id, action: 'accept' })).notify).toEqual([
      { channel: 'line', address: 'U-second', lang: 'th' },
    ]);
    await office.desk.stopNotifying(id, first);
    expect((await office.desk.track(code))!.notify).toBeUndefined();
    expect(await office.port.readItems([first, second])).toEqual([]);
    expect(
      (await office.casework.act(officer, { caseId: id, action: 'answer', message: 'x' })).notify,
    ).toEqual([]);
  });

  it('“stop” takes nothing else out, whatever it is given', async () => {
    const { id } = await office.file();
    for (const { id: item } of (await office.row(id)).items) await office.desk.stopNotifying(id, item);
    expect((await office.row(id)).version).toBe(1);
  });

  it('come only from actions the reporter is told of, and end with the case', async () => {
    const { id, code } = await office.file();
    await office.release();
    const worker = office.worker('officer', 'head');
    const item = await office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'en' });
    const act = (action: string, more = {}) =>
      office.casework.act(worker, { caseId: id, action, message: 'x', ...more });
    expect((await act('note')).notify).toEqual([]);
    expect((await act('assign', { assignee: 'citizen' })).notify).toEqual([]);
    expect((await act('accept')).notify).toHaveLength(1);
    expect((await act('conclude', { outcome: 'substantiated' })).notify).toEqual([
      { channel: 'line', address: 'U1', lang: 'en' },
    ]);
    expect(await office.port.readItems([item])).toEqual([]);
    expect((await office.desk.track(code))!.notify).toBeUndefined();
    expect(
      await expectedKey(() => office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'en' })),
    ).toBe('action-not-possible');
  });

  it('asked for twice under one id are one, also when stopped in between', async () => {
    const { id } = await office.file();
    const wish = { caseId: id, id: randomId(), address: 'U1', lang: 'th' as const };
    const item = await office.desk.notify(wish);
    expect(await office.desk.notify(wish)).toBe(item);
    await office.desk.stopNotifying(id, item);
    await office.desk.notify(wish);
    const kinds = (await office.writer.readItems(await office.row(id), 'staff')).map(
      ({ item: { kind } }) => kind,
    );
    expect(kinds).toEqual(['report']);
  });
});
