/** How LINE counts. A limit with the wrong unit passes every test in English and fails in Thai. */

const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** Signs as a reader sees them: labels, displayText and message-action text are counted so. */
export const graphemes = (text: string): number => [...segmenter.segment(text)].length;

/** Everything else is counted so. */
export const utf16Units = (text: string): number => text.length;

/** The size of a value as it travels: compact JSON in UTF-8. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** A pair of which one half is missing: not a sign of any language, and LINE refuses it. */
export const hasLoneSurrogate = (text: string): boolean => !text.isWellFormed();

/** "5001 > 5000" when the measure is over the limit. */
export function over(measured: number, limit: number): string | undefined {
  return measured > limit ? `${measured} > ${limit}` : undefined;
}
