import { describe, expect, it } from '@jest/globals';
import { newCode } from '../../../src/cases/tracking.ts';
import { MINUTE } from '../../support/clock.ts';
import { draftOf, startChat } from '../chat-driver.ts';
import { wordsOf } from '../reading.ts';
import { data, t } from '../town.ts';
import { atReview, codeOf, skipToReview, STORY } from './complaint-chat.ts';

describe('a text that sounds like a complaint', () => {
  const COMPLAINT = 'เจ้าหน้าที่ขอเงิน 500';
  const chatWith = () =>
    startChat({
      understand: (text) =>
        text.includes('ขอเงิน') ? { kind: 'complaint-like' } : { kind: 'unknown', cue: false },
    });

  it('is offered as a report, and becomes the beginning of its story', async () => {
    const chat = chatWith();
    const words = await chat.say(COMPLAINT, 'opening');
    expect(words).toContain('1205');
    await chat.tap('แจ้งเรื่องนี้');
    expect(draftOf(chat).at).toBe('consent');
    await chat.tap('เข้าใจแล้ว เริ่มเลย');
    await chat.say('1');
    await chat.say('พัสดุ');
    await chat.tap('ข้าม');
    await chat.tap('ข้าม');
    expect(wordsOf(chat.answer)).toContain(COMPLAINT);
    await chat.say('จ่ายไปแล้วเมื่อวาน', 'second');
    await chat.say('เสร็จ');
    await skipToReview(chat);
    const code = codeOf(chat);
    await chat.tap('ส่งเรื่อง');
    expect(chat.cases.get(code)?.answers).toMatchObject({
      unit: { value: 'supplies-and-property' },
      what: { parts: [{ text: COMPLAINT }, { text: 'จ่ายไปแล้วเมื่อวาน' }] },
    });
  });

  it('is forgotten when declined, unsent, or after ten minutes', async () => {
    const declined = chatWith();
    await declined.say(COMPLAINT);
    expect(await declined.say('ไม่')).toContain(t('report:declined'));
    expect(JSON.stringify(declined.session)).not.toContain('500');
    const unsent = chatWith();
    await unsent.say(COMPLAINT, 'opening');
    await unsent.send({ kind: 'unsend', item: 'opening' });
    expect(JSON.stringify(unsent.session)).not.toContain('500');
    const late = chatWith();
    await late.say(COMPLAINT);
    late.clock.advance(10 * MINUTE);
    await late.say('เมืองพลได้เกรดอะไร');
    expect(JSON.stringify(late.session)).not.toContain('500');
  });

  it('does not stand in the way of the next question, and can still be taken up', async () => {
    const chat = chatWith();
    await chat.say(COMPLAINT);
    const words = await chat.say('ปี 63 ได้เกรดอะไร');
    expect(words).toBe(t('ask:unknown', { municipality: data.agency.name.th }));
    await chat.press({ flow: 'menu', act: 'complaint' });
    expect(chat.state('complaint')).toMatchObject({ at: 'consent', opening: { text: COMPLAINT } });
  });

  it('is added to a draft that waits, or begins a new one', async () => {
    for (const [choice, parts] of [
      ['ทำต่อ', [STORY, COMPLAINT]],
      ['เริ่มใหม่', undefined],
    ] as const) {
      const chat = chatWith();
      await atReview(chat);
      await chat.press({ flow: 'menu', act: 'help' });
      await chat.say(COMPLAINT);
      await chat.tap('แจ้งเรื่องนี้');
      await chat.tap(choice);
      const { answers, opening, at } = draftOf(chat);
      const what = answers['what'];
      expect(what?.of === 'story' ? what.parts.map(({ text }) => text) : undefined).toEqual(parts);
      expect([at, opening?.text]).toEqual(parts ? ['review', undefined] : ['consent', COMPLAINT]);
    }
  });

  it('with a draft that waits, a declined text leaves the draft as it was', async () => {
    const chat = await atReview(chatWith());
    const before = draftOf(chat);
    await chat.press({ flow: 'menu', act: 'help' });
    await chat.say(COMPLAINT);
    await chat.tap('ไม่ใช่ แค่ถาม');
    expect(chat.state('complaint')).toEqual(before);
  });

  it('with tracking codes in it is not taken in', async () => {
    const chat = chatWith();
    const [one, two] = [newCode(), newCode()];
    expect(await chat.say(`เขาขอเงิน ${one} กับ ${two}`)).toContain(t('report:note.code-inside'));
    expect(JSON.stringify(chat.session)).not.toContain(one);
  });
});
