import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hidingJpeg } from '../cleaning/corpus/pictures.ts';
import { startDoor, type TestDoor } from '../site/door/door-under-test.ts';
import { STORY } from '../site/door/visitor.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { follow, reload, seriousFindings, tooWide, turn } from '../support/look.ts';
import { picture } from './pages.ts';

tellIfNoBrowser('test/browser/door.test.ts');

const press = (page: Page, act: string) => follow(page, `button[value="${act}"]:not(.visually-hidden)`);
const codeOn = async (page: Page) => (await page.textContent('.code'))!;

(browserAvailable ? describe : describe.skip)('the web door in a browser without script', () => {
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

  const plain = (width = 360) =>
    browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 740 } });
  async function fill(page: Page): Promise<void> {
    await page.check('input[name=category][value=bribe]');
    await page.selectOption('select[name=unit]', 'finance');
    await page.fill('[name=what]', STORY);
  }

  /** From the empty form to the receipt; gives the code. */
  async function report(page: Page): Promise<string> {
    await page.goto(`${door.origin}/report`);
    await fill(page);
    await press(page, 'review');
    const code = await codeOn(page);
    await press(page, 'file');
    expect(await codeOn(page)).toBe(code);
    return code;
  }

  async function open(page: Page, code: string): Promise<void> {
    await page.goto(`${door.origin}/track`);
    await page.fill('[name=code]', code);
    await press(page, 'open');
  }

  const newest = async () => {
    const rows = await door.store.cases.queue({ recipient: door.officer.key.id, limit: 200 });
    return rows.find(({ status }) => status === 'received')!.id;
  };

  it.each([360, 1280])(
    'report, receipt, track, question, answer: at %i px',
    async (width) => {
      const context = await plain(width);
      const page = await context.newPage();
      await page.goto(`${door.origin}/report`);
      await picture(page, `${width}-1-form`);
      await press(page, 'review');
      await picture(page, `${width}-2-errors`);
      await fill(page);
      await page.click('summary:has-text("ไม่ควรเห็น")');
      await page.check('input[name=exclude][value=personnel]');
      await press(page, 'review');
      expect(await page.textContent('main')).toContain(STORY);
      await picture(page, `${width}-3-review`);
      const code = await codeOn(page);
      await press(page, 'file');
      await picture(page, `${width}-4-receipt`);
      const id = await newest();
      await door.cases.casework.act(door.officer, { caseId: id, action: 'ask', message: 'เกิดเมื่อไร' });

      await open(page, '1234');
      await picture(page, `${width}-5-wrong-code`);
      await page.fill('[name=code]', code);
      await turn(page, () => page.press('[name=code]', 'Enter')); // the Enter key opens; it does not change the language
      expect(await page.getAttribute('html', 'lang')).toBe('th');
      await picture(page, `${width}-6-case`);
      await page.fill('[name=text]', 'ต้นเดือน');
      await press(page, 'write');
      await picture(page, `${width}-7-sent`);
      const { dialogue } = await door.cases.casework.open(door.officer, id);
      expect(dialogue.map(({ text }) => text)).toEqual(['เกิดเมื่อไร', 'ต้นเดือน']);
      expect(await context.cookies()).toEqual([]);
      expect(page.url()).not.toMatch(/\d{5}.*\d{5}/);
      await context.close();
    },
    60_000,
  );

  const photo = async () => ({ name: 'ในห้อง.jpg', mimeType: 'image/jpeg', buffer: await hidingJpeg() });
  const TEXT = { name: 'บันทึก.txt', mimeType: 'text/plain', buffer: Buffer.from('จ่ายไปสองร้อย') };
  const SOUND = {
    name: 'เสียงในห้อง.amr',
    mimeType: 'audio/amr',
    buffer: Buffer.from(`#!AMR\n${'x'.repeat(50)}`),
  };
  const PACKED = {
    name: 'รวม.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(`PK\x03\x04${'x'.repeat(50)}`),
  };

  it.each([
    [360, 'th'],
    [1280, 'th'],
    [360, 'en'],
  ])(
    'files: attached, refused, told, reviewed, filed, and sent to a case: at %i px, %s',
    async (width, lang) => {
      const context = await plain(width);
      const page = await context.newPage();
      const name = (what: string) => `${width}-${lang}-files-${what}`;
      await page.goto(`${door.origin}/report?lang=${lang}`);
      await picture(page, name('0-form'));
      await fill(page);
      await page.setInputFiles('#f-evidence', [await photo(), TEXT, SOUND, PACKED]);
      await press(page, 'upload');
      expect(await page.locator('.piece').count()).toBe(3);
      expect(await page.inputValue('[name=what]')).toBe(STORY);
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
      await picture(page, name('1-errors'));
      await press(page, 'review'); // the choice is still to be made
      await page.click('.error-summary a[href^="#told-"]');
      expect(await page.evaluate(() => document.querySelector(':target')?.id)).toMatch(/^told-/);
      await page.check('.told input[value=keep]');
      await follow(page, `.pieces li:has-text("บันทึก.txt") button`);
      expect(await page.locator('.piece').count()).toBe(2);
      await picture(page, name('2-attached'));
      await page.setInputFiles('#f-evidence', TEXT);
      await press(page, 'upload');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('kept');
      await press(page, 'review');
      await picture(page, name('3-review'));
      await reload(page);
      expect(await page.locator('.pieces li').count()).toBe(3);
      const code = await codeOn(page);
      await press(page, 'file');
      await picture(page, name('4-receipt'));

      await page.goto(`${door.origin}/track?lang=${lang}`);
      await page.fill('[name=code]', code);
      await press(page, 'open');
      await picture(page, name('5-case'));
      await page.fill('[name=text]', 'มีรูปเพิ่ม');
      await page.setInputFiles('#f-files', [await photo(), PACKED]);
      await press(page, 'write');
      await picture(page, name('6-write-errors'));
      await press(page, 'write');
      await picture(page, name('7-sent'));
      const { evidence, dialogue } = await door.cases.casework.open(door.officer, await newest());
      expect([evidence.length, dialogue.map(({ text }) => text)]).toEqual([4, ['มีรูปเพิ่ม']]);
      await context.close();
    },
    60_000,
  );

  it('survives reload, back and a double click', async () => {
    const context = await plain();
    const page = await context.newPage();
    const before = (await door.store.cases.tally()).reduce((sum, { count }) => sum + count, 0);
    await page.goto(`${door.origin}/report`);
    await fill(page);
    await press(page, 'review');
    const code = await codeOn(page);
    await reload(page); // the review is sent again
    expect(await codeOn(page)).toBe(code);
    await page.dblclick('button[value=file]:not(.visually-hidden)');
    await page.waitForSelector('.receipt');
    await reload(page);
    expect(await codeOn(page)).toBe(code);
    expect(await page.textContent('main')).toContain('ไม่ได้ส่งซ้ำ');
    const after = (await door.store.cases.tally()).reduce((sum, { count }) => sum + count, 0);
    expect(after - before).toBe(1);
    await context.close();
  }, 60_000);

  it.each([
    ['finance', 'an ordinary one'],
    ['whole', 'one that names outside bodies'],
  ])(
    'prints a receipt on one sheet: %s, %s',
    async (unit) => {
      const context = await plain();
      const page = await context.newPage();
      await page.goto(`${door.origin}/report`);
      await fill(page);
      await page.selectOption('select[name=unit]', unit);
      await press(page, 'review');
      await press(page, 'file');
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await context.close();
    },
    60_000,
  );

  it('is filled in and sent with the keyboard alone', async () => {
    const context = await plain();
    const page = await context.newPage();
    await page.goto(`${door.origin}/comment`);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? '');
    const tabTo = async (name: string) => {
      for (let i = 0; i < 60 && (await focused()) !== name; i += 1) await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await tabTo('text');
    await page.keyboard.type('ดีมาก');
    await tabTo('satisfaction');
    await page.keyboard.press('Space');
    await tabTo('do');
    await turn(page, () => page.keyboard.press('Enter'));
    expect(await page.textContent('h1')).toBe('ตรวจทานก่อนส่ง');
    await context.close();
  }, 60_000);

  it('attaches, chooses about and takes away files with the keyboard alone', async () => {
    const context = await plain();
    const page = await context.newPage();
    await page.goto(`${door.origin}/comment`);
    await page.fill('[name=text]', 'ดูรูป');
    const focused = () =>
      page.evaluate(() => {
        const at = document.activeElement;
        return `${at?.getAttribute('name') ?? ''} ${at?.getAttribute('value') ?? ''}`.trim();
      });
    const tabTo = async (what: RegExp) => {
      for (let i = 0; i < 80 && !what.test(await focused()); i += 1) await page.keyboard.press('Tab');
      expect(await focused()).toMatch(what);
    };
    const enter = () => turn(page, () => page.keyboard.press('Enter'));
    await page.setInputFiles('#f-pictures', [SOUND, TEXT]); // the browser's own dialogue is not the page's
    await tabTo(/^pictures$/);
    await tabTo(/^do upload$/);
    await enter();
    await tabTo(/^decide-/);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toMatch(/^decide-.* keep$/);
    await tabTo(/^do remove:/); // of the second file
    await enter();
    expect(await page.locator('.piece').count()).toBe(1);
    expect(await page.locator('.told').count()).toBe(0);
    await page.focus('#f-pictures');
    await tabTo(/^do review$/);
    await enter();
    expect(await page.textContent('h1')).toBe('ตรวจทานก่อนส่ง');
    expect(await page.textContent('.pieces')).toContain('เก็บไว้ตามเดิม');
    await context.close();
  }, 60_000);

  it('shows what is to be mended first, with the focus on it', async () => {
    const context = await plain();
    const page = await context.newPage();
    await page.goto(`${door.origin}/report`);
    await press(page, 'review');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
    await page.click('.error-summary a[href="#f-unit"]');
    expect(await page.evaluate(() => document.querySelector(':target')?.id)).toBe('f-unit');
    await context.close();
  }, 60_000);

  describe('looked at closely', () => {
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 740 } });
      page = await context.newPage();
    });
    afterAll(() => context.close());

    const PLACES: [string, () => Promise<void>][] = [
      ['the form', async () => void (await page.goto(`${door.origin}/report`))],
      ['the English comment form', async () => void (await page.goto(`${door.origin}/comment?lang=en`))],
      [
        'the form with errors and its list open',
        async () => {
          await page.goto(`${door.origin}/report`);
          await page.click('summary:has-text("ไม่ควรเห็น")');
          await page.check('input[name=exclude][value=personnel]');
          await press(page, 'review');
        },
      ],
      [
        'the review, with one endless word',
        async () => {
          await page.goto(`${door.origin}/report`);
          await fill(page);
          await page.fill('[name=what]', 'x'.repeat(400));
          await press(page, 'review');
        },
      ],
      ['the receipt', async () => void (await report(page))],
      [
        'the form with files: kept, refused, to be chosen about',
        async () => {
          await page.goto(`${door.origin}/report`);
          const long = { ...TEXT, name: `${'ยาว'.repeat(40)}${'x'.repeat(200)}.txt` };
          await page.setInputFiles('#f-evidence', [await photo(), long, SOUND, PACKED]);
          await press(page, 'upload');
        },
      ],
      [
        'a message to a case with files, in English',
        async () => {
          await open(page, await report(page));
          await page.setInputFiles('#f-files', [SOUND, PACKED]);
          await follow(page, 'button[formaction*="lang=en"] >> nth=0');
        },
      ],
      ['a wrong code', () => open(page, '1234')],
      [
        'a case',
        async () => {
          const code = await report(page);
          const message = `${'ยาว'.repeat(200)}\nhttps://example.org/${'x'.repeat(200)}`;
          await door.cases.casework.act(door.officer, { caseId: await newest(), action: 'ask', message });
          await open(page, code);
        },
      ],
    ];

    it.each(PLACES)(
      '%s fits 360 px, 1280 px and 200 %% zoom, and axe has no serious finding, light or dark',
      async (_name, go) => {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 360, height: 740 });
        await go();
        for (const width of [360, 640, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          expect({ width, wide: await tooWide(page) }).toEqual({ width, wide: [] });
        }
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect({ colorScheme, found: await seriousFindings(page) }).toEqual({ colorScheme, found: [] });
        }
        await page.setViewportSize({ width: 360, height: 740 });
        await page.addStyleTag({ content: 'html { font-size: 200% }' });
        expect(await tooWide(page)).toEqual([]);
      },
      60_000,
    );
  });
});
