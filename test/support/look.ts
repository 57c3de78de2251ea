import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';

/** Waits until a page is all there with its fonts, since letters decide widths. */
export async function arrived(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(() => document.fonts.ready);
}

/**
 * Does what leads to another page, and waits until that is there. A click or key by itself is over at best when the next
 * page begins to come, and what is asked then meets the old page, or half of the new one.
 */
export async function turn(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
  await arrived(page);
}

/** Presses a link or button that leads to another page, and waits until that is there. */
export function follow(page: Page, what: string | Locator): Promise<void> {
  return turn(page, () => (typeof what === 'string' ? page.locator(what).first() : what).click());
}

/** Elements that reach beyond the window, left or right, unless they may be scrolled to; `[]` when all fits. */
export async function tooWide(page: Page): Promise<string[]> {
  await arrived(page);
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrollers = [...document.querySelectorAll('.scroll')];
    const out = [...document.body.querySelectorAll('*:not(.visually-hidden, .skip-link)')].filter(
      (element) => {
        const box = element.getBoundingClientRect();
        const scrolled = scrollers.some((scroller) => scroller !== element && scroller.contains(element));
        return !scrolled && (box.right > width + 0.5 || box.left < -0.5);
      },
    );
    const whole = document.documentElement.scrollWidth > width ? ['the page itself'] : [];
    return [...whole, ...out.map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`)];
  });
}

const LEFT = /Execution context was destroyed|because of a navigation/;

/**
 * What axe calls serious or critical. The page's context needs `bypassCSP: true`. A page that refreshes itself may leave
 * while axe looks at it; then it is looked at again.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await findingsOf(page);
    } catch (error) {
      if (tries === 4 || !LEFT.test(String(error))) throw error;
      await page.waitForLoadState('load');
    }
  }
}

async function findingsOf(page: Page): Promise<string[]> {
  await page.waitForLoadState('load');
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(),
  );
  if (passes.length === 0) throw new Error('axe looked at nothing');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

/** Goes to an address and waits until its page is there. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await arrived(page);
}

/** Loads a page again, as the person would who pressed a second time when the browser was busy with the first. */
export async function reload(page: Page): Promise<void> {
  try {
    await page.reload();
  } catch (error) {
    if (!String(error).includes('Not attached to an active page')) throw error;
    await page.waitForLoadState('load');
    await page.reload();
  }
}

/** Goes to a page of the menu as it shows at this width: in a row, or in a fold that is opened first. */
export async function chooseInMenu(page: Page, path: string): Promise<void> {
  const fold = page.locator('.nav-fold > summary');
  if (await fold.isVisible()) await fold.click();
  await follow(page, `.site-nav a[href="${path}"]:visible`);
}
