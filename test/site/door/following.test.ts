import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPORTER_ACTIONS, STAFF_ACTIONS } from '../../../src/cases/actions.ts';
import { formatCode, newCode } from '../../../src/cases/tracking.ts';
import { DAY, MINUTE } from '../../support/clock.ts';
import { i18n } from '../site-under-test.ts';
import { atOwnDoor, startDoor, type TestDoor } from './door-under-test.ts';
import { stateOf } from './state.ts';
import { codeOn, REPORT, visitor, type Page, type Typed } from './visitor.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

const person = () => visitor(door.origin);

/** The ids of all cases an officer's key opens. */
const caseIds = async () =>
  (await door.store.cases.queue({ recipient: door.officer.key.id, limit: 200 })).map(({ id }) => id);

/** A case that was just filed: its code, and its id as staff know it. */
async function filed(): Promise<{ code: string; id: string }> {
  const before = new Set(await caseIds());
  const reporter = person();
  const review = await reporter.press(await reporter.get('/report'), 'review', REPORT);
  await reporter.press(review, 'file');
  return { code: codeOn(review), id: (await caseIds()).find((id) => !before.has(id))! };
}

const act = (id: string, action: string, more: Typed = {}) =>
  door.cases.casework.act(door.head, { caseId: id, action, ...(more as object) });

async function opened(code: string): Promise<{ reporter: ReturnType<typeof person>; page: Page }> {
  const reporter = person();
  return { reporter, page: await reporter.press(await reporter.get('/track'), 'open', { code }) };
}

const dialogueOf = async (id: string) =>
  (await door.cases.casework.open(door.officer, id)).dialogue.map(({ by, action, text }) => ({
    by,
    action,
    text,
  }));
const hidden = (page: Page, name: string) =>
  page.forms.flatMap(({ values }) => values).find(([each]) => each === name)![1];

describe('a code on the web', () => {
  it('opens its case: where it stands, what comes next, what the officers wrote', async () => {
    const { code, id } = await filed();
    await act(id, 'ask', { message: 'เกิดขึ้นช่วงไหน <i>เช้า</i>\nหรือบ่าย' });
    const { page } = await opened(code);
    expect(page.status).toBe(200);
    for (const words of ['เจ้าหน้าที่ถามเพิ่ม รอคุณตอบ', 'คุณส่งเรื่อง', 'เกิดขึ้นช่วงไหน <i>เช้า</i> หรือบ่าย', '2569'])
      expect(page.text).toContain(words);
    expect(page.text).not.toContain('ต่อเติมบ้าน'); // what the reporter wrote cannot be read back
    expect(page.html).not.toContain(code);
    expect(page.html).not.toContain(id);
  });

  it.each([
    ['as it is shown', (code: string) => formatCode(code as never)],
    ['in Thai digits', (code: string) => code.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)]!)],
    ['with dashes and ends of lines', (code: string) => ` ${code.slice(0, 7)}-${code.slice(7)}\r\n`],
  ])('is read %s', async (_how, written) => {
    const { code } = await filed();
    expect((await opened(written(code))).page.text).toContain('คุณส่งเรื่อง');
  });

  it.each([
    ['nothing', '', 'ยังไม่ได้ใส่รหัสติดตาม'],
    ['letters', 'abcd 5678', 'มีแต่ตัวเลข'],
    ['too few digits', '1234 5678', 'ยังไม่ครบหรือเกิน'],
    ['a wrong digit', newCode().replace(/.$/, (digit) => String((Number(digit) + 1) % 10)), 'พิมพ์ผิดไปบางตัว'],
    ['a code without a case', newCode(), 'ไม่พบเรื่องของรหัสนี้'],
  ])('that is %s is told so, stays to be mended, and changes nothing', async (_what, code, words) => {
    const before = await stateOf(door);
    const { page } = await opened(code);
    expect([page.status, page.text.includes(words)]).toEqual([422, true]);
    expect(page.html).toMatch(/class="error-summary"[^>]*autofocus/);
    expect(hidden(page, 'code')).toBe(code);
    expect(await stateOf(door)).toEqual(before);
  });

  it('is answered as late without a case as with one', async () => {
    await atOwnDoor({ answerStepMs: 400 }, async (slow) => {
      const reporter = visitor(slow.origin);
      const review = await reporter.press(await reporter.get('/report'), 'review', REPORT);
      await reporter.press(review, 'file');
      const track = await reporter.get('/track');
      for (const code of [codeOn(review), newCode()]) {
        const asked = performance.now();
        await reporter.press(track, 'open', { code });
        expect(performance.now() - asked).toBeGreaterThanOrEqual(399);
      }
    });
  });
});

describe('writing to a case', () => {
  it('answers a question, without the code, once', async () => {
    const { code, id } = await filed();
    await act(id, 'ask', { message: 'เมื่อไร' });
    const { reporter, page } = await opened(code);
    const sent = await reporter.press(page, 'write', { text: 'ต้นเดือน\r\nช่วงบ่าย' }, { action: 'reply' });
    expect(sent.text).toContain('ส่งคำตอบถึงเจ้าหน้าที่แล้ว');
    await reporter.press(page, 'write', { text: 'ต้นเดือน\r\nช่วงบ่าย' }, { action: 'reply' }); // reload
    expect(await dialogueOf(id)).toEqual([
      { by: 'staff', action: 'ask', text: 'เมื่อไร' },
      { by: 'reporter', action: 'reply', text: 'ต้นเดือน\nช่วงบ่าย' },
    ]);
    expect((await opened(code)).page.text).toContain('คุณตอบเจ้าหน้าที่');
  });

  it('adds what was sent twice from one page once, and what was sent from another page, too', async () => {
    const { code, id } = await filed();
    const { reporter, page } = await opened(code);
    const add = (from: Page) => reporter.press(from, 'write', { text: 'มีพยาน' }, { action: 'add' });
    const answers = [await add(page), await add(page)];
    expect(answers.map(({ text }) => text.includes('ส่งเพิ่มในเรื่องแล้ว'))).toEqual([true, true]);
    expect(await dialogueOf(id)).toHaveLength(1);
    await add((await opened(code)).page);
    expect(await dialogueOf(id)).toHaveLength(2);
  });

  it('contests a conclusion once, within its days', async () => {
    const { code, id } = await filed();
    await act(id, 'accept');
    await act(id, 'conclude', { outcome: 'unsubstantiated', message: 'ไม่พบ' });
    const { reporter, page } = await opened(code);
    expect(page.text).toContain('โต้แย้งได้หนึ่งครั้ง ถึง');
    await reporter.press(page, 'write', { text: 'มีใบเสร็จ' }, { action: 'contest' });
    expect((await door.store.cases.get(id))!.status).toBe('contested');
    await act(id, 'conclude-review', { outcome: 'substantiated', message: 'พบแล้ว' });
    const last = (await opened(code)).page;
    expect(last.forms.some(({ values }) => values.some(([, value]) => value === 'contest'))).toBe(false);
  });

  it('asks to withdraw, and takes that back', async () => {
    const { code, id } = await filed();
    const first = await opened(code);
    await first.reporter.press(first.page, 'write', {}, { action: 'withdraw' });
    expect((await door.store.cases.get(id))!.status).toBe('withdrawing');
    const second = await opened(code);
    await second.reporter.press(second.page, 'write', {}, { action: 'undo-withdrawal' });
    expect((await door.store.cases.get(id))!.status).toBe('accepted');
  });

  it('keeps the words and asks for the code again after 15 minutes', async () => {
    const { code, id } = await filed();
    const other = await filed();
    const { reporter, page } = await opened(code);
    door.clock.advance(15 * MINUTE);
    const before = await stateOf(door);
    const late = await reporter.press(page, 'write', { text: 'อีกเรื่องหนึ่ง' }, { action: 'add' });
    expect(late.text).toContain('ขอรหัสติดตามอีกครั้ง');
    expect(hidden(late, 'text')).toBe('อีกเรื่องหนึ่ง');
    expect(late.html).not.toContain('name="pass"');
    for (const wrong of ['', newCode(), '12']) {
      const again = await reporter.press(late, 'write', { code: wrong });
      expect(again.html).toContain('name="code"');
      expect(hidden(again, 'text')).toBe('อีกเรื่องหนึ่ง');
    }
    expect(await stateOf(door)).toEqual(before);
    expect((await reporter.press(late, 'write', { code })).text).toContain('ส่งเพิ่มในเรื่องแล้ว');
    expect(await dialogueOf(id)).toHaveLength(1);
    expect(await dialogueOf(other.id)).toEqual([]);
  });

  it('with the code of another case writes to that case alone', async () => {
    const [mine, other] = [await filed(), await filed()];
    const { reporter, page } = await opened(mine.code);
    await reporter.press(page, 'write', { text: 'ของอีกเรื่อง', code: other.code }, { action: 'add' });
    expect(await dialogueOf(mine.id)).toEqual([]);
    expect(await dialogueOf(other.id)).toHaveLength(1);
  });

  it.each([
    ['nothing', '   ', 'ยังไม่ได้เขียนข้อความ'],
    ['too much', 'ก'.repeat(20_001), 'ข้อความยาวเกินไป'],
    ['a tracking code', `ดู ${newCode()}`, 'มีรหัสติดตาม 20 หลัก'],
  ])('of %s is refused, and kept', async (_what, text, words) => {
    const { code } = await filed();
    const { reporter, page } = await opened(code);
    const before = await stateOf(door);
    const answer = await reporter.press(page, 'write', { text }, { action: 'add' });
    expect([answer.status, answer.text.includes(words), hidden(answer, 'text')]).toEqual([422, true, text]);
    expect(await stateOf(door)).toEqual(before);
  });

  it('that came too late keeps the words and says why', async () => {
    const { code, id } = await filed();
    const { reporter, page } = await opened(code);
    await act(id, 'accept');
    await act(id, 'conclude', { outcome: 'substantiated', message: 'พบ' });
    const before = await stateOf(door);
    const answer = await reporter.press(page, 'write', { text: 'เพิ่มเติม' }, { action: 'add' });
    expect(answer.text).toContain('สถานะอาจเพิ่งเปลี่ยน');
    expect(hidden(answer, 'text')).toBe('เพิ่มเติม');
    expect(await stateOf(door)).toEqual(before);
  });

  it('changes language with what was typed', async () => {
    const { code, id } = await filed();
    const { reporter, page } = await opened(code);
    const english = await reporter.press(page, 'again', { text: 'กำลังพิมพ์' }, { lang: 'en', action: 'add' });
    expect(english.html).toContain('<html lang="en">');
    expect(hidden(english, 'text')).toBe('กำลังพิมพ์');
    await reporter.press(english, 'write');
    expect(await dialogueOf(id)).toHaveLength(1);
  });

  it('stops notifications, and takes nothing else out of the case', async () => {
    const { code, id } = await filed();
    await door.cases.desk.notify({ caseId: id, id: 'a'.repeat(32), address: 'U1', lang: 'th' });
    const { reporter, page } = await opened(code);
    expect(page.text).toContain('เปิดแจ้งเตือนทาง LINE ไว้');
    const items = (await door.store.cases.get(id))!.items;
    await reporter.press(page, 'stop', { notify: items[0]!.id, item: items[0]!.id });
    const left = (await door.store.cases.get(id))!.items.map((item) => item.id);
    expect(items.filter((item) => !left.includes(item.id))).toHaveLength(1);
    expect(left).toContain(items[0]!.id);
    expect((await opened(code)).page.text).not.toContain('เปิดแจ้งเตือนทาง LINE ไว้');
  });
});

describe('every act of the tracking page', () => {
  const ACTS = ['open', 'write', 'again', 'stop', '', 'nothing', '__proto__'];
  const BODIES: Record<string, (pass: string) => Typed> = {
    'neither code nor pass': () => ({}),
    'a mistyped code': () => ({ code: '12345678901234567890' }),
    'a code without a case': () => ({ code: newCode() }),
    'a tampered pass': (pass) => ({ pass: (pass.startsWith('A') ? 'B' : 'A') + pass.slice(1) }),
    'an invented pass': () => ({ pass: 'AAAA' }),
    'an action that is none': (pass) => ({ pass, action: 'conclude' }),
  };

  let pass: string;
  beforeAll(async () => {
    pass = hidden((await opened((await filed()).code)).page, 'pass');
  });

  it.each(ACTS.flatMap((each) => Object.keys(BODIES).map((what) => [each, what] as const)))(
    '"%s" with %s changes nothing',
    async (name, what) => {
      const body = BODIES[what]!(pass);
      const before = await stateOf(door);
      const answer = await person().post('/track', { action: 'add', text: 'ข้อความ', ...body, do: name });
      expect(answer.status === 200 || answer.status === 422).toBe(true);
      expect(answer.text).not.toContain('คุณส่งเรื่อง');
      expect(await stateOf(door)).toEqual(before);
    },
  );
});

describe('wording', () => {
  it('knows every action that a reporter sees or does', () => {
    const told = STAFF_ACTIONS.filter((action) => action.told !== 'nothing').map(({ id }) => id);
    const keys = [
      ...[...told, ...REPORTER_ACTIONS.map(({ id }) => id), 'file', 'notify'].map(
        (id) => `track:event.${id}`,
      ),
      ...REPORTER_ACTIONS.map(({ id, needs }) =>
        (needs as readonly string[]).includes('message') ? `door:write.${id}` : `track:confirm.${id}`,
      ),
      ...REPORTER_ACTIONS.map(({ id }) => `track:done.${id}`),
    ];
    for (const lang of ['th', 'en'] as const) expect(keys.filter((key) => !i18n.has(lang, key))).toEqual([]);
  });
});

it('a case past its answer day says sorry and where else to go', async () => {
  const { code } = await filed();
  door.clock.advance(16 * DAY);
  expect((await opened(code)).page.text).toContain('เลยกำหนด');
});
