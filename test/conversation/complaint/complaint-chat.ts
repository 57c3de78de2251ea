import type { Press } from '../../../src/conversation/reply.ts';
import { draftOf, startChat, type Chat } from '../chat-driver.ts';
import { codesIn } from '../reading.ts';

/** The story that `atReview` tells. */
export const STORY = 'ไปขออนุญาตต่อเติมบ้าน เจ้าหน้าที่บอกว่าต้องจ่าย';

/** Starts a complaint and agrees to what stands before the first question. */
export async function begin(chat: Chat): Promise<Chat> {
  await chat.press({ flow: 'complaint', act: 'start' });
  await chat.tap('เข้าใจแล้ว เริ่มเลย');
  return chat;
}

/** Leaves out every question up to the review. */
export async function skipToReview(chat: Chat): Promise<Chat> {
  while (draftOf(chat).at !== 'review') await chat.tap('ข้าม');
  return chat;
}

/** A chat at the review of a complaint with the least it needs. */
export async function atReview(chat: Chat = startChat()): Promise<Chat> {
  await begin(chat);
  await chat.tap('เรียกรับเงินหรือสินบน');
  await chat.tap('ไม่รู้ว่าหน่วยไหน');
  await chat.tap('ข้าม');
  await chat.tap('ข้าม');
  await chat.say(STORY, 'story-1');
  await chat.tap('เสร็จแล้ว');
  return skipToReview(chat);
}

/** The code that is shown; fails when there is none. */
export const codeOf = (chat: Chat) => {
  const [code] = codesIn(chat.answer);
  if (!code) throw new Error('no code is shown');
  return code;
};

/** The press of the button that files, as it stands there now. */
export const filePress = (chat: Chat): Press => {
  const { does } = chat.choice('ส่งเรื่อง');
  if (does.kind !== 'press') throw new Error('no press');
  return does.press;
};
