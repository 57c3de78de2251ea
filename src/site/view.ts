import type { AgencyData } from '../ita/dataset.ts';
import type { MeasureProgress } from '../ita/progress.ts';
import type { Lang, Translate } from '../i18n.ts';
import type { Features } from './features.ts';

/** How long things of the chat are kept, for the privacy notice. Case files follow the agency's policy. */
export interface ChatRetention {
  /** Hours of silence after which the bot forgets a chat. */
  sessionHours: number;
  /** Days that the hash of a handled event is kept. */
  eventDays: number;
}

/** What a public page is made from. */
export interface SiteView {
  lang: Lang;
  /** A text of `locales/<lang>/site.json`; `agency` is always filled in. */
  say: (key: string, params?: Record<string, string | number>) => string;
  /** A text of any area; `agency` is always filled in. */
  tell: (key: string, params?: Record<string, string | number>) => string;
  data: AgencyData;
  /** What was reported about the improvement measures. */
  progress: () => Promise<MeasureProgress[]>;
  features: Features;
  retention: ChatRetention;
}

/** Binds a page's language and the agency's name to its texts. */
export function siteTexts(t: Translate, lang: Lang, data: AgencyData): Pick<SiteView, 'say' | 'tell'> {
  const tell: SiteView['tell'] = (key, params) => t(lang, key, { agency: data.agency.name[lang], ...params });
  return { tell, say: (key, params) => tell(`site:${key}`, params) };
}

const CHRISTIAN_TO_BUDDHIST = 543;

/** Buddhist years for Thai readers; the Christian year beside it for others. */
export const yearText = (year: number, { lang }: Pick<SiteView, 'lang'>): string =>
  lang === 'th' ? String(year) : `${year} (${year - CHRISTIAN_TO_BUDDHIST})`;
