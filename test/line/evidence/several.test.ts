import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOf } from '../../../src/cli/words.ts';
import { th } from '../../cases/phone.ts';
import { MS, startReporting, words, type Reporting } from './reporter.ts';

let there: Reporting;
beforeAll(async () => {
  there = await startReporting();
}, MS);
afterAll(() => there.bot.stop());

describe('several files', () => {
  it(
    'sent at once keep their order, and nobody else waits for them',
    async () => {
      const user = 'many at once';
      const phone = await there.atEvidence(user);
      const slow = there.as({ kind: 'preparing' }, user, 'video');
      const events = [slow, ...Array.from({ length: 9 }, (_, n) => there.as(words(`ไฟล์ที่ ${n + 2}`), user))];
      const sent = there.bot.line.send(there.bot.webhook, events);
      const begun = performance.now();
      expect(await there.bot.say('somebody else', 'เมนู')).not.toBe('');
      expect(performance.now() - begun).toBeLessThan(5000);
      expect(there.bot.line.repliesTo(slow)).toEqual([]);
      there.bot.line.api.setContent(slow.message!.id, words('ไฟล์ที่ 1'));
      expect((await sent).status).toBe(200);
      for (const event of events) await there.bot.line.waitForReply(event, MS);
      await phone.say('ข้าม');
      const { view } = await there.fileIt(phone);
      const texts: string[] = [];
      for (const { number } of view.evidence)
        texts.push((await there.read(view.facts.id, number)).toString());
      expect(texts).toEqual(Array.from({ length: 10 }, (_, n) => `ไฟล์ที่ ${n + 1}`));
    },
    MS,
  );

  it('are taken up to the policy’s number; the next is told, and the report is filed with the others', async () => {
    const user = 'fifty';
    const phone = await there.atEvidence(user);
    const most = there.bot.server.deps.agency.current().policy.evidence.filesPerCase;
    const events = Array.from({ length: most + 2 }, (_, n) => there.as(words(`ชิ้นที่ ${n + 1}`), user));
    await there.bot.line.send(there.bot.webhook, events);
    const said: string[] = [];
    for (const event of events)
      said.push(wordsOf((await there.bot.line.waitForReply(event, 2 * MS)).messages));
    expect(said.filter((each) => each.includes(th('evidence:received.cleaned')))).toHaveLength(most);
    for (const each of said.slice(most)) expect(each).toContain(th('evidence:problem.too-many-files'));
    await phone.say('ข้าม');
    const { code, view } = await there.fileIt(phone);
    expect(view.evidence).toHaveLength(most);
    expect((await there.read(view.facts.id, most)).toString()).toBe(`ชิ้นที่ ${most}`);
    await phone.say(code);
    expect(await there.say(there.as(words('อีกชิ้น'), user))).toContain(th('evidence:problem.too-many-files'));
  }, 180_000);

  it('one is taken out, one is unsent, one was unsent before it came: only the rest is filed', async () => {
    const user = 'second thoughts';
    const phone = await there.atEvidence(user);
    const before = await there.stored();
    const [first, second, third] = [1, 2, 3].map((n) => there.as(words(`ข้อที่ ${n}`), user));
    for (const event of [first, second, third]) await there.say(event!);
    const place = there.bot.line.event.location(user, { title: 'ตลาด', latitude: 15.8, longitude: 102.6 });
    expect(await there.say(place)).toContain(th('evidence:received.place'));
    await phone.say(th('report:act.take-out'));
    expect(await phone.say('1')).toContain(th('report:note.taken-out'));
    expect((await there.stored()).files).toBe(before.files + 2);
    await there.bot.line.send(there.bot.webhook, there.bot.line.event.unsend(user, second!.message!.id));
    const late = there.as(words('ไม่ควรมา'), user);
    await there.bot.line.send(there.bot.webhook, there.bot.line.event.unsend(user, late.message!.id));
    await there.bot.line.send(there.bot.webhook, late);
    await phone.say('ข้าม');
    expect((await there.stored()).files).toBe(before.files + 1);
    const { view } = await there.fileIt(phone);
    expect(view.evidence).toMatchObject([{ is: 'file' }, { is: 'place', title: 'ตลาด' }]);
    expect((await there.read(view.facts.id, 1)).toString()).toBe('ข้อที่ 3');
    expect(there.bot.line.repliesTo(late)).toEqual([]);
  });

  it('go when the draft is thrown away', async () => {
    const user = 'thrown away';
    const phone = await there.atEvidence(user);
    const before = await there.stored();
    await there.say(there.as(words('ลับ'), user));
    expect((await there.stored()).files).toBe(before.files + 1);
    await phone.say('ยกเลิก');
    await phone.tap(th('report:act.drop'));
    expect(await there.stored()).toEqual(before);
  });
});

it('a file sent later, in the open case, reaches the officer with the words', async () => {
  const { phone, code, caseId } = await there.inOpenCase('later');
  expect(await there.say(there.as(words('ใบเสร็จ'), 'later'))).toContain(th('track:confirm.add'));
  await phone.say('เพิ่งหาเจอ');
  await phone.tap(th('track:act.send'));
  const { evidence, dialogue } = await there.view(caseId);
  expect(evidence).toHaveLength(1);
  expect(dialogue.at(-1)).toMatchObject({ action: 'add', text: 'เพิ่งหาเจอ', evidence: [1] });
  expect((await there.read(caseId, 1)).toString()).toBe('ใบเสร็จ');
  expect(await phone.say(code)).toContain('(1 ไฟล์)');
});
