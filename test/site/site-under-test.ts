import express, { type Express } from 'express';
import { join } from 'node:path';
import { createI18n, type I18n, type Lang, type Translate } from '../../src/i18n.ts';
import { loadAgency, type AgencyData } from '../../src/ita/dataset.ts';
import type { ProgressBook } from '../../src/ita/progress.ts';
import { FEATURES, type Features } from '../../src/site/features.ts';
import { createSite } from '../../src/site/site.ts';
import { securityHeaders } from '../../src/web/security.ts';
import { createAssets, type Assets } from '../../src/web/assets.ts';
import { pageErrors, pageNotFound } from '../../src/web/error-handler.ts';

export const i18n: I18n = createI18n();
export const agencyData: AgencyData = await loadAgency(
  join(import.meta.dirname, '..', '..', 'data', 'mueang-phon'),
);
export const assets: Assets = createAssets();

const every = (on: boolean): Features =>
  Object.fromEntries(FEATURES.map((feature) => [feature, on])) as Features;
export const ALL_ON = every(true);
export const ALL_OFF = every(false);
/** What the first release has. */
export const FIRST_RELEASE: Features = { ...ALL_OFF, ita: true, simulator: true };

export const NOTHING_REPORTED: Pick<ProgressBook, 'list'> = { list: async () => [] };

export interface SiteOptions {
  features?: Features;
  mode?: 'trial' | 'production';
  data?: AgencyData;
  progress?: Pick<ProgressBook, 'list'>;
  t?: Translate;
  log?: { error: (...given: unknown[]) => void };
}

/** The public site as `app.ts` mounts it, with a route that fails. */
export function siteUnderTest({
  features = FIRST_RELEASE,
  mode = 'trial',
  ...rest
}: SiteOptions = {}): Express {
  const {
    data = agencyData,
    progress = NOTHING_REPORTED,
    t = i18n.t.bind(i18n),
    log = { error: () => undefined },
  } = rest;
  const retention = { sessionHours: 24, eventDays: 3 };
  const site = createSite({ t, assets, data: () => data, progress, features, mode, retention });
  const app = express();
  app.use(securityHeaders({ production: mode === 'production' }));
  app.use(assets.handler);
  app.use(site.router);
  app.get('/breaks', () => {
    throw new Error('secret detail');
  });
  app.use(pageNotFound(site.renderErrorPage));
  app.use(pageErrors(site.renderErrorPage, i18n, log));
  return app;
}

export const pathsOf = (features: Features): string[] => [
  '/',
  '/privacy',
  ...(features.ita ? ['/ita', '/ita/progress'] : []),
];
export const inLang = (path: string, lang: Lang): string => (lang === 'th' ? path : `${path}?lang=${lang}`);
