import fc from 'fast-check';
import type { Answer, Bar, Card, CardPart, Choice, Press, Reply } from '../../src/conversation/reply.ts';

/** Signs that break careless text handling: Thai marks, joined emoji, flags, lone surrogates, controls, blanks. */
const TRICKY = [
  'ก',
  'กำ',
  'น้ำ',
  'ที่',
  'เกี๊ยว',
  'การประเมินคุณธรรมและความโปร่งใส ',
  '้',
  '์',
  'ปี พ.ศ. 2563 ',
  '👩‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '🇹🇭',
  '👍🏽',
  '\u200d',
  '\ud83d',
  '\udc69',
  '\u0000',
  '\u001b',
  '\u202e',
  '\r\n',
  '\n',
  '\n\n',
  '\t',
  ' ',
  '\u200b',
  '\ufeff',
  'e\u0301',
  '"',
  '\\',
  '. ',
  'a',
  'word ',
  '…',
];

const trickySign = fc.oneof(fc.constantFrom(...TRICKY), fc.string({ unit: 'binary', maxLength: 3 }));

/** Any text up to `maxUnits` or so; often tricky, sometimes empty, sometimes one sign repeated thousands of times. */
export const anyText = (maxUnits: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(trickySign, { maxLength: 30 }).map((signs) => signs.join('')) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n', '\u200b', '\u0000', '\ud800') },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.array(trickySign, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: maxUnits }))
        .map(([signs, length]) => {
          const unit = signs.join('') || 'x';
          return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
        }),
    },
  );

const name = fc.stringMatching(/^[a-z0-9-]{1,12}$/);

export const anyPress: fc.Arbitrary<Press> = fc.record(
  {
    flow: name,
    act: name,
    value: fc.oneof(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }), fc.constant('')),
    draft: fc.stringMatching(/^[0-9a-f]{16}$/),
  },
  { requiredKeys: ['flow', 'act'] },
);

/** A press as no flow should make it. */
const wildPress: fc.Arbitrary<Press> = fc.record(
  { flow: anyText(50), act: anyText(50), value: anyText(500), draft: anyText(50) },
  { requiredKeys: ['flow', 'act'] },
);

const day = fc.oneof(
  fc
    .date({ noInvalidDate: true, min: new Date('1890-01-01'), max: new Date('2110-01-01') })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom('2026-02-30', '', 'today', '2569-11-22'),
);
const press = fc.oneof({ weight: 4, arbitrary: anyPress }, { weight: 1, arbitrary: wildPress });
const url = fc.oneof(
  fc.webUrl(),
  anyText(1500).map((text) => `https://example.go.th/${text}`),
  fc.constantFrom(
    'http://127.0.0.1:3000/report?openExternalBrowser=1',
    'http://example.com/',
    'javascript:alert(1)',
    'tel:1205',
    'https://example.go.th/ร้องเรียน?คำ=[x]|y%zz#a#b',
    '',
  ),
);

export const anyChoice: fc.Arbitrary<Choice> = fc.record({
  label: anyText(200),
  does: fc.oneof(
    fc.record({ kind: fc.constant('say' as const), text: anyText(700) }),
    fc.record({ kind: fc.constant('press' as const), press }),
    fc.record(
      { kind: fc.constant('date' as const), press, min: day, max: day },
      { requiredKeys: ['kind', 'press'] },
    ),
    fc.record({ kind: fc.constant('open' as const), url }),
    fc.record({ kind: fc.constant('copy' as const), text: anyText(2000) }),
    fc.record({ kind: fc.constantFrom('camera' as const, 'album' as const, 'place' as const) }),
  ),
});

const number = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.double(),
  fc.constantFrom(0, 100, 85, NaN, Infinity, -5),
);

const anyBar: fc.Arbitrary<Bar> = fc.record(
  {
    label: anyText(200),
    value: number,
    display: anyText(20),
    tone: fc.constantFrom('good' as const, 'bad' as const, 'plain' as const),
    mark: number,
  },
  { requiredKeys: ['label', 'value', 'display', 'tone'] },
);

const anyPart: fc.Arbitrary<CardPart> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: anyText(9000), strong: fc.boolean() }),
  fc.record({ kind: fc.constant('fact' as const), label: anyText(300), value: anyText(3000) }),
  fc.record({ kind: fc.constant('bars' as const), bars: fc.array(anyBar, { maxLength: 40 }) }),
  fc.record({ kind: fc.constant('line' as const) }),
);

const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: anyText(3000),
    subtitle: anyText(500),
    parts: fc.array(anyPart, { maxLength: 12 }),
    buttons: fc.array(anyChoice, { maxLength: 10 }),
    alt: anyText(7000),
  },
  { requiredKeys: ['title', 'parts', 'buttons', 'alt'] },
);

const anyReply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: anyText(30_000) }),
  fc.record({ kind: fc.constant('card' as const), card: anyCard }),
);

/** Answers as no flow should make them, and as some will. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  messages: fc.array(anyReply, { maxLength: 9 }),
  choices: fc.array(anyChoice, { maxLength: 20 }),
});
