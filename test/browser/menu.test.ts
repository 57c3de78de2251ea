import { describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { i18n } from '../console/console-under-test.ts';
import { browserAvailable, tellIfNoBrowser } from '../support/browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { turn } from '../support/look.ts';
import { look, openPage, signIn } from './pages.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/menu.test.ts');

(browserAvailable ? describe : describe.skip)('the menu of the console, without script', () => {
  const its = consoleInBrowser();

  async function signedIn(width: number): Promise<Page> {
    const page = await openPage(its.browser, width);
    await signIn(page, its.test.origin, { name: 'Head', passphrase: its.test.passphrases['Head']! });
    return page;
  }
  /** What a screen reader is told, in order. */
  const told = (page: Page) => page.locator('.site-nav').ariaSnapshot();
  const label = (name: string) => i18n.t('th', `console:nav.${name}`);

  it('is one row on a telephone, says where one is, and opens by keyboard', async () => {
    const page = await signedIn(360);
    const height = async () => (await page.locator('.site-nav').boundingBox())!.height;
    expect(await height()).toBeLessThan(60);
    const closed = await told(page);
    expect(closed).toContain(label('queue'));
    expect(closed).not.toContain(label('statistics'));
    await page.locator('.lang-switch').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    const open = await told(page);
    for (const name of ['queue', 'search', 'people', 'knowledge', 'progress', 'statistics', 'me'])
      expect([name, open.split(`link "${label(name)}"`).length - 1]).toEqual([name, 1]);
    await look(page, 'menu-open');
    for (const link of await page.locator('.nav-fold a').all())
      expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await turn(page, () => page.keyboard.press('Enter'));
    expect(page.url()).toMatch(/\/console\/search$/);
    expect(await page.textContent('.nav-here')).toContain(label('search'));
    await page.context().close();
  });

  it('stands open on a desk, each place once', async () => {
    const page = await signedIn(1280);
    const all = await told(page);
    for (const name of ['queue', 'search', 'people', 'statistics', 'me'])
      expect([name, all.split(`link "${label(name)}"`).length - 1]).toEqual([name, 1]);
    expect(await page.locator('.nav-fold').isVisible()).toBe(false);
    expect(await page.locator('.site-nav [aria-current="page"]:visible').allTextContents()).toEqual([
      expect.stringContaining(label('queue')),
    ]);
    await page.context().close();
  });
});
