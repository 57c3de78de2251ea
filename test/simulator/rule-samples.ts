import type { RuleName } from '../../src/simulator/line-rules.ts';

/** For each rule: messages that break it and no other, and messages that just keep it. */
export type Samples = Readonly<
  Record<RuleName, { breaks: readonly (readonly unknown[])[]; keeps: readonly (readonly unknown[])[] }>
>;

const text = (value: unknown = 'สวัสดี', more: object = {}) => ({ type: 'text', text: value, ...more });
const quick = (...actions: unknown[]) => [
  text('เลือก', { quickReply: { items: actions.map((action) => ({ type: 'action', action })) } }),
];
const say = (label: unknown = 'ไป', value: unknown = 'ไป') => ({ type: 'message', label, text: value });
const flex = (contents: unknown, altText: unknown = 'การ์ด') => [{ type: 'flex', altText, contents }];
const bubble = (...contents: unknown[]) => ({
  type: 'bubble',
  body: { type: 'box', layout: 'vertical', contents },
});
const card = (...contents: unknown[]) => flex(bubble(...contents));
const word = { type: 'text', text: 'ก' };
const button = (action: unknown) => card({ type: 'button', action });
const template = (value: object) => [{ type: 'template', altText: 'เมนู', template: value }];
/** One grapheme of three UTF-16 units: what tells the two ways of counting apart. */
const THI = 'ที่';
const postback = (more: object = {}) => ({ type: 'postback', label: 'ไป', data: 'go', ...more });
const link = (uri: unknown, more: object = {}) => ({ type: 'uri', label: 'ดู', uri, ...more });
const picker = (more: object = {}) => ({
  type: 'datetimepicker',
  label: 'วันที่',
  data: 'day',
  mode: 'date',
  ...more,
});
/** A bubble whose JSON has exactly so many bytes. */
const bubbleOf = (bytes: number) => {
  const empty = bubble({ type: 'text', text: '' });
  return bubble({ type: 'text', text: 'x'.repeat(bytes - JSON.stringify(empty).length) });
};
const carousel = (count: number, each: unknown = bubble(word)) => ({
  type: 'carousel',
  contents: Array.from({ length: count }, () => each),
});
const emptyCarouselOf2 = JSON.stringify({ type: 'carousel', contents: [] }).length + 1;
const bigRequest = (bytes: number) => {
  const shell = [text('x', { sender: { iconUrl: '' } })];
  const rest = bytes - JSON.stringify({ messages: shell }).length;
  return [text('x', { sender: { iconUrl: 'x'.repeat(rest) } })];
};

export const SAMPLES: Samples = {
  'message-count': {
    breaks: [[], Array.from({ length: 6 }, () => text())],
    keeps: [[text()], Array.from({ length: 5 }, () => text())],
  },
  'request-size': { breaks: [bigRequest(2_000_001)], keeps: [bigRequest(2_000_000)] },
  'message-type': { breaks: [[{ type: 'poem' }], [null], [7]], keeps: [[text()]] },
  'message-fields': {
    breaks: [
      [{ type: 'sticker', packageId: '446' }],
      [
        {
          type: 'image',
          originalContentUrl: 'http://a.example/x.png',
          previewImageUrl: 'https://a.example/x',
        },
      ],
      [{ type: 'location', title: 'บ้าน', address: 'เมืองพล', latitude: 91, longitude: 0 }],
      [{ type: 'location', title: 'x'.repeat(101), address: 'เมืองพล', latitude: 9, longitude: 0 }],
      [{ type: 'coupon' }],
    ],
    keeps: [
      [{ type: 'sticker', packageId: '446', stickerId: '1988' }],
      [{ type: 'image', originalContentUrl: 'https://a.example/x', previewImageUrl: 'https://a.example/x' }],
      [{ type: 'location', title: 'บ้าน', address: 'เมืองพล', latitude: 15.8, longitude: 102.6 }],
      [{ type: 'audio', originalContentUrl: 'https://a.example/x', duration: 1 }],
    ],
  },
  'text-empty': { breaks: [[text('')], [text(' \n')], [text(null)]], keeps: [[text('ก')]] },
  'text-length': {
    breaks: [[text('x'.repeat(5001))], [text(THI.repeat(1667))]],
    keeps: [[text('x'.repeat(5000))], [text('ก'.repeat(5000))]],
  },
  'alt-text-empty': {
    breaks: [flex(bubble(word), ''), flex(bubble(word), null)],
    keeps: [flex(bubble(word), 'ก')],
  },
  'alt-text-length': {
    breaks: [flex(bubble(word), 'x'.repeat(1501))],
    keeps: [flex(bubble(word), 'x'.repeat(1500))],
  },
  'sender-name': {
    breaks: [[text('ก', { sender: { name: THI.repeat(21) } })]],
    keeps: [[text('ก', { sender: { name: THI.repeat(20) } })]],
  },
  'quick-reply-count': {
    breaks: [quick(...Array.from({ length: 14 }, () => say())), quick()],
    keeps: [quick(...Array.from({ length: 13 }, () => say()))],
  },
  'quick-reply-item': {
    breaks: [
      [text('ก', { quickReply: { items: [{ type: 'button', action: say() }] } })],
      [
        text('ก', {
          quickReply: { items: [{ type: 'action', imageUrl: 'http://a.example/', action: say() }] },
        }),
      ],
    ],
    keeps: [
      [
        text('ก', {
          quickReply: { items: [{ type: 'action', imageUrl: 'https://a.example/', action: say() }] },
        }),
      ],
    ],
  },
  'lone-surrogate': {
    breaks: [[text('\ud83d')], [text('\ude00ก')], flex(bubble({ type: 'text', text: 'ก\ud83d' }))],
    keeps: [[text('😀')]],
  },
  'action-type': {
    breaks: [quick({ type: 'dance', label: 'ไป' }), quick('press')],
    keeps: [quick(say())],
  },
  'action-place': {
    breaks: [
      ...['camera', 'cameraRoll', 'location'].map((type) => button({ type, label: 'ไป' })),
      quick({ type: 'richmenuswitch', label: 'ไป', richMenuAliasId: 'a', data: 'b' }),
    ],
    keeps: [
      ...['camera', 'cameraRoll', 'location'].map((type) => quick({ type, label: 'ไป' })),
      button({ type: 'clipboard', label: 'คัดลอก', clipboardText: '1' }),
      button(picker()),
    ],
  },
  'label-missing': {
    breaks: [quick(say('')), quick(say(null)), button({ type: 'message', text: 'ไป' })],
    keeps: [card({ type: 'text', text: 'ก', action: { type: 'message', text: 'ไป' } })],
  },
  'label-length': {
    breaks: [
      quick(say(THI.repeat(21))),
      button(say(THI.repeat(41))),
      template({ type: 'confirm', text: 'ก', actions: [say('x'.repeat(21)), say()] }),
    ],
    keeps: [
      quick(say(THI.repeat(20))),
      button(say(THI.repeat(40))),
      template({ type: 'confirm', text: 'ก', actions: [say('x'.repeat(20)), say()] }),
    ],
  },
  'message-action-text': {
    breaks: [quick(say('ไป', '')), quick(say('ไป', THI.repeat(301)))],
    keeps: [quick(say('ไป', THI.repeat(300)))],
  },
  'postback-data': {
    breaks: [quick(postback({ data: '' })), quick(postback({ data: THI.repeat(101) }))],
    keeps: [quick(postback({ data: THI.repeat(100) }))],
  },
  'postback-display': {
    breaks: [
      quick(postback({ displayText: THI.repeat(301) })),
      quick(postback({ displayText: 'ก', text: 'ก' })),
      quick(postback({ inputOption: 'openKeyboard', fillInText: 'x'.repeat(301) })),
    ],
    keeps: [quick(postback({ displayText: THI.repeat(300) }))],
  },
  'postback-input': {
    breaks: [quick(postback({ inputOption: 'openWindow' })), quick(postback({ fillInText: 'ก' }))],
    keeps: [quick(postback({ inputOption: 'openKeyboard', fillInText: 'ก' }))],
  },
  uri: {
    breaks: [
      'javascript:alert(1)',
      'https://a.example/ก',
      'https://a.example/a b',
      'https://a.example/%zz',
      `https://a.example/${'x'.repeat(1000)}`,
      '',
      'a.example',
    ].map((uri) => quick(link(uri))),
    keeps: [
      'https://a.example/%E0%B8%81?a=b#c',
      'http://a.example',
      'tel:1205',
      'line://nv/camera/',
      `https://a.example/${'x'.repeat(1000 - 18)}`,
    ].map((uri) => quick(link(uri))),
  },
  'uri-desktop': {
    breaks: [quick(link('https://a.example/', { altUri: { desktop: 'tel:1205' } }))],
    keeps: [quick(link('https://a.example/', { altUri: { desktop: 'https://a.example/' } }))],
  },
  'clipboard-text': {
    breaks: ['', 'x'.repeat(1001)].map((clipboardText) =>
      quick({ type: 'clipboard', label: 'คัดลอก', clipboardText }),
    ),
    keeps: [quick({ type: 'clipboard', label: 'คัดลอก', clipboardText: 'x'.repeat(1000) })],
  },
  'date-picker-data': {
    breaks: [quick(picker({ data: 'x'.repeat(301) })), quick(picker({ data: undefined }))],
    keeps: [quick(picker({ data: 'x'.repeat(300) }))],
  },
  'date-picker-range': {
    breaks: [
      quick(picker({ mode: 'year' })),
      quick(picker({ min: '22/11/2026' })),
      quick(picker({ min: '2026-11-22', max: '2026-11-21' })),
      quick(picker({ mode: 'time', initial: '2026-11-22' })),
    ],
    keeps: [
      quick(picker({ min: '2026-11-21', max: '2026-11-22', initial: '2026-11-22' })),
      quick(picker({ mode: 'datetime', initial: '2026-11-22t10:00' })),
    ],
  },
  'template-type': { breaks: [template({ type: 'list' })], keeps: [] },
  'template-limits': {
    breaks: [
      template({ type: 'buttons', text: 'x'.repeat(161), actions: [say()] }),
      template({ type: 'buttons', title: 'ก', text: 'x'.repeat(61), actions: [say()] }),
      template({ type: 'buttons', text: 'ก', actions: [] }),
      template({ type: 'confirm', text: 'ก', actions: [say()] }),
      template({ type: 'carousel', columns: [] }),
      template({ type: 'carousel', columns: [{ text: 'x'.repeat(121), actions: [say()] }] }),
    ],
    keeps: [
      template({ type: 'buttons', text: 'x'.repeat(160), actions: [say()] }),
      template({ type: 'carousel', columns: [{ text: 'x'.repeat(120), actions: [say()] }] }),
    ],
  },
  'container-type': {
    breaks: [flex({ type: 'box' }), flex({ type: 'carousel', contents: [carousel(1)] })],
    keeps: [flex(bubble(word)), flex(carousel(1))],
  },
  'container-property': {
    breaks: [flex({ ...bubble(word), size: 'huge' }), flex({ ...bubble(word), colour: '#ffffff' })],
    keeps: [flex({ ...bubble(word), size: 'giga', direction: 'ltr' })],
  },
  'bubble-empty': { breaks: [flex({ type: 'bubble' })], keeps: [flex(bubble())] },
  'bubble-size': { breaks: [flex(bubbleOf(30_001))], keeps: [flex(bubbleOf(30_000))] },
  'carousel-size': {
    breaks: [flex(carousel(2, bubbleOf(25_000 - emptyCarouselOf2 / 2 + 1)))],
    keeps: [flex(carousel(2, bubbleOf(25_000 - emptyCarouselOf2 / 2)))],
  },
  'carousel-count': { breaks: [flex(carousel(13)), flex(carousel(0))], keeps: [flex(carousel(12))] },
  'component-type': { breaks: [card({ type: 'table' }), card('ก'), card(null)], keeps: [card(word)] },
  'component-place': {
    breaks: [
      card({ type: 'span', text: 'ก' }),
      card({ type: 'icon', url: 'https://a.example/x' }),
      card({ type: 'box', layout: 'baseline', contents: [{ type: 'separator' }] }),
      flex({ type: 'bubble', body: word }),
    ],
    keeps: [
      card({ type: 'box', layout: 'baseline', contents: [{ type: 'icon', url: 'https://a.example/x' }] }),
      card({ type: 'text', contents: [{ type: 'span', text: 'ก' }] }),
      flex({ type: 'bubble', hero: { type: 'image', url: 'https://a.example/x' } }),
    ],
  },
  'component-required': {
    breaks: [card({ type: 'box', contents: [] }), card({ type: 'image' })],
    keeps: [card({ type: 'box', layout: 'vertical', contents: [], width: '60.88%', height: '8px' })],
  },
  'component-unknown-property': {
    breaks: [card({ ...word, colour: '#ffffff' }), card({ type: 'filler', width: '1px' })],
    keeps: [card({ ...word, color: '#ffffff' }, { type: 'filler', flex: 2 })],
  },
  'component-value': {
    breaks: [
      { color: 'red' },
      { color: '#fff' },
      { size: 'huge' },
      { size: '14' },
      { flex: -1 },
      { flex: '1' },
      { wrap: 'true' },
      { margin: '5%' },
      { align: 'left' },
      { weight: 'heavy' },
      { maxLines: 1.5 },
    ].map((more) => card({ ...word, ...more })),
    keeps: [
      { color: '#ffffff' },
      { color: '#ffffff80' },
      { size: 'xxs' },
      { size: '14px' },
      { flex: 0 },
      { wrap: true },
      { margin: 'xxl' },
      { align: 'end' },
      { weight: 'bold' },
      { lineSpacing: '4px' },
    ].map((more) => card({ ...word, ...more })),
  },
  'component-text-empty': {
    breaks: [
      card({ type: 'text', text: '' }),
      card({ type: 'text' }),
      card({ type: 'text', contents: [{ type: 'span', text: '' }] }),
    ],
    keeps: [card(word)],
  },
};
