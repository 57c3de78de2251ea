import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { i18n, startConsole, type TestConsole } from '../console/console-under-test.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { seriousFindings, tooWide, visit } from '../support/look.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/alerts.test.ts');
/** Where pictures of the pages go, for people to look at; none are made without it. */
const PICTURES = process.env['SCREENSHOT_DIR'];

(browserAvailable ? describe : describe.skip)('alerts by e-mail in a real browser', () => {
  let test: TestConsole;
  let browser: Browser;
  beforeAll(async () => {
    test = await startConsole();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it.each([
    ['Intake', 360, 'light'],
    ['Auditor', 1280, 'dark'],
  ] as const)(
    'are turned on by %s at %d px in %s: every step fits, reads and passes axe',
    async (name, width, colorScheme) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      });
      const page = await context.newPage();
      const look = async (step: string) => {
        await page.evaluate(() => document.fonts.ready);
        if (PICTURES) {
          mkdirSync(PICTURES, { recursive: true });
          await page.screenshot({ path: join(PICTURES, `alerts-${step}-${width}.png`), fullPage: true });
        }
        expect([step, await tooWide(page)]).toEqual([step, []]);
        expect([step, await seriousFindings(page)]).toEqual([step, []]);
      };
      await visit(page, `${test.origin}/console`);
      await page.fill('#f-name', name);
      await page.fill('#f-passphrase', test.passphrases[name]!);
      await page.click('form[action^="/console/sign-in"] button');
      await page.waitForSelector('.who-bar');
      await visit(page, `${test.origin}/console/me`);
      await look('account');
      await page.click(`a:has-text("${i18n.t('th', 'alerts:turnOn')}")`);
      await look('begin');
      await page.fill('#f-address', 'not an address@example');
      await page.evaluate(() =>
        document.querySelector('form:has(#f-address)')!.setAttribute('novalidate', ''),
      );
      await page.click('form:has(#f-address) button');
      await page.waitForSelector('.error-summary');
      await look('wrong');
      const address = `${name.toLowerCase()}.with.a.rather.long.address@municipality.example.go.th`;
      await page.fill('#f-address', address);
      await page.click('form:has(#f-address) button');
      await page.waitForSelector('#f-code');
      await look('code');
      await page.fill('#f-code', /\d{8}/.exec(test.mails.at(-1)!.text)![0]);
      await page.click('form:has(#f-code) button');
      await page.waitForURL(/\/console\/me(\?|$)/);
      expect(await page.textContent('main')).toContain(address);
      await look('account-on');
      await page.click(`a:has-text("${i18n.t('th', 'alerts:change')}")`);
      await look('on');
      await context.close();
    },
  );
});
