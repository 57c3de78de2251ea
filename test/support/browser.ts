import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { chromium, type Browser } from 'playwright-core';

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

/** A headless Chromium that talks to nobody but the page under test. Close it when done. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
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
}

export interface Served {
  /** For example `http://127.0.0.1:41234`. */
  origin: string;
  close: () => Promise<void>;
}

/** Listens on a free loopback port. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
