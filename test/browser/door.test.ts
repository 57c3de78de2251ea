import { describe, expect, it } from '@jest/globals';
import { STORY } from '../site/door/visitor.ts';
import { browserAvailable, tellIfNoBrowser } from '../support/browser.ts';
import { follow, reload, turn } from '../support/look.ts';
import { codeOn, doorInBrowser, fill, PACKED, photo, press, SOUND, TEXT } from './door-in-browser.ts';
import { picture } from './pages.ts';

tellIfNoBrowser('test/browser/door.test.ts');

(browserAvailable ? describe : describe.skip)('the web door in a browser without script', () => {
  const at = doorInBrowser();

  it.each([360, 1280])(
    'report, receipt, track, question, answer: at %i px',
    async (width) => {
      const page = await at.plain(width);
      await at.go(page, '/report');
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
      const id = await at.caseOf(code);
      await at.door.cases.casework.act(at.door.officer, { caseId: id, action: 'ask', message: 'เกิดเมื่อไร' });

      await at.open(page, '1234');
      await picture(page, `${width}-5-wrong-code`);
      await page.fill('[name=code]', code);
      await turn(page, () => page.press('[name=code]', 'Enter')); // the Enter key opens; it does not change the language
      expect(await page.getAttribute('html', 'lang')).toBe('th');
      await picture(page, `${width}-6-case`);
      await page.fill('[name=text]', 'ต้นเดือน');
      await press(page, 'write');
      await picture(page, `${width}-7-sent`);
      const { dialogue } = await at.door.cases.casework.open(at.door.officer, id);
      expect(dialogue.map(({ text }) => text)).toEqual(['เกิดเมื่อไร', 'ต้นเดือน']);
      expect(await page.context().cookies()).toEqual([]);
      expect(page.url()).not.toMatch(/\d{5}.*\d{5}/);
      await page.context().close();
    },
    60_000,
  );

  it.each([
    [360, 'th'],
    [1280, 'th'],
    [360, 'en'],
  ])(
    'files: attached, refused, told, reviewed, filed, and sent to a case: at %i px, %s',
    async (width, lang) => {
      const page = await at.plain(width);
      const name = (what: string) => `${width}-${lang}-files-${what}`;
      await at.go(page, `/report?lang=${lang}`);
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

      await at.go(page, `/track?lang=${lang}`);
      await page.fill('[name=code]', code);
      await press(page, 'open');
      await picture(page, name('5-case'));
      await page.fill('[name=text]', 'มีรูปเพิ่ม');
      await page.setInputFiles('#f-files', [await photo(), PACKED]);
      await press(page, 'write');
      await picture(page, name('6-write-errors'));
      await press(page, 'write');
      await picture(page, name('7-sent'));
      const { evidence, dialogue } = await at.door.cases.casework.open(
        at.door.officer,
        await at.caseOf(code),
      );
      expect([evidence.length, dialogue.map(({ text }) => text)]).toEqual([4, ['มีรูปเพิ่ม']]);
      await page.context().close();
    },
    60_000,
  );

  it('survives reload, back and a double click', async () => {
    const page = await at.plain();
    const before = (await at.door.store.cases.tally()).reduce((sum, { count }) => sum + count, 0);
    await at.go(page, '/report');
    await fill(page);
    await press(page, 'review');
    const code = await codeOn(page);
    await reload(page); // the review is sent again
    expect(await codeOn(page)).toBe(code);
    await turn(page, () => page.dblclick('button[value=file]:not(.visually-hidden)'));
    expect(await page.locator('.receipt').count()).toBe(1);
    await reload(page);
    expect(await codeOn(page)).toBe(code);
    expect(await page.textContent('main')).toContain('ไม่ได้ส่งซ้ำ');
    const after = (await at.door.store.cases.tally()).reduce((sum, { count }) => sum + count, 0);
    expect(after - before).toBe(1);
    await page.context().close();
  }, 60_000);

  it.each([
    ['finance', 'an ordinary one'],
    ['whole', 'one that names outside bodies'],
  ])(
    'prints a receipt on one sheet: %s, %s',
    async (unit) => {
      const page = await at.plain();
      await at.go(page, '/report');
      await fill(page);
      await page.selectOption('select[name=unit]', unit);
      await press(page, 'review');
      await press(page, 'file');
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await page.context().close();
    },
    60_000,
  );
});
