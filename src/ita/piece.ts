import { compilePattern, distance, findFuzzy, MAX_PATTERN } from './fuzzy.ts';
import { pairsOf } from './postings.ts';

/** From and to, exclusive, in UTF-16 units of a folded text. */
export type Span = readonly [number, number];

/** What is looked for: a wording, or one of its parts between `+`. */
export interface Piece {
  text: string;
  latin: boolean;
  slips: number;
  weight: number;
  /** Made when first needed. */
  bits?: Int32Array;
  pairs: Uint16Array;
}

/** Where and how well a piece was found. */
export interface Found {
  quality: number;
  spans: Span[];
}

const LATIN = /[a-z]/;
const SLIP_COSTS = 1.7;

/** How many slips a piece may have: short Thai pieces have too many neighbours. */
function slipsFor(text: string): number {
  if (/\d/.test(text)) return text.length >= 6 ? 1 : 0;
  if (LATIN.test(text)) return text.length >= 10 ? 2 : text.length >= 5 ? 1 : 0;
  if (text.length >= 16) return 3;
  if (text.length >= 9) return 2;
  return text.length >= 5 ? 1 : 0;
}

/** `mark`: what stood at the end of the wording, see `Wording`. */
export function makePiece(text: string, mark: string): Piece {
  const latin = LATIN.test(text);
  const fits = text.length <= MAX_PATTERN;
  const slips = !fits || mark === '!' ? 0 : mark === '~' ? Math.max(1, slipsFor(text)) : slipsFor(text);
  return {
    text,
    latin,
    slips,
    weight: Math.min(latin ? text.length * 0.8 : text.length, 14),
    pairs: pairsOf(text),
  };
}

const isLetter = (code: number) => code >= 0x61 && code <= 0x7a;

/** A Latin piece begins at the beginning of a word and ends at its end, give or take an inflection. */
function standsFree(folded: string, from: number, to: number): boolean {
  if (from > 0 && isLetter(folded.charCodeAt(from - 1)) && isLetter(folded.charCodeAt(from))) return false;
  if (!isLetter(folded.charCodeAt(to - 1))) return true;
  let tail = 0;
  while (isLetter(folded.charCodeAt(to + tail))) tail += 1;
  return (
    tail === 0 || (to - from >= 4 && tail <= 3) || (tail === 1 && to - from >= 4 && folded.charAt(to) === 's')
  );
}

const isNumber = (sign: string | undefined) => sign !== undefined && /[\d.]/.test(sign);

/** Whether a piece that begins or ends with a digit would cut a longer number. */
const splitsNumber = (folded: string, from: number, to: number): boolean =>
  (/\d/.test(folded[from] ?? '') && isNumber(folded[from - 1])) ||
  (/\d/.test(folded[to - 1] ?? '') && isNumber(folded[to]));

function exactSpans(piece: Piece, folded: string): Span[] {
  const spans: Span[] = [];
  for (
    let at = folded.indexOf(piece.text);
    at >= 0;
    at = folded.indexOf(piece.text, at + piece.text.length)
  ) {
    const to = at + piece.text.length;
    if ((!piece.latin || standsFree(folded, at, to)) && !splitsNumber(folded, at, to)) spans.push([at, to]);
  }
  return spans;
}

/** `held`: how many of the piece's pairs of neighbours the text has. */
export function find(piece: Piece, folded: string, slots: Uint8Array, held: number): Found | undefined {
  if (held === piece.pairs.length) {
    const spans = exactSpans(piece, folded);
    if (spans.length > 0) return { quality: 1, spans };
  }
  if (piece.slips === 0) return undefined;
  piece.bits ??= compilePattern(piece.text);
  // two neighbours changed round are two edits for the search, but one slip
  const hit = findFuzzy(piece.bits, piece.text.length, slots, piece.slips + 1);
  if (hit === undefined || hit.edits === 0) return undefined;
  const near = Math.max(0, hit.end - piece.text.length);
  if (piece.latin) return findWords(piece, folded, near, hit.end);
  let best: Found | undefined;
  for (const from of [near, near - 1, near + 1]) {
    // a slip at the very beginning is rare, and often another word: "ไม่ได้" is not "ได้"
    if (from < 0 || (folded[from] !== piece.text[0] && folded[from + 1] !== piece.text[0])) continue;
    const found = folded.slice(from, hit.end);
    const edits = distance(piece.text, found);
    if (edits > piece.slips || digitsOf(found) !== digitsOf(piece.text)) continue;
    const quality = 1 - (SLIP_COSTS * edits) / piece.text.length;
    if (best === undefined || quality > best.quality) best = { quality, spans: [[from, hit.end]] };
  }
  return best;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Latin letters with slips count only as whole words that begin alike: "least" is not in "please". */
function findWords(piece: Piece, folded: string, near: number, end: number): Found | undefined {
  let from = Math.min(near + 1, end);
  while (from > 0 && isLetter(folded.charCodeAt(from - 1))) from -= 1;
  let to = end;
  while (isLetter(folded.charCodeAt(to))) to += 1;
  if (to - from > piece.text.length + 3 || folded[from] !== piece.text[0]) return undefined;
  const edits = distance(piece.text, folded.slice(from, to));
  return edits <= piece.slips && digitsOf(folded.slice(from, to)) === digitsOf(piece.text)
    ? { quality: 1 - (SLIP_COSTS * edits) / piece.text.length, spans: [[from, to]] }
    : undefined;
}
