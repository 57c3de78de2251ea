import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseKind } from '../../../src/cases/kinds.ts';
import { newCode } from '../../../src/cases/tracking.ts';
import { createTickets } from '../../../src/site/door/ticket.ts';
import { HOUR } from '../../support/clock.ts';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { stateOf } from './state.ts';
import { codeOn, REPORT, STORY, visitor, type Page, type Typed } from './visitor.ts';

const PATHS: Record<CaseKind, string> = { complaint: '/report', comment: '/comment' };
const FILLED: Record<CaseKind, Typed> = {
  complaint: REPORT,
  comment: { text: 'ต่อคิวนาน อยากให้เปิดช่องเพิ่ม', satisfaction: '2' },
};
const ticketOn = (page: Page): string => page.forms[0]!.values.find(([name]) => name === 'ticket')![1];

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

/** Sends a form under another `Host`. */
const withHost = (path: string, body: string, host: string) =>
  new Promise<string>((resolve, reject) => {
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    request(door.origin + path, { method: 'POST', headers }, (response) => {
      let html = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (html += chunk));
      response.on('end', () => resolve(html));
    })
      .once('error', reject)
      .end(body);
  });

/** A visitor with a review before him. */
async function reviewed(kind: CaseKind = 'complaint', more: Typed = {}) {
  const person = visitor(door.origin);
  const form = await person.get(PATHS[kind]);
  const review = await person.press(form, 'review', { ...FILLED[kind], ...more });
  return { person, form, review };
}

describe.each(['complaint', 'comment'] as const)('%s on the web', (kind) => {
  it('is read over, filed under the code that was shown, and found by it', async () => {
    const before = await stateOf(door);
    const { person, review } = await reviewed(kind);
    expect(review.status).toBe(200);
    const code = codeOn(review);
    expect((await stateOf(door)).cases).toEqual(before.cases);

    const receipt = await person.press(review, 'file');
    expect(receipt.status).toBe(200);
    expect(codeOn(receipt)).toBe(code);
    expect(receipt.text).toContain('22 พ.ย. 2569');
    const after = await stateOf(door);
    expect(after.total).toBe(before.total + 1);

    const track = await person.get('/track');
    const found = await person.press(track, 'open', { code });
    expect(found.text).toContain('คุณส่งเรื่อง');
    expect(JSON.stringify(person.addresses)).not.toContain(code);
  });

  it('prints where to follow it, in the words of the visitor’s browser, and nothing that is no host', async () => {
    const { person, review } = await reviewed(kind);
    const receipt = await person.press(review, 'file');
    expect(receipt.text).toContain(`${new URL(door.origin).host}/track`);
    const form = new URLSearchParams({ do: 'file', ticket: ticketOn(review) }).toString();
    const odd = await withHost(PATHS[kind], form, 'evil"<b>.example');
    expect([odd.includes(codeOn(receipt).slice(0, 4)), odd.includes('evil')]).toEqual([true, false]);
  });

  it('reaches an officer word by word', async () => {
    const story = { complaint: 'what', comment: 'text' }[kind];
    const words = `บรรทัดหนึ่ง <b>"ตัวหนา"</b> & 'เครื่องหมาย'\nบรรทัดสอง ${kind}`;
    const { person, review } = await reviewed(kind, { [story]: words });
    expect(review.html).not.toContain('<b>"');
    await person.press(review, 'file');
    const queue = await door.cases.casework.queue(door.officer, { limit: 200 });
    const opened = await Promise.all(queue.map(({ id }) => door.cases.casework.open(door.officer, id)));
    expect(opened.map(({ report }) => report.answers[story])).toContainEqual({
      of: 'story',
      parts: [{ text: words }],
    });
  });

  it('is filed once, however often it is sent: reload, double click, back and again', async () => {
    const { person, review } = await reviewed(kind);
    const before = await stateOf(door);
    const code = codeOn(review);
    const all = await Promise.all([1, 2, 3].map(() => person.press(review, 'file')));
    all.push(await person.press(review, 'file'));
    expect(all.map(codeOn)).toEqual([code, code, code, code]);
    expect((await stateOf(door)).total).toBe(before.total + 1);
    expect(all.at(-1)!.text).toContain('ไม่ได้ส่งซ้ำ');
  });

  it('says, when edited after filing, that the change was not sent', async () => {
    const { person, form, review } = await reviewed(kind);
    await person.press(review, 'file');
    const before = await stateOf(door);
    for (const act of ['edit', 'show']) {
      const answer = await person.post(PATHS[kind], { ticket: ticketOn(review), do: act });
      expect(answer.text).toContain('ส่วนที่แก้ยังไม่ถึงเจ้าหน้าที่');
    }
    const again = await person.press(form, 'review', FILLED[kind]);
    expect(again.text).toContain('ส่วนที่แก้ยังไม่ถึงเจ้าหน้าที่');
    expect(codeOn(again)).toBe(codeOn(review));
    expect(await stateOf(door)).toEqual(before);
  });

  it('files only what its review showed', async () => {
    const { person, review } = await reviewed(kind);
    const edited = await person.press(review, 'edit');
    const story = { complaint: 'what', comment: 'text' }[kind];
    const second = await person.press(edited, 'review', { [story]: 'ข้อความที่แก้แล้ว' });
    const before = await stateOf(door);
    const older = await person.press(review, 'file'); // by the browser's back button
    expect(older.text).toContain('ข้อความที่แก้แล้ว');
    expect(older.text).toContain('ยังไม่ได้ส่ง');
    expect(await stateOf(door)).toEqual(before);
    expect(codeOn(second)).toBe(codeOn(review));
    expect((await person.press(older, 'file')).text).toContain('เลขเรื่อง');
    expect((await stateOf(door)).total).toBe(before.total + 1);
  });

  it('can be thrown away', async () => {
    const { person, review } = await reviewed(kind);
    const before = await stateOf(door);
    const gone = await person.press(review, 'discard');
    expect(gone.text).toContain('ไม่มีอะไรถูกส่ง');
    expect((await stateOf(door)).sessions.length).toBe(before.sessions.length - 1);
    expect((await person.press(review, 'file')).status).toBe(410);
    expect((await stateOf(door)).total).toBe(before.total);
  });
});

describe('a form with something to be mended', () => {
  it('keeps what was typed, says what to do, and puts the focus there', async () => {
    const person = visitor(door.origin);
    const before = await stateOf(door);
    const form = await person.get('/report');
    const typed = { who: 'ช่างคนหนึ่ง', exclude: ['personnel', 'whole'], what: 'ก'.repeat(20_001) };
    const back = await person.press(form, 'review', typed);
    expect(back.status).toBe(422);
    expect(back.html).toMatch(/class="error-summary"[^>]*autofocus/);
    const anchors = [...back.html.matchAll(/<li>\s*<a href="#([\w-]+)"/g)].map(([, id]) => id!);
    expect(anchors).toEqual(['f-category-0', 'f-unit', 'f-what']);
    for (const id of anchors) expect(back.html).toContain(`id="${id}"`);
    const values = back.forms[0]!.values;
    expect(values.find(([name]) => name === 'what')![1]).toBe(typed.what);
    expect(values.find(([name]) => name === 'who')![1]).toBe(typed.who);
    expect(values.filter(([name]) => name === 'exclude').map(([, value]) => value)).toEqual(typed.exclude);
    expect(await stateOf(door)).toEqual(before);
  });

  it('changes language with all that was typed, and stays there', async () => {
    const person = visitor(door.origin);
    const form = await person.get('/report');
    const english = await person.press(form, 'again', REPORT, { lang: 'en' });
    expect(english.html).toContain('<html lang="en">');
    expect(english.forms[0]!.values).toContainEqual(['what', STORY]);
    expect(english.forms[0]!.values).toContainEqual(['category', 'bribe']);
    const review = await person.press(english, 'review');
    expect(review.html).toContain('<html lang="en">');
    const thai = await person.press(review, 'show');
    expect(thai.html).toContain('<html lang="th">');
    expect(codeOn(thai)).toBe(codeOn(review));
    const receipt = await person.press(thai, 'file');
    expect(codeOn(await person.press(receipt, 'file', {}, { lang: 'en' }))).toBe(codeOn(review));
  });

  it('takes a story of 20,000 Thai letters, and gives a far longer one a clear refusal', async () => {
    const { review } = await reviewed('complaint', { what: 'ก'.repeat(20_000) });
    expect(review.status).toBe(200);
    const before = await stateOf(door);
    const person = visitor(door.origin);
    const huge = await person.press(await person.get('/report'), 'review', {
      ...REPORT,
      what: 'ก'.repeat(190_000),
    });
    expect([huge.status, huge.text.includes('มากเกินไป')]).toEqual([413, true]);
    expect(await stateOf(door)).toEqual(before);
  });
});

describe('every act of the forms', () => {
  const ACTS = ['again', 'review', 'show', 'edit', 'discard', 'file'];
  const flip = (text: string) => (text.startsWith('0') ? '1' : '0') + text.slice(1);
  const TAMPERED: Record<string, (key: string, code: string, mac: string) => string> = {
    'no ticket': () => '',
    'an invented ticket': () => `${'x'.repeat(22)}.${newCode()}.${'0'.repeat(32)}`,
    'another key': (key, code, mac) => `${flip(key)}.${code}.${mac}`,
    'another code': (key, _code, mac) => `${key}.${newCode()}.${mac}`,
    'another mac': (key, code, mac) => `${key}.${code}.${flip(mac)}`,
    'a ticket of the other kind': () => {
      const tickets = createTickets(door.doorBox);
      return tickets.write('comment', tickets.issue());
    },
  };

  it.each(ACTS.flatMap((act) => Object.keys(TAMPERED).map((what) => [act, what] as const)))(
    '%s with %s is refused and changes nothing',
    async (act, what) => {
      const { person, review } = await reviewed();
      const [key, code, mac] = ticketOn(review).split('.') as [string, string, string];
      const ticket = TAMPERED[what]!(key, code, mac);
      const seen = review.forms[0]!.values.find(([name]) => name === 'seen')![1];
      const before = await stateOf(door);
      const answer = await person.post('/report', { ...REPORT, ticket, seen, do: act });
      expect([answer.status, answer.text.includes('หน้านี้ใช้ต่อไม่ได้แล้ว')]).toEqual([410, true]);
      expect(await stateOf(door)).toEqual(before);
    },
  );

  it('file with the code of somebody else’s case does not tell that it exists', async () => {
    const { person, review } = await reviewed();
    await person.press(review, 'file');
    const mine = await reviewed();
    const [key, , mac] = ticketOn(mine.review).split('.');
    const before = await stateOf(door);
    const other = await mine.person.post('/report', {
      ticket: `${key}.${codeOn(review)}.${mac}`,
      do: 'file',
    });
    const none = await mine.person.post('/report', { ticket: `${key}.${newCode()}.${mac}`, do: 'file' });
    expect([other.status, other.text]).toEqual([none.status, none.text]);
    expect(await stateOf(door)).toEqual(before);
  });

  it.each(['show', 'edit', 'file'])('%s says that the draft ran out, and files nothing', async (act) => {
    const { person, review } = await reviewed();
    const seen = review.forms[0]!.values.find(([name]) => name === 'seen')![1];
    door.clock.advance(6 * HOUR);
    const before = await stateOf(door);
    const answer = await person.post('/report', { ticket: ticketOn(review), seen, do: act });
    expect(answer.status).toBe(410);
    expect(await stateOf(door)).toEqual(before);
    await door.purge();
    expect((await stateOf(door)).sessions).toEqual([]);
    expect((await person.post('/report', { ticket: ticketOn(review), seen, do: act })).status).toBe(410);
  });

  it.each(['', 'nothing', 'constructor', '__proto__'])('an act called "%s" is refused', async (act) => {
    const { person, review } = await reviewed();
    const before = await stateOf(door);
    expect((await person.post('/report', { ticket: ticketOn(review), do: act })).status).toBe(410);
    expect(await stateOf(door)).toEqual(before);
  });

  it('file without a draft that was ever read over files nothing', async () => {
    const person = visitor(door.origin);
    const form = await person.get('/report');
    const before = await stateOf(door);
    expect((await person.post('/report', { ...REPORT, ticket: ticketOn(form), do: 'file' })).status).toBe(
      410,
    );
    expect(await stateOf(door)).toEqual(before);
  });

  it.each([
    ['text/plain', 'do=file'],
    ['application/json', '{"do":"file"}'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('a body of %s is refused kindly', async (type, body) => {
    const answer = await fetch(`${door.origin}/report`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(answer.status).toBe(410);
  });
});

describe('when something is away', () => {
  it('keeps the words in the page, and goes on afterwards', async () => {
    const { person, form, review } = await reviewed();
    door.breakSessions(true);
    const typed = await person.press(form, 'review', REPORT);
    expect([typed.status, typed.forms[0]!.values.some(([, value]) => value === STORY)]).toEqual([503, true]);
    const waiting = await person.press(review, 'file');
    expect([waiting.status, waiting.text.includes('กดซ้ำก็ไม่ส่งซ้ำ')]).toEqual([503, true]);
    door.breakSessions(false);
    const before = await stateOf(door);
    const receipt = await person.press(waiting, ''); // the one button: try again
    expect(codeOn(receipt)).toBe(codeOn(review));
    expect((await stateOf(door)).total).toBe(before.total + 1);
  });

  it('shows the receipt once more when the case was stored and the draft could not be marked', async () => {
    const { person, review } = await reviewed();
    const before = await stateOf(door);
    door.breakSessions('saving');
    const unsure = await person.press(review, 'file');
    expect(unsure.status).toBe(503);
    door.breakSessions(false);
    expect(codeOn(await person.press(unsure, 'file'))).toBe(codeOn(review));
    expect((await stateOf(door)).total).toBe(before.total + 1);
  });
});

describe('other doors', () => {
  it('takes no reports where nobody receives them, and names where to go', async () => {
    const closed = await startDoor({ closed: true });
    try {
      const page = await visitor(closed.origin).get('/report');
      expect([page.status, page.forms.length]).toEqual([503, 0]);
      expect(page.text).toContain('1205');
    } finally {
      await closed.close();
    }
  });

  it('says so when everybody who could open the case is somebody who should not', async () => {
    const { person, review } = await reviewed('complaint', { unit: 'whole' });
    const receipt = await person.press(review, 'file');
    expect(receipt.text).toContain('ขอให้แจ้งหน่วยงานข้างนอกด้วย');
    expect(receipt.text).not.toContain('จะมีคำตอบแรกภายใน');
  });

  it('asks to wait when too much comes from one address, without losing a word, and only for a while', async () => {
    const small = await startDoor({
      limits: { windowMinutes: 10, perSource: 2, overall: 100 },
      trustProxy: 1,
    });
    try {
      const from = (address: string) => visitor(small.origin, { 'x-forwarded-for': address });
      const person = from('198.51.100.7');
      const form = await person.get('/report');
      const review = await person.press(form, 'review', REPORT);
      await person.press(review, 'show');
      const full = await person.press(form, 'review', REPORT);
      expect([full.status, full.forms[0]!.values.some(([, value]) => value === STORY)]).toEqual([503, true]);
      expect((await from('198.51.100.8').press(form, 'review', REPORT)).status).toBe(200);
      small.clock.advance(HOUR / 6);
      expect((await person.press(full, 'review')).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  it('gives the visitors of an onion service, who come by one address, the share of many', async () => {
    const small = await startDoor({
      limits: { windowMinutes: 10, perSource: 1, perCrowd: 3, overall: 100 },
      trustProxy: 1,
    });
    try {
      const seen: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        const person = visitor(small.origin, { 'x-forwarded-for': '127.0.0.1' });
        seen.push((await person.press(await person.get('/report'), 'review', REPORT)).status);
      }
      expect(seen).toEqual([200, 200, 200, 503]);
    } finally {
      await small.close();
    }
  });

  it('does not believe an address that no trusted proxy gave', async () => {
    const small = await startDoor({ limits: { windowMinutes: 10, perSource: 1, overall: 100 } });
    try {
      const person = visitor(small.origin, { 'x-forwarded-for': '198.51.100.7' });
      const form = await person.get('/report');
      expect((await person.press(form, 'review', REPORT)).status).toBe(200);
      const other = visitor(small.origin, { 'x-forwarded-for': '198.51.100.8' });
      expect((await other.press(form, 'review', REPORT)).status).toBe(503);
    } finally {
      await small.close();
    }
  });
});
