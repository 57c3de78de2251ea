import { describe, expect, it } from '@jest/globals';
import type { Piece } from '../../src/cases/evidence/pieces.ts';
import { fieldsOf, type Answers, type Field } from '../../src/cases/fields.ts';
import { CASE_KINDS, CATEGORIES, type CaseKind } from '../../src/cases/kinds.ts';
import type { FlowContext } from '../../src/conversation/flow.ts';
import { commentFlow } from '../../src/conversation/flows/comment.ts';
import { complaintFlow } from '../../src/conversation/flows/complaint.ts';
import { filesOf, STAGES, type Draft } from '../../src/conversation/form/state.ts';
import type { Input } from '../../src/conversation/input.ts';
import { LANGS } from '../../src/i18n.ts';
import { renderAnswer } from '../../src/line/render.ts';
import { checkMessages } from '../../src/simulator/line-rules.ts';
import { choicesIn, data, i18n, startChat, toldFile, wordsOf, type Chat } from './chat-driver.ts';
import { HOUR } from '../support/clock.ts';

const FLOWS = { complaint: complaintFlow, comment: commentFlow } as const;
const t = (key: string, params?: Record<string, string | number>) => i18n.t('th', key, params);

const pieceOf = (item: string): Piece => ({
  id: 'p1p1p1p1p1p1p1p1',
  item,
  content: { v: 1, is: 'place', title: 'ตลาด', latitude: 15.8, longitude: 102.6 },
});

/** A whole answer to each field. */
function answerTo(field: Field): Answers[string] {
  switch (field.input) {
    case 'option':
      return { of: 'option', value: field.options?.[0] ?? '' };
    case 'unit':
      return { of: 'unit', value: 'finance' };
    case 'units':
      return { of: 'units', values: ['education'] };
    case 'line':
      return { of: 'line', text: `คำตอบ ${field.id}`, item: `item-${field.id}` };
    case 'story':
      return { of: 'story', parts: [{ text: `เรื่อง ${field.id}`, item: `item-${field.id}` }] };
    case 'scale':
      return { of: 'scale', value: 4 };
    case 'evidence':
      return { of: 'evidence', pieces: [pieceOf(`item-${field.id}`)] };
  }
}

const wholeAnswers = (kind: CaseKind): Answers =>
  Object.fromEntries(fieldsOf(kind).map((field) => [field.id, answerTo(field)]));

const TOLD = toldFile();

/** The same with a file about which the reporter has to choose, at the stage that asks for it. */
function answersAt(kind: CaseKind, stage: string): Answers {
  const answers = wholeAnswers(kind);
  const field = fieldsOf(kind).find(({ input }) => input === 'evidence')!.id;
  const waiting: Piece = {
    id: 'p2p2p2p2p2p2p2p2',
    item: 'item-told',
    content: TOLD.content,
    undecided: true,
  };
  const pieces = [pieceOf(`item-${field}`), waiting];
  return stage === 'told' ? { ...answers, [field]: { of: 'evidence', pieces } } : answers;
}

/** A chat that stands at a stage of a draft in which everything is answered. */
async function at(kind: CaseKind, stage: string, given: Partial<Draft> = {}): Promise<Chat> {
  const chat = startChat();
  await chat.say('สวัสดี');
  const aside = stage === 'resume' || stage === 'cancel' || stage === 'told';
  const state: Draft = {
    v: 1,
    id: 'd1d1d1d1d1d1d1d1',
    at: stage,
    answers: answersAt(kind, stage),
    ...(aside ? { from: fieldsOf(kind)[1]!.id } : {}),
    ...(stage === 'offer' ? { opening: { text: 'เขาขอเงิน', item: 'item-offer' }, from: 'review' } : {}),
    ...given,
  };
  chat.session = {
    ...chat.session!,
    flow: { name: kind, state, touched: chat.clock.now().getTime() },
    applied: { event: 'earlier', replay: { as: 'prompt' } },
  };
  return chat;
}

const contextOf = (chat: Chat, lang: 'th' | 'en' = 'th'): FlowContext => ({
  ...chat.context(),
  lang,
  t: (key, params) => i18n.t(lang, key, params),
});

const promptOf = (chat: Chat, kind: CaseKind, lang: 'th' | 'en' = 'th') =>
  FLOWS[kind].prompt(chat.state(kind), contextOf(chat, lang));

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
const FIELD_CASES = CASE_KINDS.flatMap((kind) =>
  fieldsOf(kind).map((field) => ({ kind, stage: field.id, field })),
);

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
    ['an act that is none', { kind: 'press', press: { flow: kind, act: 'fly', draft: 'd1d1d1d1d1d1d1d1' } }, 'report:note.stale'],
    ['a button without a draft', { kind: 'press', press: { flow: kind, act: 'cancel' } }, 'report:note.stale'],
  ]; // prettier-ignore
  const files: [string, Input, string][] = [
    ['an image', { kind: 'media', media: 'image', item: 'x', handle: 'h' }, 'media'],
    ['a place', { kind: 'place', item: 'x', latitude: 1, longitude: 2 }, 'place'],
  ];
  it.each(files)('takes %s up, unless something else comes first', async (_name, input, unfit) => {
    const chat = await at(kind, stage);
    const before = chat.state(kind) as Draft;
    const words = await chat.send(input);
    const after = chat.state(kind) as Draft;
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
    ['back', { kind: 'press', press: { flow: kind, act: 'back', draft: 'd1d1d1d1d1d1d1d1' } }],
    ['cancel', { kind: 'press', press: { flow: kind, act: 'cancel', draft: 'd1d1d1d1d1d1d1d1' } }],
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
      expect(withoutCodes(again)).toBe(withoutCodes(input.kind === 'unsend' ? again : words));
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
    const words = await chat.press({ flow: kind, act: 'back', draft: 'd1d1d1d1d1d1d1d1' });
    expect(words).toContain(t('report:gone'));
    expect(chat.state(kind)).toBeUndefined();
    expect(chat.labels()).toContain(t(`report:act.start.${kind}`));
  });

  it('waits while something else is asked, and is taken up again', async () => {
    const chat = await at(kind, stage);
    await chat.press({ flow: 'menu', act: 'help' });
    expect(chat.session?.flow).toBeUndefined();
    const parked = chat.state(kind) as Draft;
    expect(parked.answers).toEqual(answersAt(kind, stage));
    const words = await chat.press({ flow: 'menu', act: kind });
    expect(words).toContain('เริ่มใหม่');
    await chat.tap(t('report:act.continue'));
    const home = stage === 'told' ? 'told' : (parked.from ?? parked.at);
    expect((chat.state(kind) as Draft).at).toBe(home);
  });

  it('a button of it, pressed while it waits, takes it up', async () => {
    const chat = await at(kind, stage);
    await chat.press({ flow: 'menu', act: 'help' });
    await chat.press({ flow: kind, act: 'fly', draft: 'd1d1d1d1d1d1d1d1' });
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
    expect((chat.state(kind) as Draft).answers).toEqual(answersAt(kind, stage));
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

describe.each(FIELD_CASES)('the question $stage of a $kind', ({ kind, stage, field }) => {
  const order = FLOWS[kind].form.order;
  const before = order[order.indexOf(stage) - 1];
  const after = order[order.indexOf(stage) + 1];
  const stageNow = (chat: Chat) => (chat.state(kind) as Draft).at;

  it('asks one question with an example and a warning where one is due', async () => {
    const words = wordsOf(promptOf(await at(kind, stage), kind));
    expect(words).toContain(t(`cases:field.${stage}.ask`));
    expect(words).toContain(t(`cases:field.${stage}.example`));
    expect(words.includes('⚠️')).toBe(field.warns === true);
  });

  it('goes back, keeps an answer, is left out', async () => {
    const chat = await at(kind, stage);
    await chat.press({ flow: kind, act: 'back', draft: 'd1d1d1d1d1d1d1d1' });
    expect(stageNow(chat)).toBe(before);
    const kept = await at(kind, stage);
    await kept.say(t('report:act.keep'));
    expect([stageNow(kept), (kept.state(kind) as Draft).answers]).toEqual([after, wholeAnswers(kind)]);
    const skipped = await at(kind, stage);
    await skipped.press({ flow: kind, act: 'skip', draft: 'd1d1d1d1d1d1d1d1' });
    expect(stageNow(skipped)).toBe(field.required ? stage : after);
    // Files that were sent are never thrown away by "skip".
    const stays = field.required || field.input === 'evidence';
    expect(stage in (skipped.state(kind) as Draft).answers).toBe(stays);
  });

  it('asks before a draft with answers is deleted, and deletes an empty one at once', async () => {
    const chat = await at(kind, stage);
    await chat.say('ยกเลิก');
    expect(stageNow(chat)).toBe('cancel');
    await chat.tap(t('report:act.continue'));
    expect(stageNow(chat)).toBe(stage);
    await chat.say('cancel');
    await chat.tap(t('report:act.drop'));
    expect(chat.state(kind)).toBeUndefined();
    const empty = await at(kind, stage, { answers: {} });
    expect(await empty.say('ยกเลิก')).toContain(t('report:cancelled'));
    expect(empty.state(kind)).toBeUndefined();
  });

  it('takes a text as its kind of question does', async () => {
    const chat = await at(kind, stage, { answers: {} });
    const words = await chat.say('ข้อความทดสอบ', 'm-1');
    const value = (chat.state(kind) as Draft).answers[stage];
    switch (field.input) {
      case 'line':
        expect(value).toEqual({ of: 'line', text: 'ข้อความทดสอบ', item: 'm-1' });
        expect(stageNow(chat)).toBe(after);
        break;
      case 'story':
        await chat.say('ต่ออีก', 'm-2');
        expect((chat.state(kind) as Draft).answers[stage]).toEqual({
          of: 'story',
          parts: [
            { text: 'ข้อความทดสอบ', item: 'm-1' },
            { text: 'ต่ออีก', item: 'm-2' },
          ],
        });
        expect(stageNow(chat)).toBe(stage);
        await chat.say('เสร็จแล้ว');
        expect(stageNow(chat)).toBe(after);
        break;
      default:
        expect(value).toBeUndefined();
        expect(words).toMatch(
          new RegExp(
            `${t('report:note.pick').slice(0, 20)}|${t('report:note.unit-unknown').slice(0, 20)}|${t('report:note.evidence').slice(0, 20)}`,
          ),
        );
        expect(stageNow(chat)).toBe(stage);
    }
  });

  it('refuses what is too long or empty, and keeps what was there', async () => {
    const chat = await at(kind, stage);
    const before = chat.state(kind) as unknown;
    await chat.say(field.maxLength ? 'ก'.repeat(field.maxLength + 1) : '   ');
    expect(chat.state(kind)).toEqual(before);
    await chat.say(' \n ');
    expect(chat.state(kind)).toEqual(before);
  });

  it('loses what was unsent, whether it is open, waits, or the unsend came first', async () => {
    if (!['line', 'story', 'evidence'].includes(field.input)) return;
    const open = await at(kind, stage);
    await open.send({ kind: 'unsend', item: `item-${stage}` });
    expect(stage in (open.state(kind) as Draft).answers).toBe(false);
    expect(stageNow(open)).toBe(stage);

    const waiting = await at(kind, stage);
    await waiting.press({ flow: 'menu', act: 'track' });
    expect(waiting.session?.flow?.name).toBe('track');
    await waiting.send({ kind: 'unsend', item: `item-${stage}` });
    expect(stage in (waiting.state(kind) as Draft).answers).toBe(false);

    const first = await at(kind, stage, { answers: {} });
    await first.send({ kind: 'unsend', item: 'late' });
    expect(await first.say('ความลับที่ถอนแล้ว', 'late')).toBe('');
    expect(JSON.stringify(first.session)).not.toContain('ความลับ');
    expect(await first.say('ข้อความใหม่', 'fresh')).not.toBe('');
    if (field.input === 'evidence') await first.send({ kind: 'place', item: 'f', latitude: 1, longitude: 2 });
    expect((first.state(kind) as Draft).answers[stage]).toBeDefined();
  });

  it('is mended from the review and leads back there', async () => {
    const chat = await at(kind, 'review');
    await chat.say(t('report:review.edit', { field: t(`cases:field.${stage}.label`) }));
    expect(stageNow(chat)).toBe(stage);
    await chat.say(t('report:act.keep'));
    expect(stageNow(chat)).toBe('review');
    await chat.tap(t('report:review.edit', { field: t(`cases:field.${stage}.label`) }));
    await chat.tap(t('report:act.back'));
    expect(stageNow(chat)).toBe('review');
    expect((chat.state(kind) as Draft).editing).toBeUndefined();
  });
});

describe('the graph of a form', () => {
  it.each(CASE_KINDS)('%s: from each stage every other is reached by buttons and texts', async (kind) => {
    const edges = new Map<string, Set<string>>();
    const seen = new Set<string>();
    const queue: Draft[] = [(await at(kind, 'consent', { answers: {} })).state(kind) as Draft];
    const keyOf = ({ at: stage, walk, editing, answers }: Draft) =>
      [
        stage,
        walk?.in,
        editing,
        stage in answers,
        fieldsOf(kind).every((f) => !f.required || f.id in answers),
      ].join('|');
    while (queue.length > 0) {
      const state = queue.shift()!;
      if (seen.has(keyOf(state))) continue;
      seen.add(keyOf(state));
      const start = await at(kind, state.at, state);
      const inputs: Input[] = choicesIn(promptOf(start, kind)).flatMap(({ does }) =>
        does.kind === 'press' && does.press.act !== 'file'
          ? [{ kind: 'press', press: does.press } as const]
          : [],
      );
      for (const input of [...inputs, { kind: 'text', text: 'เล่าเรื่อง', item: 'i' } as const]) {
        const chat = await at(kind, state.at, state);
        await chat.send(input);
        const next = chat.state(kind) as Draft | undefined;
        if (!next) continue;
        edges.set(state.at, (edges.get(state.at) ?? new Set()).add(next.at));
        queue.push(next);
      }
    }
    const reachedFrom = (from: string) => {
      const reached = new Set<string>();
      const open = [from];
      while (open.length > 0) {
        for (const next of edges.get(open.pop()!) ?? []) {
          if (!reached.has(next)) {
            reached.add(next);
            open.push(next);
          }
        }
      }
      return reached;
    };
    const stages = [...FLOWS[kind].form.order, 'cancel'];
    for (const stage of stages) {
      expect([stage, stages.filter((other) => !reachedFrom(stage).has(other))]).toEqual([stage, []]);
    }
    expect(seen.size).toBeGreaterThan(stages.length);
  });
});

describe('the wording of the registry', () => {
  it.each(LANGS)('%s: every option of every field has a name that fits a button', (lang) => {
    for (const kind of CASE_KINDS) {
      for (const field of fieldsOf(kind)) {
        const options = field.input === 'scale' ? ['1', '2', '3', '4', '5'] : (field.options ?? []);
        for (const option of options) {
          const label = i18n.t(lang, `cases:field.${field.id}.option.${option}`);
          expect([label, [...new Intl.Segmenter(lang).segment(label)].length <= 20]).toEqual([label, true]);
        }
        const edit = i18n.t(lang, 'report:review.edit', {
          field: i18n.t(lang, `cases:field.${field.id}.label`),
        });
        expect([edit, [...new Intl.Segmenter(lang).segment(edit)].length <= 20]).toEqual([edit, true]);
      }
    }
    for (const category of CATEGORIES) {
      expect(i18n.t(lang, `cases:category.${category}`)).toBe(
        i18n.t(lang, `cases:field.category.option.${category}`),
      );
    }
  });
});
