import { describe, expect, it } from '@jest/globals';
import { expireSession } from '../../src/conversation/session.ts';
import { MINUTE } from '../support/clock.ts';
import { startChat, type Chat } from './chat-driver.ts';
import { atReview, codeOf } from './complaint/complaint-chat.ts';
import { data, t } from './town.ts';
import { ASKED, open } from './track/open-case.ts';

const hours = data.policy.draftIdleHours;

/** What the purge leaves of a chat now: names and times apart, which every chat has. */
function left(chat: Chat): unknown {
  const kept = expireSession(chat.session!, chat.clock.now(), hours);
  return JSON.parse(
    JSON.stringify(kept, (key, value: unknown) => (key === 'event' || key === 'touched' ? '-' : value)),
  );
}

/** Somebody who never did anything but say hello. */
async function bystander(): Promise<Chat> {
  const chat = startChat();
  await chat.say('สวัสดี');
  return chat;
}

const filed = async (): Promise<Chat> => {
  const chat = startChat();
  await atReview(chat);
  expect(await chat.say(codeOf(chat))).toContain(t('report:receipt.title.complaint'));
  return chat;
};
const contested = async (): Promise<Chat> => {
  const { chat } = await open('concluded');
  await chat.say('มีพยานเพิ่ม');
  expect(await chat.say('ส่งเลย')).toContain(t('track:done.contest'));
  return chat;
};

describe('fifteen minutes after the last word', () => {
  it.each([
    ['filing', filed],
    ['reading a case', async () => (await open('asked', ASKED)).chat],
    ['contesting a result', contested],
    [
      'closing a case',
      async () => {
        const { chat } = await open('received');
        await chat.tap(t('track:act.leave'));
        return chat;
      },
    ],
  ] as const)('a chat shows no trace of %s: it is like that of anybody', async (_what, did) => {
    // prettier-ignore
    const [chat, other] = [await did(), await bystander()];
    for (const each of [chat, other]) each.clock.advance(15 * MINUTE);
    expect(left(chat)).toEqual(left(other));
    expect(left(chat)).toMatchObject({ applied: { event: '-' } });
  });

  it('an event that comes again still does nothing a second time', async () => {
    const { chat, kept } = await open('asked', ASKED);
    await chat.say('ช่องที่ 2');
    chat.clock.advance(15 * MINUTE);
    expect(await chat.again()).toBe('');
    expect(kept.writings).toHaveLength(1);
    const late = await contested();
    late.clock.advance(60 * MINUTE);
    expect(await late.again()).toBe('');
  });
});
