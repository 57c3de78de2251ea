import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { serveSlowly } from './slow-pages.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Whether a real browser is installed here. Tests that need one skip without it, and say so. */
export const browserAvailable: boolean = existsSync(CHROMIUM);

/** Says once, for a test file, that its browser tests are left out. */
export function tellIfNoBrowser(what: string): void {
  if (!browserAvailable) {
    process.stderr.write(
      `SKIPPED: ${what} needs Chromium at ${CHROMIUM} (or CHROMIUM_PATH), and there is none\n`,
    );
  }
}

/** A headless Chromium that talks to nobody but the page under test, which comes slowly. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const slowly = await serveSlowly();
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    proxy: { server: slowly.origin },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  browser.on('disconnected', () => void slowly.close());
  return browser;
}
