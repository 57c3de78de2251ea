import { describe, expect, it } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import { createAssets } from '../../src/web/assets.ts';
import { html } from '../../src/web/html.ts';
import { langOf, withLang } from '../../src/web/lang.ts';
import { createLayout } from '../../src/web/layout.ts';

const { t } = createI18n();
const assets = createAssets();
const page = createLayout({
  t,
  assets,
  surroundings: () => ({
    agencyName: { th: 'เทศบาล <x>', en: 'Town <x>' },
    hotlines: [{ phone: '1111', name: { th: 'ศูนย์ 1111', en: 'Centre 1111' } }],
    privacyPath: '/privacy',
  }),
});
const body = html`<h1>x</h1>`;

describe('the frame', () => {
  it('escapes all it is given', () => {
    const markup = page({
      lang: 'th',
      title: '</title><script>',
      body,
      path: '/a?q="><script>',
      banner: '<script>',
      nav: [{ path: '/a', label: '<script>' }],
    }).toString();
    expect(markup).not.toMatch(/<script|<x>/);
  });

  it('loads scripts only when told, from our own hashed address', () => {
    const own = createLayout({ t, assets: { url: (name) => `/assets/0/${name}` }, surroundings: () => ({}) });
    expect(own({ lang: 'th', title: 'x', body, path: '/' }).toString()).not.toContain('<script');
    expect(own({ lang: 'th', title: 'x', body, path: '/', scripts: ['chat.js'] }).toString()).toContain(
      '<script src="/assets/0/chat.js" type="module"></script>',
    );
  });

  it('marks the current place, unless the page has none', () => {
    const nav = [{ path: '/a', label: 'A' }];
    expect(page({ lang: 'en', title: 'x', body, path: '/a?b=1', nav }).toString()).toContain(
      'aria-current="page"',
    );
    expect(page({ lang: 'en', title: 'x', body, path: '/b', nav }).toString()).not.toContain('aria-current');
    const placeless = page({ lang: 'en', title: 'x', body, path: '/a', nav, placeless: true });
    expect(placeless.toString()).not.toContain('aria-current');
  });

  it('says a number once where the name holds it', () => {
    expect(page({ lang: 'th', title: 'x', body, path: '/' }).toString()).toContain(
      '>ศูนย์ <strong>1111</strong>',
    );
    const without = page({ lang: 'th', title: 'x', body, path: '/', withoutHotlines: true });
    expect(without.toString()).not.toContain('1111');
  });
});

describe('languages', () => {
  it('are Thai unless English was asked for', () => {
    const asked = (lang?: unknown) => langOf({ query: { lang } as never });
    expect([asked(), asked('th'), asked('de'), asked(['en']), asked('en')]).toEqual([
      'th',
      'th',
      'th',
      'th',
      'en',
    ]);
  });

  it('stay on links, beside a query and a fragment, and can be changed back', () => {
    expect(withLang('/', 'en')).toBe('/?lang=en');
    expect(withLang('/ita?year=2563#x', 'en')).toBe('/ita?year=2563&lang=en#x');
    expect(withLang('/ita?year=2563&lang=en', 'th')).toBe('/ita?year=2563');
  });
});
