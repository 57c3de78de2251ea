import type { Lang } from '../i18n.ts';

const WORDS = {
  th: new Intl.Segmenter('th', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
};

/** At most `max` characters of a text, cut between two words and marked with "…" when something is left out. */
export function shorten(text: string, max: number, lang: Lang): string {
  if (text.length <= max) return text;
  let end = 0;
  for (const { segment, index } of WORDS[lang].segment(text.slice(0, max + 40))) {
    if (index + segment.length > max - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Caps tried one after the other; below the last one a step says nothing any more. */
const CAPS = [260, 220, 180, 150, 120, 100, 80, 60];

/**
 * The longest version of lines that stays within `limit` characters; `linesAt` makes them with texts of at most that many
 * characters. `cut` tells that something is left out.
 */
export function fitting(
  linesAt: (cap: number) => string[],
  limit: number,
): { lines: string[]; cut: boolean } {
  const length = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length + 1, 0);
  const whole = linesAt(Number.POSITIVE_INFINITY);
  if (length(whole) <= limit) return { lines: whole, cut: false };
  const lines = CAPS.map(linesAt).find((one) => length(one) <= limit) ?? linesAt(CAPS.at(-1) ?? 60);
  return { lines, cut: true };
}
