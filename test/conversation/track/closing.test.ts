import { describe, expect, it } from '@jest/globals';
import { newCode } from '../../../src/cases/tracking.ts';
import { MINUTE } from '../../support/clock.ts';
import type { Chat } from '../chat-driver.ts';
import { keepCase } from '../pretended-desk.ts';
import { t } from '../town.ts';
import { ASKED, open } from './open-case.ts';

describe('an open case', () => {
  it('after fifteen minutes without a word is closed, silently', async () => {
    const { chat } = await open('received');
    const draft = chat.state('track').id as string;
    chat.clock.advance(15 * MINUTE - 1);
    await chat.send({ kind: 'sticker' });
    chat.clock.advance(15 * MINUTE);
    await chat.say('ปี 63 ได้เกรดอะไร');
    expect(JSON.stringify(chat.session)).not.toContain('caseId');
    expect(await chat.press({ flow: 'track', act: 'withdraw', draft })).toContain(t('track:closed'));
    expect(chat.effects.filter(({ kind }) => kind === 'write')).toEqual([]);
  });

  it('is closed by a tap, and by going anywhere else', async () => {
    for (const leave of [
      (chat: Chat) => chat.tap(t('track:act.leave')),
      (chat: Chat) => chat.say('เมนู'),
      (chat: Chat) => chat.press({ flow: 'menu', act: 'help' }),
    ]) {
      const { chat } = await open('received');
      await leave(chat);
      expect(JSON.stringify(chat.session)).not.toContain('caseId');
    }
  });

  it('is the same chat when the code is said again, so that its buttons go on working', async () => {
    const { chat, kept } = await open('received');
    const before = chat.state('track') as unknown;
    const words = await chat.again();
    expect(words).toContain(t('track:event.file'));
    expect(chat.state('track')).toEqual(before);
    await chat.tap(t('cases:action.withdraw.label'));
    await chat.say('ตกลง');
    expect(kept.writings).toMatchObject([{ action: 'withdraw' }]);
  });

  it('gives way to another code', async () => {
    const { chat } = await open('received');
    const other = newCode();
    const kept = keepCase(chat, other);
    await chat.say(other);
    expect(chat.state('track')).toMatchObject({ caseId: kept.receipt.caseId });
  });

  it('when the case is gone says so and closes', async () => {
    const { chat } = await open('asked', ASKED);
    chat.failures.push('case-gone');
    expect(await chat.say('ตอบ')).toContain(t('errors:case-gone'));
    expect(chat.state('track')).toBeUndefined();
  });

  it('when nothing can be written any more, a text is a question like any other', async () => {
    const { chat } = await open('final');
    await chat.say('ปี 63 ได้เกรดอะไร');
    expect(chat.session?.flow).toBeUndefined();
    expect(chat.effects.filter(({ kind }) => kind === 'write')).toEqual([]);
  });
});

describe('news of an open case', () => {
  it('tells news only when asked to, and stops when told to', async () => {
    const { chat } = await open('received');
    expect(await chat.tap(t('track:act.notify'))).toContain(t('track:confirm.notify'));
    expect(chat.effects.some(({ kind }) => kind === 'notify')).toBe(false);
    expect(await chat.say('ตกลง')).toContain(t('track:done.notify'));
    expect(chat.effects.at(-1)).toMatchObject({ kind: 'notify' });
    expect(await chat.tap(t('track:act.notify-stop'))).toContain(t('track:done.notify-stop'));
    expect(chat.effects.at(-1)).toMatchObject({ kind: 'notify-stop', item: expect.stringMatching(/^n-/) });
    expect(chat.labels()).toContain(t('track:act.notify'));
    expect(JSON.stringify(chat.stored)).not.toContain('U-address');
  });

  it('does not offer news of a case that is over', async () => {
    expect((await open('final')).chat.labels()).not.toContain(t('track:act.notify'));
  });
});
