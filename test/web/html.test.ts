import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributes, escapeHtml, html, raw, type Child } from '../../src/web/html.ts';
import { isSafeUrl } from '../../src/web/html-template.ts';

const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|#96);/g, (whole) => {
    const signs: Record<string, string> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#39;': "'",
    };
    return signs[whole] ?? '`';
  });
/** Strings rich in what breaks HTML. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '`', '&', '/', '=', ' ', '\n', '-', '!', 'script', 'amp;', 'ก'),
  }),
);

describe('html', () => {
  it('lets no text end the text it stands in, and loses nothing', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const inner = html`<p>${text}</p>`.toString().slice(3, -4);
        expect(inner).not.toMatch(/[<>"'`]/);
        expect(decode(inner)).toBe(text);
      }),
    );
  });

  it('lets no text end the quoted attribute it stands in, whichever the quote', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const double = html`<p title="${text}"></p>`.toString().slice('<p title="'.length, -'"></p>'.length);
        // prettier-ignore
        const single = html`<p title='${text}'></p>`.toString().slice("<p title='".length, -"'></p>".length);
        const made = attributes({ title: text }).toString().slice('title="'.length, -1);
        for (const inner of [double, single, made]) {
          expect(inner).not.toMatch(/[<>"'`]/);
          expect(decode(inner)).toBe(text);
        }
      }),
    );
  });

  it('keeps markup, joins arrays, drops nothing-values and escapes what only looks like markup', () => {
    const parts: Child[] = [html`<b>${'<'}</b>`, 'x & y', 3, false, null, undefined, [raw('<hr>'), ['"']]];
    expect(html`<p>${parts}</p>`.toString()).toBe('<p><b>&lt;</b>x &amp; y3<hr>&quot;</p>');
    expect(html`<p>${JSON.parse('{"toString":"x"}') instanceof Object && '<i>'}</p>`.toString()).toBe(
      '<p>&lt;i&gt;</p>',
    );
  });

  it('does not take a forged object for markup', () => {
    const forged = { toString: () => '<script>' } as unknown as string;
    expect(html`<p>${forged}</p>`.toString()).toBe('<p>&lt;script&gt;</p>');
  });

  it('refuses values where no escaping helps', () => {
    const value = 'x';
    // Prettier would mend what is wrong on purpose.
    // prettier-ignore
    const bad: (() => unknown)[] = [
      () => html`<p title=${value}></p>`,
      () => html`<p title=a${value}></p>`,
      () => html`<${value}></p>`,
      () => html`<p data-${value}="1"></p>`,
      () => html`<p ${value}></p>`,
      () => html`<p onclick="${value}"></p>`,
      () => html`<p style="${value}"></p>`,
      () => html`<iframe srcdoc="${value}"></iframe>`,
      () => html`<script>${value}</script>`,
      () => html`<STYLE>${value}</STYLE>`,
      () => html`<!-- ${value} -->`,
      () => html`<p title="${html`<b></b>`}"></p>`,
      () => html`<p>${attributes({ title: 'x' })}</p>`,
      () => html`<p title="`,
      () => html`<p`,
      () => attributes({ onclick: 'x' }),
      () => attributes({ style: 'x' }),
      () => attributes({ 'a b': 'x' }),
      () => attributes({ 'a"': 'x' }),
    ];
    for (const attempt of bad) expect(attempt).toThrow(TypeError);
  });

  it('goes on reading after a script, a comment and a self-closed tag', () => {
    expect(
      html`<script src="/a.js"></script>
        <!-- <p title= --><br />
        <p>${'<'}</p>`.toString(),
    ).toMatch(/<p>&lt;<\/p>$/);
  });
});

describe('addresses', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    'relative/path',
  ])('%j never becomes a link', (address) => {
    expect(isSafeUrl(address)).toBe(false);
    expect(html`<a href="${address}">x</a>`.toString()).toBe('<a href="#">x</a>');
    expect(attributes({ href: address }).toString()).toBe('href="#"');
  });

  it.each([
    '/',
    '/ita?lang=en#x',
    '#main',
    '?a=b',
    'https://line.me/R/ti/p/%40x',
    'tel:1205',
    'mailto:a@b.example',
  ])('%j stays', (address) => {
    expect(html`<a href="${address}">x</a>`.toString()).toBe(`<a href="${escapeHtml(address)}">x</a>`);
  });

  it('judges the whole address when a value follows fixed text', () => {
    expect(html`<a href="/${'/elsewhere.example'}">x</a>`.toString()).not.toContain('elsewhere');
    expect(html`<a href="/cases/${'a"b'}">x</a>`.toString()).toBe('<a href="/cases/a&quot;b">x</a>');
  });
});
