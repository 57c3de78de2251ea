import { describe, expect, it, jest } from '@jest/globals';
import { dayOf } from '../../src/clock.ts';
import { i18n } from '../console/console-under-test.ts';
import { browserAvailable, tellIfNoBrowser } from '../support/browser.ts';
import { follow, turn, visit } from '../support/look.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { look, openPage, signIn } from './pages.ts';

jest.setTimeout(120_000);
tellIfNoBrowser('test/browser/alerts.test.ts');

(browserAvailable ? describe : describe.skip)('alerts in a real browser', () => {
  const its = consoleInBrowser();

  /** Signed in, with a way to look at the page. */
  async function enter(name: string, width: number, scheme: 'light' | 'dark') {
    const page = await openPage(its.browser, width, scheme);
    await signIn(page, its.test.origin, { name, passphrase: its.test.passphrases[name]! });
    const see = (step: string) => look(page, `alerts-${step}-${width}`);
    return { page, see };
  }

  it.each([
    ['Intake', 360, 'light'],
    ['Auditor', 1280, 'dark'],
  ] as const)(
    'are turned on by %s at %d px in %s: every step fits, reads and passes axe',
    async (name, width, colorScheme) => {
      const { page, see } = await enter(name, width, colorScheme);
      await visit(page, `${its.test.origin}/console/me`);
      await see('account');
      await follow(page, `a:has-text("${i18n.t('th', 'alerts:turnOn')}")`);
      await see('begin');
      await page.fill('#f-address', 'not an address@example');
      await page.evaluate(() =>
        document.querySelector('form:has(#f-address)')!.setAttribute('novalidate', ''),
      );
      await follow(page, 'form:has(#f-address) button');
      await page.waitForSelector('.error-summary');
      await see('wrong');
      const address = `${name.toLowerCase()}.with.a.rather.long.address@municipality.example.go.th`;
      await page.fill('#f-address', address);
      await follow(page, 'form:has(#f-address) button');
      await page.waitForSelector('#f-code');
      await see('code');
      await page.fill('#f-code', /\d{8}/.exec(its.test.mails.at(-1)!.text)![0]);
      await follow(page, 'form:has(#f-code) button');
      await page.waitForURL(/\/console\/me(\?|$)/);
      expect(await page.textContent('main')).toContain(address);
      await see('account-on');
      await follow(page, `a:has-text("${i18n.t('th', 'alerts:change')}")`);
      await see('on');
      await page.context().close();
    },
  );

  it.each([
    [360, 'light'],
    [1280, 'dark'],
  ] as const)('are linked to LINE at %d px in %s, by keys alone', async (width, colorScheme) => {
    const { accounts, clock } = its.test;
    const id = await its.test.idOf('Head');
    await accounts.alerts.links.remove(id);
    const { page, see } = await enter('Head', width, colorScheme);
    const tell = (key: string) => i18n.t('th', `alerts:line.${key}`);
    /** Goes on with Tab to what is called so, and presses Enter. */
    const press = async (name: string) => {
      for (let steps = 0; steps < 40; steps += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => document.activeElement?.textContent?.trim());
        if (focused !== name) continue;
        const seen = await page.evaluate(() => {
          const style = getComputedStyle(document.activeElement!);
          return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
        });
        expect([name, seen]).toEqual([name, true]);
        await turn(page, () => page.keyboard.press('Enter'));
        return;
      }
      throw new Error(`no way by keys to ${name}`);
    };
    await visit(page, `${its.test.origin}/console/me`);
    await press(tell('turnOn'));
    await see('line-begin');
    await press(tell('begin'));
    await see('line-code');
    const typed = /\d{4} \d{4}/.exec((await page.textContent('.passphrase'))!)![0].replace(' ', '');
    await press(tell('look'));
    await see('line-waiting');
    const from = { line: `U${'0'.repeat(32)}`, chat: 'chat', event: `event ${width}` };
    expect(await accounts.alerts.links.typed(typed, from)).toBe('linked');
    await page.reload();
    await see('line-linked');
    await tellMissed(id, clock.now());
    await visit(page, `${its.test.origin}/console/me`);
    await see('account-line-missed');
    await press(tell('change'));
    await press(tell('turnOff'));
    expect(await page.textContent('main')).toContain(tell('isOff'));
    await page.context().close();
  });

  /** As if an alert had not gone by LINE for want of messages. */
  async function tellMissed(id: string, now: Date): Promise<void> {
    const { turns } = its.test.accounts.alerts;
    const person = { id } as never;
    const turn = { person, address: undefined, line: 'U', owed: false, firstToday: true };
    await turns.finish(turn, `${dayOf(now)} 09:00`, { owed: true, line: 'quota' });
  }
});
