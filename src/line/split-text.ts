import { clampUnits, graphemeStarts, isBlank, trimLeading, wholeCodePoint } from './clean-text.ts';

const words = new Intl.Segmenter('th', { granularity: 'word' });
const sentences = new Intl.Segmenter('th', { granularity: 'sentence' });
/** Thai ends no sentence with a full stop: one after a Thai letter belongs to an abbreviation such as พ.ศ. */
const THAI_ABBREVIATION = /[\u0e01-\u0e3a\u0e40-\u0e4e]\.\s*$/;

/** Where a text may be cut, the kindest way first; each gives the ends of parts, ascending. */
const BREAKS: readonly ((text: string) => Iterable<number>)[] = [
  (text) => ends(text, /\n(?=\n)/g),
  (text) => ends(text, /\n/g),
  sentenceEnds,
  (text) => ends(text, /\s/g),
  wordEnds,
  graphemeStarts,
];

function* ends(text: string, pattern: RegExp): Generator<number> {
  for (const match of text.matchAll(pattern)) yield match.index;
}

function* sentenceEnds(text: string): Generator<number> {
  for (const { index, segment } of sentences.segment(text)) {
    if (!THAI_ABBREVIATION.test(segment)) yield index + segment.length;
  }
}

function* wordEnds(text: string): Generator<number> {
  for (const { index, segment } of words.segment(text)) yield index + segment.length;
}

/** The best index from `low` to `max` to end a part of `text` at; never inside a grapheme that fits in `max`. */
function breakPoint(text: string, low: number, max: number): number {
  const nearby = text.slice(0, wholeCodePoint(text, max + 64));
  const allowed = new Set([...graphemeStarts(nearby)].filter((index) => index >= low && index <= max));
  for (const candidates of BREAKS) {
    let best = 0;
    for (const index of candidates(nearby)) {
      if (index > max) break;
      if (allowed.has(index)) best = index;
    }
    if (best > 0) return best;
  }
  return wholeCodePoint(text, max);
}

/**
 * Cuts clean text into at most `parts` texts of at most `max` UTF-16 units: between paragraphs, lines, sentences,
 * phrases, words or graphemes, the first of these that leaves a part at least half full. The first line stays whole
 * when it fits. Only white space is lost, except beyond the last part, which then ends in "…". A blank text gives none.
 */
export function splitText(text: string, max: number, parts: number): string[] {
  const found: string[] = [];
  let rest = trimLeading(text).trimEnd();
  while (rest.length > max && found.length < parts - 1) {
    const firstLine = found.length === 0 ? rest.indexOf('\n') : -1;
    const low = Math.max(1, Math.floor(max / 2), firstLine <= max ? firstLine : 0);
    const at = breakPoint(rest, low, max);
    found.push(rest.slice(0, at).trimEnd());
    rest = trimLeading(rest.slice(at));
  }
  found.push(clampUnits(rest, max));
  return found.filter((part) => !isBlank(part));
}
