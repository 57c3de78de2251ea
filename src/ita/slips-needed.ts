import type { Match, Span } from './lexicon.ts';

/**
 * A wording with slips counts only where the text is not explained as it stands: "รายงาน" is not a mistyped "รายด้าน".
 * Returns the test for one match.
 */
export function slipsOnlyWhereNeeded(
  folded: string,
  ordinary: readonly string[],
  known: readonly Span[],
  matches: readonly Match<unknown>[],
): (match: Match<unknown>) => boolean {
  const exact = new Uint8Array(folded.length);
  for (const { quality, spans } of matches) {
    if (quality < 1) continue;
    for (const [from, to] of spans) if (to - from >= 3) exact.fill(1, from, to);
  }
  for (const [from, to] of known) exact.fill(1, from, to);
  for (const word of ordinary) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      exact.fill(1, at, at + word.length);
    }
  }
  return ({ quality, spans }) =>
    quality === 1 || spans.some(([from, to]) => exact.subarray(from, to).some((one) => one === 0));
}
