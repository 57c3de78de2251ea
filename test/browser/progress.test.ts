import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createI18n } from '../../src/i18n.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { seriousFindings, tooWide, visit } from '../support/look.ts';
import { trialPeople } from '../support/trial-people.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/progress.test.ts');

/** Where pictures of the pages go, for people to look at; none are made without it. */
const PICTURES = process.env['SCREENSHOT_DIR'];
const { t } = createI18n();
const say = (key: string) => t('th', `progress:${key}`);
const NOTE = 'เปิดเผยแผนจัดซื้อและงบประมาณบนเว็บแล้ว\nเหลือรายงานประจำปี ซึ่งจะขึ้นเว็บภายในเดือนหน้า';

(browserAvailable ? describe : describe.skip)('progress of the measures in a real browser', () => {
  let bot: Bot;
  let browser: Browser;
  beforeAll(async () => {
    bot = await startBot();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
  });

  async function look(page: Page, name: string) {
    await page.evaluate(() => document.fonts.ready);
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `progress-${name}.png`), fullPage: true });
    }
    expect([name, await tooWide(page)]).toEqual([name, []]);
    expect([name, await seriousFindings(page)]).toEqual([name, []]);
  }

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
  ] as const)('is reported and read at %d px in %s', async (width, colorScheme) => {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const at = `${width}-${colorScheme}`;
    const person = trialPeople(bot.dataDir).find(({ role }) => role === 'head')!;
    await visit(page, `${bot.url}/ita/progress`);
    await look(page, `public-before-${at}`);
    await visit(page, `${bot.url}/console`);
    await page.fill('#f-name', person.name);
    await page.fill('#f-passphrase', person.passphrase);
    await page.click('form[action^="/console/sign-in"] button');
    await page.waitForSelector('.who-bar');
    await page.click('.site-nav a[href="/console/progress"]');
    await page.waitForSelector('.sheets');
    await look(page, `list-${at}`);
    await page.locator('.sheets a').first().click();
    await page.waitForSelector('#f-th');
    await page.fill('#f-th', '');
    await page.click('button[value="review"]');
    await page.waitForSelector('.error-summary:focus');
    await look(page, `form-wrong-${at}`);
    await page.getByLabel(say('status.under-way')).check();
    await page.fill('#f-th', NOTE);
    await page.click('button[value="review"]');
    await page.waitForSelector('button[value="publish"]');
    await look(page, `review-${at}`);
    await page.click('button[value="edit"]');
    expect(await page.inputValue('#f-th')).toBe(NOTE);
    await page.click('button[value="review"]');
    await page.locator('button[value="publish"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.said');
    await look(page, `list-after-${at}`);
    await page.locator('.sheets a').first().click();
    await page.waitForSelector('.timeline');
    await look(page, `form-${at}`);
    for (const lang of ['th', 'en']) {
      await visit(page, `${bot.url}/ita/progress?lang=${lang}`);
      expect(await page.textContent('.as-written')).toBe(NOTE);
      await look(page, `public-${lang}-${at}`);
    }
    await context.close();
  });
});
