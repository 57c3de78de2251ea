import { describe, expect, it } from '@jest/globals';
import { REPORTER_ACTIONS } from '../../../src/cases/actions.ts';
import { STATUSES } from '../../../src/cases/kinds.ts';
import type { Input } from '../../../src/conversation/input.ts';
import { data, t } from '../town.ts';
import { actionsFor, ASKED, open } from './open-case.ts';

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
});
