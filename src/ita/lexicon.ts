import { compilePattern, findFuzzy, MAX_PATTERN, slotsOf } from './fuzzy.ts';
import { fold } from './normalise.ts';

/**
 * A list of wordings, each owned by a cue or an entity, matched all at once against a folded text with typing slips.
 * In a wording, `+` joins pieces that must all occur, in any order, with anything between: "ยืม+ของหลวง".
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
  bits: Int32Array | undefined;
  pairs: Uint16Array;
}

interface Found {
  quality: number;
  spans: Span[];
}

const LATIN = /[a-z]/;

/** How many slips a piece may have: short Thai pieces have too many neighbours. */
function slipsFor(length: number, latin: boolean): number {
  if (latin) return length >= 10 ? 2 : length >= 5 ? 1 : 0;
  if (length >= 16) return 3;
  if (length >= 9) return 2;
  return length >= 4 ? 1 : 0;
}

const pair = (text: string, at: number): number =>
  ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);

function makePiece(text: string): Piece {
  const latin = LATIN.test(text);
  const fits = text.length <= MAX_PATTERN;
  const slips = fits ? slipsFor(text.length, latin) : 0;
  const pairs = new Uint16Array(Math.max(0, text.length - 1));
  for (let i = 0; i + 1 < text.length; i += 1) pairs[i] = pair(text, i);
  return {
    text,
    latin,
    slips,
    weight: Math.min(latin ? text.length * 0.8 : text.length, 14),
    bits: slips > 0 ? compilePattern(text) : undefined,
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
  return tail === 0 || (to - from >= 4 && tail <= 3) || (tail === 1 && folded.charAt(to) === 's');
}

function exactSpans(piece: Piece, folded: string): Span[] {
  const spans: Span[] = [];
  for (
    let at = folded.indexOf(piece.text);
    at >= 0;
    at = folded.indexOf(piece.text, at + piece.text.length)
  ) {
    const to = at + piece.text.length;
    if (!piece.latin || standsFree(folded, at, to)) spans.push([at, to]);
  }
  return spans;
}

function find(piece: Piece, folded: string, slots: Uint8Array, present: Uint8Array): Found | undefined {
  let held = 0;
  for (const one of piece.pairs) held += present[one] as number;
  // every slip destroys at most two pairs of neighbours
  if (held < piece.pairs.length - 2 * piece.slips) return undefined;
  if (held === piece.pairs.length) {
    const spans = exactSpans(piece, folded);
    if (spans.length > 0) return { quality: 1, spans };
  }
  if (piece.bits === undefined || held === 0) return undefined;
  const hit = findFuzzy(piece.bits, piece.text.length, slots, piece.slips);
  if (hit === undefined || hit.edits === 0) return undefined;
  const from = Math.max(0, hit.end - piece.text.length);
  if (piece.latin) {
    const starts = [from - 1, from, from + 1].some((at) => at <= 0 || !isLetter(folded.charCodeAt(at - 1)));
    if (!starts || (isLetter(folded.charCodeAt(hit.end)) && isLetter(folded.charCodeAt(hit.end + 1))))
      return undefined;
  }
  return { quality: 1 - (1.6 * hit.edits) / piece.text.length, spans: [[from, hit.end]] };
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
        pieces.push(makePiece(folded));
        numberOf.set(folded, number);
      }
      if (!numbers.includes(number)) numbers.push(number);
    }
    return numbers.length === 0 ? [] : [{ owner, text, numbers }];
  });
  const present = new Uint8Array(65_536);

  return {
    match(folded) {
      const slots = slotsOf(folded);
      for (let i = 0; i + 1 < folded.length; i += 1) present[pair(folded, i)] = 1;
      const found = pieces.map((piece) => find(piece, folded, slots, present));
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
