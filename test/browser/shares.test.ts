import { describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { askedLine } from '../../src/accounts/proof.ts';
import { i18n } from '../console/console-under-test.ts';
import { browserAvailable, tellIfNoBrowser } from '../support/browser.ts';
import { follow, visit } from '../support/look.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { look, openPage, signIn } from './pages.ts';

jest.setTimeout(180_000);
tellIfNoBrowser('test/browser/shares.test.ts');

(browserAvailable ? describe : describe.skip)('new recovery shares in a real browser, without script', () => {
  const its = consoleInBrowser();

  /** Looked at on a telephone and on a desk, by day and by night. */
  async function lookAround(page: Page, name: string) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await look(page, `shares-${name}-${width}-${colorScheme}`);
      }
    }
  }

  it.each(['th', 'en'] as const)('go from two old papers to three new ones (%s)', async (lang) => {
    const page = await openPage(its.browser, 360);
    const press = (path: string) => follow(page, `form[action^="/console${path}"] button`);
    const admin = { name: 'Admin', passphrase: its.test.passphrases['Admin']! };
    await signIn(page, its.test.origin, admin, lang);
    await follow(page, 'main a[href^="/console/shares"]');
    await page.fill('#f-share-1', 'AAAA');
    await page.fill('#f-share-2', 'AAAA');
    await press('/shares');
    await page.waitForSelector('.field-error');
    await lookAround(page, `begin-${lang}`);
    const old = [...its.test.shares];
    await page.fill('#f-share-1', old[0]!);
    await page.fill('#f-share-2', old[2]!);
    await press('/shares');
    for (let number = 0; number < 3; number += 1) {
      await page.waitForSelector('.share-lines');
      const lines = await page.locator('.share-lines li').allTextContents();
      const share = lines.map((line) => line.trim()).join('\n');
      if (number === 0) await lookAround(page, `share-${lang}`);
      await page.fill('#f-typed-0', share.split('\n')[askedLine(share)]!);
      await press('/shares/written');
      its.test.shares[number] = share; // for the other language
    }
    await lookAround(page, `ready-${lang}`);
    await press('/shares/finish');
    await page.waitForSelector('.said');
    await lookAround(page, `done-${lang}`);
    await visit(page, `${its.test.origin}/console/recovery${lang === 'th' ? '' : '?lang=en'}`);
    await page.fill('#f-share-1', old[0]!);
    await press('/recovery');
    await page.waitForSelector('.field-error');
    expect(await page.textContent('.field-error')).toContain(i18n.t(lang, 'entry:recovery.problem.old'));
    await lookAround(page, `old-${lang}`);
    await page.context().close();
  });
});
