import { describe, expect, it } from '@jest/globals';
import { CASE_KINDS, type CaseKind } from '../../../src/cases/kinds.ts';
import { filesOf, STAGES } from '../../../src/conversation/form/state.ts';
import type { Input } from '../../../src/conversation/input.ts';
import { LANGS } from '../../../src/i18n.ts';
import { renderAnswer } from '../../../src/line/render.ts';
import { checkMessages } from '../../../src/simulator/line-rules.ts';
import { HOUR } from '../../support/clock.ts';
import { draftOf } from '../chat-driver.ts';
import { choicesIn } from '../reading.ts';
import { data, t } from '../town.ts';
import { answersAt, at, DRAFT, FLOWS, promptOf } from './form-under-test.ts';

/** A session with every fresh id replaced: of pieces, and of the files of another try. */
const withoutIds = (session: unknown): unknown =>
  JSON.parse(JSON.stringify(session).replace(/"id":"[05][0-9a-f]{15,31}"/g, '"id":""'));

/** The answer with every code replaced: a code is made anew for each showing. */
const withoutCodes = (words: string) => words.replace(/\d{4}( \d{4}){4}/g, 'CODE');

const stagesOf = (kind: CaseKind) => [
  ...FLOWS[kind].form.order,
  ...STAGES.filter((s) => s !== 'consent' && s !== 'review'),
];

const CASES = CASE_KINDS.flatMap((kind) => stagesOf(kind).map((stage) => ({ kind, stage })));

describe.each(CASES)('$kind at $stage', ({ kind, stage }) => {
  it('speaks both languages within LINE’s limits, with a way out that is always seen', async () => {
    const chat = await at(kind, stage);
    for (const lang of LANGS) {
      const answer = promptOf(chat, kind, lang);
      const messages = renderAnswer(answer);
      expect(messages.length).toBeGreaterThan(0);
      expect(checkMessages(messages)).toEqual([]);
      const items = messages.at(-1)?.quickReply?.items ?? [];
      expect(items.length).toBeLessThanOrEqual(13);
      const acts = choicesIn(answer).flatMap(({ does }) => (does.kind === 'press' ? [does.press.act] : []));
      expect(acts.some((act) => ['cancel', 'drop', 'decline'].includes(act))).toBe(true);
    }
  });

  it('every button but filing also works typed', async () => {
    const labels = choicesIn(promptOf(await at(kind, stage), kind)).filter(
      ({ does, pressedOnly }) => does.kind === 'press' && !pressedOnly,
    );
    expect(labels.length).toBeGreaterThan(0);
    for (const { label, does } of labels) {
      const [pressed, typed] = [await at(kind, stage), await at(kind, stage)];
      if (does.kind === 'press') await pressed.press(does.press);
      await typed.say(label);
      expect([label, typed.state(kind)]).toEqual([label, pressed.state(kind)]);
    }
  });

  const unfit: [string, Input, string][] = [
    ['a sticker', { kind: 'sticker', item: 'x' }, 'report:unfit.sticker'],
    ['an unknown postback', { kind: 'press', press: { flow: 'menu', act: 'stale' } }, 'report:note.stale'],
    ['a button of no flow', { kind: 'press', press: { flow: 'nothing', act: 'go' } }, 'report:note.stale'],
    ['a button of another draft', { kind: 'press', press: { flow: kind, act: 'back', draft: 'old' } }, 'report:note.stale'],
    ['an act that is none', { kind: 'press', press: { flow: kind, act: 'fly', draft: DRAFT } }, 'report:note.stale'],
    ['a button without a draft', { kind: 'press', press: { flow: kind, act: 'cancel' } }, 'report:note.stale'],
  ]; // prettier-ignore
  const files: [string, Input, string][] = [
    ['an image', { kind: 'media', media: 'image', item: 'x', handle: 'h' }, 'media'],
    ['a place', { kind: 'place', item: 'x', latitude: 1, longitude: 2 }, 'place'],
  ];
  it.each(files)('takes %s up, unless something else comes first', async (_name, input, unfit) => {
    const chat = await at(kind, stage);
    const before = draftOf(chat, kind);
    const words = await chat.send(input);
    const after = draftOf(chat, kind);
    if (['offer', 'resume', 'consent', 'cancel'].includes(stage)) {
      expect(words).toContain(t(`report:unfit.${unfit}`));
      expect(after).toEqual(before);
      return;
    }
    expect(words).toContain(t(`evidence:received.${unfit === 'media' ? 'cleaned' : 'place'}`));
    expect(after.at).toBe(stage);
    expect(filesOf(after)).toEqual([...filesOf(before), expect.objectContaining({ item: 'x' })]);
    // Taken back, it is deleted and the rest is as it was.
    await chat.send({ kind: 'unsend', item: 'x' });
    expect(chat.state(kind)).toEqual(before);
    const dropped = chat.effects.filter((effect) => effect.kind === 'drop-files');
    expect(dropped).toEqual([{ kind: 'drop-files', contents: [filesOf(after).at(-1)!.content] }]);
  });

  it.each(unfit)('answers %s politely and keeps the draft', async (_name, input, note) => {
    const chat = await at(kind, stage);
    const before = chat.state(kind);
    const words = await chat.send(input);
    expect(words).toContain(t(note));
    expect(words.length).toBeGreaterThan(t(note).length + 5);
    expect(chat.state(kind)).toEqual(before);
    expect(chat.session?.flow?.name).toBe(kind);
  });

  const inputs: [string, Input][] = [
    ['text', { kind: 'text', text: 'เรื่องนี้เกิดจริง', item: 'new' }],
    ['number', { kind: 'text', text: '๑', item: 'new' }],
    ['sticker', { kind: 'sticker', item: 'new' }],
    ['place', { kind: 'place', item: 'new', latitude: 1, longitude: 2 }],
    ['image', { kind: 'media', media: 'image', item: 'new', handle: 'h' }],
    ['unknown postback', { kind: 'press', press: { flow: 'menu', act: 'stale' } }],
    ['back', { kind: 'press', press: { flow: kind, act: 'back', draft: DRAFT } }],
    ['cancel', { kind: 'press', press: { flow: kind, act: 'cancel', draft: DRAFT } }],
    ['the menu', { kind: 'press', press: { flow: 'menu', act: 'menu' } }],
    ['an unsend', { kind: 'unsend', item: 'item-who' }],
  ];
  it.each(inputs)(
    'handles %s once: redelivered or after a crash it says and does the same',
    async (_name, input) => {
      const smooth = await at(kind, stage);
      const words = await smooth.send(input, 'e-once');
      const after = smooth.session;
      const again = await smooth.again();
      expect(withoutCodes(again)).toBe(withoutCodes(words));
      expect(smooth.session).toEqual(after);

      const crashed = await at(kind, stage);
      crashed.crash = true;
      await expect(crashed.send(input, 'e-once')).rejects.toThrow('crashed');
      expect(withoutCodes(await crashed.send(input, 'e-once'))).toBe(withoutCodes(words));
      const { applied: _one, ...left } = crashed.session!;
      const { applied: _two, ...right } = after!;
      expect(withoutIds(left)).toEqual(withoutIds(right));
    },
  );

  it('is deleted when it was not touched for the policy’s hours, and its buttons then say so', async () => {
    const chat = await at(kind, stage);
    chat.clock.advance(data.policy.draftIdleHours * HOUR - 1);
    await chat.send({ kind: 'sticker' });
    expect(chat.state(kind)).toBeDefined();
    chat.clock.advance(data.policy.draftIdleHours * HOUR);
    const words = await chat.press({ flow: kind, act: 'back', draft: DRAFT });
    expect(words).toContain(t('report:gone'));
    expect(chat.state(kind)).toBeUndefined();
    expect(chat.labels()).toContain(t(`report:act.start.${kind}`));
  });

  it('waits while something else is asked, and is taken up again', async () => {
    const chat = await at(kind, stage);
    await chat.press({ flow: 'menu', act: 'help' });
    expect(chat.session?.flow).toBeUndefined();
    const parked = draftOf(chat, kind);
    expect(parked.answers).toEqual(answersAt(kind, stage));
    const words = await chat.press({ flow: 'menu', act: kind });
    expect(words).toContain('เริ่มใหม่');
    await chat.tap(t('report:act.continue'));
    const home = stage === 'told' ? 'told' : (parked.from ?? parked.at);
    expect(draftOf(chat, kind).at).toBe(home);
  });

  it('a button of it, pressed while it waits, takes it up', async () => {
    const chat = await at(kind, stage);
    await chat.press({ flow: 'menu', act: 'help' });
    await chat.press({ flow: kind, act: 'fly', draft: DRAFT });
    expect(chat.session?.flow?.name).toBe(kind);
    expect(chat.session?.parked).toBeUndefined();
  });

  it('closes politely when the chat is no safe place any more, and the draft waits', async () => {
    const chat = await at(kind, stage);
    chat.open.chatReporting = false;
    const words = await chat.say('ขอเล่าต่อ');
    expect(words).toContain(t('report:closed.chat'));
    expect(words).toContain('1205');
    expect(JSON.stringify(chat.session)).not.toContain('ขอเล่าต่อ');
    expect(draftOf(chat, kind).answers).toEqual(answersAt(kind, stage));
  });

  it('keeps no tracking code', async () => {
    const chat = await at(kind, stage);
    const valid = [...chat.context().newCode()].join('');
    for (const text of [
      `เลขของฉันคือ ${valid} นะ`,
      `${valid} กับ ${valid}`,
      `รหัส\n${valid.slice(0, 10)} ${valid.slice(10)}`,
      `9${valid}`,
      valid,
    ]) {
      const other = await at(kind, stage);
      await other.say(text);
      const bare = JSON.stringify(other.session).replace(/[\s-]/g, '');
      expect(bare).not.toContain(valid);
    }
  });
});
