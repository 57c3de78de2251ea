import { compilePattern, distance, findFuzzy, MAX_PATTERN, slotsOf } from './fuzzy.ts';
import { fold } from './normalise.ts';

/**
 * A list of wordings, each owned by a cue or an entity, matched all at once against a folded text with typing slips.
 * In a wording, `+` joins pieces that must all occur, in any order, with anything between: "ยืม+ของหลวง"; `~` at the end of
 * a piece of four letters allows one slip in it, `!` allows none in any.
 */
export interface Wording<Owner> {
  owner: Owner;
  text: string;
}

export type Span = readonly [number, number];

export interface Match<Owner> {
  owner: Owner;
  /** The wording that matched, as given. */
  text: string;
  /** Information in the matched pieces less the slips; about one per Thai letter. */
  weight: number;
  /** 1 when nothing had to be mended, less with every slip. */
  quality: number;
  spans: Span[];
}

export interface Lexicon<Owner> {
  /** Every wording that occurs in the folded text. */
  match(folded: string): Match<Owner>[];
}

interface Piece {
  text: string;
  latin: boolean;
  slips: number;
  weight: number;
  /** Made when first needed. */
  bits?: Int32Array;
  pairs: Uint16Array;
}

interface Found {
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

const pair = (text: string, at: number): number =>
  ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);

function makePiece(text: string, mark: string): Piece {
  const latin = LATIN.test(text);
  const fits = text.length <= MAX_PATTERN;
  const slips = !fits || mark === '!' ? 0 : mark === '~' ? Math.max(1, slipsFor(text)) : slipsFor(text);
  const pairs = new Uint16Array(Math.max(0, text.length - 1));
  for (let i = 0; i + 1 < text.length; i += 1) pairs[i] = pair(text, i);
  return {
    text,
    latin,
    slips,
    weight: Math.min(latin ? text.length * 0.8 : text.length, 14),
    pairs,
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
function find(piece: Piece, folded: string, slots: Uint8Array, held: number): Found | undefined {
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

/** Prepares wordings for matching. Empty wordings (of signs only) are left out. */
export function createLexicon<Owner>(wordings: readonly Wording<Owner>[]): Lexicon<Owner> {
  const pieces: Piece[] = [];
  const numberOf = new Map<string, number>();
  const entries = wordings.flatMap(({ owner, text }) => {
    const numbers: number[] = [];
    for (const part of text.split('+')) {
      const folded = fold(part);
      if (folded === '') continue;
      let number = numberOf.get(folded);
      if (number === undefined) {
        number = pieces.length;
        pieces.push(makePiece(folded, part.trimEnd().slice(-1)));
        numberOf.set(folded, number);
      }
      if (!numbers.includes(number)) numbers.push(number);
    }
    return numbers.length === 0 ? [] : [{ owner, text, numbers }];
  });
  const present = new Uint8Array(65_536);
  // all pairs of all pieces in one array: looking at thousands of them is most of the work
  const starts = new Uint32Array(pieces.length + 1);
  pieces.forEach((piece, number) => (starts[number + 1] = (starts[number] as number) + piece.pairs.length));
  const pairs = new Uint16Array(starts[pieces.length] as number);
  pieces.forEach((piece, number) => pairs.set(piece.pairs, starts[number]));
  // every slip destroys at most three pairs of neighbours
  const least = Int32Array.from(pieces, (piece) =>
    Math.max(piece.pairs.length - 3 * piece.slips, piece.pairs.length > 0 ? 1 : 0),
  );

  return {
    match(folded) {
      const slots = slotsOf(folded);
      for (let i = 0; i + 1 < folded.length; i += 1) present[pair(folded, i)] = 1;
      const found: (Found | undefined)[] = [];
      for (let number = 0; number < pieces.length; number += 1) {
        let held = 0;
        const end = starts[number + 1] as number;
        for (let at = starts[number] as number; at < end; at += 1)
          held += present[pairs[at] as number] as number;
        found.push(
          held < (least[number] as number) ? undefined : find(pieces[number] as Piece, folded, slots, held),
        );
      }
      for (let i = 0; i + 1 < folded.length; i += 1) present[pair(folded, i)] = 0;
      const matches: Match<Owner>[] = [];
      for (const { owner, text, numbers } of entries) {
        let weight = 0;
        let quality = 1;
        let whole = true;
        for (const number of numbers) {
          const hit = found[number];
          if (hit === undefined) {
            whole = false;
            break;
          }
          weight += (pieces[number] as Piece).weight * hit.quality;
          quality = Math.min(quality, hit.quality);
        }
        if (whole) {
          matches.push({
            owner,
            text,
            weight,
            quality,
            spans: numbers.flatMap((number) => (found[number] as Found).spans),
          });
        }
      }
      return matches;
    },
  };
}
