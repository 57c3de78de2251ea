import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { createI18n } from '../../src/i18n.ts';
import { createLogger } from '../../src/log.ts';
import { startServer } from '../../src/server.ts';
import { browserAvailable, launchBrowser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { startBot } from '../support/bot.ts';
import { trialPeople } from '../support/trial-people.ts';
import { startConsole } from '../console/console-under-test.ts';

jest.setTimeout(90_000);

const { t } = createI18n();
const CHEAP = { codeCost: { memoryKiB: 64, passes: 1, parallelism: 1 }, answerStepMs: 1 };

async function headersOf(url: string) {
  const { headers } = await fetch(url, { redirect: 'manual' });
  return {
    policy: headers.get('content-security-policy') ?? '',
    frame: headers.get('x-frame-options'),
  };
}

describe('the console beside the chat', () => {
  it('may stand in the simulator’s own frame in trial mode, and public pages in none', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'suetrong-side-'));
    const config = readConfig({ PORT: '0', DATA_DIR: dataDir });
    const server = await startServer(config, {
      clock: new TestClock(),
      log: createLogger('silent'),
      codes: CHEAP,
    });
    try {
      const page = await (await fetch(`${server.url}/simulator`)).text();
      expect(page).toMatch(/<iframe\s+src="\/console"/);
      expect((await headersOf(`${server.url}/simulator`)).policy).toContain("frame-src 'self'");
      expect((await headersOf(`${server.url}/simulator`)).policy).toContain("frame-ancestors 'none'");
      for (const path of ['/console', '/console/sign-in', '/console/nothing']) {
        const { policy, frame } = await headersOf(`${server.url}${path}`);
        expect([path, frame]).toEqual([path, 'SAMEORIGIN']);
        expect(policy).toContain("frame-ancestors 'self'");
        expect(policy).toContain("script-src 'none'");
      }
      for (const path of ['/', '/report', '/track']) {
        const { policy, frame } = await headersOf(`${server.url}${path}`);
        expect([path, frame, policy.includes("frame-ancestors 'none'")]).toEqual([path, 'DENY', true]);
      }
      if (!browserAvailable) return;
      const browser = await launchBrowser();
      try {
        const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await tab.goto(`${server.url}/simulator`);
        const office = tab.frameLocator('.office iframe');
        const person = trialPeople(dataDir).find(({ role }) => role === 'officer')!;
        await office.locator('#f-name').fill(person.name);
        await office.locator('#f-passphrase').fill(person.passphrase);
        await office.locator('form[action^="/console/sign-in"] button').click();
        await office.locator('.who-bar').waitFor();
        await tab.locator('#message').fill('สวัสดี');
        await tab.locator('#send').click();
        await tab.locator('#log').getByText('สวัสดี').first().waitFor();
        if (process.env['SCREENSHOT_DIR']) {
          await tab.screenshot({ path: join(process.env['SCREENSHOT_DIR'], 'side-by-side.png') });
        }
        // Linking for alerts can be tried: the console's code, typed in the chat beside it.
        const link = (key: string) => t('th', `alerts:line.${key}`);
        await office.getByRole('link', { name: t('th', 'console:nav.me'), exact: true }).click();
        await office.getByRole('link', { name: link('turnOn'), exact: true }).click();
        await office.getByRole('button', { name: link('begin') }).click();
        await tab.locator('#message').fill((await office.locator('.passphrase').innerText()).trim());
        await tab.locator('#send').click();
        await tab.locator('#log').getByText(link('chat.linked')).first().waitFor();
        await office.getByRole('link', { name: link('look') }).click();
        await office.getByText(link('isOn')).waitFor();
        await tab.setViewportSize({ width: 360, height: 740 });
        expect(await tab.locator('.office').isVisible()).toBe(false);
        expect(await tab.locator('.to-office').isVisible()).toBe(true);
      } finally {
        await browser.close();
      }
    } finally {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  it('stands in no frame where there is no simulator, nor in production, whatever is asked for', async () => {
    const bot = await startBot(); // talks to a LINE
    expect((await fetch(`${bot.url}/simulator`)).status).toBe(404);
    const plain = await headersOf(`${bot.url}/console/sign-in`);
    expect([plain.frame, plain.policy.includes("frame-ancestors 'none'")]).toEqual(['DENY', true]);
    await bot.stop();
    const production = await startConsole({
      mode: 'production',
      baseUrl: 'https://town.example',
      framed: true,
    });
    const { frame, policy } = await headersOf(`${production.origin}/console/sign-in`);
    expect([frame, policy.includes("frame-ancestors 'none'")]).toEqual(['DENY', true]);
    await production.close();
  });
});
