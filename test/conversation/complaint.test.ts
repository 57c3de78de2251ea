import { describe, expect, it } from '@jest/globals';
import { formatCode, newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { codesIn, data, startChat, choicesIn, type Chat } from './chat-driver.ts';
import { HOUR } from '../support/clock.ts';

const STORY = 'ไปขออนุญาตต่อเติมบ้าน เจ้าหน้าที่บอกว่าต้องจ่าย';

/** A chat at the review of a complaint with the least it needs. */
async function atReview(chat: Chat = startChat()): Promise<Chat> {
  await chat.press({ flow: 'complaint', act: 'start' });
  await chat.tap('เข้าใจแล้ว เริ่มเลย');
  await chat.tap('เรียกรับเงินหรือสินบน');
  await chat.tap('ไม่รู้ว่าหน่วยไหน');
  await chat.tap('ข้าม');
  await chat.tap('ข้าม');
  await chat.say(STORY, 'story-1');
  await chat.tap('เสร็จแล้ว');
  for (let left = 0; left < 6; left += 1) await chat.tap('ข้าม');
  return chat;
}

const codeOf = (chat: Chat) => {
  const [code] = codesIn(chat.answer);
  if (!code) throw new Error('no code is shown');
  return code;
};

describe('a complaint', () => {
  it('is written step by step and filed under the code that was shown before', async () => {
    const chat = await atReview();
    const code = codeOf(chat);
    expect(chat.cases.size).toBe(0);
    const words = await chat.tap('ส่งเรื่อง');
    expect(chat.cases.size).toBe(1);
    expect(words).toContain('รับเรื่องแล้ว');
    expect(words).toContain(formatCode(code as TrackingCode));
    expect(words).toContain('22 พ.ย. 2569');
    expect(words).toContain('7 ธ.ค. 2569');
    expect(chat.cases.get(code)?.answers).toMatchObject({
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: 'unknown' },
      what: { of: 'story', parts: [{ text: STORY }] },
    });
    expect(chat.session?.flow).toBeUndefined();
  });
});
