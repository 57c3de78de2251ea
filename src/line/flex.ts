import type { messagingApi } from '@line/bot-sdk';
import type { Bar, Card, CardPart } from '../conversation/reply.ts';
import { actionFor } from './actions.ts';

type Component = messagingApi.FlexComponent;
type Text = Extract<Component, { type: 'text' }>;

/** Words beside the symbols of a bar, for who does not read symbols. */
export interface CardWords {
  good: string;
  bad: string;
}

const COLOURS = {
  ink: '#1A1A1A',
  quiet: '#4A4A4A',
  accent: '#1B5E8C',
  track: '#E1E6EB',
  good: '#1B6E3C',
  bad: '#B3261E',
  plain: '#1B5E8C',
} as const;
const SYMBOLS = { good: '✓', bad: '✗', plain: '' } as const;

/** Text that follows the reader's own font size and is never smaller than `md`. */
function text(value: string, look: Partial<Text> = {}): Component {
  return { type: 'text', text: value, wrap: true, scaling: true, size: 'md', color: COLOURS.ink, ...look };
}

/** What each part of a card becomes: components of the body, one per line, so that a card can be cut between them. */
const PARTS: {
  [K in CardPart['kind']]: (part: Extract<CardPart, { kind: K }>, words?: CardWords) => Component[];
} = {
  text: (part) => [text(part.text, part.strong ? { weight: 'bold', size: 'lg' } : {})],
  fact: (part) => [
    {
      type: 'box',
      layout: 'horizontal',
      spacing: 'md',
      contents: [
        text(part.label, { color: COLOURS.quiet, flex: 2 }),
        text(part.value, { weight: 'bold', flex: 3 }),
      ],
    },
  ],
  bars: (part, words) => part.bars.map((bar) => barBox(bar, words)),
  line: () => [{ type: 'separator', margin: 'lg' }],
};

/** A place on the scale as a percentage that LINE accepts; what is no number stands at 0. */
const percent = (value: number): number =>
  Number.isFinite(value) ? Math.round(Math.min(100, Math.max(0, value)) * 100) / 100 : 0;

/** One bar: its label, its figure with the judgement as symbol and word, and the bar with the mark across. */
function barBox(bar: Bar, words?: CardWords): Component {
  const judgement = [SYMBOLS[bar.tone], bar.tone === 'plain' ? '' : (words?.[bar.tone] ?? '')]
    .filter(Boolean)
    .join(' ');
  return {
    type: 'box',
    layout: 'vertical',
    margin: 'lg',
    spacing: 'xs',
    contents: [
      text(bar.label),
      {
        type: 'box',
        layout: 'horizontal',
        spacing: 'md',
        contents: [
          text(bar.display, { weight: 'bold', size: 'lg', flex: 2 }),
          text(judgement, {
            weight: 'bold',
            color: COLOURS[bar.tone],
            align: 'end',
            gravity: 'center',
            flex: 3,
          }),
        ],
      },
      barWithMark(bar),
    ],
  };
}

function barWithMark({ value, mark, tone }: Bar): Component {
  const filled: Component = {
    type: 'box',
    layout: 'vertical',
    width: `${percent(value)}%`,
    height: '12px',
    backgroundColor: COLOURS[tone],
    cornerRadius: '6px',
    contents: [],
  };
  const track: Component = {
    type: 'box',
    layout: 'vertical',
    margin: '4px',
    height: '12px',
    backgroundColor: COLOURS.track,
    cornerRadius: '6px',
    contents: percent(value) > 0 ? [filled] : [],
  };
  // Two pixels wide and taller than the bar; at 99 % it still stands inside.
  const line: Component = {
    type: 'box',
    layout: 'vertical',
    position: 'absolute',
    offsetTop: '0px',
    offsetStart: `${Math.min(99, percent(mark ?? 0))}%`,
    width: '2px',
    height: '20px',
    backgroundColor: COLOURS.ink,
    contents: [],
  };
  return {
    type: 'box',
    layout: 'vertical',
    height: '20px',
    justifyContent: 'center',
    contents: mark === undefined ? [track] : [track, line],
  };
}

/** A card as a Flex message: title, subtitle, parts, and its buttons below. Not clamped yet. */
export function cardMessage(card: Card, words?: CardWords): messagingApi.FlexMessage {
  const buttons = card.buttons.flatMap((choice): Component[] => {
    const action = actionFor(choice, 'button');
    return action
      ? [{ type: 'button', height: 'md', adjustMode: 'shrink-to-fit', scaling: true, action }]
      : [];
  });
  const styled = buttons.map((button, at) =>
    at === 0 && !card.even
      ? { ...button, style: 'primary', color: COLOURS.accent }
      : { ...button, style: 'secondary' },
  ) as Component[];
  const body: Component[] = [
    text(card.title, { size: 'xl', weight: 'bold', color: COLOURS.accent }),
    text(card.subtitle ?? '', { color: COLOURS.quiet }),
    ...card.parts.flatMap((part) => {
      // The registry pairs each kind with its own builder; TypeScript cannot follow that through an index.
      const build = PARTS[part.kind] as (part: CardPart, words?: CardWords) => Component[];
      return build(part, words);
    }),
  ];
  return {
    type: 'flex',
    altText: card.alt,
    contents: {
      type: 'bubble',
      size: 'giga',
      body: { type: 'box', layout: 'vertical', spacing: 'md', contents: body },
      ...(styled.length > 0
        ? { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: styled } }
        : {}),
    },
  };
}
