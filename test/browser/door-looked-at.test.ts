import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { browserAvailable, tellIfNoBrowser } from '../support/browser.ts';
import { follow, seriousFindings, tooWide } from '../support/look.ts';
import { doorInBrowser, fill, PACKED, photo, press, SOUND, TEXT } from './door-in-browser.ts';

tellIfNoBrowser('test/browser/door-looked-at.test.ts');

(browserAvailable ? describe : describe.skip)('the web door in a browser without script', () => {
  const at = doorInBrowser();

  describe('looked at closely', () => {
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      context = await at.browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 740 } });
      page = await context.newPage();
    });
    afterAll(() => context.close());

    const PLACES: [string, () => Promise<void>][] = [
      ['the form', async () => void (await at.go(page, '/report'))],
      ['the English comment form', async () => void (await at.go(page, '/comment?lang=en'))],
      [
        'the form with errors and its list open',
        async () => {
          await at.go(page, '/report');
          await page.click('summary:has-text("ไม่ควรเห็น")');
          await page.check('input[name=exclude][value=personnel]');
          await press(page, 'review');
        },
      ],
      [
        'the review, with one endless word',
        async () => {
          await at.go(page, '/report');
          await fill(page);
          await page.fill('[name=what]', 'x'.repeat(400));
          await press(page, 'review');
        },
      ],
      ['the receipt', async () => void (await at.report(page))],
      [
        'the form with files: kept, refused, to be chosen about',
        async () => {
          await at.go(page, '/report');
          const long = { ...TEXT, name: `${'ยาว'.repeat(40)}${'x'.repeat(200)}.txt` };
          await page.setInputFiles('#f-evidence', [await photo(), long, SOUND, PACKED]);
          await press(page, 'upload');
        },
      ],
      [
        'a message to a case with files, in English',
        async () => {
          await at.open(page, await at.report(page));
          await page.setInputFiles('#f-files', [SOUND, PACKED]);
          await follow(page, 'button[formaction*="lang=en"] >> nth=0');
        },
      ],
      ['a wrong code', () => at.open(page, '1234')],
      [
        'a case',
        async () => {
          const code = await at.report(page);
          const message = `${'ยาว'.repeat(200)}\nhttps://example.org/${'x'.repeat(200)}`;
          await at.door.cases.casework.act(at.door.officer, {
            caseId: await at.caseOf(code),
            action: 'ask',
            message,
          });
          await at.open(page, code);
        },
      ],
    ];

    it.each(PLACES)(
      '%s fits 360 px, 1280 px and 200 %% zoom, and axe has no serious finding, light or dark',
      async (_name, go) => {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 360, height: 740 });
        await go();
        for (const width of [360, 640, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          expect({ width, wide: await tooWide(page) }).toEqual({ width, wide: [] });
        }
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect({ colorScheme, found: await seriousFindings(page) }).toEqual({ colorScheme, found: [] });
        }
        await page.setViewportSize({ width: 360, height: 740 });
        await page.addStyleTag({ content: 'html { font-size: 200% }' });
        expect(await tooWide(page)).toEqual([]);
      },
      60_000,
    );
  });
});
