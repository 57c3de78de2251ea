import type { Lang } from '../i18n.ts';

const THAI = /[\u0e01-\u0e5b]/u;
/** Words of the domain and codes that people of both languages type: they do not show a language. */
const SHARED = /^(?:ita|itas|iit|eit|oit|swot|qr|line|ok|https?|www)$/;

/**
 * The language a message is written in, by its letters; undefined when it does not show (a code, a number, "ITA").
 * Mixed messages are Thai: whoever types Thai reads Thai.
 */
export function languageOf(text: string): Lang | undefined {
  if (THAI.test(text)) return 'th';
  const words = text.toLowerCase().match(/[a-z]{2,}/gu) ?? [];
  return words.some((word) => !SHARED.test(word)) ? 'en' : undefined;
}
