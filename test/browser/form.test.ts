import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { createI18n } from '../../src/i18n.ts';
import { createAssets } from '../../src/web/assets.ts';
import { createFormKit, postForm, submitButton, type Field } from '../../src/web/form.ts';
import { html } from '../../src/web/html.ts';
import { createLayout } from '../../src/web/layout.ts';
import { sendPage } from '../../src/web/respond.ts';
import { securityHeaders } from '../../src/web/security.ts';
import { browserAvailable, launchBrowser, tellIfNoBrowser } from '../support/browser.ts';
import { seriousFindings, tooWide, visit } from '../support/look.ts';
import { serve } from '../support/served.ts';

tellIfNoBrowser('test/browser/form.test.ts');

const options = [
  { value: 'a', label: 'จัดซื้อจัดจ้าง', hint: 'เช่น ฮั้วประมูล' },
  { value: 'b', label: 'เรียกรับเงิน' },
];
const FIELDS: Field[] = [
  { kind: 'text', name: 'who', label: 'ใครทำ', hint: 'ชื่อหรือตำแหน่ง', error: 'ยังไม่ได้บอกว่าใครทำ' },
  { kind: 'textarea', name: 'what', label: 'เกิดอะไรขึ้น', value: 'ก'.repeat(500) },
  { kind: 'select', name: 'where', label: 'หน่วยไหน', options, prompt: 'เลือก', optional: true },
  { kind: 'radio', name: 'kind', label: 'เรื่องแบบไหน', options, error: 'เลือกหนึ่งข้อ' },
  { kind: 'checkbox', name: 'more', label: 'เกี่ยวกับ', options, optional: true },
  { kind: 'file', name: 'proof', label: 'หลักฐาน', optional: true },
];

function appWithForm() {
  const { t } = createI18n();
  const assets = createAssets();
  const page = createLayout({ t, assets, surroundings: () => ({}) });
  const kit = createFormKit(t, 'th');
  const controls = html`${FIELDS.map((field) => kit.field(field))} ${submitButton({ label: 'ต่อไป' })}`;
  const body = html`<div class="prose">
    <h1>แจ้งเรื่อง</h1>
    ${kit.errorSummary(FIELDS)} ${postForm({ action: '/form', body: controls })}
  </div>`;
  const app = express().use(securityHeaders({ production: false }), assets.handler);
  app.get('/form', (_request, response) => {
    sendPage(response, page({ lang: 'th', title: 'แจ้งเรื่อง', path: '/form', body }));
  });
  return app;
}

(browserAvailable ? describe : describe.skip)('a form in a real browser', () => {
  it('puts the focus on what is to be mended, leads there, fits a phone and passes axe', async () => {
    const served = await serve(appWithForm());
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 360, height: 700 }, bypassCSP: true });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await visit(page, `${served.origin}/form`);
        const focus = () =>
          page.evaluate(() => document.activeElement?.id || document.activeElement?.className);
        expect(await focus()).toBe('error-summary');
        await page.click('.error-summary a[href="#f-kind-0"]');
        expect(await focus()).toBe('f-kind-0');
        expect(await tooWide(page)).toEqual([]);
        expect(await seriousFindings(page)).toEqual([]);
      }
    } finally {
      await browser.close();
      await served.close();
    }
  }, 60_000);
});
