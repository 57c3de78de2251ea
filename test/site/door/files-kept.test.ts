import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../support/clock.ts';
import { bytesStored } from '../../support/stored.ts';
import { attach, attached, note } from './attaching.ts';
import { atOwnDoor, startDoor, type TestDoor } from './door-under-test.ts';
import { stateOf, storedFiles } from './state.ts';
import { codeOn, REPORT, visitor } from './visitor.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

const person = () => visitor(door.origin);
const stored = (at: TestDoor = door) => storedFiles(at);

describe('the files of a report', () => {
  it('deletes files with the draft', async () => {
    const who = person();
    const before = await stored();
    await who.press(await who.press(await attach(who, [note('ทิ้ง')], REPORT), 'review'), 'discard');
    expect(await stored()).toEqual(before);
  });

  it('says when the attached files ran out, before anything is filed without them', async () => {
    await atOwnDoor({}, async (own) => {
      const who = visitor(own.origin);
      const page = await attach(who, [note('เก่า')], REPORT);
      own.clock.advance(7 * HOUR);
      await own.purge();
      const late = await who.press(page, 'review');
      expect([late.status, late.text.includes('หมดเวลาและถูกลบแล้ว')]).toEqual([422, true]);
      expect(late.text).toContain(REPORT['what']);
      expect((await who.press(late, 'review')).status).toBe(200);
    });
  });

  it('goes on as text when the files of the day are used up', async () => {
    await atOwnDoor({}, async (own) => {
      const who = visitor(own.origin);
      const limit = 2000 * 1024 * 1024;
      expect(await own.store.evidence.reserve(own.today(), limit, limit)).toBe(true);
      const page = await attach(who, [note('เต็มแล้ว')], REPORT);
      expect([page.status, page.text.includes('วันนี้รับไฟล์เต็มแล้ว')]).toEqual([422, true]);
      const receipt = await who.press(await who.press(page, 'review'), 'file');
      expect([receipt.status, receipt.text.includes('รับเรื่องแล้ว')]).toEqual([200, true]);
    });
  });

  it('comes to the same by reload and double click: of the upload, the review and the filing', async () => {
    const who = person();
    const before = await stateOf(door);
    const files = await stored();
    const form = await who.get('/report');
    const upload = () => who.press(form, 'upload', { ...REPORT, evidence: [note('หนึ่งเดียว'), note('สอง')] });
    await Promise.all([upload(), upload()]);
    const page = await upload();
    expect(attached(page)).toBe(2);
    const review = () => who.press(page, 'review', { evidence: note('หนึ่งเดียว') });
    const [shown] = await Promise.all([review(), review()]);
    const [one, two] = await Promise.all([who.press(shown, 'file'), who.press(shown, 'file')]);
    expect([one.status, two.status, codeOn(one) === codeOn(two)]).toEqual([200, 200, true]);
    const late = await upload(); // back to the form, and sent again with its files
    expect(late.text).toContain('ส่งไว้แล้ว ไม่ได้ส่งซ้ำ');
    expect((await stateOf(door)).total - before.total).toBe(1);
    const now = await stored();
    expect([now.cases - files.cases, now.drafts - files.drafts]).toEqual([2, 0]);
  });

  it('keeps the page whole while the store is away, and finds its files again', async () => {
    const who = person();
    const page = await attach(who, [note('อยู่ไหม', 'อยู่.txt')], REPORT);
    door.breakSessions(true);
    const away = await who.press(page, 'review');
    door.breakSessions(false);
    expect([away.status, away.text.includes('ไฟล์ที่แนบไว้ 1 ไฟล์ยังอยู่')]).toEqual([503, true]);
    expect(away.text).toContain(REPORT['what']);
    const review = await who.press(away, 'review');
    expect([review.status, review.text.includes('อยู่.txt')]).toEqual([200, true]);
  });

  it('takes no file of a form that is not ours', async () => {
    const before = await stored();
    const body = new FormData();
    body.append('ticket', `${'x'.repeat(22)}.${'1'.repeat(20)}.${'0'.repeat(32)}`);
    body.append('evidence', note('แปลกหน้า'));
    body.append('do', 'upload');
    const response = await fetch(`${door.origin}/report`, { method: 'POST', body });
    expect([response.status, await stored()]).toEqual([410, before]);
  });
});

it('leaves neither a byte of a file nor its name in the clear, on the disk or in a log', async () => {
  const who = person();
  const canary = 'นกกระจิบ-5521';
  const page = await attach(who, [note(`${canary} `.repeat(40_000), `${canary}.txt`)], REPORT);
  expect(attached(page)).toBe(1);
  await who.press(await who.press(page, 'review'), 'file');
  const bytes = Buffer.concat((await bytesStored(door)).map((place) => place.bytes));
  expect(bytes.length).toBeGreaterThan(1_000_000);
  expect(bytes.includes(canary)).toBe(false);
  expect(door.logs()).toBe('');
});
