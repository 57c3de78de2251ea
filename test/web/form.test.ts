import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createI18n, LANGS } from '../../src/i18n.ts';
import { createFormKit, hiddenField, postForm, submitButton, type Field } from '../../src/web/form.ts';
import { html } from '../../src/web/html.ts';

const { t } = createI18n();
const options = [
  { value: 'a', label: 'ก', hint: 'คำใบ้' },
  { value: 'b', label: 'ข' },
];
const base = { name: 'f1', label: 'ชื่อเรื่อง', hint: 'สั้น ๆ', error: 'ยังไม่ได้ใส่' };
/** One of each kind; a new kind fails to compile here until it is listed. */
const FIELDS: { [K in Field['kind']]: Extract<Field, { kind: K }> } = {
  text: { ...base, kind: 'text', value: '"><script>' },
  textarea: { ...base, kind: 'textarea', value: '</textarea><script>' },
  select: { ...base, kind: 'select', options, value: 'b', prompt: 'เลือก' },
  radio: { ...base, kind: 'radio', options, value: 'b' },
  checkbox: { ...base, kind: 'checkbox', options, values: ['a', 'b'] },
  file: { ...base, kind: 'file', accept: 'image/*', multiple: true },
};
const KINDS = Object.values(FIELDS);
const ids = (markup: string) => [...markup.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);

describe.each(LANGS)('form fields in %s', (lang) => {
  const kit = createFormKit(t, lang);

  it.each(KINDS.map((field) => [field.kind, field] as const))(
    '%s ties label, hint and error to the control',
    (_kind, field) => {
      const markup = kit.field(field).toString();
      const known = ids(markup);
      expect(new Set(known).size).toBe(known.length);
      for (const [, target] of markup.matchAll(/ for="([^"]+)"/g)) expect(known).toContain(target);
      const described = /aria-describedby="([^"]+)"/.exec(markup)?.[1]?.split(' ') ?? [];
      expect(described).toEqual(['f-f1-hint', 'f-f1-error']);
      for (const id of described) expect(known).toContain(id);
      expect(markup).toContain('aria-invalid="true"');
      expect(markup).not.toContain('<script>');
      expect(markup.includes('<legend>')).toBe(field.kind === 'radio' || field.kind === 'checkbox');
    },
  );

  it.each(KINDS.map((field) => [field.kind, field] as const))(
    'the summary leads to the %s control',
    (_kind, field) => {
      const summary = String(kit.errorSummary([{ ...field, name: 'ok', error: undefined }, field]));
      const targets = [...summary.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
      expect(targets).toHaveLength(1);
      expect(ids(kit.field(field).toString())).toContain(targets[0]);
      expect(summary).toMatch(/tabindex="-1"\s+autofocus/);
    },
  );

  it('says what may be left empty, and requires the rest', () => {
    const text = FIELDS.text;
    expect(kit.field(text).toString()).toMatch(/ required/);
    const optional = kit.field({ ...text, optional: true }).toString();
    expect(optional).not.toMatch(/ required/);
    expect(optional).toContain(t(lang, 'web:form.optional'));
    expect(kit.field(FIELDS.checkbox).toString()).not.toMatch(/ required/);
  });

  it('has no summary without errors', () => {
    expect(kit.errorSummary([{ ...FIELDS.text, error: undefined }])).toBeUndefined();
  });
});

describe('values', () => {
  const kit = createFormKit(t, 'th');

  it('come back as they were typed, line feeds at the start included', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\n', 'ก', ' ', '<', '&') }), (value) => {
        const markup = kit.field({ ...FIELDS.textarea, value }).toString();
        const inner = /<textarea [^>]*>([^]*)<\/textarea>/.exec(markup)?.[1] ?? '';
        const shown = inner.replace(/^\n/, '').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
        expect(shown).toBe(value);
      }),
    );
  });

  it('mark what was chosen', () => {
    expect(kit.field(FIELDS.select).toString()).toMatch(/value="b" selected/);
    expect(
      kit
        .field(FIELDS.radio)
        .toString()
        .match(/ checked/g),
    ).toHaveLength(1);
    expect(
      kit
        .field(FIELDS.checkbox)
        .toString()
        .match(/ checked/g),
    ).toHaveLength(2);
  });

  it('of passwords never come back', () => {
    const password = kit.field({ ...FIELDS.text, type: 'password', value: 'tea and rice' }).toString();
    expect(password).not.toContain('tea and rice');
  });

  it('are remembered by no browser', () => {
    for (const field of KINDS.filter(({ kind }) => kind !== 'file')) {
      expect(kit.field(field).toString()).toContain('autocomplete="off"');
    }
    expect(hiddenField('key', '"x').toString()).toMatch(
      /type="hidden" name="key" value="&quot;x" autocomplete="off"/,
    );
  });
});

describe('forms', () => {
  it('post to this site, with files when told', () => {
    const body = html`${submitButton({ label: 'ส่ง', look: 'danger', name: 'do', value: 'send' })}`;
    const markup = postForm({ action: '/report', body, multipart: true }).toString();
    expect(markup).toMatch(
      /method="post" action="\/report" enctype="multipart\/form-data" autocomplete="off" novalidate/,
    );
    expect(markup).toMatch(/<button\s+type="submit" name="do" value="send" class="button danger"/);
    expect(postForm({ action: '//elsewhere.example', body }).toString()).toContain('action="#"');
  });
});
