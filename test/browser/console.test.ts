import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { i18n, startConsole, type TestConsole } from '../console/console-under-test.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { follow, turn, visit } from '../support/look.ts';
import { look, openPage, picture, signIn } from './pages.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/console.test.ts');

const say = (key: string, params = {}) => i18n.t('th', `console:${key}`, params);
const label = (action: string) => i18n.t('th', `cases:action.${action}.label`);

(browserAvailable ? describe : describe.skip)('the console in a real browser, without script', () => {
  let test: TestConsole;
  let browser: Browser;
  let answerId: string;
  beforeAll(async () => {
    test = await startConsole({ trialPaper: '/srv/suetrong/var/trial-staff.txt' });
    browser = await launchBrowser();
    const story = 'ไปขออนุญาตต่อเติมบ้าน เจ้าหน้าที่บอกว่าถ้าอยากได้เร็วต้องจ่าย\nครั้งแรกขอห้าร้อย ครั้งที่สองขอหนึ่งพัน';
    await test.file('finance', story, { contact: 'อีเมลที่ไม่มีชื่อจริง' });
    answerId = await test.knowledge.answers.add(
      { examples: ['ถามเรื่องวันส่ง ITA'], answer: { th: 'ส่งภายในเดือนเมษายน', en: '' } },
      await test.idOf('Intake'),
    );
    await test.knowledge.unanswered.keep('สมัครเป็นกรรมการ ITA ต้องใช้วุฒิอะไร', 'th');
    for (const unit of ['education', 'unknown', 'personnel']) await test.file(unit);
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  const open = (width: number, scheme: 'light' | 'dark') => openPage(browser, width, scheme);
  const enter = (page: Page, name: string, lang?: string) =>
    signIn(page, test.origin, { name, passphrase: test.passphrases[name]! }, lang);

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('fits, reads and passes axe at %d px in %s', async (width, scheme) => {
    const page = await open(width, scheme);
    const at = `${width}-${scheme}`;
    try {
      await visit(page, `${test.origin}/console`);
      await look(page, `sign-in-${at}`);
      await page.fill('#f-name', 'Intake');
      await follow(page, 'form button');
      await page.waitForSelector('.error-summary:focus');
      await look(page, `sign-in-wrong-${at}`);
      await enter(page, 'Citizen');
      await look(page, `queue-${at}`);
      await page.click('.filters summary');
      await look(page, `queue-filters-${at}`);
      await follow(page, '.queue-title');
      await page.waitForSelector('.case');
      for (const summary of await page.$$('.actions summary')) await summary.click();
      await look(page, `case-${at}`);
      const asks = page.locator('.actions form', { has: page.locator('[name="ask-message"]') });
      await follow(page, asks.locator('button'));
      await page.waitForSelector('.field-error');
      await look(page, `case-wrong-${at}`);
      await asks.locator('textarea').fill('วันที่ขอเงินครั้งแรกคือวันไหน\nมีใครเห็นบ้าง');
      await follow(page, asks.locator('button'));
      await page.waitForSelector('.preview');
      await look(page, `confirm-${at}`);
      for (const path of [
        '/people',
        '/people/add',
        '/knowledge',
        '/knowledge/new',
        `/knowledge/answers/${answerId}`,
        '/me',
        '/me/second-factor',
        '/cases/unknown',
        '?status=withdrawn',
      ]) {
        await visit(page, `${test.origin}/console${path}`);
        await look(page, `${path.replace(/\W+/g, '-')}-${at}`);
      }
    } finally {
      await page.context().close();
    }
  });

  it('does the main tasks by keyboard and press alone, in both languages', async () => {
    const page = await open(1280, 'light');
    const [filed] = [await test.file('supplies-and-property', 'เรื่องที่ทำจนจบ')];
    try {
      await enter(page, 'Intake');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip-link');
      await follow(page, `a[href="/console/cases/${filed.id}"]`);
      await page.locator('summary', { hasText: label('accept') }).click();
      await follow(page, 'details[open] button');
      expect(await page.textContent('.said')).toBe(say('case.done', { action: label('accept') }));

      // By keyboard: open the fold, type, preview, confirm.
      await page.locator('summary', { hasText: label('answer') }).focus();
      await page.keyboard.press('Enter');
      await page.locator('[name="answer-message"]').focus();
      await page.keyboard.type('รับไว้ตรวจแล้ว');
      await page.keyboard.press('Tab');
      await turn(page, () => page.keyboard.press('Enter'));
      expect(await page.textContent('.preview')).toContain('รับไว้ตรวจแล้ว');
      await page.locator('button[value="do"]').focus();
      await turn(page, () => page.keyboard.press('Enter'));
      expect(await page.textContent('.timeline')).toContain('รับไว้ตรวจแล้ว');
      expect(page.url()).not.toContain('รับไว้');

      await follow(page, '.lang-switch');
      expect(await page.textContent('h2#report')).toBe(i18n.t('en', 'console:case.report'));
      await follow(page, '.who-bar button');
      await page.waitForSelector('#f-passphrase');
      await page.goBack();
      await page.reload();
      expect(await page.locator('#f-passphrase').count()).toBe(1);
      expect(await page.content()).not.toContain('รับไว้ตรวจแล้ว');
    } finally {
      await page.context().close();
    }
  });

  it('adds a person and shows the log, as administrator and auditor', async () => {
    const page = await open(1280, 'light');
    try {
      await enter(page, 'Admin');
      await follow(page, 'a[href="/console/people/add"]');
      await page.fill('#f-name', 'เจ้าหน้าที่คนที่สอง');
      await page.selectOption('#f-unit', 'education');
      await page.locator('input[name="way"][value="now"]').check();
      await follow(page, 'main form[action="/console/people/add"] button');
      await page.waitForSelector('.passphrase-words');
      expect((await page.textContent('.passphrase-words'))!.trim().split(' ')).toHaveLength(10);
      await look(page, 'fresh');
      await follow(page, '.button.quiet[href="/console/people"]');
      await look(page, 'people-admin');
      await follow(page, '.who-bar button');
      await enter(page, 'Auditor');
      await look(page, 'audit');
      await page.setViewportSize({ width: 360, height: 800 });
      await follow(page, 'form[action="/console/audit/verify"] button');
      await page.waitForSelector('.said');
      await look(page, 'audit-360');
    } finally {
      await page.context().close();
    }
  });

  it('prints a case without its buttons', async () => {
    const page = await open(1280, 'light');
    try {
      await enter(page, 'Citizen');
      await follow(page, '.queue-title');
      await page.emulateMedia({ media: 'print' });
      const shown = (selector: string) => page.locator(selector).first().isVisible();
      for (const gone of ['.actions', '.site-header', '.who-bar', '.no-print'])
        expect([gone, await shown(gone)]).toEqual([gone, false]);
      for (const kept of ['.case-title', '.facts', '.answers', '#dialogue'])
        expect([kept, await shown(kept)]).toEqual([kept, true]);
      await picture(page, 'print');
    } finally {
      await page.context().close();
    }
  });
});
