import type { Day } from '../../clock.ts';
import type { AgencyData } from '../../ita/dataset.ts';
import type { I18n, Lang } from '../../i18n.ts';
import { createFormKit, type FormKit } from '../../web/form.ts';
import type { Html } from '../../web/html.ts';

type Params = Record<string, string | number>;

/** What a page of the door is made from. */
export interface DoorView {
  lang: Lang;
  /** A text of `locales/<lang>/door.json`; `agency` is always filled in. */
  say: (key: string, params?: Params) => string;
  /** A text of any area, for the words that chat and web share. */
  tell: (key: string, params?: Params, lang?: Lang) => string;
  /** A text of any area that may be missing. */
  hint: (key: string, params?: Params) => string | undefined;
  data: AgencyData;
  today: Day;
  /** The site as the visitor's browser calls it, to stand on paper; undefined for what is no name of a host. */
  host?: string;
  kit: FormKit;
}

export function createView(
  i18n: I18n,
  lang: Lang,
  { data, today, host }: Pick<DoorView, 'data' | 'today' | 'host'>,
): DoorView {
  const agency = data.agency.name[lang];
  return {
    lang,
    data,
    today,
    host,
    kit: createFormKit((of, key, params) => i18n.t(of, key, params), lang),
    say: (key, params) => i18n.t(lang, `door:${key}`, { agency, ...params }),
    tell: (key, params, other = lang) => i18n.t(other, key, { agency, ...params }),
    hint: (key, params) => (i18n.has(lang, key) ? i18n.t(lang, key, { agency, ...params }) : undefined),
  };
}

/** An answer to a request, not yet in its frame. */
export interface Answer {
  /** HTTP status; 200 when left out. */
  status?: number;
  title: string;
  body: Html;
  /** A form in which something may have been typed: the frame's links for changing language would lose it. */
  typing?: boolean;
}
