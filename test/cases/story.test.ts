import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReporterActionId } from '../../src/cases/actions.ts';
import { openCaseOffice, randomId, story, complaintOn, type CaseOffice } from './case-office.ts';
import { newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { dayOf, addDays } from '../../src/clock.ts';
import { DAY } from '../support/clock.ts';
import { expectedKey } from '../support/expected-key.ts';

let office: CaseOffice;
beforeAll(async () => {
  office = await openCaseOffice();
});
afterAll(() => office.close());

const today = () => dayOf(office.clock.now());
const pass = (days: number) => office.clock.advance(days * DAY);
const track = async (code: TrackingCode) => (await office.desk.track(code))!;
const viewOf = (id: string) => office.casework.open(office.worker('officer'), id);

async function write(caseId: string, action: ReporterActionId, text?: string) {
  const status = await office.desk.write({ caseId, action, id: randomId(), text });
  await office.release();
  return status;
}
const act = (caseId: string, action: string, more: Record<string, string> = {}) =>
  office.casework.act(office.worker('officer', 'head'), { caseId, action, message: 'ข้อความ', ...more });
const conclude = (caseId: string) => act(caseId, 'conclude', { outcome: 'unsubstantiated' });

async function filed() {
  const made = await office.file();
  await office.release();
  return made;
}

describe('what a code opens', () => {
  it('is its own case and no other, and nothing for a code that was never filed', async () => {
    const [a, b] = [await filed(), await filed()];
    expect((await track(a.code)).caseId).toBe(a.id);
    expect((await track(b.code)).caseId).toBe(b.id);
    expect(await office.desk.track(newCode())).toBeUndefined();
  });

  it('is status and officers’ words, never what the reporter wrote: a seized code reopens no report', async () => {
    const secret = 'ข้อความลับที่ผู้แจ้งพิมพ์';
    const { code, receipt } = await office.file({
      answers: complaintOn('finance', {
        what: story(secret),
        contact: { of: 'line', text: secret },
        who: { of: 'line', text: secret },
      }),
    });
    await office.release();
    await act(receipt.caseId, 'ask', { message: 'คำถามของเจ้าหน้าที่' });
    await write(receipt.caseId, 'reply', secret);
    await act(receipt.caseId, 'note', { message: 'บันทึกภายในลับ' });
    await write(receipt.caseId, 'add', secret);
    const view = JSON.stringify(await track(code));
    expect(view).toContain('คำถามของเจ้าหน้าที่');
    expect(view).not.toContain(secret);
    expect(view).not.toContain('บันทึกภายในลับ');
    // And the reporter ring itself holds no more: it is not a matter of what is shown.
    const row = await office.row(receipt.caseId);
    const kinds = (await office.writer.readItems(row, 'reporter')).map(({ item }) => item.kind);
    expect(new Set(kinds)).toEqual(new Set(['status', 'message']));
  });

  it('shows days, deadlines and what can be done, step by step', async () => {
    const { code, id } = await filed();
    const due = addDays(today(), 15);
    expect(await track(code)).toMatchObject({
      status: 'received',
      deadline: { day: due },
      actions: ['add', 'withdraw'],
    });
    pass(3);
    await act(id, 'accept');
    expect(await track(code)).toMatchObject({ status: 'accepted', deadline: { day: due } }); // accepting is no answer
    await act(id, 'ask', { message: 'ที่ไหน' });
    const end = addDays(today(), 57); // sixty days from receipt, not from the question
    expect(await track(code)).toMatchObject({
      status: 'asked',
      deadline: { day: end },
      actions: ['reply', 'withdraw'],
    });
    pass(10);
    await write(id, 'reply', 'ที่ตลาด');
    await act(id, 'answer');
    expect(await track(code)).toMatchObject({ status: 'accepted', deadline: { day: end } });
    await conclude(id);
    const view = await track(code);
    expect(view).toMatchObject({ status: 'concluded', outcome: 'unsubstantiated', actions: ['contest'] });
    expect([view.deadline, view.contestUntil]).toEqual([undefined, addDays(today(), 30)]);
    expect(view.timeline.map(({ action }) => action)).toEqual([
      'file',
      'accept',
      'ask',
      'reply',
      'answer',
      'conclude',
    ]);
    expect(view.timeline.map(({ day }) => day)).toEqual([...view.timeline.map(({ day }) => day)].sort());
  });
});

describe('contesting', () => {
  it('is possible through the thirtieth day, and not after', async () => {
    const { code, id } = await filed();
    await act(id, 'accept');
    await conclude(id);
    pass(30);
    expect((await track(code)).actions).toEqual(['contest']);
    pass(1);
    expect((await track(code)).actions).toEqual([]);
    expect(await expectedKey(() => write(id, 'contest', 'ไม่เห็นด้วย'))).toBe('action-not-possible');
  });

  it('is counted from the conclusion, whatever is noted after it', async () => {
    const { id } = await filed();
    await act(id, 'accept');
    await conclude(id);
    pass(20);
    await act(id, 'note');
    pass(11);
    expect(await expectedKey(() => write(id, 'contest', 'x'))).toBe('action-not-possible');
  });

  it('happens once, whichever way the review goes', async () => {
    // Every way that can be gone after a contest, by staff and reporter, ends where nothing can be contested.
    const seen = new Set<string>();
    const goOn = async (way: string[]): Promise<void> => {
      const { code, id } = await filed();
      await act(id, 'accept');
      await conclude(id);
      await write(id, 'contest', 'ไม่เห็นด้วย');
      for (const step of way) {
        if (step === 'withdraw' || step === 'undo-withdrawal' || step === 'add') await write(id, step, 'x');
        else await act(id, step, { outcome: 'substantiated', body: 'ป.ป.ช.', assignee: 'citizen' });
      }
      const { status, actions } = await track(code);
      expect(actions).not.toContain('contest');
      if (seen.has(status)) return;
      seen.add(status);
      const { actions: possible } = await office.casework.open(office.worker('officer', 'head'), id);
      for (const step of [...actions, ...possible]) if (step !== 'note') await goOn([...way, step]);
    };
    await goOn([]);
    expect(seen).toEqual(new Set(['contested', 'final']));
  });

  it('opens the case again for as long as a new one', async () => {
    const { code, id } = await filed();
    await act(id, 'accept');
    await conclude(id);
    pass(29);
    expect(await write(id, 'contest', 'ไม่เห็นด้วย')).toBe('contested');
    const due = addDays(today(), 60);
    expect(await track(code)).toMatchObject({
      status: 'contested',
      deadline: { day: due },
      outcome: undefined,
    });
    pass(20);
    await act(id, 'answer-review');
    expect((await track(code)).deadline?.day).toBe(due);
    await act(id, 'conclude-review', { outcome: 'substantiated' });
    expect(await track(code)).toMatchObject({ status: 'final', outcome: 'substantiated', actions: [] });
  });
});

describe('withdrawing', () => {
  it('is a request: nothing is erased, staff decide, and the deadline goes on', async () => {
    const { code, id } = await filed();
    const before = (await office.row(id)).items.length;
    const due = (await track(code)).deadline?.day;
    expect(await write(id, 'withdraw')).toBe('withdrawing');
    expect(await track(code)).toMatchObject({ deadline: { day: due }, actions: ['add', 'undo-withdrawal'] });
    expect((await office.row(id)).items.length).toBe(before + 2);
    expect((await viewOf(id)).report.answers['what']).toBeDefined();
    await act(id, 'keep-open', { message: 'ขอทำเรื่องต่อ' });
    expect((await track(code)).status).toBe('accepted');
  });

  it('can be undone for as long as nobody has decided, and for fourteen days after', async () => {
    const { code, id } = await filed();
    const due = (await track(code)).deadline?.day;
    await write(id, 'withdraw');
    pass(40);
    expect((await track(code)).actions).toContain('undo-withdrawal');
    expect(await write(id, 'undo-withdrawal')).toBe('accepted');
    expect((await track(code)).deadline?.day).toBe(due); // it does not put off the answer
    await write(id, 'withdraw');
    await act(id, 'allow-withdrawal');
    expect(await track(code)).toMatchObject({
      status: 'withdrawn',
      outcome: 'withdrawn',
      actions: ['undo-withdrawal'],
    });
    pass(14);
    expect(await write(id, 'undo-withdrawal')).toBe('accepted');
    expect(await track(code)).toMatchObject({ deadline: { day: addDays(today(), 60) }, outcome: undefined });
    expect((await viewOf(id)).report.answers['what']).toBeDefined();
    await write(id, 'withdraw');
    await act(id, 'allow-withdrawal');
    pass(15);
    expect((await track(code)).actions).toEqual([]);
    expect(await expectedKey(() => write(id, 'undo-withdrawal'))).toBe('action-not-possible');
  });
});

it('a title is cut between two signs, and says that it was', async () => {
  const titleOf = async (text: string) => {
    const { id } = await office.file({ answers: complaintOn('finance', { what: story(text) }) });
    await office.release();
    return (await viewOf(id)).title;
  };
  expect(await titleOf('สั้น ๆ')).toMatch(/: สั้น ๆ$/);
  for (const sign of ['👍🏽', 'กำ้', 'x']) {
    const title = await titleOf(sign.repeat(400));
    expect(title).toMatch(/…$/);
    expect(title.split(': ')[1]!.slice(0, -1).replaceAll(sign, '')).toBe('');
  }
});
