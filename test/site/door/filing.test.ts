import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { FILLED, PATHS, reviewed, ticketOn } from './reviewed.ts';
import { stateOf } from './state.ts';
import { codeOn, REPORT, STORY } from './visitor.ts';

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

describe.each(['complaint', 'comment'] as const)('%s on the web', (kind) => {
  it('is read over, filed under the code that was shown, and found by it', async () => {
    const before = await stateOf(door);
    const { person, review } = await reviewed(door, kind);
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
    const { person, review } = await reviewed(door, kind);
    const receipt = await person.press(review, 'file');
    expect(receipt.text).toContain(`${new URL(door.origin).host}/track`);
    const form = new URLSearchParams({ do: 'file', ticket: ticketOn(review) }).toString();
    const odd = await withHost(PATHS[kind], form, 'evil"<b>.example');
    expect([odd.includes(codeOn(receipt).slice(0, 4)), odd.includes('evil')]).toEqual([true, false]);
  });

  it('reaches an officer word by word', async () => {
    const story = { complaint: 'what', comment: 'text' }[kind];
    const words = `บรรทัดหนึ่ง <b>"ตัวหนา"</b> & 'เครื่องหมาย'\nบรรทัดสอง ${kind}`;
    const { person, review } = await reviewed(door, kind, { [story]: words });
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
    const { person, review } = await reviewed(door, kind);
    const before = await stateOf(door);
    const code = codeOn(review);
    const all = await Promise.all([1, 2, 3].map(() => person.press(review, 'file')));
    all.push(await person.press(review, 'file'));
    expect(all.map(codeOn)).toEqual([code, code, code, code]);
    expect((await stateOf(door)).total).toBe(before.total + 1);
    expect(all.at(-1)!.text).toContain('ไม่ได้ส่งซ้ำ');
  });

  it('says, when edited after filing, that the change was not sent', async () => {
    const { person, form, review } = await reviewed(door, kind);
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
    const { person, review } = await reviewed(door, kind);
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
    const { person, review } = await reviewed(door, kind);
    const before = await stateOf(door);
    const gone = await person.press(review, 'discard');
    expect(gone.text).toContain('ไม่มีอะไรถูกส่ง');
    expect((await stateOf(door)).sessions.length).toBe(before.sessions.length - 1);
    expect((await person.press(review, 'file')).status).toBe(410);
    expect((await stateOf(door)).total).toBe(before.total);
  });
});

describe('when something is away', () => {
  it('keeps the words in the page, and goes on afterwards', async () => {
    const { person, form, review } = await reviewed(door);
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
    const { person, review } = await reviewed(door);
    const before = await stateOf(door);
    door.breakSessions('saving');
    const unsure = await person.press(review, 'file');
    expect(unsure.status).toBe(503);
    door.breakSessions(false);
    expect(codeOn(await person.press(unsure, 'file'))).toBe(codeOn(review));
    expect((await stateOf(door)).total).toBe(before.total + 1);
  });
});
