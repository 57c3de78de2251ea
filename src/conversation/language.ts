import type { Lang } from '../i18n.ts';

const THAI = /[\u0e01-\u0e5b]/gu;
const LATIN = /[a-z]/giu;

/**
 * The language a message is written in, by its letters; undefined when it does not show (a code, a number, "ITA").
 * Mixed messages are Thai: whoever types Thai reads Thai.
 */
export function languageOf(text: string): Lang | undefined {
  if ((text.match(THAI) ?? []).length >= 2) return 'th';
  const latin = text.match(LATIN) ?? [];
  const words = text.match(/[a-z]{2,}/giu) ?? [];
  const onlyNames = words.every((word) => /^(ita|iit|eit|oit|qr|line|ok)$/iu.test(word));
  return latin.length >= 2 && !onlyNames ? 'en' : undefined;
}
