import type { Lang, Translate } from '../i18n.ts';
import type { Month, Period } from './fiscal-year.ts';

/** The words that statistics need, for pages and files. */
export interface StatWords {
  /** A text of `locales/<lang>/statistics.json`. */
  say: (key: string, params?: Record<string, string | number>) => string;
  year: (year: number) => string;
  period: (period: Period) => string;
  month: (month: Month) => string;
  /** The name of a kind, category, outcome, standing or duration. */
  name: (group: 'kind' | 'category' | 'outcome' | 'standing' | 'duration', id: string) => string;
}

const BUDDHIST = 543;
const MONTHS: Record<Lang, Intl.DateTimeFormat> = {
  th: new Intl.DateTimeFormat('th-TH-u-ca-gregory', { month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }),
};

export function createStatWords(t: Translate, lang: Lang): StatWords {
  const say: StatWords['say'] = (key, params) => t(lang, `statistics:${key}`, params);
  const year = (number: number) =>
    say('year', { year: lang === 'th' ? number : `${number} (${number - BUDDHIST})` });
  return {
    say,
    year,
    period: ({ year: number, quarter }) =>
      quarter === undefined ? year(number) : say('quarter', { quarter, year: year(number) }),
    month(month) {
      const moment = new Date(`${month}-01T00:00:00Z`);
      const western = moment.getUTCFullYear();
      return `${MONTHS[lang].format(moment)} ${lang === 'th' ? western + BUDDHIST : western}`;
    },
    name(group, id) {
      if (group === 'standing' || group === 'duration' || id === 'none') return say(`${group}.${id}`);
      return t(lang, `cases:${group}.${id}`);
    },
  };
}
