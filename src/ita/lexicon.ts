import { slotsOf } from './fuzzy.ts';
import { fold } from './normalise.ts';
import { find, makePiece, type Found, type Piece, type Span } from './piece.ts';
import { postingsOf } from './postings.ts';

export type { Span } from './piece.ts';

/**
 * A list of wordings, each owned by a cue or an entity, matched all at once against a folded text with typing slips.
 * In a wording, `+` joins pieces that must all occur, in any order, with anything between: "ยืม+ของหลวง"; `~` at the end of
 * a piece of four letters allows one slip in it, `!` allows none in any.
 */
export interface Wording<Owner> {
  owner: Owner;
  text: string;
}

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
  const postings = postingsOf(pieces);
  // every slip destroys at most three pairs of neighbours
  const least = Int32Array.from(pieces, (piece) =>
    Math.max(piece.pairs.length - 3 * piece.slips, piece.pairs.length > 0 ? 1 : 0),
  );
  /** Pieces of one letter, which have no pairs to be found by. */
  const single = pieces.flatMap((piece, number) => (piece.pairs.length === 0 ? [number] : []));
  const held = new Uint16Array(pieces.length);
  /** The entries whose first piece has this number: only they can match when it was found. */
  const startingWith: number[][] = pieces.map(() => []);
  entries.forEach(({ numbers: [first] }, at) => startingWith[first as number]?.push(at));

  return {
    match(folded) {
      const slots = slotsOf(folded);
      const touched = postings.count(folded, held);
      const found = new Map<number, Found>();
      for (const number of [...touched, ...single]) {
        const hit =
          (held[number] as number) < (least[number] as number)
            ? undefined
            : find(pieces[number] as Piece, folded, slots, held[number] as number);
        held[number] = 0;
        if (hit) found.set(number, hit);
      }
      const candidates = [...found.keys()]
        .flatMap((number) => startingWith[number] as number[])
        .sort((a, b) => a - b);
      const matches: Match<Owner>[] = [];
      for (const candidate of candidates) {
        const { owner, text, numbers } = entries[candidate] as (typeof entries)[number];
        let weight = 0;
        let quality = 1;
        let whole = true;
        for (const number of numbers) {
          const hit = found.get(number);
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
            spans: numbers.flatMap((number) => (found.get(number) as Found).spans),
          });
        }
      }
      return matches;
    },
  };
}
