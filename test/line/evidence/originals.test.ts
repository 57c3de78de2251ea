import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffView } from '../../../src/cases/casework.ts';
import { th } from '../../cases/phone.ts';
import { found } from '../../cleaning/corpus/needles.ts';
import { hidingJpeg } from '../../cleaning/corpus/pictures.ts';
import { bytes, MS, startReporting, words, type Reporting } from './reporter.ts';

let there: Reporting;
beforeAll(async () => {
  there = await startReporting();
}, MS);
afterAll(() => there.bot.stop());

describe('the original beside the cleaned copy', () => {
  const ask = th('report:act.original');
  /** At the question for files, with one photo in the draft. */
  async function withPhoto(user: string) {
    const phone = await there.atEvidence(user);
    const photo = await hidingJpeg();
    const event = there.as(bytes(photo), user, 'image');
    const before = await there.stored();
    expect(await there.say(event)).toContain(th('evidence:received.cleaned'));
    expect((await there.stored()).files).toBe(before.files + 1);
    await phone.say(th('report:note.files')); // no answer: the question again, with its buttons
    expect(phone.has(ask)).toBe(true);
    return { phone, photo, event, before };
  }
  const copiesIn = (view: StaffView) => view.evidence.map((each) => each.is === 'file' && each.copies);
  it('is kept for the officer when the reporter says so, also across a restart and a redelivery', async () => {
    const user = 'with original';
    const { phone, photo, before } = await withPhoto(user);
    const question = await phone.tap(ask);
    for (const word of ['สถานที่', 'รุ่นเครื่อง', 'เจ้าหน้าที่ที่เปิดเรื่องนี้ได้']) expect(question).toContain(word);
    await there.bot.restart();
    expect((await there.stored()).files).toBe(before.files + 1); // nothing more is there before the choice
    const yes = phone.eventOf(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`);
    const said = await there.say(yes);
    expect(said).toContain(th('evidence:original.kept'));
    expect(said).toContain(`${th('evidence:kind.image')}พร้อมไฟล์เดิม 1 รายการ`);
    expect((await there.stored()).files).toBe(before.files + 2);
    const again = { ...yes, deliveryContext: { isRedelivery: true } };
    await there.bot.line.send(there.bot.webhook, again);
    await phone.say('ข้าม');
    expect((await there.stored()).files).toBe(before.files + 2);
    const { view } = await there.fileIt(phone);
    expect(copiesIn(view)).toMatchObject([[{ which: 'clean' }, { which: 'original', warning: 'original' }]]);
    expect((await there.read(view.facts.id, 1, 'original')).equals(photo)).toBe(true);
    expect(found(await there.read(view.facts.id, 1, 'clean'))).toEqual([]);
  });

  it.each(['original-none', 'back'])('is not kept by default, nor after “%s”', async (answer) => {
    const user = `without original ${answer}`;
    const { phone, before } = await withPhoto(user);
    await phone.tap(ask);
    await phone.tap(th(`report:act.${answer}`));
    expect(phone.has(ask)).toBe(true);
    const { view } = await there.fileIt(phone);
    expect(copiesIn(view)).toMatchObject([[{ which: 'clean' }]]);
    expect(copiesIn(view)).toHaveLength(1);
    expect((copiesIn(view)[0] as unknown[]).length).toBe(1);
    expect((await there.stored()).files).toBe(before.files + 1);
  });

  it('cannot be kept any more when LINE has it no longer: that is said, and the cleaned copy stays', async () => {
    const { phone, event, before } = await withPhoto('too late');
    there.bot.line.api.setContent(event.message!.id, { kind: 'gone' });
    await phone.tap(ask);
    const said = await phone.tap(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`);
    expect(said).toContain(th('evidence:problem.gone'));
    expect(said).toContain(th('evidence:original.not'));
    expect((await there.stored()).files).toBe(before.files + 1);
    const { view } = await there.fileIt(phone);
    expect((copiesIn(view)[0] as unknown[]).length).toBe(1);
  });

  it('goes with the file when that is taken out', async () => {
    const { phone, before } = await withPhoto('changed their mind');
    await phone.tap(ask);
    await phone.tap(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`);
    await phone.say(th('report:act.take-out'));
    await phone.say('1');
    expect(await there.stored()).toEqual(before);
  });

  it('is offered in an open case, too', async () => {
    const user = 'original later';
    const { phone, caseId } = await there.inOpenCase(user);
    const photo = await hidingJpeg();
    await there.say(there.as(bytes(photo), user, 'image'));
    await phone.say(ask);
    expect(await phone.tap(`ไฟล์ที่ 1 ${th('evidence:kind.image')}`)).toContain(th('evidence:original.kept'));
    await phone.tap(th('track:act.send'));
    const now = await there.view(caseId);
    expect(copiesIn(now)).toMatchObject([[{ which: 'clean' }, { which: 'original' }]]);
    expect((await there.read(caseId, 1, 'original')).equals(photo)).toBe(true);
  });

  it('is not asked about where nothing can be hidden', async () => {
    const phone = await there.atEvidence('plain words');
    await there.say(there.as(words('ตัวหนังสือ'), 'plain words'));
    await phone.say(th('report:note.files'));
    expect(phone.has(th('report:act.done'))).toBe(true);
    expect(phone.has(ask)).toBe(false);
  });
});
