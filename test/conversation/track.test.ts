import { describe, expect, it } from '@jest/globals';
import { REPORTER_ACTIONS, reporterActionsFor, type ReporterActionId } from '../../src/cases/actions.ts';
import { STATUSES, type Status } from '../../src/cases/kinds.ts';
import { caseReference } from '../../src/cases/reference.ts';
import type { ReporterView } from '../../src/cases/reporter-view.ts';
import { formatCode, newCode } from '../../src/cases/tracking.ts';
import type { Input } from '../../src/conversation/input.ts';
import { EVENTS } from '../../src/conversation/track/card.ts';
import { LANGS } from '../../src/i18n.ts';
import { renderAnswer } from '../../src/line/render.ts';
import { checkMessages } from '../../src/simulator/line-rules.ts';
import { data, i18n, keepCase, startChat, toldFile, type Chat, type KeptCase } from './chat-driver.ts';
import { MINUTE } from '../support/clock.ts';

const t = (key: string, params?: Record<string, string | number>) => i18n.t('th', key, params);
const CODE = newCode();
const QUESTION = 'จ่ายเงินให้ใคร ที่ช่องไหน';

const actionsFor = (status: Status) =>
  reporterActionsFor('complaint', status).map(({ id }) => id as ReporterActionId);

/** A chat with an open case in a status. */
async function open(
  status: Status,
  view: Partial<ReporterView> = {},
  chat = startChat(),
): Promise<{ chat: Chat; kept: KeptCase; words: string }> {
  const kept = keepCase(chat, CODE, 'complaint', {}, { status, actions: actionsFor(status), ...view });
  const words = await chat.say(CODE);
  return { chat, kept, words };
}

const ASKED: Partial<ReporterView> = {
  timeline: [
    { day: '2026-11-20', action: 'file', by: 'reporter', status: 'received' },
    { day: '2026-11-22', action: 'ask', by: 'staff', status: 'asked', text: QUESTION, due: '2027-01-21' },
  ],
  deadline: { day: '2027-01-21', left: 60, urgency: 'in-time' },
};

describe('following a case', () => {
  it('by a bare code, in any digits, shows timeline, words of the officers, and what comes next', async () => {
    for (const typed of [
      CODE,
      formatCode(CODE),
      formatCode(CODE).replace(/\d/g, (d) => String.fromCharCode(0x0e50 + +d)),
    ]) {
      const chat = startChat();
      const kept = keepCase(
        chat,
        CODE,
        'complaint',
        {},
        { status: 'asked', actions: ['reply', 'withdraw'], ...ASKED },
      );
      const words = await chat.say(typed);
      expect(words).toContain(caseReference(kept.receipt.caseId));
      expect(words).toContain(`20 พ.ย. 2569 ${t('track:event.file')}`);
      expect(words).toContain(QUESTION);
      expect(words).toContain(t('track:next.asked', { due: '21 ม.ค. 2570' }));
      expect(words).not.toContain(kept.receipt.caseId);
    }
  });

  it('keeps neither the code nor the officers’ words', async () => {
    const { chat } = await open('asked', ASKED);
    for (const json of chat.stored) {
      expect(json).not.toContain(CODE);
      expect(json).not.toContain(QUESTION);
    }
  });

  it('by the menu asks for the code; other texts are questions like any other', async () => {
    const chat = startChat();
    keepCase(chat, CODE);
    expect(await chat.press({ flow: 'menu', act: 'track' })).toContain(t('track:code'));
    expect(await chat.say('1234 5678')).toContain(t('track:not-a-code'));
    const wrong = `${CODE.slice(0, -1)}${(Number(CODE.at(-1)) + 1) % 10}`;
    expect(await chat.say(wrong)).toContain(t('track:mistyped'));
    expect(await chat.say(newCode())).toContain(t('track:unknown'));
    expect(await chat.say(formatCode(CODE))).toContain(t('track:event.file'));
    await chat.press({ flow: 'menu', act: 'track' });
    await chat.say('ปี 63 ได้เกรดอะไร');
    expect(chat.session?.flow).toBeUndefined();
  });

  it('is also done while a report is being written, which then waits', async () => {
    const chat = startChat();
    keepCase(chat, CODE);
    await chat.press({ flow: 'complaint', act: 'start' });
    await chat.say('เข้าใจแล้ว');
    await chat.say('1');
    expect(await chat.say(CODE)).toContain(t('track:event.file'));
    expect(chat.session?.parked?.[0]?.name).toBe('complaint');
    expect(JSON.stringify(chat.session)).not.toContain(CODE);
  });

  it.each(STATUSES)('says in both languages how things stand: %s', async (status) => {
    for (const lang of LANGS) {
      const chat = startChat();
      await chat.say(lang === 'en' ? 'hello there' : 'สวัสดี');
      const { words } = await open(
        status,
        { deadline: { day: '2026-12-07', left: 15, urgency: 'in-time' } },
        chat,
      );
      expect(words).toContain(i18n.t(lang, `cases:status.${status}`));
      expect(words).toContain(i18n.t(lang, `track:next.${status}`, {
        due: lang === 'th' ? '7 ธ.ค. 2569' : '7 Dec 2026',
        days: data.policy.withdrawalUndoDays,
      })); // prettier-ignore
    }
  });

  it('has words for everything that can stand in a timeline, and for what it does not know', async () => {
    const timeline = [...EVENTS, 'brand-new'].map((action) => ({
      day: '2026-11-22', action, by: 'staff' as const, status: 'accepted', outcome: 'noted', body: 'ป.ป.ช.',
    })); // prettier-ignore
    for (const entry of timeline) {
      const { words } = await open('accepted', { timeline: [entry] });
      expect(words).toContain(t(`track:event.${entry.action === 'brand-new' ? 'other' : entry.action}`));
      expect(words).toContain(t('cases:outcome.noted'));
    }
  });

  it('shows a long message in full', async () => {
    const text = 'เรียนผู้แจ้ง '.repeat(200);
    const { words } = await open('asked', {
      timeline: [{ day: '2026-11-22', action: 'ask', by: 'staff', status: 'asked', text }],
    });
    expect(words).toContain(text);
  });

  it('stays within LINE’s rules however long the case is', async () => {
    const timeline = Array.from({ length: 60 }, (_, n) => ({
      day: '2026-11-22',
      action: 'ask',
      by: 'staff' as const,
      status: 'asked',
      text: 'ก'.repeat(n * 40 + 1),
    }));
    const { chat } = await open('asked', { timeline });
    expect(checkMessages(renderAnswer(chat.answer!))).toEqual([]);
  });

  it('says when it is late and where else to go, and until when a result can be contested', async () => {
    const late = await open('received', { deadline: { day: '2026-11-19', left: -3, urgency: 'overdue' } });
    expect(late.words).toContain(t('track:overdue', { due: '19 พ.ย. 2569', days: 3 }));
    expect(late.words).toContain('1205');
    const inTime = await open('received', { deadline: { day: '2026-11-22', left: 0, urgency: 'today' } });
    expect(inTime.words).not.toContain(t('track:overdue').slice(0, 10));
    expect(inTime.words).not.toContain('1205');
    const concluded = await open('concluded', { contestUntil: '2026-12-22', deadline: undefined });
    expect(concluded.words).toContain(t('track:contest-until', { day: '22 ธ.ค. 2569' }));
  });

  it('when it is busy says so and can be tried again', async () => {
    const chat = startChat();
    keepCase(chat, CODE);
    chat.failures.push('busy');
    expect(await chat.say(CODE)).toContain(t('errors:busy'));
    expect(await chat.say(CODE)).toContain(t('track:event.file'));
  });
});

describe('an open case', () => {
  it('sends an answer at once when something was asked', async () => {
    const { chat, kept } = await open('asked', ASKED);
    expect(await chat.say('ช่องที่ 2')).toContain(t('track:done.reply'));
    expect(kept.writings).toMatchObject([{ action: 'reply', text: 'ช่องที่ 2' }]);
    expect(kept.status).toBe('accepted');
    expect(JSON.stringify(chat.session)).not.toContain('ช่องที่ 2');
    await chat.say('อีกอย่าง มีใบเสร็จ');
    expect(kept.writings).toHaveLength(1);
    await chat.tap(t('track:act.send'));
    expect(kept.writings[1]).toMatchObject({ action: 'add', text: 'อีกอย่าง มีใบเสร็จ' });
    expect(new Set(kept.writings.map(({ id }) => id)).size).toBe(2);
  });

  it('asks before it adds, takes several messages, and forgets what is not sent', async () => {
    const { chat, kept } = await open('received');
    expect(await chat.say('มีใบเสร็จ', 'a')).toContain(t('track:confirm.add'));
    await chat.say('และมีพยาน', 'b');
    await chat.say('ใช่');
    expect(kept.writings).toMatchObject([{ action: 'add', text: 'มีใบเสร็จ\nและมีพยาน' }]);
    await chat.say('ไม่ส่งอันนี้', 'c');
    await chat.tap(t('track:act.drop'));
    expect(kept.writings).toHaveLength(1);
    expect(JSON.stringify(chat.session)).not.toContain('ไม่ส่งอันนี้');
  });

  it('does not add what was unsent', async () => {
    const { chat, kept } = await open('received');
    await chat.say('หนึ่ง', 'a');
    await chat.say('สอง', 'b');
    await chat.send({ kind: 'unsend', item: 'a' });
    await chat.say('ส่งเลย');
    expect(kept.writings).toMatchObject([{ text: 'สอง' }]);
    await chat.say('สาม', 'c');
    await chat.send({ kind: 'unsend', item: 'c' });
    await chat.press({ flow: 'track', act: 'send', draft: chat.state('track').id });
    expect(kept.writings).toHaveLength(1);
  });

  it('asks a question of the bot instead when that is what was meant', async () => {
    const { chat, kept } = await open('received');
    await chat.say('ปี 63 ได้เกรดอะไร');
    await chat.tap(t('track:act.ask'));
    expect(chat.session?.flow).toBeUndefined();
    expect(kept.writings).toEqual([]);
  });

  it.each(REPORTER_ACTIONS.map(({ id }) => id))(
    '%s is done once: redelivered, or after a crash',
    async (id) => {
      const row = REPORTER_ACTIONS.find((each) => each.id === id)!;
      for (const crash of [false, true]) {
        const { chat, kept } = await open(row.from[0]);
        let last: Input = { kind: 'text', text: 'ข้อความของฉัน', item: 'm' };
        const press = (act: string): Input => ({
          kind: 'press',
          press: { flow: 'track', act, draft: chat.state('track').id as string },
        });
        if (id === 'contest') await chat.tap(t('cases:action.contest.label'));
        if (id === 'add' || id === 'contest') {
          await chat.send(last);
          last = press('send');
        }
        if (id === 'withdraw') {
          const words = await chat.tap(t('cases:action.withdraw.label'));
          expect(words).toContain(String(data.policy.withdrawalUndoDays));
          last = press('send');
        }
        if (id === 'undo-withdrawal') last = press('undo-withdrawal');
        expect(kept.writings).toEqual([]);
        if (crash) {
          chat.crash = true;
          await expect(chat.send(last, 'e-write')).rejects.toThrow('crashed');
        }
        const words = await chat.send(last, 'e-write');
        expect(words).toContain(t(`track:done.${id}`, { days: data.policy.withdrawalUndoDays }));
        expect(await chat.send(last, 'e-write')).toBe(words);
        expect(kept.writings).toHaveLength(1);
        expect(kept.writings[0]).toMatchObject({
          action: id,
          ...((row.needs as readonly string[]).includes('message') ? { text: 'ข้อความของฉัน' } : {}),
        });
      }
    },
  );

  it.each(STATUSES)('offers in %s what the registry allows, and nothing else', async (status) => {
    const { chat } = await open(status);
    const labels = chat.labels();
    for (const id of ['contest', 'withdraw', 'undo-withdrawal'] as const) {
      expect([id, labels.includes(t(`cases:action.${id}.label`))]).toEqual([
        id,
        actionsFor(status).includes(id),
      ]);
    }
    for (const act of ['contest', 'withdraw', 'undo-withdrawal'] as const) {
      if (actionsFor(status).includes(act)) continue;
      const words = await chat.press({ flow: 'track', act, draft: chat.state('track').id });
      expect(words).toContain(t('errors:action-not-possible'));
    }
    expect(chat.effects.filter(({ kind }) => kind === 'write')).toEqual([]);
  });

  it('keeps an answer that came too late, to be added instead', async () => {
    const { chat, kept } = await open('asked', ASKED);
    kept.status = 'accepted';
    expect(await chat.say('ช่องที่ 2')).toContain(t('track:changed'));
    await chat.say('ส่งเลย');
    expect(kept.writings).toMatchObject([{ action: 'add', text: 'ช่องที่ 2' }]);
  });

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

  it.each([
    ['a sticker', { kind: 'sticker' }, 'track:unfit.sticker'],
    ['an unknown button', { kind: 'press', press: { flow: 'menu', act: 'stale' } }, 'track:note.stale'],
    [
      'a button of another case',
      { kind: 'press', press: { flow: 'track', act: 'withdraw', draft: 'x' } },
      'track:note.stale',
    ],
  ] as [string, Input, string][])('answers %s politely and stays open', async (_name, input, note) => {
    const { chat } = await open('received');
    const before = chat.state('track') as unknown;
    expect(await chat.send(input)).toContain(t(note));
    expect(chat.state('track')).toEqual(before);
  });

  it('takes files and places, says what it will send, and sends them with the words', async () => {
    const { chat, kept } = await open('received');
    const image = { kind: 'media', media: 'image', handle: 'h' } as const;
    expect(await chat.send({ ...image, item: 'one' })).toContain(t('evidence:received.cleaned'));
    await chat.send({ kind: 'place', item: 'two', latitude: 1, longitude: 2 });
    await chat.say('อยู่ตรงนี้');
    const words = await chat.send({ ...image, item: 'three' });
    expect(words).toContain('รูปภาพ 2');
    expect(words).toContain(t('track:confirm.add'));
    expect(kept.writings).toEqual([]);
    await chat.send({ kind: 'unsend', item: 'one' });
    await chat.say('ส่งเลย');
    expect(kept.writings).toMatchObject([{ action: 'add', text: 'อยู่ตรงนี้', files: 2 }]);
    expect(chat.effects.filter(({ kind }) => kind === 'drop-files')).toHaveLength(1);
    expect(JSON.stringify(chat.session)).not.toContain('secret of the file');
  });

  it('asks about a file that cannot be cleaned before it asks whether to send', async () => {
    for (const keep of [true, false]) {
      const { chat, kept } = await open('asked', ASKED);
      chat.received.push(toldFile());
      const words = await chat.send({ kind: 'media', media: 'audio', item: 'one', handle: 'h' });
      expect(words).toContain(t('evidence:told.codec'));
      expect(await chat.say('ส่งเลย')).toContain(t('evidence:told.codec'));
      await chat.tap(t(`evidence:consent.${keep ? 'keep' : 'drop'}`));
      if (keep) await chat.say('ส่งเลย');
      expect(kept.writings.length).toBe(keep ? 1 : 0);
      expect(chat.effects.filter(({ kind }) => kind === 'drop-files')).toHaveLength(keep ? 0 : 1);
    }
  });

  it('keeps what waits when a file cannot be taken, and takes none where nothing can be written', async () => {
    const { chat } = await open('received');
    await chat.say('มีอีก');
    chat.received.push({ kind: 'problem', problem: 'broken' });
    const words = await chat.send({ kind: 'media', media: 'video', item: 'one', handle: 'h' });
    expect(words).toContain(t('evidence:problem.broken'));
    expect(chat.state('track').pending.parts).toHaveLength(1);
    await chat.tap(t('track:act.drop'));
    await chat.tap(t('cases:action.withdraw.label'));
    const place = { kind: 'place', latitude: 1, longitude: 2 } as const;
    expect(await chat.send(place)).toContain(t('track:note.pick'));
    const { chat: over } = await open('final');
    expect(await over.send(place)).toContain(t('track:type.none'));
    const closed = startChat();
    await closed.press({ flow: 'menu', act: 'track' });
    expect(await closed.send(place)).toContain(t('track:unfit.media'));
    expect(closed.effects).toEqual([]);
  });

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
