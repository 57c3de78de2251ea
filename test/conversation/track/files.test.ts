import { describe, expect, it } from '@jest/globals';
import { startChat } from '../chat-driver.ts';
import { toldFile } from '../pretended-desk.ts';
import { t } from '../town.ts';
import { ASKED, open } from './open-case.ts';

describe('files for an open case', () => {
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
});
