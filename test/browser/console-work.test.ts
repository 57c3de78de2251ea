import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hidingPdf } from '../cleaning/corpus/documents.ts';
import { hidingJpeg } from '../cleaning/corpus/pictures.ts';
import { hidingMp4, hidingWav } from '../cleaning/corpus/recordings.ts';
import { i18n, startConsole, type Filed, type TestConsole } from '../console/console-under-test.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { chooseInMenu, follow, turn, visit } from '../support/look.ts';
import { look, openPage, picture, signIn } from './pages.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/console-work.test.ts');

const say = (key: string, params = {}) => i18n.t('th', key, params);

(browserAvailable ? describe : describe.skip)('daily work in a real browser, without script', () => {
  let test: TestConsole;
  let browser: Browser;
  let filed: Filed;
  let twin: Filed;
  beforeAll(async () => {
    test = await startConsole();
    browser = await launchBrowser();
    const evidence = [
      await hidingJpeg(),
      await hidingPdf(),
      hidingWav(),
      await hidingMp4(),
      Buffer.from('คำให้การ <script>document.title = "ran"</script>'),
    ];
    filed = await test.file('finance', 'เรียกเงินค่าใบอนุญาตที่ตลาดเช้า', { evidence });
    twin = await test.file('finance', 'เห็นเหตุการณ์เดียวกันที่ตลาดเช้า');
    await test.knowledge.unanswered.keep('สมัครเป็นกรรมการ ITA ต้องใช้วุฒิอะไร', 'th');
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  async function signedIn(width: number, colorScheme: 'light' | 'dark', name = 'Intake'): Promise<Page> {
    const page = await openPage(browser, width, colorScheme);
    await signIn(page, test.origin, { name, passphrase: test.passphrases[name]! });
    return page;
  }

  it.each([
    [360, 'dark'],
    [1280, 'light'],
  ] as const)('fits, reads and passes axe at %d px in %s', async (width, scheme) => {
    const page = await signedIn(width, scheme);
    try {
      for (const path of [
        '/search',
        `/cases/${filed.id}`,
        ...[1, 2, 3, 4, 5].map((number) => `/cases/${filed.id}/evidence/${number}`),
        `/cases/${filed.id}/link`,
        `/cases/${filed.id}/print`,
        '/knowledge',
        '/knowledge/new',
        '?due=overdue',
      ]) {
        await visit(page, `${test.origin}/console${path}`);
        const name = path.replace(filed.id, 'id').replace(/\W+/g, '-');
        await look(page, `work-${name}-${width}-${scheme}`);
      }
    } finally {
      await page.context().close();
    }
  });

  it('answers a question, by keyboard', async () => {
    const page = await signedIn(1280, 'light');
    try {
      await follow(page, 'a[href="/console/knowledge"]');
      await page.locator('a[href^="/console/knowledge/new?question="]').focus();
      await turn(page, () => page.keyboard.press('Enter'));
      expect(await page.inputValue('#f-examples')).toContain('วุฒิอะไร');
      await page.focus('#f-th');
      await page.keyboard.type('ดูประกาศรับสมัคร');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await turn(page, () => page.keyboard.press('Enter'));
      expect(await page.textContent('.said')).toContain(say('knowledge:done.added'));
      await follow(page, 'a[href^="/console/knowledge/answers/"]');
      await look(page, 'work-answer');
      await follow(page, 'form[action$="/remove"] button');
      await follow(page, 'form[action$="/undo"] button');
      expect(await page.textContent('.said')).toContain(say('knowledge:done.restored'));
    } finally {
      await page.context().close();
    }
  });

  it('searches, opens what was found, links its twin, and shows it on paper', async () => {
    const page = await signedIn(360, 'light');
    try {
      await chooseInMenu(page, '/console/search');
      await page.fill('#f-words', 'ตลาดเช้า ใบอนุญาต');
      await turn(page, () => page.keyboard.press('Enter'));
      await page.waitForSelector('.said'); // a long search shows its progress first
      await look(page, 'work-found');
      expect(page.url()).toBe(`${test.origin}/console/search`);
      expect(await page.locator('.progress').count()).toBe(0); // two cases need no telling
      await follow(page, `.search-results a[href="/console/cases/${filed.id}"]`);
      await follow(page, `a[href="/console/cases/${filed.id}/link"]`);
      await follow(page, `form:has([value="${twin.id}"]) button`);
      expect(await page.textContent('.said')).toBe(say('console:linked.linkedNow'));
      await look(page, 'work-linked');
      await follow(page, `a[href="/console/cases/${filed.id}/print"]`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.no-print').first().isVisible()).toBe(false);
      expect(await page.getByText(say('console:print.secret')).isVisible()).toBe(true);
      await picture(page, 'work-print');
    } finally {
      await page.context().close();
    }
  });

  it('shows evidence where nothing of it can run, and downloads the rest', async () => {
    const context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    try {
      await visit(page, `${test.origin}/console`);
      await page.fill('#f-name', 'Intake');
      await page.fill('#f-passphrase', test.passphrases['Intake']!);
      await follow(page, 'form[action^="/console/sign-in"] button');
      await page.waitForSelector('.who-bar');
      const at = (number: number) => `${test.origin}/console/cases/${filed.id}/evidence/${number}`;

      await visit(page, at(1));
      const picture = page.locator('img.evidence-shown');
      expect(
        await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
      ).toBeGreaterThan(0);

      await visit(page, at(3));
      const seconds = await page.locator('audio').evaluate(
        (sound: HTMLAudioElement) =>
          new Promise<number>((resolve, reject) => {
            sound.onloadedmetadata = () => resolve(sound.duration);
            sound.onerror = () => reject(new Error(sound.error?.message));
            sound.preload = 'auto';
            sound.load();
          }),
      );
      expect(seconds).toBeGreaterThan(0);

      await visit(page, at(5));
      const text = page.frames().find((frame) => frame.url().includes('/evidence/5/clean'))!;
      await text.waitForLoadState();
      expect(await text.evaluate(() => [self.origin, document.body.innerText])).toEqual([
        'null',
        'คำให้การ <script>document.title = "ran"</script>',
      ]);
      expect(await page.title()).not.toContain('ran');

      await visit(page, at(2));
      expect(await page.locator('iframe, embed, object, img.evidence-shown').count()).toBe(0);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')]);
      expect(download.suggestedFilename()).toBe('document-02.pdf');
    } finally {
      await context.close();
    }
  });
});
