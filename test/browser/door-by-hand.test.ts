import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserAvailable, tellIfNoBrowser } from '../support/browser.ts';
import { turn } from '../support/look.ts';
import { doorInBrowser, fill, press, SOUND, TEXT } from './door-in-browser.ts';

tellIfNoBrowser('test/browser/door-by-hand.test.ts');

/** Name and value of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const there = document.activeElement;
    return `${there?.getAttribute('name') ?? ''} ${there?.getAttribute('value') ?? ''}`.trim();
  });

/** Presses Tab until something of this name and value has the focus. */
async function tabTo(page: Page, what: RegExp): Promise<void> {
  for (let i = 0; i < 80 && !what.test(await focused(page)); i += 1) await page.keyboard.press('Tab');
  expect(await focused(page)).toMatch(what);
}

(browserAvailable ? describe : describe.skip)('the web door in a browser without script', () => {
  const at = doorInBrowser();

  it('is filled in and sent with the keyboard alone', async () => {
    const page = await at.plain();
    await at.go(page, '/comment');
    await tabTo(page, /^text$/);
    await page.keyboard.type('ดีมาก');
    await tabTo(page, /^satisfaction/);
    await page.keyboard.press('Space');
    await tabTo(page, /^do /);
    await turn(page, () => page.keyboard.press('Enter'));
    expect(await page.textContent('h1')).toBe('ตรวจทานก่อนส่ง');
    await page.context().close();
  }, 60_000);

  // Pages are never stored, so that nobody finds them in a borrowed computer's history.
  it('loses what was typed to the back button, and so says what to press instead', async () => {
    const page = await at.plain();
    await at.go(page, '/report');
    expect(await page.textContent('main')).toContain('กดย้อนกลับแล้วเปิดต่อไม่ได้');
    await fill(page);
    await press(page, 'review');
    expect(await page.textContent('main')).toContain('อย่ากดย้อนกลับของเครื่อง');
    await turn(page, () => page.goBack());
    expect(await page.inputValue('[name=what]')).toBe('');
    // A form that broke off: reloading sends it again.
    const answer = await fetch(`${at.door.origin}/report`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: '--b\r\nContent-Disposition: form-data; name="what"\r\n\r\nครึ่ง',
    });
    expect(answer.status).toBe(400);
    const said = await answer.text();
    expect(said).toContain('โหลดหน้านี้ใหม่');
    expect(said).not.toContain('กดย้อนกลับแล้วลอง');
    await page.context().close();
  }, 60_000);

  it('attaches, chooses about and takes away files with the keyboard alone', async () => {
    const page = await at.plain();
    await at.go(page, '/comment');
    await page.fill('[name=text]', 'ดูรูป');
    const enter = () => turn(page, () => page.keyboard.press('Enter'));
    await page.setInputFiles('#f-pictures', [SOUND, TEXT]); // the browser's own dialogue is not the page's
    await tabTo(page, /^pictures$/);
    await tabTo(page, /^do upload$/);
    await enter();
    await tabTo(page, /^decide-/);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/^decide-.* keep$/);
    await tabTo(page, /^do remove:/); // of the second file
    await enter();
    expect(await page.locator('.piece').count()).toBe(1);
    expect(await page.locator('.told').count()).toBe(0);
    await page.focus('#f-pictures');
    await tabTo(page, /^do review$/);
    await enter();
    expect(await page.textContent('h1')).toBe('ตรวจทานก่อนส่ง');
    expect(await page.textContent('.pieces')).toContain('เก็บไว้ตามเดิม');
    await page.context().close();
  }, 60_000);

  it('shows what is to be mended first, with the focus on it', async () => {
    const page = await at.plain();
    await at.go(page, '/report');
    await press(page, 'review');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
    await page.click('.error-summary a[href="#f-unit"]');
    expect(await page.evaluate(() => document.querySelector(':target')?.id)).toBe('f-unit');
    await page.context().close();
  }, 60_000);
});
