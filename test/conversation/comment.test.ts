import { describe, expect, it } from '@jest/globals';
import { draftOf, startChat } from './chat-driver.ts';
import { atReview } from './complaint/complaint-chat.ts';
import { codesIn } from './reading.ts';
import { data, t } from './town.ts';

describe('a comment', () => {
  it('needs nothing but its text, and gets a receipt like a complaint', async () => {
    const chat = startChat();
    expect(await chat.press({ flow: 'menu', act: 'comment' })).toContain(t('report:consent.title.comment'));
    await chat.say('เข้าใจแล้ว');
    await chat.say('ข้าม');
    await chat.say('เจ้าหน้าที่พูดจาดี');
    await chat.say('เสร็จแล้ว');
    await chat.say('ข้าม');
    await chat.say('ข้าม');
    const [code] = codesIn(chat.answer);
    const words = await chat.tap('ส่งเรื่อง');
    expect(words).toContain(t('report:receipt.title.comment'));
    expect(chat.cases.get(code!)?.answers).toMatchObject({ text: { parts: [{ text: 'เจ้าหน้าที่พูดจาดี' }] } });
    expect(chat.effects.at(-1)).toMatchObject({ kind: 'file', case: 'comment' });
  });

  it('takes a unit by its name and the satisfaction by button, number or Thai digit', async () => {
    for (const five of ['5 พอใจมาก', '5', '๕']) {
      const chat = startChat({ open: { webForm: true } });
      await chat.press({ flow: 'comment', act: 'start' });
      expect(chat.choice(t('report:act.web')).does).toMatchObject({
        url: 'https://town.example/comment?openExternalBrowser=1',
      });
      await chat.tap('เข้าใจแล้ว เริ่มเลย');
      await chat.say('กองการศึกษา');
      await chat.say('ขอบคุณ');
      await chat.tap('เสร็จแล้ว');
      await chat.tap('ข้าม');
      await chat.say(five);
      await chat.tap('ส่งเรื่อง');
      expect([...chat.cases.values()][0]?.answers).toMatchObject({
        about: { of: 'unit', value: 'education' },
        satisfaction: { of: 'scale', value: 5 },
      });
    }
  });

  it('speaks English to who writes English', async () => {
    const chat = startChat({ understand: () => ({ kind: 'go', to: 'comment' }) });
    const words = await chat.say('I would like to leave a comment');
    expect(words).toContain('Before you comment');
    expect(words).toContain(data.agency.name.en);
    await chat.say('I see, let us begin');
    await chat.say('finance office');
    expect(chat.state('comment')).toMatchObject({ walk: { in: 'finance' } });
  });

  it('is reached by what the bot understands as the wish for it, and so are the others', async () => {
    for (const [to, words] of [
      ['comment', t('report:consent.title.comment')],
      ['complaint', t('report:consent.title.complaint')],
      ['track', t('track:code')],
    ] as const) {
      const chat = startChat({ understand: () => ({ kind: 'go', to }) });
      expect(await chat.say('อยาก')).toContain(words);
      expect(chat.session?.flow?.name).toBe(to);
    }
  });

  it('stands in the menu beside the others, and every entry works typed', async () => {
    for (const act of ['complaint', 'comment', 'track'] as const) {
      const chat = startChat();
      await chat.press({ flow: 'menu', act: 'menu' });
      await chat.say(t(`chat:menu.${act}.label`));
      expect(chat.session?.flow?.name).toBe(act);
    }
  });
});

describe('drafts of two kinds', () => {
  it('wait side by side', async () => {
    const chat = await atReview();
    await chat.press({ flow: 'menu', act: 'comment' });
    await chat.tap('เข้าใจแล้ว เริ่มเลย');
    await chat.say('กองคลัง');
    await chat.press({ flow: 'menu', act: 'help' });
    expect(chat.session?.parked?.map(({ name }) => name).sort()).toEqual(['comment', 'complaint']);
    await chat.press({ flow: 'menu', act: 'complaint' });
    await chat.tap('ทำต่อ');
    expect(draftOf(chat).at).toBe('review');
    expect(chat.state('comment')).toBeDefined();
  });
});
