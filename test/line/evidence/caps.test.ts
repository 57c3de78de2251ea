import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { phoneOf, th } from '../../cases/phone.ts';
import { hidingJpeg } from '../../cleaning/corpus/pictures.ts';
import { bytes, MS, startReporting, words, type Reporting } from './reporter.ts';

let there: Reporting;
beforeAll(async () => {
  there = await startReporting();
}, MS);
afterAll(() => there.bot.stop());

describe('the cap of a case', () => {
  const caps = () => there.bot.server.deps.agency.current().policy.evidence;
  /** Runs with other caps; a policy is read at every file. */
  async function withCaps(caps_: Partial<ReturnType<typeof caps>>, work: () => Promise<void>): Promise<void> {
    const before = { ...caps() };
    Object.assign(caps(), caps_);
    try {
      await work();
    } finally {
      Object.assign(caps(), before);
    }
  }
  const evidenceOf = async (caseId: string) => (await there.view(caseId)).evidence.length;

  it('counts the files of all writings together, and says when it is full; the words go on', async () => {
    const user = 'up to the cap';
    await withCaps({ filesPerCase: 3 }, async () => {
      const files = [1, 2].map((n) => words(`ตอนแจ้ง ${n}`));
      const { phone, caseId } = await there.inOpenCase(user, files);
      expect(await there.say(there.as(words('ทีหลัง 1'), user))).toContain(th('evidence:received.cleaned'));
      await phone.say(th('track:act.send'));
      expect(await evidenceOf(caseId)).toBe(3);
      const before = await there.stored();
      const refused = await there.say(there.as(words('ทีหลัง 2'), user));
      expect(refused).toContain(th('evidence:problem.too-many-files'));
      expect(await there.stored()).toEqual(before);
      await phone.say('ส่งได้แต่ข้อความ');
      expect(await phone.say(th('track:act.send'))).toContain(th('track:done.add'));
      const { dialogue } = await there.view(caseId);
      expect(dialogue.at(-1)).toMatchObject({ text: 'ส่งได้แต่ข้อความ' });
      expect(await evidenceOf(caseId)).toBe(3);
    });
  });

  it('counts bytes the same way', async () => {
    const user = 'bytes of a case';
    const half = () => words('ก'.repeat(170_000)); // 510 kB, a MiB as it lies there
    await withCaps({ caseMb: 2 }, async () => {
      const { phone } = await there.inOpenCase(user, [half()]);
      expect(await there.say(there.as(half(), user))).toContain(th('evidence:received.cleaned'));
      expect(await phone.say(th('track:act.send'))).toContain(th('track:done.add'));
      expect(await there.say(there.as(half(), user))).toContain(th('evidence:problem.case-full'));
    });
  });

  it('holds when two chats send at the same time: one is told, and its words wait to be sent alone', async () => {
    await withCaps({ filesPerCase: 1 }, async () => {
      const { phone, code, caseId } = await there.inOpenCase('two phones');
      const other = phoneOf(there.bot.line, () => there.bot.webhook, 'the other phone', MS);
      await other.say(code);
      await there.say(there.as(words('เครื่องแรก'), 'two phones'));
      await there.say(there.as(words('เครื่องที่สอง'), 'the other phone'));
      await other.say('อธิบายรูป');
      expect(await phone.say(th('track:act.send'))).toContain(th('track:done.add'));
      const before = await there.stored();
      const full = await other.say(th('track:act.send'));
      expect(full).toContain(th('track:full'));
      expect(full).toContain(th('track:confirm.add'));
      expect((await there.stored()).files).toBe(before.files - 1);
      expect(await other.say(th('track:act.send'))).toContain(th('track:done.add'));
      const { dialogue } = await there.view(caseId);
      expect(dialogue.at(-1)).toMatchObject({ text: 'อธิบายรูป' });
      expect(await evidenceOf(caseId)).toBe(1);
    });
  });
});

it('when the day’s room is used up files are refused in clear words, and the report goes on', async () => {
  const user = 'late in the day';
  const phone = await there.atEvidence(user);
  const { dayMb } = there.bot.server.deps.agency.current().policy.evidence;
  const { evidence } = there.bot.server.deps.store;
  const today = there.bot.clock.now().toISOString().slice(0, 10);
  while (await evidence.reserve(today, 16 * 1024 * 1024, dayMb * 1024 * 1024)) continue;
  const photo = await hidingJpeg();
  expect(
    await there.say(there.as(bytes(Buffer.concat([photo, Buffer.alloc(17_000_000)])), user, 'image')),
  ).toContain(th('evidence:problem.day-full'));
  await phone.say('ข้าม');
  expect((await there.fileIt(phone)).view.evidence).toEqual([]);
});
