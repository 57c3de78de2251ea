import { describe, expect, it } from '@jest/globals';
import type { Answer, Card, Choice } from '../../src/conversation/reply.ts';
import { say } from '../../src/conversation/reply.ts';
import { createI18n } from '../../src/i18n.ts';
import type { LineMessage } from '../../src/line/limits.ts';
import { decodePress } from '../../src/line/postback.ts';
import { cardWords, renderAnswer } from '../../src/line/render.ts';
import { checkMessages } from '../../src/simulator/line-rules.ts';

type Json = Record<string, unknown>;

const press = (label: string, flow = 'menu', act = 'help'): Choice => ({
  label,
  does: { kind: 'press', press: { flow, act } },
});
const choice = (label: string): Choice => ({ label, does: { kind: 'say', text: `${label} เต็ม` } });
const answer = (choices: Choice[]): Answer => ({ messages: [say('สวัสดี')], choices });
const card = (changes: Partial<Card> = {}): Card => ({
  title: 'ผลคะแนนปี 2563',
  subtitle: 'เทศบาลเมืองตัวอย่าง',
  parts: [
    { kind: 'text', text: 'ต่ำกว่าเกณฑ์', strong: true },
    { kind: 'fact', label: 'เกรด', value: 'D' },
    { kind: 'line' },
    {
      kind: 'bars',
      bars: [
        { label: 'ปี 2562', value: 87.5, display: '87.50', tone: 'good', mark: 85 },
        { label: 'ปี 2563', value: 60.88, display: '60.88', tone: 'bad', mark: 85 },
        { label: 'เฉลี่ย', value: 70, display: '70', tone: 'plain' },
      ],
    },
  ],
  buttons: [],
  alt: 'ปี 2562 ได้ 87.50 ปี 2563 ได้ 60.88',
  ...changes,
});
const asCard = (changes?: Partial<Card>): Answer => ({
  messages: [{ kind: 'card', card: card(changes) }],
  choices: [],
});
const th = cardWords(createI18n().t, 'th');

/** Every object in a message, outermost first. */
function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objectsIn)];
}
const textsIn = (message: unknown) =>
  objectsIn(message).flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : []));
const actionsOf = (message: LineMessage | undefined): Json[] =>
  (message?.quickReply?.items ?? []).map((item) => item.action as unknown as Json);

describe('choices', () => {
  it('become the quick reply of the last message alone', () => {
    const messages = renderAnswer({ messages: [say('หนึ่ง'), say('สอง')], choices: [choice('เมนู')] });
    expect(messages).toEqual([
      { type: 'text', text: 'หนึ่ง' },
      {
        type: 'text',
        text: 'สอง',
        quickReply: {
          items: [{ type: 'action', action: { type: 'message', label: 'เมนู', text: 'เมนู เต็ม' } }],
        },
      },
    ]);
  });

  it('stand under the last part of a text that had to be split', () => {
    const messages = renderAnswer({ messages: [say('ก '.repeat(4000))], choices: [choice('เมนู')] });
    expect(messages).toHaveLength(2);
    expect(messages.map((message) => actionsOf(message).length)).toEqual([0, 1]);
  });

  it('show in the chat what was pressed, in full', () => {
    const label = 'ไม่ทราบว่าเป็นหน่วยงานไหนของเทศบาล';
    const [action] = actionsOf(renderAnswer(answer([press(label, 'complaint', 'unit')]))[0]);
    expect(action).toMatchObject({ type: 'postback', displayText: label });
    expect(action?.['label']).not.toBe(label); // only the label is short
    expect(decodePress(String(action?.['data']))).toEqual({ flow: 'complaint', act: 'unit' });
  });

  it('are of every kind LINE has in a quick reply', () => {
    const does: Choice['does'][] = [
      { kind: 'say', text: 'ก' },
      { kind: 'press', press: { flow: 'f', act: 'a' } },
      { kind: 'date', press: { flow: 'f', act: 'when' }, min: '2026-01-01', max: '2026-11-22' },
      { kind: 'open', url: 'https://example.go.th/report?openExternalBrowser=1' },
      { kind: 'copy', text: '1234' },
      { kind: 'camera' },
      { kind: 'album' },
      { kind: 'place' },
    ];
    const messages = renderAnswer(answer(does.map((each) => ({ label: 'ปุ่ม', does: each }))));
    expect(actionsOf(messages[0]).map(({ type }) => type)).toEqual([
      'message',
      'postback',
      'datetimepicker',
      'uri',
      'clipboard',
      'camera',
      'cameraRoll',
      'location',
    ]);
    expect(actionsOf(messages[0])[2]).toEqual({
      type: 'datetimepicker',
      label: 'ปุ่ม',
      data: 's1:f:when',
      mode: 'date',
      min: '2026-01-01',
      max: '2026-11-22',
    });
    expect(checkMessages(messages)).toEqual([]);
  });

  it('beyond 13 are left out, but a way out that stands last stays', () => {
    const many = Array.from({ length: 15 }, (_, index) => choice(`ข้อ ${index + 1}`));
    const labels = (choices: Choice[]) =>
      actionsOf(renderAnswer(answer(choices))[0]).map(({ label }) => label);
    const first = many.map(({ label }) => label);
    expect(labels(many)).toEqual(first.slice(0, 13));
    expect(labels([...many, press('ยกเลิก', 'complaint', 'cancel')])).toEqual([
      ...first.slice(0, 12),
      'ยกเลิก',
    ]);
    expect(labels([...many, press('เมนู', 'menu', 'open')])).toEqual([...first.slice(0, 12), 'เมนู']);
  });

  it('whose press does not fit are said instead', () => {
    const wide: Choice = {
      label: 'กองช่าง',
      does: { kind: 'press', press: { flow: 'f', act: 'a', value: 'x'.repeat(400) } },
    };
    expect(actionsOf(renderAnswer(answer([wide]))[0])).toEqual([
      { type: 'message', label: 'กองช่าง', text: 'กองช่าง' },
    ]);
  });
});

describe('a card', () => {
  it('is one Flex bubble with its alt text, as LINE takes it', () => {
    const messages = renderAnswer(asCard({ buttons: [press('ดูทั้งหมด'), choice('ปีก่อน')] }), th);
    expect(messages).toMatchObject([
      { type: 'flex', altText: card().alt, contents: { type: 'bubble', size: 'giga' } },
    ]);
    expect(checkMessages(messages)).toEqual([]);
    for (const said of [
      'ผลคะแนนปี 2563',
      'เทศบาลเมืองตัวอย่าง',
      'ต่ำกว่าเกณฑ์',
      'เกรด',
      'D',
      '87.50',
      '60.88',
      '70',
    ]) {
      expect(textsIn(messages)).toContain(said);
    }
  });

  it('says a tone by symbol and word, not by colour alone, and nothing for a plain bar', () => {
    const texts = textsIn(renderAnswer(asCard(), th));
    expect(texts).toEqual(expect.arrayContaining(['✓ ผ่านเกณฑ์', '✗ ยังไม่ถึงเกณฑ์']));
    expect(texts.slice(texts.indexOf('70') + 1)).toEqual([]);
    expect(textsIn(renderAnswer(asCard()))).toEqual(expect.arrayContaining(['✓', '✗']));
    expect(textsIn(renderAnswer(asCard(), cardWords(createI18n().t, 'en')))).toContain('✓ passes');
  });

  it('draws bars as wide as their value, with the mark across', () => {
    const objects = objectsIn(renderAnswer(asCard()));
    expect(objects.flatMap(({ width }) => (String(width).endsWith('%') ? [width] : []))).toEqual([
      '87.5%',
      '60.88%',
      '70%',
    ]);
    expect(objects.flatMap(({ offsetStart }) => offsetStart ?? [])).toEqual(['85%', '85%']);
  });

  it('survives values off the scale', () => {
    const bars = [-5, 0, 100, 250, NaN, Infinity].map((value) => ({
      label: 'x',
      value,
      display: 'x',
      tone: 'plain' as const,
      mark: value,
    }));
    const messages = renderAnswer(asCard({ parts: [{ kind: 'bars', bars }] }));
    expect(checkMessages(messages)).toEqual([]);
    const widths = objectsIn(messages).flatMap(({ width }) => (String(width).endsWith('%') ? [width] : []));
    expect(widths).toEqual(['100%', '100%']);
  });

  it('is readable: no text smaller than md, all of it wraps and follows the reader’s font size', () => {
    const texts = objectsIn(renderAnswer(asCard(), th)).filter(
      ({ type, wrap }) => type === 'text' && wrap !== undefined,
    );
    expect(texts.length).toBeGreaterThan(8);
    for (const each of texts) {
      expect(['md', 'lg', 'xl']).toContain(each['size']);
      expect(each).toMatchObject({ wrap: true, scaling: true });
    }
  });

  it('has buttons for all but what only a quick reply can do, the first one in the accent colour', () => {
    const buttons: Choice[] = [
      { label: 'ถ่ายรูป', does: { kind: 'camera' } },
      { label: 'รูปเดิม', does: { kind: 'album' } },
      { label: 'ที่ตั้ง', does: { kind: 'place' } },
      press('ส่งเรื่อง', 'complaint', 'file'),
      { label: 'วันที่', does: { kind: 'date', press: { flow: 'complaint', act: 'when' } } },
      { label: 'คัดลอก', does: { kind: 'copy', text: '1234' } },
      { label: 'เปิดเว็บ', does: { kind: 'open', url: 'https://example.go.th/' } },
      choice('พิมพ์'),
    ];
    const messages = renderAnswer(asCard({ buttons }));
    const shown = objectsIn(messages).filter(({ type }) => type === 'button');
    expect(shown.map(({ action }) => (action as Json)['type'])).toEqual([
      'postback',
      'datetimepicker',
      'clipboard',
      'uri',
      'message',
    ]);
    expect(shown.map(({ style }) => style)).toEqual(['primary', ...Array<string>(4).fill('secondary')]);
    expect(checkMessages(messages)).toEqual([]);
  });
  it('has even buttons where none is what most people should do', () => {
    const buttons = [press('ขอถอนเรื่อง', 'track', 'ask'), choice('พิมพ์')];
    const shown = objectsIn(renderAnswer(asCard({ buttons, even: true }))).filter(
      ({ type }) => type === 'button',
    );
    expect(shown.map(({ style }) => style)).toEqual(['secondary', 'secondary']);
  });
});

it('an answer that says nothing gives no message', () => {
  expect(renderAnswer({ messages: [say(' ')], choices: [choice('เมนู')] })).toEqual([]);
  expect(renderAnswer({ messages: [], choices: [choice('เมนู')] })).toEqual([]);
});
