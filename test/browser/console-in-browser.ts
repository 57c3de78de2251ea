import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startConsole, type TestConsole } from '../console/console-under-test.ts';
import { launchBrowser } from '../support/browser.ts';

/** A console and a browser for all tests of a `describe`, there from its first test on and closed after its last. */
export function consoleInBrowser(): { readonly test: TestConsole; readonly browser: Browser } {
  let test: TestConsole;
  let browser: Browser;
  beforeAll(async () => {
    test = await startConsole();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });
  return {
    get test() {
      return test;
    },
    get browser() {
      return browser;
    },
  };
}
