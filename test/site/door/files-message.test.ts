import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../support/clock.ts';
import { i18n } from '../site-under-test.ts';
import { archive, attach, attached, note, sound } from './attaching.ts';
import { startDoor, type TestDoor } from './door-under-test.ts';
import { storedFiles } from './state.ts';
import { codeOn, REPORT, visitor, type Page, type Visitor } from './visitor.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await startDoor();
});
afterAll(() => door.close());

const person = () => visitor(door.origin);
const stored = (at: TestDoor = door) => storedFiles(at);

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
