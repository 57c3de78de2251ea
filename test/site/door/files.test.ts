import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hidingJpeg } from '../../cleaning/corpus/pictures.ts';
import { found } from '../../cleaning/corpus/needles.ts';
import { HOUR } from '../../support/clock.ts';
import { bytesStored } from '../../support/stored.ts';
import { i18n } from '../site-under-test.ts';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { stateOf, storedFiles } from './state.ts';
import { codeOn, REPORT, visitor, type Page, type Typed, type Visitor } from './visitor.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

const person = () => visitor(door.origin);
const note = (words: string, name = 'note.txt') => new File([words], name);
/** A sound whose hidden facts cannot be removed. */
const sound = () => new File(['#!AMR\n', randomBytes(50)], 'เสียงในห้อง.amr');
const archive = () => new File(['PK\x03\x04', randomBytes(80)], 'หลักฐาน.zip');

const stored = (at: TestDoor = door) => storedFiles(at);

const attached = (page: Page) => page.html.match(/class="piece"/g)?.length ?? 0;
const attach = async (who: Visitor, files: File[], typed: Typed = {}, path = '/report') =>
  who.press(await who.get(path), 'upload', {
    ...typed,
    [path === '/report' ? 'evidence' : 'pictures']: files,
  });

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
    const own = await startDoor();
    try {
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
    } finally {
      await own.close();
    }
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
    const own = await startDoor();
    try {
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
    } finally {
      await own.close();
    }
  });

  it('deletes files with the draft', async () => {
    const who = person();
    const before = await stored();
    await who.press(await who.press(await attach(who, [note('ทิ้ง')], REPORT), 'review'), 'discard');
    expect(await stored()).toEqual(before);
  });

  it('says when the attached files ran out, before anything is filed without them', async () => {
    const own = await startDoor();
    try {
      const who = visitor(own.origin);
      const page = await attach(who, [note('เก่า')], REPORT);
      own.clock.advance(7 * HOUR);
      await own.purge();
      const late = await who.press(page, 'review');
      expect([late.status, late.text.includes('หมดเวลาและถูกลบแล้ว')]).toEqual([422, true]);
      expect(late.text).toContain(REPORT['what']);
      expect((await who.press(late, 'review')).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  it('goes on as text when the files of the day are used up', async () => {
    const own = await startDoor();
    try {
      const who = visitor(own.origin);
      const limit = 2000 * 1024 * 1024;
      expect(await own.store.evidence.reserve(own.today(), limit, limit)).toBe(true);
      const page = await attach(who, [note('เต็มแล้ว')], REPORT);
      expect([page.status, page.text.includes('วันนี้รับไฟล์เต็มแล้ว')]).toEqual([422, true]);
      const receipt = await who.press(await who.press(page, 'review'), 'file');
      expect([receipt.status, receipt.text.includes('รับเรื่องแล้ว')]).toEqual([200, true]);
    } finally {
      await own.close();
    }
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

describe('a message to a case with files', () => {
  async function opened(): Promise<{ who: Visitor; page: Page; id: string; code: string }> {
    const who = person();
    const before = new Set(
      (await door.store.cases.queue({ recipient: door.officer.key.id, limit: 200 })).map(({ id }) => id),
    );
    const review = await who.press(await who.get('/report'), 'review', REPORT);
    const code = codeOn(await who.press(review, 'file'));
    const rows = await door.store.cases.queue({ recipient: door.officer.key.id, limit: 200 });
    const id = rows.find((row) => !before.has(row.id))!.id;
    return { who, code, id, page: await who.press(await who.get('/track'), 'open', { code }) };
  }
  const evidenceOf = async (id: string) => (await door.cases.casework.open(door.officer, id)).evidence.length;

  it('reaches staff with its files, once, and the timeline says how many', async () => {
    const { who, page, id, code } = await opened();
    const send = () =>
      who.press(page, 'write', { text: 'รูปเพิ่ม', files: [note('ก'), note('ข')] }, { action: 'add' });
    const [sent] = await Promise.all([send(), send()]);
    const reload = await send();
    expect([sent.status, reload.status, reload.text.includes('กลับมาดูด้วยรหัสเดิม')]).toEqual([200, 200, true]);
    expect(await evidenceOf(id)).toBe(2);
    const { dialogue } = await door.cases.casework.open(door.officer, id);
    expect(dialogue.map(({ text }) => text)).toEqual(['รูปเพิ่ม']);
    const again = await who.press(await who.get('/track'), 'open', { code });
    expect(again.text).toContain('แนบไฟล์ 2 ไฟล์');
  });

  it('may be files alone; keeps what was typed and attached when something is to be mended', async () => {
    const { who, page, id } = await opened();
    const mended = await who.press(
      page,
      'write',
      { text: 'ดูนี่', files: [archive(), note('ดี', 'ดี.txt')] },
      { action: 'add' },
    );
    expect([mended.status, attached(mended), mended.text.includes('ดูนี่')]).toEqual([422, 1, true]);
    expect(await evidenceOf(id)).toBe(0);
    const sent = await who.press(mended, 'write', { text: '' });
    expect([sent.status, await evidenceOf(id)]).toEqual([200, 1]);
  });

  it('waits for the choice over a told file, and can take it away', async () => {
    const { who, page, id } = await opened();
    const told = await who.press(page, 'write', { text: 'เสียง', files: sound() }, { action: 'add' });
    expect([told.status, await evidenceOf(id)]).toEqual([422, 0]);
    const remove = told.forms[0]!.buttons.find(({ value }) => value.startsWith('remove:'))!;
    const less = await who.press(told, remove.value);
    expect([less.status, attached(less)]).toEqual([200, 0]);
    expect((await who.press(less, 'write')).status).toBe(200);
    expect(await evidenceOf(id)).toBe(0);
  });

  const tooMany = i18n.t('th', 'evidence:problem.too-many-files');
  it('counts with all that the case has: one file too many is named, and the words go on', async () => {
    const most = door.agency.current().policy.evidence.filesPerCase;
    const who = person();
    const many = Array.from({ length: most + 1 }, (_, n) => note(`ชิ้นที่ ${n}`, `${n}.txt`));
    const form = await attach(who, many, REPORT);
    expect([form.status, attached(form), form.text.includes(tooMany)]).toEqual([422, most, true]);
    const code = codeOn(await who.press(await who.press(form, 'review'), 'file'));
    const page = await who.press(await who.get('/track'), 'open', { code });
    const before = await stored();
    const full = await who.press(page, 'write', { text: 'แนบอีก', files: note('เกิน') }, { action: 'add' });
    expect([full.status, attached(full), full.text.includes(tooMany)]).toEqual([422, 0, true]);
    expect(full.text).toContain('แนบอีก');
    const sent = await who.press(full, 'write');
    expect([sent.status, sent.text.includes('กลับมาดูด้วยรหัสเดิม')]).toEqual([200, true]);
    expect(await stored()).toEqual(before);
  }, 120_000);

  it('counts what other pages sent meanwhile, and keeps words and files until some are taken away', async () => {
    const { who, page, id, code } = await opened();
    const other = await who.press(await who.get('/track'), 'open', { code });
    const { evidence } = door.agency.current().policy;
    const before = { ...evidence };
    Object.assign(evidence, { filesPerCase: 2 });
    try {
      const files = [note('หนึ่ง', '1.txt'), note('สอง', '2.txt')];
      const waiting = await who.press(page, 'upload', { text: 'สองไฟล์', files }, { action: 'add' });
      const first = await who.press(other, 'write', { text: 'ก่อน', files: note('ก่อน') }, { action: 'add' });
      expect([attached(waiting), first.status]).toEqual([2, 200]);
      const full = await who.press(waiting, 'write');
      expect([full.status, attached(full), full.text.includes('สองไฟล์')]).toEqual([400, 2, true]);
      expect(full.text).toContain(i18n.t('th', 'errors:evidence-full'));
      const remove = full.forms[0]!.buttons.find(({ value }) => value.startsWith('remove:'))!;
      expect((await who.press(await who.press(full, remove.value), 'write')).status).toBe(200);
      expect(await evidenceOf(id)).toBe(2);
    } finally {
      Object.assign(evidence, before);
    }
  });

  it('asks for the code after a quarter of an hour, and keeps the files meanwhile', async () => {
    const { who, page, id, code } = await opened();
    door.clock.advance(HOUR / 2);
    const asked = await who.press(
      page,
      'write',
      { text: 'ช้าไป', files: note('ช้า', 'ช้า.txt') },
      { action: 'add' },
    );
    expect([asked.text.includes('ขอรหัสติดตามอีกครั้ง'), attached(asked), await evidenceOf(id)]).toEqual([
      true,
      1,
      0,
    ]);
    expect((await who.press(asked, 'write', { code })).status).toBe(200);
    expect(await evidenceOf(id)).toBe(1);
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
