import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LANGS } from '../../src/i18n.ts';
import { ALL_ON, FIRST_RELEASE, inLang, pathsOf, siteUnderTest } from '../site/site-under-test.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { follow, seriousFindings, tooWide, visit } from '../support/look.ts';
import { serve, type Served } from '../support/served.ts';

tellIfNoBrowser('test/browser/site.test.ts');
const WIDTHS = [360, 768, 1280];
const MISSING = '/no-such-page';
const PAGES = LANGS.flatMap((lang) => [...pathsOf(ALL_ON), MISSING].map((path) => inLang(path, lang)));

(browserAvailable ? describe : describe.skip)('public pages in a real browser', () => {
  let browser: Browser;
  let first: Served;
  let whole: Served;
  /** One page for all looks that need no fresh context. */
  let page: Page;

  beforeAll(async () => {
    first = await serve(siteUnderTest({ features: FIRST_RELEASE }));
    whole = await serve(siteUnderTest({ features: ALL_ON }));
    browser = await launchBrowser();
    page = await browser.newPage({ bypassCSP: true });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await first.close();
    await whole.close();
  });

  it.each(PAGES)('%s fits every width, with much or little on it', async (path) => {
    for (const { origin } of [first, whole]) {
      await visit(page, origin + path);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        expect({ width, wide: await tooWide(page) }).toEqual({ width, wide: [] });
      }
    }
  });

  it.each(PAGES)('%s fits at 200 % zoom and with letters twice as large', async (path) => {
    await visit(page, whole.origin + path);
    await page.setViewportSize({ width: 640, height: 400 }); // what a 1280 px window shows at 200 %
    expect(await tooWide(page)).toEqual([]);
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    expect(await tooWide(page)).toEqual([]);
  });

  it.each(PAGES)('%s has no serious accessibility finding, light or dark', async (path) => {
    await page.setViewportSize({ width: 360, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await visit(page, whole.origin + path);
      expect({ colorScheme, found: await seriousFindings(page) }).toEqual({ colorScheme, found: [] });
    }
  });

  it('would be told of what is too wide or too pale', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await visit(page, first.origin);
    await page.addStyleTag({ content: '.lead { color: #bbb; width: 3000px; max-width: none }' });
    expect(await tooWide(page)).toContain('P.lead');
    expect((await seriousFindings(page)).join()).toMatch(/color-contrast/);
  });

  it.each(PAGES)('%s loads all, the Thai font too, from its own origin, within its policy', async (path) => {
    const context = await browser.newContext();
    const fresh = await context.newPage();
    const complaints: string[] = [];
    const requested: string[] = [];
    const own = (address: string) => address.startsWith(`${first.origin}/`);
    fresh.on('request', (request) => requested.push(request.url()));
    fresh.on('response', (response) => {
      if (response.status() >= 400 && !response.url().includes(MISSING)) complaints.push(response.url());
    });
    fresh.on('console', (message) => {
      if (message.type() === 'error' && !message.location().url.includes(MISSING))
        complaints.push(message.text());
    });
    await visit(fresh, first.origin + path);
    const fonts = await fresh.evaluate(() =>
      [...document.fonts]
        .filter((font) => font.status === 'loaded')
        .map((font) => `${font.family} ${font.weight}`),
    );
    expect(fonts).toContain('Sarabun 400');
    expect(requested.filter((address) => !own(address))).toEqual([]);
    expect(requested.some((address) => address.includes('sarabun-thai-400'))).toBe(true);
    expect(complaints).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it('works by keyboard: the skip link comes first, is seen, and leads to the content', async () => {
    await visit(page, first.origin);
    await page.keyboard.press('Tab');
    expect((await page.locator('.skip-link').boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('changes language and keeps it, without script or cookie', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(first.origin);
    await follow(plain, '.lang-switch');
    expect(await plain.getAttribute('html', 'lang')).toBe('en');
    await follow(plain, '.site-nav a[href^="/privacy"]');
    expect(await plain.getAttribute('html', 'lang')).toBe('en');
    await follow(plain, '.lang-switch');
    expect(await plain.getAttribute('html', 'lang')).toBe('th');
    expect(new URL(plain.url()).pathname).toBe('/privacy');
    await context.close();
  });
});
