import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { seriousFindings, tooWide } from '../support/look.ts';
import { startSimulator, type Started } from '../simulator/start.ts';

tellIfNoBrowser('test/browser/simulator.test.ts');

const say = (label: string) => ({ type: 'action', action: { type: 'message', label, text: label } });
const bar = (percent: number, tone: string) => ({
  type: 'box',
  layout: 'vertical',
  height: '12px',
  backgroundColor: '#e0e5ea',
  cornerRadius: '6px',
  contents: [
    {
      type: 'box',
      layout: 'vertical',
      contents: [],
      width: `${percent}%`,
      height: '12px',
      backgroundColor: tone,
    },
  ],
});
const CARD = {
  type: 'flex',
  altText: 'คะแนน 60.88 เกรด D',
  contents: {
    type: 'bubble',
    size: 'giga',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        { type: 'text', text: 'การป้องกันการทุจริตในหน่วยงานของเทศบาล', weight: 'bold', size: 'lg', wrap: true },
        {
          type: 'box',
          layout: 'baseline',
          contents: [
            { type: 'text', text: 'คะแนนรวม', size: 'sm', color: '#444444', flex: 2 },
            { type: 'text', text: '60.88', align: 'end', flex: 1 },
          ],
        },
        { type: 'separator', margin: 'lg' },
        bar(50, '#b3261e'),
      ],
    },
    footer: {
      type: 'box',
      layout: 'vertical',
      contents: [
        {
          type: 'button',
          style: 'primary',
          color: '#1a5c8a',
          action: { type: 'postback', label: 'เทียบกับปี 2562', data: 'compare', displayText: 'เทียบ' },
        },
      ],
    },
  },
};
const CHIPS = {
  items: [
    say('ปี 63 ได้เกรดอะไร'),
    { type: 'action', action: { type: 'postback', label: 'ข้าม', data: 'skip' } },
    {
      type: 'action',
      action: { type: 'datetimepicker', label: 'เลือกวัน', data: 'day', mode: 'date', max: '2026-11-22' },
    },
    { type: 'action', action: { type: 'camera', label: 'ถ่ายรูป' } },
    { type: 'action', action: { type: 'location', label: 'ตำแหน่ง' } },
    { type: 'action', action: { type: 'clipboard', label: 'คัดลอก', clipboardText: '1205' } },
    { type: 'action', action: { type: 'uri', label: 'เปิดเว็บ', uri: 'https://example.go.th/' } },
  ],
};

(browserAvailable ? describe : describe.skip)('the simulator in a real browser', () => {
  let browser: Browser;
  let started: Started;
  const pages: Page[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    started = await startSimulator((event) => {
      if (!event.replyToken) return undefined;
      const words = event.message?.['text'];
      if (event.type === 'follow') return [{ type: 'text', text: 'สวัสดี\nถามได้เลย', quickReply: CHIPS }];
      if (words === 'การ์ด') return [CARD];
      if (words === 'ผิด') return [{ type: 'text', text: '' }];
      const heard = event.postback ?? (event.message && (words ?? event.message.type));
      return [{ type: 'text', text: `ได้ยิน ${JSON.stringify(heard)}`, quickReply: CHIPS }];
    });
    browser = await launchBrowser();
  }, 60_000);
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await started.stop();
  });

  /** Opens the page as a new visitor, whom the bot greets. */
  async function open(options: BrowserContextOptions = {}, lang = 'th'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
    const page = await context.newPage();
    pages.push(page);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(started.origin) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(`${started.origin}/simulator?lang=${lang}`);
    await page.getByText('ถามได้เลย').waitFor();
    return page;
  }
  const log = (page: Page) => page.getByRole('log');
  const chip = (page: Page, name: string) => page.locator('#choices').getByText(name, { exact: true });
  async function type(page: Page, words: string) {
    await page.getByRole('textbox').fill(words);
    await page.keyboard.press('Enter');
  }
  const lastEvent = () => started.events.at(-1);

  it('greets a new visitor, and talks with somebody who has only a keyboard', async () => {
    const page = await open();
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
    const tabTo = async (wanted: string) => {
      for (let presses = 0; (await focused()) !== wanted; presses += 1) {
        if (presses > 30) throw new Error(`no way to ${wanted} by keyboard`);
        await page.keyboard.press('Tab');
      }
    };
    await tabTo('ปี 63 ได้เกรดอะไร');
    await page.keyboard.press('Enter');
    await log(page).getByText('ได้ยิน "ปี 63 ได้เกรดอะไร"').waitFor();
    expect(await focused()).toBe('message');
    await page.keyboard.type('สวัสดี');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('เทศบาล');
    await page.keyboard.press('Enter');
    await log(page).getByText('ได้ยิน "สวัสดี\\nเทศบาล"').waitFor();
    await page.getByRole('textbox').focus();
    await page.keyboard.press('Shift+Tab'); // the plus
    await page.keyboard.press('Enter');
    await tabTo('สติกเกอร์');
    await page.keyboard.press('Enter');
    await log(page).getByText('ได้ยิน "sticker"').waitFor();
  });

  it('draws a Flex card as LINE would', async () => {
    const page = await open();
    await type(page, 'การ์ด');
    const card = page.locator('.bubble');
    await card.waitFor();
    expect(await card.getAttribute('aria-label')).toBe(CARD.altText);
    const drawn = await card.evaluate((bubble) => {
      const look = (element: Element | null | undefined) => getComputedStyle(element as Element);
      const boxes = [...bubble.querySelectorAll('.box')];
      const tracks = boxes.filter((box) => look(box).height === '12px');
      const texts = [...bubble.querySelectorAll('.text')];
      const width = (element: Element | undefined) => element?.getBoundingClientRect().width ?? 0;
      return {
        filled: width(tracks[1]) / width(tracks[0]),
        barColor: look(tracks[1]).backgroundColor,
        title: [look(texts[0]).fontSize, look(texts[0]).fontWeight],
        titleLines: Math.round((texts[0]?.getBoundingClientRect().height ?? 0) / (19 * 1.4)),
        row: look(boxes.find((box) => look(box).alignItems === 'baseline')).flexDirection,
        shares: width(texts[1]) / width(texts[2]),
        line: look(bubble.querySelector('.line-across')).marginTop,
        button: look(bubble.querySelector('button')).backgroundColor,
        font: document.fonts.check('16px Sarabun', 'เทศบาล'),
      };
    });
    expect(drawn).toEqual({
      filled: expect.closeTo(0.5, 2),
      barColor: 'rgb(179, 38, 30)',
      title: ['19px', '700'],
      titleLines: 2,
      row: 'row',
      shares: expect.closeTo(2, 1),
      line: '12px',
      button: 'rgb(26, 92, 138)',
      font: true,
    });
    await card.getByRole('button').click();
    await log(page).getByText('ได้ยิน {"data":"compare"}').waitFor();
    await log(page).getByText('เทียบ', { exact: true }).waitFor();
  });

  it('does what each quick reply does', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await chip(page, 'คัดลอก').click();
    await page.getByText('คัดลอกแล้ว: 1205').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('1205');
    const link = chip(page, 'เปิดเว็บ');
    expect(await link.getAttribute('href')).toBe('https://example.go.th/');
    expect(await link.getAttribute('rel')).toContain('noreferrer');
    await chip(page, 'ข้าม').click();
    await log(page).getByText('ได้ยิน {"data":"skip"}').waitFor();
    await chip(page, 'เลือกวัน').click();
    expect(await page.locator('#moment').getAttribute('max')).toBe('2026-11-22');
    await page.locator('#moment').fill('2026-11-20');
    await page.getByRole('button', { name: 'ตกลง' }).click();
    await log(page).getByText('"params":{"date":"2026-11-20"}').waitFor();
    await chip(page, 'ตำแหน่ง').click();
    await log(page).getByText('ได้ยิน "location"').waitFor();
    await chip(page, 'ถ่ายรูป').click();
    await page.getByRole('button', { name: 'ใช้รูปตัวอย่าง' }).click();
    await log(page).getByText('ได้ยิน "image"').waitFor();
    const loaded = () =>
      page.locator('.own-picture').evaluate((img) => (img as HTMLImageElement).naturalWidth);
    await expect(loaded()).resolves.toBe(240);
  });

  it('sends a file of one’s own, sends again, unsends, blocks and unblocks', async () => {
    const page = await open();
    const tool = async (name: string) => {
      await page.getByRole('button', { name: 'แนบไฟล์และเครื่องมือ' }).click();
      await page.locator('#tools').getByRole('button', { name }).click();
    };
    await tool('รูปหรือไฟล์');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'เลือกไฟล์ในเครื่อง' }).click();
    const file = { name: 'หลักฐาน.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') };
    await (await chooser).setFiles(file);
    await log(page).getByText('หลักฐาน.pdf').waitFor();
    await log(page).getByText('ได้ยิน "file"').waitFor();
    await tool('ส่งซ้ำ');
    await page.getByText('Invalid reply token').first().waitFor();
    expect(lastEvent()?.deliveryContext.isRedelivery).toBe(true);
    await tool('ยกเลิกข้อความล่าสุด');
    await log(page).getByText('ยกเลิกข้อความนี้แล้ว').waitFor();
    await tool('ยกเลิกข้อความล่าสุด');
    await page.getByText('ไม่มีข้อความให้ยกเลิก').waitFor();
    await tool('บล็อกบอต');
    await log(page).getByText('บล็อกบอตแล้ว').waitFor();
    expect(await page.getByRole('textbox').isDisabled()).toBe(true);
    await tool('เลิกบล็อก');
    await log(page).getByText('ถามได้เลย').nth(1).waitFor();
    expect(await page.getByRole('textbox').isDisabled()).toBe(false);
  });

  it('lets one visitor be several people, and goes on after a reload', async () => {
    const page = await open();
    await type(page, 'จากคนแรก');
    await log(page).getByText('ได้ยิน "จากคนแรก"').waitFor();
    await page.getByLabel('คุยในชื่อ').selectOption({ label: 'ลุงบุญ' });
    await log(page).getByText('ถามได้เลย').waitFor();
    expect(await log(page).getByText('จากคนแรก').count()).toBe(0);
    await page.reload();
    await log(page).getByText('ได้ยิน "จากคนแรก"').waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Try the bot' }).waitFor();
    await log(page).getByText('ได้ยิน "จากคนแรก"').waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });

  it('shows LINE’s refusal in red, with the rule’s name, and the raw data', async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    await type(page, 'ผิด');
    const refusal = page.getByRole('alert');
    await refusal.getByText('ข้อความต้องไม่ว่าง').waitFor();
    expect(await refusal.textContent()).toContain('text-empty');
    expect(await refusal.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(161, 22, 22)');
    const newest = page.locator('#panel-list details').first();
    await newest.locator('summary').click();
    // Filled once it is open, a moment later.
    await newest.locator('pre', { hasText: '"rule": "text-empty"' }).waitFor();
    await page.locator('#panel-list details').nth(1).getByText('บอตตอบ 200').waitFor();
  });

  it('keeps the newest in view while the loading animation and buttons come and go', async () => {
    const page = await open();
    const userId = lastEvent()?.source?.userId;
    await started.callLine('/v2/bot/chat/loading/start', { chatId: userId, loadingSeconds: 5 });
    await page.locator('.dots').waitFor();
    for (const words of ['การ์ด', 'การ์ด', 'จบ']) await type(page, words);
    await log(page).getByText('ได้ยิน "จบ"').waitFor();
    expect(await page.locator('.dots').count()).toBe(0);
    await page.waitForFunction(() => {
      const shown = document.getElementById('log') as HTMLElement;
      return shown.scrollTop > 100 && shown.scrollHeight - shown.scrollTop - shown.clientHeight < 2;
    });
  });

  it.each([
    [360, 'th'],
    [360, 'en'],
    [1280, 'th'],
  ])('fits %i pixels and has no serious accessibility finding (%s)', async (width, lang) => {
    const page = await open({ viewport: { width, height: 740 }, bypassCSP: true }, lang);
    await type(page, 'การ์ด');
    await page.locator('.bubble').waitFor();
    await type(page, 'ผิด');
    await page.getByRole('alert').waitFor();
    await page.locator('#tools-button').click();
    expect(await tooWide(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('#tools-button').click();
    await type(page, 'ก'.repeat(300));
    await chip(page, 'เลือกวัน').click();
    expect(await tooWide(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    if (width === 360) await page.locator('#panel-button').click();
    await page.locator('#panel-list summary').first().click();
    expect(await tooWide(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
  });
});
