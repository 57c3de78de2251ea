import { describe, expect, it } from '@jest/globals';
import { STATUSES } from '../../../src/cases/kinds.ts';
import { caseReference } from '../../../src/cases/reference.ts';
import { formatCode, newCode } from '../../../src/cases/tracking.ts';
import { EVENTS } from '../../../src/conversation/track/card.ts';
import { LANGS } from '../../../src/i18n.ts';
import { renderAnswer } from '../../../src/line/render.ts';
import { checkMessages } from '../../../src/simulator/line-rules.ts';
import { startChat } from '../chat-driver.ts';
import { keepCase } from '../pretended-desk.ts';
import { data, i18n, t } from '../town.ts';
import { ASKED, CODE, open, QUESTION } from './open-case.ts';

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
    const overdue = t('track:overdue', { due: '|', days: 0 }).split('|')[0]!;
    expect(late.words).toContain(overdue);
    expect(late.words).toContain('1205');
    const inTime = await open('received', { deadline: { day: '2026-11-22', left: 0, urgency: 'today' } });
    expect(inTime.words).not.toContain(overdue);
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
