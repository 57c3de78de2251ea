import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createI18n } from '../../src/i18n.ts';
import { startBot, type Bot } from '../support/bot.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { chooseInMenu, follow, turn, visit } from '../support/look.ts';
import { trialPeople } from '../support/trial-people.ts';
import { look, openPage, signIn } from './pages.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/progress.test.ts');

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

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
  ] as const)('is reported and read at %d px in %s', async (width, colorScheme) => {
    const page = await openPage(browser, width, colorScheme);
    const at = `${width}-${colorScheme}`;
    const person = trialPeople(bot.dataDir).find(({ role }) => role === 'head')!;
    await visit(page, `${bot.url}/ita/progress`);
    await look(page, `progress-public-before-${at}`);
    await signIn(page, bot.url, person);
    await chooseInMenu(page, '/console/progress');
    await page.waitForSelector('.sheets');
    await look(page, `progress-list-${at}`);
    await follow(page, '.sheets a');
    await page.waitForSelector('#f-th');
    await page.fill('#f-th', '');
    await follow(page, 'button[value="review"]');
    await page.waitForSelector('.error-summary:focus');
    await look(page, `progress-form-wrong-${at}`);
    await page.getByLabel(say('status.under-way')).check();
    await page.fill('#f-th', NOTE);
    await follow(page, 'button[value="review"]');
    await page.waitForSelector('button[value="publish"]');
    await look(page, `progress-review-${at}`);
    await follow(page, 'button[value="edit"]');
    expect(await page.inputValue('#f-th')).toBe(NOTE);
    await follow(page, 'button[value="review"]');
    await page.locator('button[value="publish"]').focus();
    await turn(page, () => page.keyboard.press('Enter'));
    await look(page, `progress-list-after-${at}`);
    await follow(page, '.sheets a');
    await page.waitForSelector('.timeline');
    await look(page, `progress-form-${at}`);
    for (const lang of ['th', 'en']) {
      await visit(page, `${bot.url}/ita/progress?lang=${lang}`);
      expect(await page.textContent('.as-written')).toBe(NOTE);
      await look(page, `progress-public-${lang}-${at}`);
    }
    await page.context().close();
  });
});
