import type { Lang, Translate } from '../i18n.ts';
import { html, type Html } from './html.ts';
import { withLang } from './lang.ts';
import type { RenderPage } from './layout.ts';

/** Statuses with words of their own (`web:error.<status>.title` and `.advice`). Others use 400 or 500. */
export const ERROR_STATUSES = [400, 403, 404, 413, 429, 500, 503] as const;

export interface ErrorPage {
  /** HTTP status, 400 to 599. */
  status: number;
  lang: Lang;
  /** The reference (`referenceOf`) for an unexpected error that was logged. */
  reference?: string;
  /** Words for an expected failure, already translated; shown instead of the general advice. */
  message?: string;
}

export type RenderErrorPage = (error: ErrorPage) => Html;

/** Error pages: what happened in plain words and a next step; never a detail of the request or the program. */
export function createErrorPages({
  t,
  page,
  home = { path: '/', label: 'web:error.home' },
}: {
  t: Translate;
  page: RenderPage;
  /** Where the way on leads, and its wording; left out: the public home page. */
  home?: { path: string; label: string };
}): RenderErrorPage {
  return ({ status, lang, reference, message }) => {
    const known = ERROR_STATUSES.find((each) => each === status) ?? (status < 500 ? 400 : 500);
    const title = t(lang, `web:error.${known}.title`);
    return page({
      lang,
      title,
      path: '/',
      placeless: true,
      body: html`<div class="prose">
        <h1>${title}</h1>
        <p>${message ?? t(lang, `web:error.${known}.advice`)}</p>
        ${
          reference &&
          html`<p>
            ${t(lang, 'web:error.reference')} <strong class="reference">${reference}</strong><br />
            ${t(lang, 'web:error.referenceUse')}
          </p>`
        }
        <p><a class="button" href="${withLang(home.path, lang)}">${t(lang, home.label)}</a></p>
      </div>`,
    });
  };
}
