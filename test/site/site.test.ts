import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type thaiTexts from '../../locales/th/site.json';
import request from 'supertest';
import { LANGS, type Lang, type Translate } from '../../src/i18n.ts';
import { FEATURES, MENU, type Features } from '../../src/site/features.ts';
import { contentSecurityPolicy } from '../../src/web/security.ts';
import {
  agencyData,
  ALL_OFF,
  ALL_ON,
  FIRST_RELEASE,
  i18n,
  inLang,
  pathsOf,
  siteUnderTest,
} from './site-under-test.ts';

type Site = typeof thaiTexts;
const [th, en] = (['th', 'en'] as const).map(
  (lang) =>
    JSON.parse(
      readFileSync(join(import.meta.dirname, '..', '..', 'locales', lang, 'site.json'), 'utf8'),
    ) as Site,
) as [Site, Site];

const hrefs = (markup: string) =>
  [...markup.matchAll(/ (?:href|src)="([^"]+)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
const textOf = (markup: string) =>
  markup
    .replace(/^[^]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
/** Every feature alone, all, and none. */
const CONSTELLATIONS: Features[] = [
  ALL_OFF,
  ALL_ON,
  FIRST_RELEASE,
  ...FEATURES.map((feature) => ({ ...ALL_OFF, [feature]: true })),
];
const EVERY_PAGE = LANGS.flatMap((lang) => pathsOf(ALL_ON).map((path) => [path, lang] as const));

describe.each(EVERY_PAGE)('%s in %s', (path, lang) => {
  it('is a page of that language under strict headers, without cookie or ETag', async () => {
    const { headers, text } = await request(siteUnderTest({ mode: 'production' }))
      .get(inLang(path, lang))
      .expect(200);
    expect(text).toContain(`<html lang="${lang}">`);
    expect(headers['content-security-policy']).toBe(contentSecurityPolicy());
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    for (const name of ['set-cookie', 'etag', 'x-powered-by']) expect(headers).not.toHaveProperty(name);
    expect(text).not.toMatch(/<script| style=| on[a-z]+=/);
  });

  it('ignores the browser’s language', async () => {
    const { text } = await request(siteUnderTest())
      .get(inLang(path, lang))
      .set('Accept-Language', 'en, th;q=0.1');
    expect(text).toContain(`<html lang="${lang}">`);
  });

  it('has one h1, no level skipped, ids once', async () => {
    for (const features of CONSTELLATIONS.filter((each) => pathsOf(each).includes(path))) {
      const { text } = await request(siteUnderTest({ features })).get(inLang(path, lang)).expect(200);
      const levels = [...text.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1));
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('links only to what exists, and keeps its language on the way', async () => {
    for (const features of CONSTELLATIONS.filter((each) => pathsOf(each).includes(path))) {
      const app = siteUnderTest({ features });
      const { text } = await request(app).get(inLang(path, lang));
      const later = new Set(
        MENU.flatMap((entry) => ('feature' in entry && features[entry.feature] ? [entry.path] : [])),
      );
      for (const href of hrefs(text)) {
        if (href.startsWith('#')) {
          expect(text).toContain(`id="${href.slice(1)}"`);
          continue;
        }
        if (href.startsWith('tel:')) continue;
        expect(href).toMatch(/^\//);
        const url = new URL(href, 'http://here.invalid');
        const isSwitch = text.includes(`href="${href}" lang=`);
        if (!href.startsWith('/assets/') && !isSwitch)
          expect(url.searchParams.get('lang') ?? 'th').toBe(lang);
        // Pages of later issues and the simulator are other routers'; their flag must be on.
        const elsewhere =
          (later.has(url.pathname as never) && url.pathname !== '/ita') ||
          (features.simulator && url.pathname === '/simulator');
        if (!elsewhere) await request(app).get(href).expect(200);
      }
    }
  });
});

describe('the first page', () => {
  const home = async (features: Features, lang: Lang = 'th', data = agencyData) =>
    (await request(siteUnderTest({ features, data })).get(inLang('/', lang))).text;
  const withLine = (value: string) => ({
    ...agencyData,
    agency: { ...agencyData.agency, contacts: [{ kind: 'line' as const, value }] },
  });

  it('shows the agency by its data, escaped', async () => {
    const data = { ...agencyData, agency: { ...agencyData.agency, name: { th: 'อบต.<b>ดี', en: '<i>Good' } } };
    expect(await home(ALL_ON, 'th', data)).toContain('อบต.&lt;b&gt;ดี');
    expect(await home(ALL_ON, 'en', data)).not.toContain('<i>');
    expect(await home(ALL_ON, 'th', data)).not.toContain(agencyData.agency.name.th);
  });

  it('lists every national door with a number to tap', async () => {
    const text = await home(ALL_OFF);
    expect(agencyData.policy.nationalDoors.map((door) => door.phone)).toEqual([
      '1205',
      '1206',
      '1676',
      '1567',
      '1111',
    ]);
    for (const door of agencyData.policy.nationalDoors) {
      expect(text).toContain(`href="tel:${door.phone}"`);
      expect(text).toContain(door.name.th);
    }
  });

  it('leads to LINE when the agency has an account, to the simulator where there is one, and says so when to neither', async () => {
    expect(await home(ALL_OFF, 'th', withLine('@good.town'))).toContain(
      'href="https://line.me/R/ti/p/%40good.town"',
    );
    expect(await home(ALL_OFF, 'th', withLine('https://lin.ee/x'))).toContain('href="https://lin.ee/x"');
    expect(await home(ALL_OFF, 'th', withLine('javascript:alert(1)'))).toContain(th.home.noChat);
    expect(await home(FIRST_RELEASE)).toContain('href="/simulator"');
    expect(await home(ALL_OFF)).toContain(th.home.noChat);
  });

  it('promises reporting and following only where they work', async () => {
    const closed = await home(FIRST_RELEASE);
    expect(closed).toContain(th.home.report.later);
    expect(closed).not.toContain(th.home.report.text);
    expect(closed).not.toContain(th.home.track.text);
    const inChat = await home({ ...ALL_OFF, chatReport: true });
    expect(inChat).toContain(th.home.report.chat);
    expect(inChat).not.toContain('href="/report"');
  });

  it('warns in trial mode, and only there', async () => {
    const at = async (mode: 'trial' | 'production') => (await request(siteUnderTest({ mode })).get('/')).text;
    expect(await at('trial')).toContain(th.banner.trial);
    expect(await at('production')).not.toContain(th.banner.trial);
  });
});

describe('the privacy page', () => {
  const page = async (features: Features, lang: Lang = 'th') =>
    textOf((await request(siteUnderTest({ features })).get(inLang('/privacy', lang))).text);

  it('always says what LINE and its administrators can see, and never promises immunity', async () => {
    for (const features of CONSTELLATIONS) {
      const text = await page(features);
      expect(text).toContain(th.privacy.limits.line);
      expect(text).toContain(th.privacy.limits.admins);
      if (features.report || features.chatReport) expect(text).toContain('เราไม่สัญญา');
    }
  });

  it('speaks of cases only where they are taken, and of the web form only where there is one', async () => {
    const closed = await page(FIRST_RELEASE, 'en');
    expect(closed).toContain(en.privacy.notYet);
    expect(closed).not.toContain(en.privacy.filed.title);
    expect(closed).not.toContain(en.privacy.limits.web);
    const chat = await page({ ...FIRST_RELEASE, chatReport: true }, 'en');
    for (const statement of ['identity', 'exceptions', 'code', 'accused'] as const) {
      expect(chat).toContain(en.privacy.filed[statement]);
    }
    expect(chat).not.toContain(en.privacy.limits.web);
    expect(await page(ALL_ON, 'en')).toContain(en.privacy.limits.web);
  });

  it('takes its figures from the policy', async () => {
    const text = await page(ALL_ON, 'en');
    expect(text).toContain(`after ${agencyData.policy.draftIdleHours} hours of silence`);
    expect(text).toContain('until 90 days to 5 years');
    expect(text).toContain('for 3 days');
  });
});

describe('the results', () => {
  it('print every year’s figures from the data, and what the document prints otherwise', async () => {
    const text = textOf((await request(siteUnderTest()).get('/ita')).text);
    for (const dataset of agencyData.datasets) {
      expect(text).toContain(`${dataset.overall.score.toFixed(2)} คะแนน เกรด ${dataset.overall.grade}`);
      expect(text).toContain(dataset.source.th);
      for (const { score, name } of dataset.indicators) {
        expect(text).toContain(score.toFixed(2));
        expect(text).toContain(name.th);
      }
    }
    expect(text).toMatch(/60\.88 \(ประกาศ\) แต่อีกที่พิมพ์ว่า 60\.89 \(หัวข้อ 3\), 60\.89 \(ตารางหัวข้อ 3\)/);
  });

  it('follow the data', async () => {
    const [newest, ...older] = agencyData.datasets;
    if (!newest) throw new Error('no dataset');
    const indicators = newest.indicators.map((each, at) => (at === 4 ? { ...each, score: 99.07 } : each));
    const data = { ...agencyData, datasets: [{ ...newest, passMark: 70, indicators }, ...older] };
    const text = textOf((await request(siteUnderTest({ data })).get('/ita')).text);
    expect(text).toContain('99.07');
    expect(text).toContain('70 ขึ้นไปถึงจะผ่าน');
  });

  it('are no page while the feature is off', async () => {
    await request(siteUnderTest({ features: ALL_OFF }))
      .get('/ita')
      .expect(404);
  });
});

describe('texts', () => {
  /** All texts of an area that the pages ask for, over every page, language and constellation of features. */
  async function used(): Promise<Set<string>> {
    const asked = new Set<string>();
    const t: Translate = (lang, key, params) => {
      asked.add(key);
      return i18n.t(lang, key, params);
    };
    const [newest] = agencyData.datasets;
    if (!newest) throw new Error('no dataset');
    const rich = {
      ...agencyData,
      agency: {
        ...agencyData.agency,
        contacts: [
          { kind: 'line' as const, value: '@town' },
          { kind: 'phone' as const, value: '0 4300 0000' },
          { kind: 'email' as const, value: 'a@b.example' },
          { kind: 'website' as const, value: 'https://town.example' },
        ],
      },
      datasets: [
        ...agencyData.datasets,
        {
          ...newest,
          year: 2561,
          indicators: newest.indicators.slice(1),
          overall: { ...newest.overall, score: 90 },
        },
      ],
    };
    for (const data of [agencyData, rich]) {
      for (const features of CONSTELLATIONS) {
        for (const path of pathsOf(features))
          await request(siteUnderTest({ t, features, data })).get(path).expect(200);
      }
    }
    return asked;
  }
  const keysOf = (node: object, prefix = ''): string[] =>
    Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value as object, `${prefix}${key}.`),
    );

  it('are all used, and the same in both languages', async () => {
    expect(keysOf(en).sort()).toEqual(keysOf(th).sort());
    const asked = [...(await used())].filter((key) => key.startsWith('site:')).map((key) => key.slice(5));
    expect(asked.sort()).toEqual(keysOf(th).sort());
  });

  it('leave no placeholder open on a page', async () => {
    for (const [path, lang] of EVERY_PAGE) {
      const { text } = await request(siteUnderTest({ features: ALL_ON })).get(inLang(path, lang));
      expect(text).not.toMatch(/\{\{|undefined|NaN|\[object/);
    }
  });
});
