import { LANGS, type Lang, type Translate } from '../i18n.ts';
import type { Assets } from './assets.ts';
import { attributes, html, type Html } from './html.ts';
import { mark } from './icons.ts';
import { withLang } from './lang.ts';

/** The same words in both languages. */
export type Bilingual = Record<Lang, string>;

/** A telephone door to a body outside the agency. */
export interface Hotline {
  /** Digits as dialled, for example `1205`. */
  phone: string;
  name: Bilingual;
  /** What it is good for, in one short sentence. */
  about?: Bilingual;
}

export interface NavLink {
  /** A path of this site without a language; the page's own language is added. */
  path: string;
  label: string;
}

/** What stands around every page, read anew for each, since an import can change the agency's data. */
export interface Surroundings {
  agencyName?: Bilingual;
  hotlines?: readonly Hotline[];
  /** Where the privacy notice is; left out of the footer when undefined. */
  privacyPath?: string;
}

export interface PageOptions {
  lang: Lang;
  /** The page's own title; the service's name is added. */
  title: string;
  /** What stands inside `<main>`; it begins with an `h1`. */
  body: Html;
  /** The page's path, for the language switch and for marking the current place. May hold a query. */
  path: string;
  nav?: readonly NavLink[];
  /** On a telephone the menu is one row, which opens. For menus that would take several. */
  navFolds?: boolean;
  /** A notice for the whole page, for example that this is a trial. */
  banner?: string;
  /** The page stands at no address of its own (an error), so nothing in the menu is marked as current. */
  placeless?: boolean;
  /** Names of script assets. Needs `securityHeaders({ scripts: true })` on the route. */
  scripts?: readonly string[];
  /** Names of further style sheets. */
  styles?: readonly string[];
  /** Leaves the hotlines out of the footer, when the page itself lists them. */
  withoutHotlines?: boolean;
  /** A class of `<body>`, for an edge with a frame of its own. */
  bodyClass?: string;
}

/** A whole HTML document. */
export type RenderPage = (options: PageOptions) => Html;

export interface LayoutNeeds {
  t: Translate;
  assets: Pick<Assets, 'url'>;
  surroundings: () => Surroundings;
}

const PRELOADED_FONTS = ['sarabun-thai-400-normal.woff2', 'sarabun-thai-700-normal.woff2'];

/** Makes the frame that public pages, console and simulator share. */
export function createLayout({ t, assets, surroundings }: LayoutNeeds): RenderPage {
  return (options) => {
    const { lang, title, body, path, banner, scripts = [], styles = [], bodyClass } = options;
    const around = surroundings();
    return html`<!doctype html>
      <html lang="${lang}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="format-detection" content="telephone=no" />
          <title>${title} – ${t(lang, 'web:frame.service')}</title>
          <link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml" />
          ${PRELOADED_FONTS.map(
            (name) =>
              html`<link rel="preload" href="${assets.url(name)}" as="font" type="font/woff2" crossorigin />`,
          )}
          ${['styles.css', ...styles].map(
            (name) => html`<link rel="stylesheet" href="${assets.url(name)}" />`,
          )}
          ${scripts.map((name) => html`<script src="${assets.url(name)}" type="module"></script>`)}
        </head>
        <body ${attributes({ class: bodyClass })}>
          <a class="skip-link" href="#main">${t(lang, 'web:frame.skip')}</a>
          ${header(t, options, around)}
          ${banner && html`<p class="banner" role="note"><span class="inner">${banner}</span></p>`}
          <main id="main" tabindex="-1">${body}</main>
          ${footer(t, lang, path, options.withoutHotlines ? { ...around, hotlines: [] } : around)}
        </body>
      </html>`;
  };
}

function header(t: Translate, options: PageOptions, around: Surroundings): Html {
  const { lang, path } = options;
  return html`<header class="site-header">
    <div class="inner">
      <a class="brand" href="${withLang('/', lang)}">
        ${mark()}
        <span>
          <span class="brand-name">${t(lang, 'web:frame.service')}</span>
          ${around.agencyName && html`<span class="brand-agency">${around.agencyName[lang]}</span>`}
        </span>
      </a>
      ${LANGS.filter((other) => other !== lang).map(
        (other) =>
          html`<a class="lang-switch" href="${withLang(path, other)}" lang="${other}" hreflang="${other}"
            >${t(other, 'web:frame.language')}</a
          >`,
      )}
    </div>
    ${menu(t, options)}
  </header>`;
}

function menu(t: Translate, { lang, path, nav = [], navFolds, placeless }: PageOptions): Html | undefined {
  if (nav.length === 0) return undefined;
  const place = placeless ? undefined : path.split(/[?#]/)[0];
  const here = nav.find((link) => link.path === place);
  const name = t(lang, 'web:frame.nav');
  const links = html`<ul class="inner">
    ${nav.map(
      (link) =>
        html`<li>
          <a href="${withLang(link.path, lang)}" ${attributes({ 'aria-current': link === here && 'page' })}
            >${link.label}</a
          >
        </li>`,
    )}
  </ul>`;
  // Twice, of which one is shown and read out: that needs no script, and works in browsers that cannot open a fold by style.
  const folded = html`<details class="nav-fold">
    <summary class="inner">
      ${name}${here && html`<span class="nav-here"><span aria-hidden="true"> · </span>${here.label}</span>`}
    </summary>
    ${links}
  </details>`;
  return html`<nav ${attributes({ class: navFolds ? 'site-nav folds' : 'site-nav', 'aria-label': name })}>
    ${links} ${navFolds && folded}
  </nav>`;
}

function footer(t: Translate, lang: Lang, path: string, around: Surroundings): Html {
  const { hotlines = [], agencyName, privacyPath } = around;
  return html`<footer class="site-footer">
    <div class="inner">
      ${
        hotlines.length > 0 &&
        html`<h2>${t(lang, 'web:frame.hotlines')}</h2>
          <ul class="footer-hotlines">
            ${hotlines.map(
              (line) =>
                html`<li>
                  <a href="tel:${line.phone.replace(/[ -]/g, '')}"
                    >${hotlineName(line, lang)} <strong>${line.phone}</strong></a
                  >
                </li>`,
            )}
          </ul>`
      }
      <p class="footer-links">
        ${privacyPath && html`<a href="${withLang(privacyPath, lang)}">${t(lang, 'web:frame.privacy')}</a>`}
        ${path !== '/' && html`<a href="${withLang('/', lang)}">${t(lang, 'web:frame.home')}</a>`}
      </p>
      ${agencyName && html`<p class="footer-owner">${t(lang, 'web:frame.owner', { agency: agencyName[lang] })}</p>`}
    </div>
  </footer>`;
}

/** The name without the number, where a body is named after its number. */
function hotlineName({ name, phone }: Hotline, lang: Lang): string {
  return name[lang].endsWith(` ${phone}`) ? name[lang].slice(0, -phone.length - 1) : name[lang];
}
