import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { askedLine, askedWords } from '../../src/accounts/proof.ts';
import { i18n, startConsole, type TestConsole } from '../console/console-under-test.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { follow, visit } from '../support/look.ts';
import { look, openPage, signIn } from './pages.ts';

jest.setTimeout(180_000);
tellIfNoBrowser('test/browser/keys.test.ts');

const tell = (key: string, params = {}) => i18n.t('th', key, params);

(browserAvailable ? describe : describe.skip)('people and keys in a real browser, without script', () => {
  let browser: Browser;
  let test: TestConsole;
  const pages: Page[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(() => void pages.splice(0));
  afterEach(async () => {
    for (const page of pages) await page.context().close();
    await test.runs.idle();
    await test.close();
  });

  async function open(width: number): Promise<Page> {
    const page = await openPage(browser, width);
    pages.push(page);
    return page;
  }
  const enter = (page: Page, name: string) =>
    signIn(page, test.origin, { name, passphrase: test.passphrases[name]! });
  /** Looked at on a telephone and on a desk. */
  async function lookBoth(page: Page, name: string) {
    const before = page.viewportSize()!;
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await look(page, `keys-${name}-${width}`);
    }
    await page.setViewportSize(before);
  }
  const listed = (page: Page, list: string) =>
    page
      .locator(`${list} li`)
      .allTextContents()
      .then((texts) => texts.map((text) => text.trim()));
  const press = (page: Page, action: string) => follow(page, `form[action^="/console${action}"] button`);

  it('sets up, from the token to the fingerprint', async () => {
    test = await startConsole({ bare: true });
    const page = await open(360);
    await visit(page, `${test.origin}/console`);
    await follow(page, 'a[href^="/console/set-up"]');
    await page.fill('#f-token', 'AAAA');
    await press(page, '/set-up');
    await page.waitForSelector('.field-error');
    await lookBoth(page, 'set-up-token');
    await page.fill('#f-token', (await test.accounts.setUp.token())!);
    await press(page, '/set-up');
    for (const [who, unit] of [
      ['administrator', 'office-of-the-clerk'],
      ['officer', 'complaints'],
      ['head', 'outside'],
    ] as const) {
      await page.fill(`#f-${who}-name`, `คนที่เป็น ${who}`);
      await page.selectOption(`#f-${who}-unit`, unit);
    }
    await lookBoth(page, 'set-up-people');
    await press(page, '/set-up/people');
    for (let number = 0; number < 3; number += 1) {
      await page.waitForSelector('.passphrase-list');
      const words = await listed(page, '.passphrase-list');
      if (number === 0) {
        await press(page, '/set-up/written');
        await page.waitForSelector('.field-error');
        await lookBoth(page, 'set-up-passphrase');
      }
      for (const [at, place] of askedWords(words.join(' ')).entries())
        await page.fill(`#f-typed-${at}`, words[place]!);
      await press(page, '/set-up/written');
    }
    for (let number = 0; number < 3; number += 1) {
      await page.waitForSelector('.share-lines');
      const share = (await listed(page, '.share-lines')).join('\n');
      if (number === 0) await lookBoth(page, 'set-up-share');
      await page.fill('#f-typed-0', share.split('\n')[askedLine(share)]!);
      await press(page, '/set-up/written');
    }
    await lookBoth(page, 'set-up-ready');
    await press(page, '/set-up/finish');
    await page.waitForSelector('.said');
    await lookBoth(page, 'set-up-done');
    expect(await page.textContent('main code')).toContain(
      (await test.accounts.recovery.storedFingerprint())!,
    );
  });

  it('invites, takes an invitation up, confirms, gives earlier cases, and shows one’s sessions', async () => {
    test = await startConsole();
    const filed = await test.file('finance', 'เรื่องที่มีอยู่ก่อน');
    const page = await open(1280);
    await enter(page, 'Head');
    await visit(page, `${test.origin}/console/people/add`);
    await page.fill('#f-name', 'คนใหม่ที่เชิญมา');
    await page.selectOption('#f-unit', 'education');
    await follow(page, 'main form[action="/console/people/add"] button');
    await page.waitForSelector('code');
    await lookBoth(page, 'link');
    const link = (await page.textContent('main code'))!.trim();
    const guest = await open(360);
    await visit(guest, link);
    await lookBoth(guest, 'invite');
    await follow(guest, 'main form button');
    await guest.waitForSelector('.passphrase-list');
    await lookBoth(guest, 'invite-passphrase');
    const words = await listed(guest, '.passphrase-list');
    for (const [at, place] of askedWords(words.join(' ')).entries())
      await guest.fill(`#f-typed-${at}`, words[place]!);
    await follow(guest, 'form[action$="/written"] button');
    const fingerprint = (await guest.textContent('.fingerprint'))!;
    await lookBoth(guest, 'invite-joined');
    await visit(guest, link);
    await lookBoth(guest, 'invite-closed');
    // Another key holder confirms, since Head entered the person.
    const other = await open(1280);
    await enter(other, 'Citizen');
    await visit(other, `${test.origin}/console/people`);
    await lookBoth(other, 'people');
    await follow(other, other.locator('a', { hasText: tell('console:people.confirm') }));
    await other.fill('#f-fingerprint', fingerprint);
    await follow(other, 'form[action$="/confirm"] button');
    await other.waitForSelector('.said');
    await lookBoth(other, 'pass');
    await follow(other, 'form[action$="/pass"] button');
    await test.runs.idle();
    await other.reload();
    await lookBoth(other, 'access-done');
    test.passphrases['คนใหม่ที่เชิญมา'] = words.join(' ');
    await enter(guest, 'คนใหม่ที่เชิญมา');
    await visit(guest, `${test.origin}/console/cases/${filed.id}`);
    expect(await guest.textContent('main')).toContain('เรื่องที่มีอยู่ก่อน');
    await visit(guest, `${test.origin}/console/me`);
    await lookBoth(guest, 'me');
  });

  it('takes a case from somebody, ends an account, hands over and seals anew', async () => {
    test = await startConsole();
    const filed = await test.file('finance', 'เรื่องที่ต้องถอนคน');
    for (let number = 0; number < 8; number += 1) await test.file('personnel', `เรื่องที่ ${number}`);
    const page = await open(1280);
    await enter(page, 'Head');
    await visit(page, `${test.origin}/console/cases/${filed.id}`);
    await follow(page, `a[href="/console/cases/${filed.id}/access"]`);
    await lookBoth(page, 'case-access');
    await follow(page, page.locator('li', { hasText: 'Intake' }).locator('button'));
    await lookBoth(page, 'case-take');
    await follow(page, 'button[value="do"]');
    await page.waitForSelector('.said');
    expect(await page.locator('section', { has: page.locator('#holders') }).textContent()).not.toContain(
      'Intake',
    );

    await visit(page, `${test.origin}/console/people/${await test.idOf('Intake')}/hand-over`);
    await follow(page, 'form[action$="/hand-over"] button');
    await page.waitForSelector('.field-error');
    await lookBoth(page, 'hand-over');
    await visit(page, `${test.origin}/console/people/${await test.idOf('Intake')}/disable`);
    await follow(page, 'form[action$="/disable"] button');
    await page.waitForSelector('.said');
    await follow(page, 'a[href="/console/access"]');
    await lookBoth(page, 'access-stale');
    await press(page, '/access/reseal');
    await page.waitForSelector('progress');
    await lookBoth(page, 'access-running');
    await test.runs.idle();
    // The page follows by itself, without a script.
    await page.waitForFunction(() => !document.querySelector('progress'), undefined, { timeout: 15_000 });
    expect(await page.textContent('main')).toContain(tell('access:reseal.none'));
    await lookBoth(page, 'access-resealed');
  });

  it('opens the recovery key with two shares', async () => {
    test = await startConsole();
    await test.accounts.people.disable({ id: await test.idOf('Admin') }, await test.idOf('Citizen'));
    await test.file('whole');
    const page = await open(360);
    await visit(page, `${test.origin}/console/recovery`);
    await page.fill('#f-share-1', 'AAAA');
    await press(page, '/recovery');
    await page.waitForSelector('.field-error');
    await lookBoth(page, 'recovery');
    await page.fill('#f-share-1', test.shares[0]!);
    await press(page, '/recovery');
    await page.waitForSelector('.said');
    await lookBoth(page, 'recovery-count');
    await visit(page, `${test.origin}/console/recovery`);
    await page.fill('#f-share-1', test.shares[0]!);
    await page.fill('#f-share-2', test.shares[2]!);
    await press(page, '/recovery');
    await page.waitForSelector('#give');
    await lookBoth(page, 'recovery-open');
  });
});
