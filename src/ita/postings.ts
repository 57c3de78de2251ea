/** Two neighbouring letters as one number; Thai and Latin letters differ in their low bytes. */
const pair = (text: string, at: number): number =>
  ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);

/** Every pair of neighbours in a text, in order. */
export function pairsOf(text: string): Uint16Array {
  const pairs = new Uint16Array(Math.max(0, text.length - 1));
  for (let i = 0; i + 1 < text.length; i += 1) pairs[i] = pair(text, i);
  return pairs;
}

/** Tells which of many pieces share pairs of neighbours with a text, and how many. */
export interface Postings {
  /** Adds to `held`, by the piece's number, how many of its pairs the text has; the answer names those with any. */
  count(folded: string, held: Uint16Array): number[];
}

/**
 * Which pieces have which pair of neighbours, as one list per pair: a text of a few letters meets a few of the thousands of
 * pieces, and looking at the others would be most of the work.
 */
export function postingsOf(pieces: readonly { readonly pairs: Uint16Array }[]): Postings {
  const starts = new Uint32Array(65_537);
  for (const { pairs } of pieces)
    for (const value of pairs) starts[value + 1] = (starts[value + 1] as number) + 1;
  for (let value = 0; value < 65_536; value += 1)
    starts[value + 1] = (starts[value + 1] as number) + (starts[value] as number);
  const filled = starts.slice();
  const numbers = new Uint32Array(starts[65_536] as number);
  pieces.forEach(({ pairs }, number) => {
    for (const value of pairs) {
      const at = filled[value] as number;
      numbers[at] = number;
      filled[value] = at + 1;
    }
  });
  const seen = new Uint8Array(65_536);
  return {
    count(folded, held) {
      const touched: number[] = [];
      for (let i = 0; i + 1 < folded.length; i += 1) {
        const value = pair(folded, i);
        if (seen[value] === 1) continue;
        seen[value] = 1;
        const end = starts[value + 1] as number;
        for (let at = starts[value] as number; at < end; at += 1) {
          const number = numbers[at] as number;
          if (held[number] === 0) touched.push(number);
          held[number] = (held[number] as number) + 1;
        }
      }
      for (let i = 0; i + 1 < folded.length; i += 1) seen[pair(folded, i)] = 0;
      return touched;
    },
  };
}
