import { LIMITS } from './limit-table.ts';

const NEWLINES = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** They could make a quoted text read backwards. */
const BIDI_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
/** Thai needs two marks on a letter; piles of them are an attack on the screen. */
const MARK_PILES = /(\p{M}{16})\p{M}+/gu;
const BLANK = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;
/** What joins onto the sign before it, so that a cut in front of it would split a grapheme. */
const JOINS_BACK = '[\\p{M}\\p{Grapheme_Extend}\\p{Emoji_Modifier}\\u200d]';
const LEADING_SPACE = new RegExp(`^\\s+(?!${JOINS_BACK})`, 'u');

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** Where the graphemes of `text` begin, ascending, from 0. */
export function* graphemeStarts(text: string): Generator<number> {
  for (const { index } of graphemes.segment(text)) yield index;
}

/**
 * Text as LINE can show it: lone surrogates become U+FFFD, line ends `\n`, tabs spaces; control characters and
 * direction overrides go, and piles of combining marks are thinned to 16.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(NEWLINES, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLS, '')
    .replace(BIDI_OVERRIDES, '')
    .replace(MARK_PILES, '$1');
}

/** `cleanText` on one line, trimmed: for labels. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** Whether nothing of `text` would be seen. LINE refuses empty text. */
export const isBlank = (text: string): boolean => BLANK.test(text);

/** Removes leading white space, but not a space that carries a combining mark. */
export const trimLeading = (text: string): string => text.replace(LEADING_SPACE, '');

/** The greatest index up to `at` that does not stand inside a surrogate pair. */
export function wholeCodePoint(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  return at < text.length && before >= 0xd800 && before <= 0xdbff ? at - 1 : at;
}

/** The greatest index up to `at` where a grapheme begins; inside a first grapheme longer than `at`, a whole code point. */
export function wholeGrapheme(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const nearby = text.slice(0, wholeCodePoint(text, at + 64));
  const start = graphemes.segment(nearby).containing(at)?.index ?? 0;
  return start > 0 ? start : wholeCodePoint(text, at);
}

/** At most `max` UTF-16 units, whole graphemes, "…" at the end when cut. Expects clean text. */
export function clampUnits(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, wholeGrapheme(text, max - 1)).trimEnd()}…`;
}

/** At most `max` grapheme clusters, "…" at the end when cut. Expects clean text. */
export function clampGraphemes(text: string, max: number): string {
  if (text.length <= max) return text;
  const maxUnits = max * LIMITS.grapheme.max;
  const capped = clampUnits(text, maxUnits);
  const starts = [...graphemeStarts(capped)];
  return starts.length <= max ? capped : `${capped.slice(0, starts[max - 1]).trimEnd()}…`;
}
