import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { parseCode } from '../../src/cases/tracking.ts';
import { hidingJpeg } from '../cleaning/corpus/pictures.ts';
import { startDoor, type TestDoor } from '../site/door/door-under-test.ts';
import { STORY } from '../site/door/visitor.ts';
import { launchBrowser } from '../support/browser.ts';
import { follow, visit } from '../support/look.ts';

/** A photo with hidden facts, as the browser's own dialogue hands it over. */
export const photo = async () => ({ name: 'ในห้อง.jpg', mimeType: 'image/jpeg', buffer: await hidingJpeg() });
export const TEXT = { name: 'บันทึก.txt', mimeType: 'text/plain', buffer: Buffer.from('จ่ายไปสองร้อย') };
export const SOUND = {
  name: 'เสียงในห้อง.amr',
  mimeType: 'audio/amr',
  buffer: Buffer.from(`#!AMR\n${'x'.repeat(50)}`),
};
export const PACKED = {
  name: 'รวม.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(`PK\x03\x04${'x'.repeat(50)}`),
};

/** Presses the button of a form that does this. */
export const press = (page: Page, act: string) =>
  follow(page, `button[value="${act}"]:not(.visually-hidden)`);
/** The tracking code that a page shows. */
export const codeOn = async (page: Page) => (await page.textContent('.code'))!;

/** Fills in what a report must have. */
export async function fill(page: Page): Promise<void> {
  await page.check('input[name=category][value=bribe]');
  await page.selectOption('select[name=unit]', 'finance');
  await page.fill('[name=what]', STORY);
}

export interface DoorInBrowser {
  readonly door: TestDoor;
  readonly browser: Browser;
  /** A page without script, in a window of this width. Close its context when done. */
  plain(width?: number): Promise<Page>;
  /** Goes to a page of the door. */
  go(page: Page, path: string): Promise<void>;
  /** From the empty form to the receipt; gives the code. */
  report(page: Page): Promise<string>;
  /** Opens a case with its code. */
  open(page: Page, code: string): Promise<void>;
  /** The id of the case that this code opens. */
  caseOf(code: string): Promise<string>;
}

/** The web door and a browser for all tests of a `describe`, there from its first test on and closed after its last. */
export function doorInBrowser(): DoorInBrowser {
  let door: TestDoor;
  let browser: Browser;

  beforeAll(async () => {
    door = await startDoor();
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await door.close();
  });
  const at: DoorInBrowser = {
    get door() {
      return door;
    },
    get browser() {
      return browser;
    },
    async plain(width = 360) {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: { width, height: 740 },
      });
      return context.newPage();
    },
    go: (page, path) => visit(page, door.origin + path),
    async report(page) {
      await at.go(page, '/report');
      await fill(page);
      await press(page, 'review');
      const code = await codeOn(page);
      await press(page, 'file');
      expect(await codeOn(page)).toBe(code);
      return code;
    },
    async open(page, code) {
      await at.go(page, '/track');
      await page.fill('[name=code]', code);
      await press(page, 'open');
    },
    async caseOf(code) {
      return (await door.cases.desk.track(parseCode(code).code!))!.caseId;
    },
  };
  return at;
}
