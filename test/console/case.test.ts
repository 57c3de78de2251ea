import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { STAFF_ACTIONS } from '../../src/cases/actions.ts';
import { act, label, seenOf } from './acts.ts';
import { i18n, say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, hidden, plain, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

let test: TestConsole;
let intake: Staff;
let head: Staff;
beforeAll(async () => {
  test = await startConsole();
  intake = await asStaff(test, 'Intake');
  head = await asStaff(test, 'Head');
});
afterAll(() => test.close());

const status = async (id: string) => (await test.store.cases.get(id))?.status;

describe('a case', () => {
  it('goes from the queue to its end; the reporter reads what was previewed, and nothing else', async () => {
    const { id, code } = await test.file('finance', 'ขอเงินค่าใบอนุญาต', { contact: 'ที่ใต้ต้นไม้' });
    const queue = await intake.get('');
    expect(queue.text).toContain('ขอเงินค่าใบอนุญาต');
    expect(queue.html).toContain('class="unread"');
    const page = await intake.get(`/cases/${id}`);
    for (const text of ['ขอเงินค่าใบอนุญาต', 'ที่ใต้ต้นไม้', say('case.identifies'), say('status.received')]) {
      expect(page.text).toContain(text);
    }
    expect(page.text).not.toContain(label('decline')); // only a head may
    expect((await intake.get('?unread=1')).html).not.toContain(id);

    expect((await act(intake, id, 'accept')).last.to).toBe(`/console/cases/${id}?done=accept`);
    expect((await intake.get(`/cases/${id}?done=accept`)).text).toContain(
      say('case.done', { action: label('accept') }),
    );
    const question = 'วันไหน\nที่ไหน <b>"ใคร"</b> & `อะไร`';
    const { first, last } = await act(intake, id, 'ask', { message: question });
    expect(first.text).toContain(say('confirm.preview'));
    expect(first.text).toContain(i18n.t('th', 'track:event.ask'));
    expect(plain(first.html)).toContain(question);
    expect(first.html).not.toContain('<b>"ใคร"');
    expect(last.status).toBe(303);
    const citizen = await test.idOf('Citizen');
    await act(intake, id, 'assign', { assignee: citizen });
    await act(head, id, 'note', { message: 'บันทึกลับเฉพาะเรา' });
    const read = await head.get(`/cases/${id}`);
    for (const text of ['วันไหน', 'บันทึกลับเฉพาะเรา', 'Citizen', 'Intake']) expect(read.text).toContain(text);
    const { last: end } = await act(head, id, 'conclude', { outcome: 'substantiated', message: 'ลงโทษแล้ว' });
    expect(end.status).toBe(303);
    expect(await status(id)).toBe('concluded');
    expect((await intake.get('')).html).not.toContain(id);
    expect((await intake.get('?status=concluded')).html).toContain(id);

    const view = JSON.stringify(await test.cases.desk.track(code));
    expect(view).toContain(JSON.stringify(question).slice(1, -1));
    expect(view).toContain('ลงโทษแล้ว');
    expect(view).not.toContain('บันทึกลับ');
  });

  it('does nothing before the page between was confirmed, and lets people go back with their words', async () => {
    const { id } = await test.file('finance');
    await act(head, id, 'accept');
    let tried = 0;
    for (const { id: action, confirm, told, from } of STAFF_ACTIONS as readonly {
      id: string;
      confirm?: true;
      told: string;
      from: readonly string[];
    }[]) {
      if (!from.includes('accepted') || (told !== 'message' && !confirm)) continue;
      tried += 1;
      const fields = {
        action,
        seen: await seenOf(head, id),
        [`${action}-message`]: 'คำที่พิมพ์ไว้',
        [`${action}-outcome`]: 'substantiated',
        [`${action}-body`]: 'สำนักงาน ป.ป.ช.',
      };
      const before = await test.store.cases.get(id);
      const between = await head.post(`/cases/${id}/act`, fields);
      expect([action, between.status]).toEqual([action, 200]);
      expect(between.text).toContain(say('confirm.title', { action: label(action) }));
      const back = await head.post(`/cases/${id}/act`, { ...fields, step: 'back' });
      expect(back.text).toContain('คำที่พิมพ์ไว้');
      expect(await test.store.cases.get(id)).toEqual(before);
    }
    expect(tried).toBeGreaterThan(3);
  });

  it('previews in the reporter’s language', async () => {
    const { id } = await test.file('finance', 'A bribe was asked for', { lang: 'en' });
    const { first } = await act(intake, id, 'answer', { message: 'Thank you' });
    expect(first.text).toContain(i18n.t('en', 'track:event.answer'));
    expect(first.text).toContain(say('confirm.otherLanguage'));
  });

  it('says what is missing, at its field, and keeps what was typed', async () => {
    const { id } = await test.file('finance');
    const seen = await seenOf(head, id);
    const tries: [Record<string, string>, string][] = [
      [{ action: 'ask', 'ask-message': ' \n ' }, say('act.message.missing')],
      [{ action: 'ask', 'ask-message': 'ก'.repeat(10_001) }, say('act.message.tooLong')],
      [{ action: 'refer', 'refer-message': 'คำที่พิมพ์ไว้' }, say('act.body.missing')],
    ];
    for (const [fields, problem] of tries) {
      const page = await head.post(`/cases/${id}/act`, { ...fields, seen });
      expect([page.status, page.text.includes(problem)]).toEqual([422, true]);
      expect(page.html).toMatch(/<details class="fold" open>/);
      if (fields['refer-message']) expect(page.text).toContain('คำที่พิมพ์ไว้');
    }
    expect(await status(id)).toBe('received');
  });

  it('refuses what its status or the role does not allow, and writes that down', async () => {
    const { id } = await test.file('finance');
    const seen = await seenOf(intake, id);
    for (const [action, code] of [
      ['decline', 403],
      ['conclude', 409],
      ['nonsense', 409],
      ['add', 409],
    ] as const) {
      const fields = {
        action,
        seen,
        [`${action}-message`]: 'x',
        [`${action}-outcome`]: 'substantiated',
        step: 'do',
      };
      const page = await intake.post(`/cases/${id}/act`, fields);
      expect([action, page.status]).toEqual([action, code]);
    }
    expect(await status(id)).toBe('received');
    const last = Number((await test.accounts.audit.head())!.split('-')[0]);
    const lines = await test.accounts.audit.page(last - 12, 12);
    expect(lines.filter((line) => line.what === 'case-refused' && line.case === id)).toHaveLength(4);
  });

  it('is not acted on by who has not seen the newest of it; a double press acts once', async () => {
    const { id } = await test.file('finance');
    const old = await seenOf(intake, id);
    await act(head, id, 'answer', { message: 'ตอบแล้วโดยหัวหน้า' });
    const late = { action: 'answer', 'answer-message': 'ตอบช้าไป', seen: old };
    const page = await intake.post(`/cases/${id}/act`, { ...late, step: 'do' });
    expect([page.status, page.text.includes(say('case.changed')), page.text.includes('ตอบช้าไป')]).toEqual([
      409,
      true,
      true,
    ]);
    const fields = { ...late, seen: hidden(page.html, 'seen'), step: 'do', csrf: await intake.token() };
    const both = await Promise.all([1, 2].map(() => intake.post(`/cases/${id}/act`, fields)));
    // Browsers show the answer to the second press: it must not say that nothing was sent.
    for (const { status, to } of both)
      expect([status, to]).toEqual([303, `/console/cases/${id}?done=answer`]);
    const { text } = await intake.get(`/cases/${id}`);
    expect(text.split('ตอบช้าไป')).toHaveLength(2);
  });

  it('says of the second press what came of the first, also where the case is closed by it; not of others', async () => {
    const { id } = await test.file('finance');
    const seen = await seenOf(head, id);
    const decline = { action: 'decline', 'decline-message': 'เป็นเรื่องของศาล', seen, step: 'do' };
    for (let press = 0; press < 2; press += 1)
      expect((await head.post(`/cases/${id}/act`, decline)).to).toBe(`/console/cases/${id}?done=decline`);
    const other = { ...decline, 'decline-message': 'เหตุผลอื่น' };
    expect((await head.post(`/cases/${id}/act`, other)).status).toBe(409);
    const citizen = await asStaff(test, 'Citizen');
    expect((await citizen.post(`/cases/${id}/act`, decline)).status).toBe(409);
    const note = { action: 'note', 'note-message': 'จด', seen: await seenOf(head, id) };
    for (let press = 0; press < 2; press += 1)
      expect((await head.post(`/cases/${id}/act`, note)).to).toBe(`/console/cases/${id}?done=note`);
    // On purpose, on a page that shows the first, the same again is another.
    await head.post(`/cases/${id}/act`, { ...note, seen: await seenOf(head, id) });
    const { text } = await head.get(`/cases/${id}`);
    expect(text.split(' จด ')).toHaveLength(3);
    expect(text.split('เป็นเรื่องของศาล')).toHaveLength(2);
    expect(text).not.toContain('เหตุผลอื่น');
  });
});
