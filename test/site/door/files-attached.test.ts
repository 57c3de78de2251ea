import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hidingJpeg } from '../../cleaning/corpus/pictures.ts';
import { found } from '../../cleaning/corpus/needles.ts';
import { archive, attach, attached, note, sound } from './attaching.ts';
import { atOwnDoor, startDoor, type TestDoor } from './door-under-test.ts';
import { storedFiles } from './state.ts';
import { codeOn, REPORT, visitor } from './visitor.ts';
import { i18n } from '../site-under-test.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

const person = () => visitor(door.origin);
const stored = (at: TestDoor = door) => storedFiles(at);

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

async function newestCase(at: TestDoor = door): Promise<string> {
  const rows = await at.store.cases.queue({ recipient: at.officer.key.id, limit: 200 });
  const views = await Promise.all(rows.map(({ id }) => at.cases.casework.open(at.officer, id)));
  return rows[views.findIndex(({ evidence }) => evidence.length > 0)]!.id;
}

describe('a report with files', () => {
  it('keeps what was typed and attached, shows both before filing, and staff read the files', async () => {
    await atOwnDoor({}, async (own) => {
      const who = visitor(own.origin);
      const photo = new File([new Uint8Array(await hidingJpeg())], 'ในห้องปลัด.jpg');
      const form = await who.get('/report');
      const first = await who.press(form, 'upload', { ...REPORT, evidence: [photo, note('ใบเสร็จ')] });
      expect([first.status, attached(first)]).toEqual([200, 2]);
      for (const shown of ['ในห้องปลัด.jpg', 'note.txt', 'ลบข้อมูลซ่อนแล้ว', REPORT['what'] as string])
        expect(first.text).toContain(shown);
      const review = await who.press(first, 'review');
      for (const shown of ['ในห้องปลัด.jpg', 'note.txt']) expect(review.text).toContain(shown);
      const receipt = await who.press(review, 'file');
      expect(receipt.status).toBe(200);
      expect(await stored(own)).toEqual({ drafts: 0, cases: 2 });
      const id = await newestCase(own);
      const { evidence } = await own.cases.casework.open(own.officer, id);
      expect(evidence.map((each) => each.is === 'file' && each.kind)).toEqual(['image', 'document']);
      const picture = await own.cases.casework.evidence(own.officer, {
        caseId: id,
        number: 1,
        which: 'clean',
      });
      expect(found(await bytesOf(picture.read()))).toEqual([]);
      expect(JSON.stringify(evidence)).not.toContain('ในห้องปลัด');
    });
  });

  it('takes files chosen with any button: also with "check before sending", and with the other language', async () => {
    const who = person();
    const review = await who.press(await who.get('/report'), 'review', { ...REPORT, evidence: note('ก') });
    expect([review.status, review.text.includes('note.txt')]).toEqual([200, true]);
    const english = await who.press(await who.get('/report'), 'again', { ...REPORT, evidence: note('ข') });
    expect([attached(english), english.text.includes('Attached files: 1')]).toEqual([1, true]);
  });

  it('comes back to the form from the review with its files and their names', async () => {
    const who = person();
    const form = await attach(who, [note('ก', 'หนึ่ง.txt')], REPORT);
    const again = await who.press(await who.press(form, 'review'), 'edit');
    expect([attached(again), again.text.includes('หนึ่ง.txt')]).toEqual([1, true]);
  });

  it('says of each file that cannot be taken which and what to do, takes the others, and goes on without', async () => {
    const who = person();
    const before = await stored();
    const files = [archive(), note('ดี', 'ดี.txt'), new File([], 'ว่าง.pdf')];
    const page = await attach(who, files, REPORT);
    expect([page.status, attached(page)]).toEqual([422, 1]);
    expect(page.text).toContain('“หลักฐาน.zip” ยังไม่ได้แนบ');
    expect(page.text).toContain('“ว่าง.pdf” ยังไม่ได้แนบ: ไฟล์นี้ว่างเปล่า');
    expect(page.html).toMatch(/class="error-summary"[^>]*autofocus/);
    expect(page.html).toContain('href="#f-evidence"');
    expect((await stored()).drafts - before.drafts).toBe(1);
    const review = await who.press(page, 'review');
    expect([review.status, review.text.includes('ดี.txt')]).toEqual([200, true]);
  });

  it('with as many files as a report may have, goes on to the review, the receipt and a message', async () => {
    const who = person();
    const many = Array.from({ length: 20 }, (_, n) => note(`ใบที่ ${n}`, `${n}.txt`));
    const form = await attach(who, many, REPORT);
    expect([form.status, attached(form)]).toEqual([200, 20]);
    const leftEmpty = new File([], '');
    const over = await who.press(form, 'upload', { evidence: note('อีกใบ', 'อีก.txt') });
    expect([over.status, attached(over), over.text.includes('“อีก.txt” ยังไม่ได้แนบ')]).toEqual([422, 20, true]);
    const review = await who.press(form, 'review', { evidence: leftEmpty });
    expect([review.status, review.text.includes('19.txt')]).toEqual([200, true]);
    const receipt = await who.press(review, 'file');
    expect(receipt.status).toBe(200);
    const own = await who.press(await who.get('/track'), 'open', { code: codeOn(receipt) });
    const sent = await who.press(own, 'write', { text: 'นึกได้อีกอย่าง', files: leftEmpty });
    expect([sent.status, sent.text.includes('นึกได้อีกอย่าง')]).toEqual([200, false]);
    expect(sent.text).toContain(i18n.t('th', 'door:sent.next'));
  });

  it('asks about a file whose hidden facts cannot be removed, and files nothing before the choice', async () => {
    const who = person();
    const told = await who.press(await attach(who, [sound()], REPORT), 'review');
    expect([told.status, told.text.includes('ซึ่งลบออกให้ไม่ได้')]).toEqual([422, true]);
    const id = /name="decide-([0-9a-f]+)"/.exec(told.html)![1]!;
    expect(told.html).toContain(`href="#told-${id}"`);
    const dropped = await who.press(told, 'review', { [`decide-${id}`]: 'drop' });
    expect([dropped.status, dropped.text.includes('เสียงในห้อง')]).toEqual([200, false]);

    const other = await attach(who, [sound()], REPORT);
    const kept = /name="decide-([0-9a-f]+)"/.exec(other.html)![1]!;
    const review = await who.press(other, 'review', { [`decide-${kept}`]: 'keep' });
    expect([review.status, review.text.includes('เก็บไว้ตามเดิม')]).toEqual([200, true]);
    expect((await who.press(review, 'file')).status).toBe(200);
  });

  it('shows a file name without signs that turn words round or cannot be seen', async () => {
    const page = await attach(person(), [note('ก', 'ใบ\u202Etxt.exe\u200B.txt')], REPORT);
    expect([attached(page), /[\u202E\u200B]/.test(page.html)]).toEqual([1, false]);
  });

  it('takes a file away again, and from the store', async () => {
    const who = person();
    const before = await stored();
    const page = await attach(who, [note('หนึ่ง', '1.txt'), note('สอง', '2.txt')], REPORT);
    const first = page.forms[0]!.buttons.find(({ value }) => value.startsWith('remove:'))!;
    const less = await who.press(page, first.value);
    expect([less.status, attached(less), less.text.includes('1.txt')]).toEqual([200, 1, false]);
    expect(less.text).toContain(REPORT['what']);
    expect((await stored()).drafts - before.drafts).toBe(1);
    const twice = await who.press(page, first.value); // back, and pressed again
    expect([twice.status, attached(twice)]).toEqual([200, 1]);
  });

  it('keeps the original beside the cleaned copy only where the box before the files is ticked', async () => {
    await atOwnDoor({}, async (own) => {
      const who = visitor(own.origin);
      const bytes = new Uint8Array(await hidingJpeg());
      const photo = () => new File([bytes], 'รูป.jpg');
      const plainly = await who.press(await who.get('/report'), 'upload', { ...REPORT, evidence: photo() });
      expect([attached(plainly), (await stored(own)).drafts]).toEqual([1, 1]);
      expect(plainly.text).toContain('ไฟล์เดิมอาจบอกสถานที่');
      const withIt = await who.press(plainly, 'upload', { original: '1', evidence: photo() });
      expect([withIt.status, attached(withIt), (await stored(own)).drafts]).toEqual([200, 1, 2]);
      expect(withIt.text).toContain('เก็บไฟล์เดิมไว้ด้วย');
      expect(withIt.html).not.toMatch(/name="original"[^>]*checked/);
      const again = await who.press(withIt, 'upload', { evidence: photo() }); // asks for less: nothing changes
      expect([again.status, (await stored(own)).drafts]).toEqual([200, 2]);
      await who.press(await who.press(again, 'review'), 'file');
      const id = await newestCase(own);
      const { evidence } = await own.cases.casework.open(own.officer, id);
      expect(evidence).toMatchObject([
        { copies: [{ which: 'clean' }, { which: 'original', warning: 'original' }] },
      ]);
      const kept = await own.cases.casework.evidence(own.officer, {
        caseId: id,
        number: 1,
        which: 'original',
      });
      expect((await bytesOf(kept.read())).equals(bytes)).toBe(true);
    });
  });
});
