/**
 * Finding a short pattern in a text with a few typing slips: Myers' bit-parallel algorithm (1999) in 31 bits.
 * Time is proportional to the text's length for any pattern and any text, so no input can make it slow.
 */

/** The longest pattern, in UTF-16 units. */
export const MAX_PATTERN = 31;

/** Thai and ASCII letters as numbers below 256; other signs share one slot no pattern uses. */
const slot = (code: number): number =>
  code < 0x80 ? code : code >= 0x0e00 && code < 0x0e80 ? code - 0x0d80 : 255;

/** The slots of a text, computed once for all patterns. */
export function slotsOf(text: string): Uint8Array {
  const slots = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) slots[i] = slot(text.charCodeAt(i));
  return slots;
}

/** One bit per place of the pattern, for every sign. Throws RangeError when it is empty or too long. */
export function compilePattern(pattern: string): Int32Array {
  if (pattern.length === 0 || pattern.length > MAX_PATTERN) {
    throw new RangeError(`patterns have 1 to ${MAX_PATTERN} signs: ${pattern}`);
  }
  const bits = new Int32Array(256);
  for (let i = 0; i < pattern.length; i += 1) {
    const at = slot(pattern.charCodeAt(i));
    bits[at] = (bits[at] ?? 0) | (1 << i);
  }
  return bits;
}

export interface FuzzyHit {
  /** Insertions, deletions and replacements. */
  edits: number;
  /** Where the best match ends, exclusive. */
  end: number;
}

/** The best place of the pattern in the text with at most `most` slips; undefined when there is none. */
export function findFuzzy(
  bits: Int32Array,
  length: number,
  text: Uint8Array,
  most: number,
): FuzzyHit | undefined {
  const top = 1 << (length - 1);
  let plus = -1;
  let minus = 0;
  let score = length;
  let best = most + 1;
  let end = -1;
  for (let i = 0; i < text.length; i += 1) {
    const equal = bits[text[i] as number] as number;
    const vertical = equal | minus;
    const horizontal = (((equal & plus) + plus) ^ plus) | equal;
    let up = minus | ~(horizontal | plus);
    let down = plus & horizontal;
    if (up & top) score += 1;
    else if (down & top) score -= 1;
    up <<= 1;
    down <<= 1;
    plus = down | ~(vertical | up);
    minus = up & vertical;
    if (score < best) {
      best = score;
      end = i + 1;
    }
  }
  return end < 0 ? undefined : { edits: best, end };
}

/** Edits between two short texts, two neighbours changed round counting one. */
export function distance(a: string, b: string): number {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (older[j - 2] ?? 0) + 1);
      row.push(best);
    }
    older = old;
    old = row;
  }
  return old[b.length] ?? 0;
}
