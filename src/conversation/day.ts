import type { Day } from '../clock.ts';
import type { Lang } from '../i18n.ts';

const FORMATS: Record<Lang, Intl.DateTimeFormat> = {
  th: new Intl.DateTimeFormat('th-TH-u-ca-buddhist-nu-latn', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }),
  en: new Intl.DateTimeFormat('en-GB-u-ca-gregory', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }),
};
const SHOWN: readonly string[] = ['day', 'month', 'year'];

/** A day in words: `22 พ.ย. 2569` in Thai, with the Buddhist year and without the era; `22 Nov 2026` in English. */
export function dayInWords(day: Day, lang: Lang): string {
  return FORMATS[lang]
    .formatToParts(new Date(`${day}T00:00:00Z`))
    .filter(({ type }) => SHOWN.includes(type))
    .map(({ value }) => value)
    .join(' ');
}
