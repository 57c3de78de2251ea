import { describe, expect, it } from '@jest/globals';
import { startChat, type Chat } from '../chat-driver.ts';
import { choicesIn } from '../reading.ts';
import { data, t } from '../town.ts';
import { begin } from './complaint-chat.ts';

describe('before the first question', () => {
  it('says honestly what is protected, and offers the doors that do not pass through the town', async () => {
    const chat = startChat();
    const words = await chat.press({ flow: 'complaint', act: 'start' });
    for (const key of ['line', 'unsend', 'limits']) expect(words).toContain(t(`report:consent.${key}`));
    for (const { phone } of data.policy.nationalDoors) expect(words).toContain(phone);
    expect(choicesIn(chat.answer).some(({ does }) => does.kind === 'open')).toBe(false);
  });

  it('offers the web form only where there is one', async () => {
    const chat = startChat({ open: { webForm: true } });
    const words = await chat.press({ flow: 'complaint', act: 'start' });
    expect(words).toContain(t('report:consent.web'));
    expect(chat.choice(t('report:act.web')).does).toEqual({
      kind: 'open',
      url: 'https://town.example/report?openExternalBrowser=1',
    });
  });

  it.each([
    [{ filing: false }, 'report:closed.filing'],
    [{ chatReporting: false }, 'report:closed.chat'],
    [{ staffChat: true }, 'report:closed.staff'],
  ])('when closed (%j) says so, names the doors, and keeps nothing', async (open, key) => {
    const chat = startChat({
      open: { ...open, webForm: true },
      understand: () => ({ kind: 'complaint-like' }),
    });
    for (const words of [
      await chat.press({ flow: 'menu', act: 'complaint' }),
      await chat.press({ flow: 'complaint', act: 'start' }),
      await chat.say('เจ้าหน้าที่ขอเงิน 500'),
    ]) {
      expect(words).toContain(t(key));
      expect(words).toContain('1205');
      expect(chat.labels()).toContain(t('report:act.web'));
    }
    expect(chat.state('complaint')).toBeUndefined();
    expect(JSON.stringify(chat.session)).not.toContain('ขอเงิน 500');
  });

  it.each([
    ['says more', async (chat: Chat) => chat.say('เขาขอเงินเพิ่ม')],
    ['presses an old button', async (chat: Chat) => chat.press({ flow: 'complaint', act: 'done' })],
    [
      'had gone to the menu, and begins anew by typing',
      async (chat: Chat) => {
        await chat.press({ flow: 'menu', act: 'start' });
        return chat.say('อยากร้องเรียน');
      },
    ],
  ])(
    'linked to staff with a draft open, and somebody %s: it is dropped with its files',
    async (_how, goOn) => {
      const chat = startChat({ understand: () => ({ kind: 'complaint-like' }) });
      await begin(chat);
      await chat.say('1');
      await chat.send({ kind: 'media', media: 'image', item: 'photo', handle: 'h' });
      expect(JSON.stringify(chat.state('complaint'))).toContain('photo');
      chat.open = { ...chat.open, staffChat: true };
      expect(await goOn(chat)).toContain(t('report:closed.staff'));
      expect(chat.state('complaint')).toBeUndefined();
      expect(chat.effects.filter(({ kind }) => kind === 'drop-files')).toHaveLength(1);
      // Nothing of it comes back when the link is ended.
      chat.open = { ...chat.open, staffChat: false };
      await chat.press({ flow: 'complaint', act: 'start' });
      expect(JSON.stringify(chat.session)).not.toContain('photo');
    },
  );

  it('takes nothing in before the consent', async () => {
    const chat = startChat();
    await chat.press({ flow: 'complaint', act: 'start' });
    expect(await chat.say('เขาขอเงินฉัน')).toContain(t('report:note.consent'));
    expect(JSON.stringify(chat.session)).not.toContain('ขอเงินฉัน');
  });
});

describe('a question about the channel while the form waits to begin', () => {
  const asking = (open = {}) =>
    startChat({ open, understand: () => ({ kind: 'channel', asked: { about: 'safe' } }) });

  it('is answered, and the form still waits', async () => {
    const chat = asking();
    await chat.press({ flow: 'complaint', act: 'start' });
    const words = await chat.say('แจ้งแล้วปลอดภัยไหม');
    expect(words).toContain(t('channel:safe.text'));
    expect(words).not.toContain(t('report:note.consent'));
    expect(chat.labels()).toContain(t('report:act.agree'));
    expect(chat.state('complaint')).toMatchObject({ at: 'consent' });
  });

  it('promises nothing where nothing can be reported, and names the doors', async () => {
    const chat = asking({ filing: false });
    const words = await chat.say('แจ้งแล้วปลอดภัยไหม');
    expect(words).not.toContain(t('channel:safe.text'));
    expect(words).toContain(t('report:closed.filing'));
    expect(words).toContain('1205');
    expect(chat.labels()).not.toContain(t('chat:menu.complaint.label'));
  });

  it('offers the chat only where the chat takes reports, and speaks of the web form only where there is one', async () => {
    const chat = asking({ chatReporting: false, webForm: false });
    const words = await chat.say('แจ้งแล้วปลอดภัยไหม');
    expect(chat.labels()).not.toContain(t('chat:menu.complaint.label'));
    expect(words).not.toContain(t('report:consent.web'));
    chat.open = { ...chat.open, webForm: true };
    expect(await chat.say('แจ้งแล้วปลอดภัยไหม')).toContain(t('report:consent.web'));
    expect(chat.labels()).toContain(t('report:act.web'));
  });
});
