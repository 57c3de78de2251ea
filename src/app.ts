import { join } from 'node:path';
import express, { type Express, type Router } from 'express';
import { isUnplaced } from './cases/conflict.ts';
import { IDLE_HOURS } from './conversation/session.ts';
import { TRIAL_STAFF_FILE } from './accounts/trial-staff.ts';
import { CONSOLE_ASSETS, createConsole } from './console/console.ts';
import type { Deps } from './deps/deps.ts';
import { LANGS } from './i18n.ts';
import { EVENT_ID_DAYS } from './jobs/purge.ts';
import { createWebhook } from './line/webhook.ts';
import { createSecretBox } from './secret-box.ts';
import { createDoor, DOOR_ASSETS } from './site/door/door.ts';
import type { Features } from './site/features.ts';
import { createSite } from './site/site.ts';
import { statisticsRoutes } from './site/statistics/routes.ts';
import { createAssets } from './web/assets.ts';
import { lastResort, pageErrors, pageNotFound } from './web/error-handler.ts';
import { bodyDeadline, type ServerLimits } from './web/server-limits.ts';
import { securityHeaders } from './web/security.ts';

export interface AppOptions {
  channelSecret: string;
  limits: ServerLimits;
  /** Trial mode without LINE: the chat in the browser. */
  simulator?: Router;
}

/** The HTTP side of the server: webhook, health, pages. */
export function createApp(deps: Deps, { channelSecret, limits, simulator }: AppOptions): Express {
  const { config, i18n, log, agency, store, inbox, dispatcher, cases, accounts, clock } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');

  app.use(bodyDeadline(limits));
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
  app.use(createWebhook({ channelSecret, inbox, wake: () => dispatcher.wake(), log: deps.quiet }));

  const assets = createAssets([...DOOR_ASSETS, ...CONSOLE_ASSETS]);
  const data = () => agency.current();
  const features: Features = {
    ita: true,
    report: true,
    comment: true,
    track: true,
    statistics: true,
    chatReport: true,
    simulator: Boolean(simulator),
  };
  const site = createSite({
    t: i18n.t,
    assets,
    data,
    progress: deps.progress,
    features,
    mode: config.mode,
    retention: { sessionHours: IDLE_HOURS, eventDays: EVENT_ID_DAYS },
  });
  app.use(securityHeaders({ production: config.mode === 'production' }));
  app.use(assets.handler);
  if (simulator) app.use('/simulator', simulator);
  app.use(
    createDoor({
      i18n,
      renderPage: site.renderPage,
      data,
      desk: cases.desk,
      evidence: cases.evidence,
      sessions: store.sessions,
      counters: store.counters,
      sessionBox: deps.lineBox,
      doorBox: createSecretBox(config.secrets.app, 'door'),
      clock,
      features,
    }),
  );
  const { router: consoleRouter } = createConsole({
    i18n,
    assets,
    data,
    clock,
    log,
    mode: config.mode,
    framed: Boolean(simulator),
    baseUrl: config.baseUrl,
    appSecret: config.secrets.app,
    sessionBox: deps.lineBox,
    sessions: store.sessions,
    settings: store.settings,
    cases: store.cases,
    casework: deps.casework,
    access: accounts.auditedAccess(cases.access),
    isUnplaced: (person) => isUnplaced(person, cases.tree()),
    people: accounts.people,
    knowledge: { answers: deps.staffAnswers, unanswered: deps.unanswered, saysNow: deps.saysNow },
    progress: deps.progress,
    statistics: deps.statistics,
    signIn: accounts.signIn,
    isSetUp: () => accounts.recovery.exists(),
    setUp: accounts.setUp,
    shareEntry: accounts.shareEntry,
    newShares: accounts.newShares,
    audit: accounts.audit,
    ledger: accounts.ledger,
    record: accounts.record,
    alerts: { addresses: accounts.alerts.addresses, links: accounts.alerts.links, send: deps.sendMail },
    trialPaper: config.mode === 'trial' ? join(config.dataDir, TRIAL_STAFF_FILE) : undefined,
  });
  app.use('/console', consoleRouter);
  app.use(
    statisticsRoutes({
      t: i18n.t,
      renderPage: site.renderPage,
      statistics: deps.statistics,
      below: () => data().policy.smallCountBelow,
      mode: config.mode,
    }),
  );
  app.use(site.router);
  app.use(pageNotFound(site.renderErrorPage));
  app.use(pageErrors(site.renderErrorPage, i18n, deps.quiet));
  const broken = LANGS.map((lang) => i18n.t(lang, 'web:error.500.title')).join(' / ');
  app.use(lastResort(deps.quiet, broken));
  return app;
}
