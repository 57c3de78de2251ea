import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clampMessages, inWords, type LineMessage } from '../../src/line/limits.ts';
import { renderAnswer } from '../../src/line/render.ts';
import { checkMessages } from '../../src/simulator/line-rules.ts';
import { anyAnswer, anyText } from '../support/answers.ts';

/** Making a failing answer small may take for ever. */
const SHRINK_MS = 10_000;

type Flex = Extract<LineMessage, { type: 'flex' }>;
const text = (value: string): LineMessage => ({ type: 'text', text: value });
const bubble = (texts: string[]): Flex['contents'] => ({
  type: 'bubble',
  body: {
    type: 'box',
    layout: 'vertical',
    contents: texts.map((value) => ({ type: 'text' as const, text: value })),
  },
});
const flex = (altText: string, texts: string[]): LineMessage => ({
  type: 'flex',
  altText,
  contents: bubble(texts),
});
const withQuickReply = (message: LineMessage, labels: string[]): LineMessage => ({
  ...message,
  quickReply: {
    items: labels.map((label) => ({ type: 'action', action: { type: 'message', label, text: label } })),
  },
});
const labelsOf = (message: LineMessage | undefined) =>
  message?.quickReply?.items?.map((item) => item.action?.label);
const graphemeCount = (value: string) => [...new Intl.Segmenter('th').segment(value)].length;

describe('everything outgoing', () => {
  it('is accepted by an independent reading of LINE’s rules, whatever the answer', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = renderAnswer(answer, { good: 'ผ่าน', bad: 'ไม่ผ่าน' });
        if (messages.length > 0) expect(checkMessages(messages)).toEqual([]);
      }),
      { numRuns: 150, interruptAfterTimeLimit: SHRINK_MS },
    );
  });

  it('does not change when it is clamped again', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = renderAnswer(answer);
        expect(clampMessages(messages)).toEqual(messages);
      }),
      { numRuns: 150, interruptAfterTimeLimit: SHRINK_MS },
    );
  });

  it('says something whenever there was something to say', () => {
    fc.assert(
      fc.property(fc.array(anyText(6000), { maxLength: 7 }), (texts) => {
        const said = clampMessages(texts.map(text));
        const seen = texts.some((value) =>
          /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u.test(value.toWellFormed()),
        );
        if (seen) expect(said.length).toBeGreaterThan(0);
        expect(said.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('stays accepted in words alone', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = renderAnswer(answer);
        const words = inWords(messages);
        expect(words.every(({ type }) => type === 'text')).toBe(true);
        expect(words.length > 0).toBe(messages.length > 0);
        if (words.length > 0) expect(checkMessages(words)).toEqual([]);
      }),
      { numRuns: 150, interruptAfterTimeLimit: SHRINK_MS },
    );
  });

  it('drops empty messages and gives none for nothing', () => {
    expect(clampMessages([])).toEqual([]);
    expect(clampMessages([text(''), text(' \n'), text('\u200b')])).toEqual([]);
    expect(clampMessages([text(''), text('สวัสดี')])).toEqual([text('สวัสดี')]);
  });

  it('puts half a surrogate pair right and takes control characters out', () => {
    expect(clampMessages([text('ก\ud83dข\u0000\u001b\u202eค\r\nง\tจ')])).toEqual([text('ก\ufffdขค\nง จ')]);
  });
});

describe('more than five messages', () => {
  it('become four and one that says the rest in words', () => {
    const messages = ['1', '2', '3', '4', '5', '6'].map(text);
    const sent = clampMessages([...messages, withQuickReply(flex('เจ็ด', ['7']), ['เมนู'])]);
    expect(sent.slice(0, 4)).toEqual(messages.slice(0, 4));
    expect(sent[4]).toMatchObject({ type: 'text', text: '5\n\n6\n\nเจ็ด' });
    expect(labelsOf(sent[4])).toEqual(['เมนู']);
  });

  it('a long text uses what others leave of the five, and ends in … when that is not enough', () => {
    const sent = clampMessages([text('ก'.repeat(40_000)), text('ท้าย')]);
    expect(sent).toHaveLength(5);
    expect(sent[3]).toMatchObject({ text: expect.stringMatching(/…$/) });
    expect(sent[4]).toEqual(text('ท้าย'));
  });
});

describe('labels', () => {
  it('count graphemes: 20 in a quick reply', () => {
    const fits = 'ที่'.repeat(20); // 60 units
    const [message] = clampMessages([withQuickReply(text('x'), [fits, `${fits}ก`, '👩‍👩‍👧‍👦'.repeat(21)])]);
    const [whole, cut, family] = labelsOf(message) ?? [];
    expect(whole).toBe(fits);
    expect(cut).toBe(`${'ที่'.repeat(19)}…`);
    expect(family).toBe(`${'👩‍👩‍👧‍👦'.repeat(19)}…`);
  });

  it('40 in a card’s button', () => {
    const label = 'ก้'.repeat(41);
    const [message] = clampMessages([
      {
        type: 'flex',
        altText: 'x',
        contents: {
          type: 'bubble',
          footer: {
            type: 'box',
            layout: 'vertical',
            contents: [{ type: 'button', action: { type: 'message', label, text: label } }],
          },
        },
      },
    ]);
    expect(message).toMatchObject({
      contents: { footer: { contents: [{ action: { label: `${'ก้'.repeat(39)}…`, text: label } }] } },
    });
  });

  it('that are empty lose their button, not the reply', () => {
    const [message] = clampMessages([withQuickReply(text('x'), ['', ' \n', 'ดี'])]);
    expect(labelsOf(message)).toEqual(['ดี']);
    expect(clampMessages([withQuickReply(text('x'), [''])])).toEqual([text('x')]);
  });

  it('beyond 13 in a quick reply are left out', () => {
    const labels = Array.from({ length: 15 }, (_, index) => `ข้อ ${index + 1}`);
    const [message] = clampMessages([withQuickReply(text('x'), labels)]);
    expect(labelsOf(message)).toEqual(labels.slice(0, 13));
  });
});

describe('actions', () => {
  const sendAction = (action: NonNullable<LineMessage['quickReply']>) =>
    clampMessages([{ type: 'text', text: 'x', quickReply: action }])[0]?.quickReply?.items?.[0]?.action;
  const only = (action: object) =>
    sendAction({ items: [{ type: 'action', action: action as never }] }) as
      Record<string, unknown> | undefined;

  it('never carry shortened data, addresses or clipboard texts', () => {
    expect(only({ type: 'postback', label: 'a', data: 'x'.repeat(301) })).toBeUndefined();
    expect(only({ type: 'postback', label: 'a', data: 'x'.repeat(300) })).toBeDefined();
    expect(only({ type: 'clipboard', label: 'a', clipboardText: 'x'.repeat(1001) })).toBeUndefined();
    expect(only({ type: 'clipboard', label: 'a', clipboardText: 'x'.repeat(1000) })).toBeDefined();
    const address = `https://a.th/${'x'.repeat(1000 - 'https://a.th/'.length)}`;
    expect(only({ type: 'uri', label: 'a', uri: address })?.['uri']).toBe(address);
    expect(only({ type: 'uri', label: 'a', uri: `${address}x` })).toBeUndefined();
  });

  it('count displayText and message text in graphemes, 300', () => {
    const long = 'ที่'.repeat(301);
    const echo = only({ type: 'postback', label: 'a', data: 'd', displayText: long })?.['displayText'];
    const said = only({ type: 'message', label: 'a', text: long })?.['text'];
    expect(graphemeCount(echo as string)).toBe(300);
    expect(graphemeCount(said as string)).toBe(300);
    expect(echo).toMatch(/ที่…$/);
    expect(only({ type: 'message', label: 'a', text: 'ที่'.repeat(300) })?.['text']).toBe('ที่'.repeat(300));
  });

  it.each([
    ['https://example.go.th/ร้อง เรียน', `https://example.go.th/${encodeURIComponent('ร้อง เรียน')}`],
    ['https://example.go.th/a?x=[1]|%zz&y=%E0', 'https://example.go.th/a?x=%5B1%5D%7C%25zz&y=%E0'],
    ['http://127.0.0.1:3000/report', 'http://127.0.0.1:3000/report'],
    ['http://localhost/', 'http://localhost/'],
    ['tel:1205', 'tel:1205'],
  ])('open %s percent-encoded', (uri, expected) => {
    expect(only({ type: 'uri', label: 'a', uri })?.['uri']).toBe(expected);
  });

  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    'line://x',
    'https://user:pass@a.th/',
    '/report',
    '',
  ])('do not open %s', (uri) => {
    expect(only({ type: 'uri', label: 'a', uri })).toBeUndefined();
  });

  it('keep only days that exist as bounds of a date picker', () => {
    const base = { type: 'datetimepicker', label: 'a', data: 'd', mode: 'date' };
    expect(only({ ...base, min: '2026-01-01', max: '2026-11-22' })).toMatchObject({
      min: '2026-01-01',
      max: '2026-11-22',
    });
    const mended = only({ ...base, min: '2026-02-30', max: '2569-01-01' });
    expect(mended).toEqual(base);
    expect(only({ ...base, min: '2026-05-01', max: '2026-05-01' })).toEqual(base);
  });
});

describe('cards', () => {
  const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

  it('too large lose their end, with a mark, and keep their alt text', () => {
    const parts = Array.from({ length: 30 }, (_, index) => `${index} ${'ก'.repeat(900)}`);
    const [message] = clampMessages([flex('ทั้งหมด', parts)]);
    expect(message).toMatchObject({ type: 'flex', altText: 'ทั้งหมด' });
    const { contents } = message as Flex;
    expect(bytes(contents)).toBeLessThanOrEqual(30_000);
    expect(bytes(contents)).toBeGreaterThan(25_000);
    const shown = (contents as { body: { contents: { text: string }[] } }).body.contents.map(
      (part) => part.text,
    );
    expect(shown.at(-1)).toBe('…');
    expect(shown.slice(0, -1)).toEqual(parts.slice(0, shown.length - 1));
  });

  it('that cannot be shortened are said in words, all of them', () => {
    const deep: LineMessage = {
      type: 'flex',
      altText: 'คำ '.repeat(1000).trim(),
      contents: {
        type: 'bubble',
        body: {
          type: 'box',
          layout: 'vertical',
          contents: [
            {
              type: 'box',
              layout: 'vertical',
              contents: Array.from({ length: 40 }, () => ({ type: 'text' as const, text: 'ก'.repeat(900) })),
            },
          ],
        },
      },
    };
    expect(clampMessages([deep])).toEqual([text('คำ '.repeat(1000).trim())]);
  });

  it('without anything to see become their alt text, and without alt text get one from their texts', () => {
    expect(clampMessages([flex('คำ', ['', ' '])])).toEqual([text('คำ')]);
    expect(clampMessages([flex('', ['หนึ่ง', 'สอง'])])).toMatchObject([{ altText: 'หนึ่ง\nสอง' }]);
    expect(clampMessages([flex('', [''])])).toEqual([]);
  });

  it('have at most 1,500 units of alt text', () => {
    const [message] = clampMessages([flex('น้ำ'.repeat(1000), ['x'])]);
    const { altText } = message as Flex;
    expect(altText.length).toBeLessThanOrEqual(1500);
    expect(altText).toMatch(/น้ำ…$/);
  });

  it('in a row are at most 12 and 50 KB together', () => {
    const row = (count: number, size: number): LineMessage => ({
      type: 'flex',
      altText: 'แถว',
      contents: {
        type: 'carousel',
        contents: Array.from({ length: count }, () => bubble(['x'.repeat(size)]) as never),
      },
    });
    const many = clampMessages([row(15, 10)]);
    expect((many[0] as { contents: { contents: unknown[] } }).contents.contents).toHaveLength(12);
    const wide = (size: number): LineMessage => ({
      type: 'flex',
      altText: 'แถว',
      contents: {
        type: 'carousel',
        contents: Array.from(
          { length: 4 },
          () => bubble(Array.from({ length: 10 }, () => 'x'.repeat(size))) as never,
        ),
      },
    });
    const heavy = clampMessages([wide(1900)]);
    expect((heavy[0] as { contents: { contents: unknown[] } }).contents.contents).toHaveLength(2);
    expect(checkMessages(heavy)).toEqual([]);
  });
});
