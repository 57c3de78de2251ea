import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createI18n } from '../../src/i18n.ts';
import { maskQuestion } from '../../src/knowledge/mask.ts';
import { startBot, type Bot } from '../support/bot.ts';

const NOTED = createI18n().t('th', 'ask:kept');

describe('maskQuestion', () => {
  it.each([
    ['โทรหา 081-234-5678 เรื่องคะแนน ITA', '5678'],
    ['เลขบัตร 1 2345 67890 12 3 ได้กี่คะแนน', '67890'],
    ['ถาม somchai.r@example.com เรื่องตัวชี้วัด', 'somchai'],
    ['ดู https://example.com/u/somchai?x=1 คะแนน', 'somchai'],
    ['ทัก @somchai99 เรื่อง ITA', 'somchai'],
    ['นายสมชาย ใจดี ได้คะแนน ITA เท่าไร', 'สมชาย'],
    ['นายกิตติ มีทรัพย์ ITA', 'กิตติ'],
    ['นางสาวสมศรี มีสุข ทำตัวชี้วัดไหน', 'สมศรี'],
    ['คุณมานี ตอบ IIT ว่าอะไร', 'มานี'],
    ['did Mr Somchai Jaidee answer the ITA survey', 'Somchai'],
    ['เบอร์ ๐๘๑๒๓๔๕๖๗๘ ITA', '๒๓๔๕'],
  ])('%s', (text, secret) => {
    expect(text).toContain(secret);
    expect(maskQuestion(text)).not.toContain(secret);
  });

  it.each(['ข้อ O31 ปี 2563 ได้กี่คะแนน', 'คุณธรรมและความโปร่งใสคืออะไร', 'นายกเทศมนตรีได้กี่คะแนน', 'ได้ 60.88 จริงไหม'])(
    'leaves %s as it is',
    (text) => {
      expect(maskQuestion(text)).toBe(text);
    },
  );

  it('keeps no run of five digits, whatever stands around, and stays short', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.stringMatching(/^[0-9]{5,15}$/),
        (noise, digits) => {
          const masked = maskQuestion(`${noise} ${digits} ${noise}`);
          expect(masked).not.toContain(digits);
          expect(masked.length).toBeLessThanOrEqual(300);
        },
      ),
    );
  });
});

describe('what staff write themselves', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot.stop());

  const draft = {
    examples: ['เทศบาลจะส่ง ITA รอบหน้าวันไหน', 'when is the next ITA deadline'],
    answer: { th: 'ส่งภายใน 30 เมษายนทุกปี', en: 'By 30 April every year.' },
  };

  it('is used by the bot at once, in the language asked, and can be undone', async () => {
    const { staffAnswers } = bot.server.deps;
    expect(await bot.say('u', draft.examples[0]!)).not.toContain('30 เมษายน');
    const id = await staffAnswers.add(draft, 'staff-1');
    expect(await bot.say('u', 'เทศบาลจะส่ง ITA รอบหน้า วันไหนคะ')).toContain('30 เมษายน');
    expect(await bot.say('u', 'When is the next ITA deadline?')).toContain('30 April');
    await staffAnswers.change(id, { ...draft, answer: { th: 'เลื่อนเป็น 15 พฤษภาคม', en: '' } }, 'staff-2');
    expect(await bot.say('u', draft.examples[0]!)).toContain('15 พฤษภาคม');
    await staffAnswers.undo(id);
    expect(await bot.say('u', draft.examples[0]!)).toContain('30 เมษายน');
    await staffAnswers.remove(id);
    expect(await bot.say('u', draft.examples[0]!)).not.toContain('30 เมษายน');
  });

  it('never takes the place of a figure', async () => {
    await bot.server.deps.staffAnswers.add(draft, 'staff-1');
    expect(await bot.say('u', 'ปี 63 ได้คะแนน ITA เท่าไร')).toContain('60.88');
  });

  it.each([
    [{ examples: [], answer: { th: 'ก', en: '' } }],
    [{ examples: ['  '], answer: { th: 'ก', en: '' } }],
    [{ examples: ['ถาม'], answer: { th: ' ', en: 'x' } }],
  ])('is refused when it is not whole: %j', async (bad) => {
    await expect(bot.server.deps.staffAnswers.add(bad, 's')).rejects.toMatchObject({
      key: 'answer-incomplete',
    });
  });
});

describe('questions nobody could answer', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot.stop());

  it('are kept once, masked, without user and time, when they speak of the results', async () => {
    const question = 'คะแนน ITA ของตัวชี้วัดฟ้าทะลายโจร นายสมชาย ใจดี โทร 0812345678';
    for (const user of ['u1', 'u2']) await bot.say(user, question);
    const kept = await bot.server.deps.unanswered.list();
    const found = kept.filter(({ text }) => text.includes('ฟ้าทะลายโจร'));
    expect(found.length).toBeLessThanOrEqual(1);
    for (const entry of kept) {
      expect(Object.keys(entry).sort()).toEqual(['id', 'lang', 'text']);
      expect(JSON.stringify(entry)).not.toMatch(/สมชาย|0812345678|U[0-9a-f]{32}/);
    }
  });

  it('are only counted when they are about something else, and never kept when they tell of a wrong', async () => {
    const before = (await bot.server.deps.unanswered.list()).length;
    await bot.say('u3', 'วันนี้ฝนจะตกไหม');
    await bot.say('u3', 'เจ้าหน้าที่ขอเงิน 500 ค่าใบอนุญาต');
    expect((await bot.server.deps.unanswered.list()).length).toBe(before);
    expect((await bot.server.deps.store.counters.read())['question.off-topic']).toBe(1);
  });

  it.each([
    'ประมาณสามหมื่น โอนเข้าบัญชีภรรยาเขา',
    'ใช่ ลงวันเดียวกันทั้งสามใบ และเป็นลายมือเดียวกัน',
    'เทศบาลเราเอง ห้องเก็บของด้านหลัง',
    'หน่วยงานเดียวกับที่เคยบอก อยู่ชั้นสอง',
    'at the municipality, in the back room, two of them',
    'ยกเลิก',
  ])('are not “%s”, which may be a late answer to an officer', async (text) => {
    const before = (await bot.server.deps.unanswered.list()).length;
    expect(await bot.say('u4', text)).not.toContain(NOTED);
    expect((await bot.server.deps.unanswered.list()).length).toBe(before);
  });
});
