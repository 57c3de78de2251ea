import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { LANGS } from '../../src/i18n.ts';
import { createFormKit, postForm, submitButton } from '../../src/web/form.ts';
import { html } from '../../src/web/html.ts';
import { ALL_ON, FIRST_RELEASE, i18n, inLang, pathsOf, siteUnderTest } from '../site/site-under-test.ts';
import { browserAvailable, launchBrowser, serve, tellIfNoBrowser, type Served } from '../support/browser.ts';

tellIfNoBrowser('test/browser/site.test.ts');
const WIDTHS = [360, 768, 1280];
const PAGES = LANGS.flatMap((lang) =>
  [...pathsOf(ALL_ON), '/no-such-page'].map((path) => inLang(path, lang)),
);

(browserAvailable ? describe : describe.skip)('public pages in a real browser', () => {
  let browser: Browser;
  let first: Served;
  let whole: Served;

  beforeAll(async () => {
    first = await serve(siteUnderTest({ features: FIRST_RELEASE }));
    whole = await serve(siteUnderTest({ features: ALL_ON }));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await first.close();
    await whole.close();
  });

  async function visit<T>(
    address: string,
    options: BrowserContextOptions,
    look: (page: Page, requested: string[]) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const requested: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      await page.goto(address);
      await page.evaluate(() => document.fonts.ready);
      return await look(page, requested);
    } finally {
      await context.close();
    }
  }
  /** Elements that reach beyond the window, left or right. */
  const tooWide = (page: Page) =>
    page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const scrollers = [...document.querySelectorAll('.scroll')];
      const out = [...document.body.querySelectorAll('*:not(.visually-hidden, .skip-link)')].filter(
        (element) => {
          const box = element.getBoundingClientRect();
          const scrolled = scrollers.some((scroller) => scroller !== element && scroller.contains(element));
          return !scrolled && (box.right > width + 0.5 || box.left < -0.5);
        },
      );
      const all = document.documentElement.scrollWidth > width ? ['the page itself'] : [];
      return [...all, ...out.map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`)];
    });
  const findings = async (page: Page) => {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  };

  it.each(PAGES)('%s fits every width, with much or little on it', async (path) => {
    for (const { origin } of [first, whole]) {
      for (const width of WIDTHS) {
        const wide = await visit(origin + path, { viewport: { width, height: 800 } }, tooWide);
        expect({ width, wide }).toEqual({ width, wide: [] });
      }
    }
  });

  it.each(PAGES)('%s fits at 200 % zoom and with letters twice as large', async (path) => {
    // A 1280 px window at 200 % shows 640 px of page, each with two device pixels.
    const zoomed = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };
    expect(await visit(whole.origin + path, zoomed, tooWide)).toEqual([]);
    const enlarged = await visit(
      whole.origin + path,
      { viewport: { width: 768, height: 800 }, bypassCSP: true },
      async (page) => {
        await page.addStyleTag({ content: 'html { font-size: 200% }' });
        return tooWide(page);
      },
    );
    expect(enlarged).toEqual([]);
  });

  it.each(PAGES)('%s has no serious accessibility finding, light or dark', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const found = await visit(
        whole.origin + path,
        { colorScheme, bypassCSP: true, viewport: { width: 360, height: 800 } },
        findings,
      );
      expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
    }
  });

  it.each(PAGES)(
    '%s loads everything, the Thai font too, from its own origin and breaks no policy',
    async (path) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints: string[] = [];
      const requested: string[] = [];
      const failed: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !path.startsWith('/no-such-page')) complaints.push(message.text());
      });
      page.on('request', (request) => requested.push(request.url()));
      page.on('response', (response) => {
        if (response.status() >= 400 && !response.url().includes('/no-such-page'))
          failed.push(response.url());
      });
      await page.goto(first.origin + path);
      await page.evaluate(() => document.fonts.ready);
      const fonts = await page.evaluate(() =>
        [...document.fonts]
          .filter((font) => font.status === 'loaded')
          .map((font) => `${font.family} ${font.weight}`),
      );
      expect(fonts).toContain('Sarabun 400');
      expect(requested.filter((address) => !address.startsWith(`${first.origin}/`))).toEqual([]);
      expect(requested.some((address) => address.includes('sarabun-thai-400'))).toBe(true);
      expect([...complaints, ...failed]).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      await context.close();
    },
  );

  it('works by keyboard: the skip link comes first, is seen, and leads to the content', async () => {
    await visit(first.origin, { javaScriptEnabled: true }, async (page) => {
      await page.keyboard.press('Tab');
      const box = await page.locator('.skip-link').boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    });
  });

  it('changes language and keeps it, without script or cookie', async () => {
    await visit(first.origin, { javaScriptEnabled: false }, async (page) => {
      await page.click('.lang-switch');
      expect(await page.getAttribute('html', 'lang')).toBe('en');
      await page.click('.site-nav a[href^="/privacy"]');
      expect(await page.getAttribute('html', 'lang')).toBe('en');
      await page.click('.lang-switch');
      expect(await page.getAttribute('html', 'lang')).toBe('th');
      expect(new URL(page.url()).pathname).toBe('/privacy');
    });
  });
});

(browserAvailable ? describe : describe.skip)('a form in a real browser', () => {
  it('puts the focus on what is to be mended, without script, and has no serious finding', async () => {
    const { createSite } = await import('../../src/site/site.ts');
    const { agencyData, assets } = await import('../site/site-under-test.ts');
    const { default: express } = await import('express');
    const { sendPage } = await import('../../src/web/respond.ts');
    const { securityHeaders } = await import('../../src/web/security.ts');
    const t = i18n.t.bind(i18n);
    const site = createSite({
      t,
      assets,
      data: () => agencyData,
      features: FIRST_RELEASE,
      mode: 'trial',
      retention: { sessionHours: 24, eventDays: 3 },
    });
    const kit = createFormKit(t, 'th');
    const options = [
      { value: 'a', label: 'จัดซื้อจัดจ้าง', hint: 'เช่น ฮั้วประมูล' },
      { value: 'b', label: 'เรียกรับเงิน' },
    ];
    const fields = [
      { kind: 'text', name: 'who', label: 'ใครทำ', hint: 'ชื่อหรือตำแหน่ง', error: 'ยังไม่ได้บอกว่าใครทำ' },
      { kind: 'textarea', name: 'what', label: 'เกิดอะไรขึ้น', value: 'ก'.repeat(500) },
      { kind: 'select', name: 'where', label: 'หน่วยไหน', options, prompt: 'เลือก', optional: true },
      { kind: 'radio', name: 'kind', label: 'เรื่องแบบไหน', options, error: 'เลือกหนึ่งข้อ' },
      { kind: 'checkbox', name: 'more', label: 'เกี่ยวกับ', options, optional: true },
      { kind: 'file', name: 'proof', label: 'หลักฐาน', optional: true },
    ] as const;
    const body = html`<div class="prose">
      <h1>แจ้งเรื่อง</h1>
      ${kit.errorSummary(fields)}
      ${postForm({ action: '/form', body: html`${fields.map((field) => kit.field(field))} ${submitButton({ label: 'ต่อไป' })}` })}
    </div>`;
    const app = express().use(securityHeaders({ production: false }), assets.handler);
    app.get('/form', (_request, response) => {
      sendPage(response, site.renderPage({ lang: 'th', title: 'แจ้งเรื่อง', path: '/form', body }));
    });
    const served = await serve(app);
    const browser = await launchBrowser();
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({
          viewport: { width: 360, height: 700 },
          colorScheme,
          bypassCSP: true,
        });
        await page.goto(`${served.origin}/form`);
        expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
        await page.click('.error-summary a[href="#f-kind-0"]');
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-kind-0');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
        if (process.env['SHOTS'])
          await page.screenshot({ path: `${process.env['SHOTS']}/form-${colorScheme}.png`, fullPage: true });
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() =>
          (window as unknown as { axe: typeof axe }).axe.run(),
        );
        expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
      }
    } finally {
      await browser.close();
      await served.close();
    }
  });
});
