import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { createSite } from '../../src/site/site.ts';
import { statisticsRoutes } from '../../src/site/statistics/routes.ts';
import { createStatistics } from '../../src/statistics/statistics.ts';
import { createAssets } from '../../src/web/assets.ts';
import { securityHeaders } from '../../src/web/security.ts';
import { i18n, startConsole, type TestConsole } from '../console/console-under-test.ts';
import { ALL_ON, agencyData, NOTHING_REPORTED } from '../site/site-under-test.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { chooseInMenu, visit } from '../support/look.ts';
import { serve, type Served } from '../support/served.ts';
import { look, openPage, signIn } from './pages.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/statistics.test.ts');

const UNITS = ['finance', 'education', 'personnel', 'unknown'];

(browserAvailable ? describe : describe.skip)('statistics in a real browser', () => {
  let test: TestConsole;
  let site: Served;
  let browser: Browser;
  beforeAll(async () => {
    test = await startConsole();
    const { worker } = await (async () => {
      for (let n = 0; n < 12; n += 1) await test.file(UNITS[n % 4]!);
      return test.accounts.signIn.signIn('Intake', test.passphrases['Intake']!);
    })();
    const queue = await test.cases.casework.queue(worker, { limit: 20 });
    for (const [n, { id }] of queue.slice(0, 6).entries()) {
      await test.cases.casework.act(worker, { caseId: id, action: 'accept' });
      if (n > 3) continue;
      const outcome = n % 2 ? 'substantiated' : 'unsubstantiated';
      await test.cases.casework.act(worker, { caseId: id, action: 'conclude', outcome, message: 'ตรวจแล้ว' });
    }
    test.clock.advance(17 * 86_400_000);
    const assets = createAssets();
    const { renderPage } = createSite({
      ...{
        t: i18n.t,
        assets,
        data: () => agencyData,
        progress: NOTHING_REPORTED,
        features: ALL_ON,
        mode: 'trial',
      },
      retention: { sessionHours: 24, eventDays: 3 },
    });
    const app = express();
    app.set('query parser', 'simple');
    app.use(securityHeaders({ production: false }));
    app.use(assets.handler);
    const statistics = createStatistics({
      cases: test.store.cases,
      settings: test.store.settings,
      clock: test.clock,
      legalClock: () => agencyData.policy.legalClock,
      below: () => 5,
      live: true,
    });
    app.use(statisticsRoutes({ t: i18n.t, renderPage, statistics, below: () => 5, mode: 'trial' }));
    site = await serve(app);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await test.close();
  });

  const open = (width: number, scheme: 'light' | 'dark', bypassCSP?: boolean) =>
    openPage(browser, width, scheme, bypassCSP);
  const enter = (page: Page, name: string) =>
    signIn(page, test.origin, { name, passphrase: test.passphrases[name]! });
  /** Tables of which a part is seen only by scrolling them sideways. */
  const hiddenAside = (page: Page) =>
    page.$$eval('.scroll', (all) =>
      all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent),
    );
  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('fits, reads and passes axe at %d px in %s', async (width, scheme) => {
    const page = await open(width, scheme);
    try {
      await visit(page, `${site.origin}/statistics`);
      await look(page, `public-${width}-${scheme}`);
      await enter(page, 'Head');
      // One press from the menu: the quarter's statistics.
      await chooseInMenu(page, '/console/statistics');
      await page.waitForSelector('.headline');
      await look(page, `console-${width}-${scheme}`);
      expect(await hiddenAside(page)).toEqual([]);
      await visit(page, `${test.origin}/console/statistics?lang=en`);
      await look(page, `console-${width}-${scheme}-en`);
      expect(await hiddenAside(page)).toEqual([]);
    } finally {
      await page.context().close();
    }
  });

  it('is drawn in the page’s own colours under our policy, which refuses nothing of it', async () => {
    for (const [scheme, brand] of [
      ['light', 'rgb(23, 73, 107)'],
      ['dark', 'rgb(154, 204, 236)'],
    ] as const) {
      const page = await open(1280, scheme, false);
      const refused: string[] = [];
      page.on('console', (message) => refused.push(message.text()));
      await visit(page, `${site.origin}/statistics`);
      const fills = await page.$$eval('.chart path', (all) => all.map((each) => getComputedStyle(each).fill));
      expect(fills).toContain(brand);
      const family = await page.$eval('.chart text', (each) => getComputedStyle(each).fontFamily);
      expect(family).toMatch(/^Sarabun/);
      expect(refused).toEqual([]);
      await page.context().close();
    }
  });
});
