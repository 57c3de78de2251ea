import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { arrived, follow, seriousFindings, tooWide, visit } from '../support/look.ts';

/** Where pictures of the pages go, for people to look at; none are made without it. */
const PICTURES = process.env['SCREENSHOT_DIR'];

/** A picture of the whole page, if pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

/** The page fits its window, and axe finds nothing serious; with its picture. */
export async function look(page: Page, name: string): Promise<void> {
  await arrived(page);
  await picture(page, name);
  expect([name, await tooWide(page)]).toEqual([name, []]);
  expect([name, await seriousFindings(page)]).toEqual([name, []]);
}

/**
 * A page of its own browser context. axe needs to run its own script there, which the pages' policy forbids; scripts of
 * the pages themselves are found by the search for tags.
 */
export async function openPage(
  browser: Browser,
  width: number,
  colorScheme: 'light' | 'dark' = 'light',
  bypassCSP = true,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP });
  return context.newPage();
}

/** Signs somebody in at the console of `origin`, by hand. */
export async function signIn(
  page: Page,
  origin: string,
  { name, passphrase }: { name: string; passphrase: string },
  lang = 'th',
): Promise<void> {
  await visit(page, `${origin}/console/sign-in${lang === 'th' ? '' : `?lang=${lang}`}`);
  await page.fill('#f-name', name);
  await page.fill('#f-passphrase', passphrase);
  await follow(page, 'form[action^="/console/sign-in"] button');
  await page.waitForSelector('.who-bar');
}
