import { Router, type RequestHandler } from 'express';
import type { AgencyData } from '../ita/dataset.ts';
import type { ProgressBook } from '../ita/progress.ts';
import type { Lang, Translate } from '../i18n.ts';
import type { Assets } from '../web/assets.ts';
import { createErrorPages, type RenderErrorPage } from '../web/errors.ts';
import type { Html } from '../web/html.ts';
import { langOf } from '../web/lang.ts';
import { createLayout, type RenderPage } from '../web/layout.ts';
import { sendPage } from '../web/respond.ts';
import { hotlinesOf } from './doors.ts';
import { menu, type Features } from './features.ts';
import { homePage, homeTitle } from './home.ts';
import { itaPage } from './ita.ts';
import { PROGRESS_PATH, progressPage } from './progress.ts';
import { privacyPage } from './privacy.ts';
import { siteTexts, type ChatRetention, type SiteView } from './view.ts';

export interface SiteNeeds {
  t: Translate;
  assets: Pick<Assets, 'url'>;
  /** The agency's data as it is now; read anew for each page. */
  data: () => AgencyData;
  progress: Pick<ProgressBook, 'list'>;
  features: Features;
  mode: 'trial' | 'production';
  retention: ChatRetention;
}

export interface Site {
  /** `/`, `/privacy` and the other public pages whose feature is on. Anything else passes through. */
  router: Router;
  /** A page in the public frame, for pages of other edges that citizens see. */
  renderPage: RenderPage;
  renderErrorPage: RenderErrorPage;
}

interface PublicPage {
  path: string;
  title: (view: SiteView) => string;
  body: (view: SiteView) => Html | Promise<Html>;
  feature?: keyof Features;
  /** The page lists the hotlines itself. */
  withoutHotlines?: boolean;
}

const PAGES: readonly PublicPage[] = [
  { path: '/', title: homeTitle, body: homePage, withoutHotlines: true },
  { path: '/privacy', title: ({ say }) => say('privacy.title'), body: privacyPage, withoutHotlines: true },
  { path: '/ita', title: ({ say }) => say('ita.title'), body: itaPage, feature: 'ita' },
  {
    path: PROGRESS_PATH,
    title: ({ tell }) => tell('progress:title'),
    body: progressPage,
    feature: 'ita',
  },
];

/**
 * The public pages. Reading them needs no script and no cookie, and leaves no line in a log.
 * `app.ts` mounts `securityHeaders` ahead of everything, so error pages carry the headers too.
 */
export function createSite({ t, assets, data, progress, features, mode, retention }: SiteNeeds): Site {
  const layout = createLayout({
    t,
    assets,
    surroundings: () => ({
      agencyName: data().agency.name,
      hotlines: hotlinesOf(data()),
      privacyPath: '/privacy',
    }),
  });
  const trialBanner = (lang: Lang) => (mode === 'trial' ? t(lang, 'site:banner.trial') : undefined);
  const renderPage: RenderPage = (options) =>
    layout({ nav: menu(t, options.lang, features), banner: trialBanner(options.lang), ...options });

  const show =
    (page: PublicPage): RequestHandler =>
    async (request, response) => {
      const lang = langOf(request);
      const now = data();
      const texts = siteTexts(t, lang, now);
      const view: SiteView = {
        lang,
        ...texts,
        data: now,
        progress: () => progress.list(),
        features,
        retention,
      };
      const { path, withoutHotlines } = page;
      const body = await page.body(view);
      sendPage(response, renderPage({ lang, title: page.title(view), body, path, withoutHotlines }));
    };

  const router = Router({ strict: true, caseSensitive: true });
  for (const page of PAGES) {
    if (page.feature === undefined || features[page.feature]) router.get(page.path, show(page));
  }
  return { router, renderPage, renderErrorPage: createErrorPages({ t, page: renderPage }) };
}
