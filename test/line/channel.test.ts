import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import { choicesOf, startBot, type Bot } from '../support/bot.ts';

const { t } = createI18n();
let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());

const policy = () => bot.server.deps.agency.current().policy;

/** The words of an answer and its buttons. */
async function asked(text: string, user = 'u') {
  const event = bot.line.event.text(user, text);
  const words = await bot.ask(event);
  const [delivery] = bot.line.repliesTo(event);
  return { words, choices: choicesOf((delivery as unknown as { messages: unknown[] }).messages) };
}
const uris = (choices: { action: Record<string, string> }[]) =>
  choices.flatMap(({ action }) => action['uri'] ?? []);

describe('somebody who does not dare to report yet', () => {
  it.each([
    ['ถ้าแจ้งไปจะปลอดภัยป่าวคับ', 'channel:safe.text'],
    ['เขาจะรู้มั้ยว่าเป็นเราที่ร้องเรียน', 'channel:identity.text'],
    ['หัวหน้าผมจะเห็นเรื่องที่ผมแจ้งไหม', 'channel:readers.text'],
    ['แจ้งแล้วจะโดนแกล้งมั้ย', 'channel:reprisal.text'],
    ['ไม่อยากบอกชื่อ ร้องเรียนได้บ่', 'channel:name.text'],
  ])('“%s” is answered, with a way to report, to the web form and to what is kept', async (q, key) => {
    const { words, choices } = await asked(q);
    expect(words).toContain(t('th', key));
    expect(words).not.toContain('75.00');
    expect(choices.map(({ label }) => label)).toContain(t('th', 'chat:menu.complaint.label'));
    expect(uris(choices)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`${bot.url}/report`),
        expect.stringContaining(`${bot.url}/privacy`),
      ]),
    );
  });

  it('hears that LINE knows who wrote to this account, and is never told that nobody can find out', async () => {
    const { words } = await asked('ไลน์จะรู้ไหมว่าผมแจ้ง');
    expect(words).toContain('LINE รู้ว่าคุณทักบัญชีนี้');
    expect((await asked('จะมีใครรู้มั้ยว่าผมเป็นคนร้องเรียน')).words).toContain('ไม่สัญญาว่าจะไม่มีใครรู้');
  });

  it('gets every hotline of the policy, the one she named first', async () => {
    const { words } = await asked('ขอเบอร์ ป.ป.ท. หน่อย');
    for (const { phone } of policy().nationalDoors) expect(words).toContain(phone);
    expect(words.indexOf('1206')).toBeLessThan(words.indexOf('1205'));
  });

  it('gets the days of the policy', async () => {
    const when = await asked('ร้องเรียนไปกี่วันถึงได้คำตอบ');
    expect(when.words).toContain(`${policy().legalClock.firstAnswerDays} วัน`);
    expect(when.words).toContain(`${policy().legalClock.concludeDays.complaint} วัน`);
    const kept = await asked('ข้อมูลที่แจ้งไปเก็บกี่ปี');
    expect(kept.words).toContain(`90 ถึง ${policy().retentionDays.complaint['substantiated']} วัน`);
  });

  it('is answered in English, too', async () => {
    const { words, choices } = await asked('is it risky to complain here', 'english');
    expect(words).toContain(t('en', 'channel:safe.text'));
    expect(choices.map(({ label }) => label)).toContain(t('en', 'channel:reprisal.label'));
  });

  it('still gets the score where she asks for it', async () => {
    expect((await asked('คะแนนข้อร้องเรียนแล้วปลอดภัยไหมเท่าไหร่')).words).toContain('75.00');
  });

  it('may ask before she agrees to begin, and the form waits', async () => {
    await asked('อยากร้องเรียน', 'asks');
    const { words, choices } = await asked('แล้วหัวหน้าจะรู้ไหมถ้าผมแจ้ง', 'asks');
    expect(words).toContain(t('th', 'channel:readers.text'));
    expect(choices.map(({ label }) => label)).toContain(t('th', 'report:act.agree'));
  });
});
