/** What the bot says, without a word about LINE: `line/render.ts` and the simulator make it visible. */

/** A button that stands for an act of a flow. Stale ones are recognised by `draft`. */
export interface Press {
  /** The flow it belongs to, for example `complaint`; `menu` for what works everywhere. */
  flow: string;
  /** What to do there, for example `skip`. Lower-case ASCII and `-`. */
  act: string;
  /** A short ASCII value, for example a unit id. */
  value?: string;
  /** The random id of the draft or question the button was made for; a button of another one is stale. */
  draft?: string;
}

/** A way on. Every choice also works typed: by its label, or by `say`. */
export interface Choice {
  /** Shown; may be clamped by the channel. */
  label: string;
  does:
    | { kind: 'say'; text: string }
    | { kind: 'press'; press: Press }
    | { kind: 'date'; press: Press; min?: string; max?: string }
    | { kind: 'open'; url: string }
    | { kind: 'copy'; text: string }
    | { kind: 'camera' | 'album' | 'place' };
  /** Its label means nothing when typed, because the press carries what is never stored and made anew (a code). */
  pressedOnly?: true;
}

/** One bar of a comparison. `value` and `mark` are on the scale 0 to 100. */
export interface Bar {
  label: string;
  value: number;
  /** The exact figure as shown, for example `60.88`. */
  display: string;
  /** `good`: at or above the pass mark; `bad`: below; `plain`: not judged. Never shown by colour alone. */
  tone: 'good' | 'bad' | 'plain';
  /** A line drawn across the bar, for example the pass mark 85. */
  mark?: number;
}

export type CardPart =
  | { kind: 'text'; text: string; strong?: boolean }
  | { kind: 'fact'; label: string; value: string }
  | { kind: 'bars'; bars: Bar[] }
  | { kind: 'line' };

/** A framed message. `alt` says the whole content in words, for phones that show no cards and for screen readers. */
export interface Card {
  title: string;
  subtitle?: string;
  parts: CardPart[];
  buttons: Choice[];
  /** No button stands out: none is what most people should do. */
  even?: true;
  alt: string;
}

export type Reply = { kind: 'text'; text: string } | { kind: 'card'; card: Card };

/** One answer: at least one message, in order, with the ways on under the last one. */
export interface Answer {
  messages: Reply[];
  choices: Choice[];
}

export const say = (text: string): Reply => ({ kind: 'text', text });
