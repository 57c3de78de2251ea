import { describe, expect, it } from '@jest/globals';
import { newCode } from '../../src/cases/tracking.ts';
import { unitsNamed } from '../../src/conversation/form/units.ts';
import type { Draft } from '../../src/conversation/form/state.ts';
import { LANGS } from '../../src/i18n.ts';
import { MENU_AREAS } from '../../src/line/rich-menu/areas.ts';
import { startChat, type Chat } from './chat-driver.ts';
import { keepCase } from './pretended-desk.ts';
import { data, i18n } from './town.ts';

const t = (key: string, params?: Record<string, string | number>) => i18n.t('th', key, params);
const WRONG = 'เจ้าหน้าที่ขอเงิน 500';

const chatOfferedOne = async (): Promise<Chat> => {
  const chat = startChat({
    understand: (text) => (text === WRONG ? { kind: 'complaint-like' } : { kind: 'unknown', cue: false }),
  });
  await chat.say(WRONG);
  return chat;
};

/** A report with one answer, at the question who it is about. */
async function writing(): Promise<Chat> {
  const chat = startChat();
  await chat.press({ flow: 'complaint', act: 'start' });
  for (const text of ['เริ่มเลยค่ะ', '1', 'ไม่รู้', 'ข้ามครับ']) await chat.say(text);
  expect(chat.state('complaint')).toMatchObject({ at: 'who' });
  return chat;
}

async function openCase(status: 'received' | 'asked' | 'concluded') {
  const chat = startChat();
  const actions = {
    received: ['add', 'withdraw'],
    asked: ['reply', 'withdraw'],
    concluded: ['contest'],
  } as const;
  const code = newCode();
  const kept = keepCase(chat, code, 'complaint', {}, { status, actions: [...actions[status]] });
  await chat.say(code);
  return { chat, kept };
}

describe('words as people type them', () => {
  it.each(['ใช่ค่ะ', 'ค่ะ', 'ครับ', 'แจ้งเรื่องนี้ค่ะ', 'แจ้งเลยครับ', 'อยากแจ้ง'])(
    '“%s” takes an offer up',
    async (text) => {
      const chat = await chatOfferedOne();
      await chat.say(text);
      expect(chat.state('complaint')).toMatchObject({ at: 'consent', opening: { text: WRONG } });
    },
  );

  it.each(['ไม่ค่ะ', 'ไม่ใช่ครับ', 'ยกเลิก', 'cancel'])('“%s” declines it, and it is forgotten', async (text) => {
    const chat = await chatOfferedOne();
    expect(await chat.say(text)).toContain(t('report:declined'));
    expect(JSON.stringify(chat.session)).not.toContain('500');
  });

  it('answer whether a draft is to be deleted', async () => {
    const chat = await writing();
    await chat.say('ยกเลิก');
    expect(await chat.say('ไม่ค่ะ')).toContain(t('cases:field.who.ask'));
    await chat.say('ยกเลิกค่ะ');
    expect(await chat.say('ไม่แจ้ง')).toContain(t('report:cancel.text'));
    expect(chat.state('complaint')).toBeDefined();
    expect(await chat.say('ใช่ครับ')).toContain(t('report:cancelled'));
    expect(chat.state('complaint')).toBeUndefined();
  });

  it.each(['ใช่ครับ', 'ส่งเลยค่ะ', 'ส่ง', 'ค่ะ'])('“%s” sends what waits, and is no part of it', async (text) => {
    const { chat, kept } = await openCase('concluded');
    await chat.say('มีพยานเพิ่ม');
    expect(await chat.say(text)).toContain(t('track:done.contest'));
    expect(kept.writings).toMatchObject([{ action: 'contest', text: 'มีพยานเพิ่ม' }]);
  });
});

describe('“skip”', () => {
  it('lets nobody in who was just kept out', async () => {
    const chat = await writing();
    await chat.say('ย้อนกลับ');
    await chat.say('กองการศึกษา');
    expect(chat.labels()).not.toContain(t('report:act.skip'));
    await chat.say('ข้าม');
    expect(chat.state('complaint')).toMatchObject({
      at: 'who',
      answers: { exclude: { of: 'units', values: ['education'] } },
    });
    await chat.say('ย้อนกลับ');
    await chat.say('กองการศึกษา');
    await chat.say('ข้าม');
    expect((chat.state('complaint') as Draft).answers['exclude']).toBeUndefined();
  });
});

describe('“cancel”', () => {
  it('drops what waits to be sent, and closes a case in which nothing waits', async () => {
    const { chat, kept } = await openCase('received');
    await chat.say('มีใบเสร็จ');
    expect(await chat.say('ยกเลิก')).toContain(t('track:dropped'));
    expect(JSON.stringify(chat.session)).not.toContain('มีใบเสร็จ');
    expect(await chat.say('ยกเลิก')).toContain(t('track:left'));
    expect(chat.session?.flow).toBeUndefined();
    expect(kept.writings).toEqual([]);
  });

  it('does not go to an officer as an answer without being asked about', async () => {
    const { chat, kept } = await openCase('asked');
    expect(await chat.say('ยกเลิก')).toContain(t('track:confirm.reply'));
    expect(kept.writings).toEqual([]);
    await chat.say('ส่งเลย');
    expect(kept.writings).toMatchObject([{ action: 'reply', text: 'ยกเลิก' }]);
  });

  it('is understood when nothing is open, and finds a draft that waits', async () => {
    const idle = startChat();
    const menu = t('chat:menu.text', { municipality: data.agency.name.th });
    expect(await idle.say('ยกเลิก')).toContain(menu);
    await idle.press({ flow: 'menu', act: 'track' });
    expect(await idle.say('ยกเลิก')).toContain(menu);

    const offered = await chatOfferedOne();
    await offered.say('ปี 63 ได้เกรดอะไร');
    expect(await offered.say('ยกเลิก')).toContain(menu);

    const chat = await writing();
    await chat.say('เมนู');
    expect(await chat.say('ยกเลิก')).toContain(t('report:resume.text', { hours: data.policy.draftIdleHours }));
    await chat.say('ยกเลิก');
    await chat.say('ลบทิ้งเลย');
    expect(chat.state('complaint')).toBeUndefined();
  });
});

describe('what is said', () => {
  it('of a button whose draft is gone never is that nothing was sent: it may have been', async () => {
    for (const lang of LANGS) {
      const said = i18n.t(lang, 'report:gone');
      expect(said).not.toMatch(/ไม่มีอะไรถูกส่ง|Nothing was sent/i);
      expect(said).toMatch(/รหัสติดตาม|tracking code/);
    }
    const chat = startChat();
    await chat.press({ flow: 'complaint', act: 'back', draft: 'd1d1d1d1d1d1d1d1' });
    expect(new Set(chat.labels()).size).toBe(chat.labels().length);
  });

  it('of units as an example is a unit that can be typed', () => {
    for (const lang of LANGS)
      for (const field of ['unit', 'about']) {
        const example = i18n.t(lang, `cases:field.${field}.example`);
        expect([example, unitsNamed(data.agency, example).exact?.id]).toEqual([example, 'finance']);
      }
  });

  it('of a scale has each number once', async () => {
    const chat = startChat();
    await chat.press({ flow: 'comment', act: 'start' });
    for (const text of ['เริ่มเลย', 'ข้าม', 'ดีมาก', 'เสร็จแล้ว']) await chat.say(text);
    expect(await chat.say('ข้าม')).toContain('\n2. ไม่ค่อยพอใจ\n');
  });
});

describe('the menu below the chat', () => {
  it.each(MENU_AREAS.map(({ name, does }) => [name, does.press] as const))(
    '%s, tapped while a report is written, does not become an answer of it',
    async (_name, press) => {
      const chat = await writing();
      const { answers } = chat.state('complaint') as Draft;
      await chat.press(press);
      expect((chat.state('complaint') as Draft).answers).toEqual(answers);
    },
  );

  it('asks for the results as if it were typed', async () => {
    const asked: string[] = [];
    const chat = startChat({
      understand: (text) => {
        asked.push(text);
        return { kind: 'unknown', cue: false };
      },
    });
    await chat.press({ flow: 'menu', act: 'results' });
    expect(asked).toEqual([t('chat:menu.results.say')]);
  });
});
