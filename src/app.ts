import express, { type Express, type Router } from 'express';
import { IDLE_HOURS } from './conversation/session.ts';
import type { Deps } from './deps.ts';
import { EVENT_ID_DAYS } from './jobs/purge.ts';
import { createWebhook } from './line/webhook.ts';
import { createSite } from './site/site.ts';
import { createAssets } from './web/assets.ts';
import { pageErrors, pageNotFound } from './web/error-handler.ts';
import { securityHeaders } from './web/security.ts';

export interface AppOptions {
  channelSecret: string;
  /** Trial mode without LINE: the chat in the browser. */
  simulator?: Router;
}

/** The HTTP side of the server: webhook, health, pages. */
export function createApp(deps: Deps, { channelSecret, simulator }: AppOptions): Express {
  const { config, i18n, log, agency, store, inbox, dispatcher } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');

  app.get('/healthz', (_req, res) => void res.type('text').send('ok'));
  app.get('/readyz', async (_req, res) => {
    try {
      await store.ping();
      res.type('text').send('ready');
    } catch (error) {
      log.warn({ err: error }, 'not ready: the database does not answer');
      res.status(503).type('text').send('the database does not answer');
    }
  });
  app.use(createWebhook({ channelSecret, inbox, wake: () => dispatcher.wake(), log }));

  const assets = createAssets();
  const site = createSite({
    t: i18n.t,
    assets,
    data: () => agency.current(),
    features: {
      ita: true,
      report: false,
      comment: false,
      track: false,
      statistics: false,
      chatReport: false,
      simulator: Boolean(simulator),
    },
    mode: config.mode,
    retention: { sessionHours: IDLE_HOURS, eventDays: EVENT_ID_DAYS },
  });
  app.use(securityHeaders({ production: config.mode === 'production' }));
  app.use(assets.handler);
  if (simulator) app.use('/simulator', simulator);
  app.use(site.router);
  app.use(pageNotFound(site.renderErrorPage));
  app.use(pageErrors(site.renderErrorPage, i18n, log));
  return app;
}
