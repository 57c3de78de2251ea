import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '..');
const LOCALES = join(ROOT, 'locales');

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const areas = (lang: string) =>
  readdirSync(join(LOCALES, lang))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
const read = (lang: string, area: string) =>
  flatten(JSON.parse(readFileSync(join(LOCALES, lang, `${area}.json`), 'utf8')) as Tree);
const paramsOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

describe('locales', () => {
  it('have the same areas in both languages', () => {
    expect(areas('en')).toEqual(areas('th'));
  });

  it.each(areas('th'))(
    '%s: the same keys with the same parameters, none empty, each in its language',
    (area) => {
      const [th, en] = [read('th', area), read('en', area)];
      expect([...en.keys()].sort()).toEqual([...th.keys()].sort());
      for (const [key, text] of th) {
        expect([key, [...new Set(paramsOf(text))]]).toEqual([key, [...new Set(paramsOf(en.get(key)!))]]);
        expect([key, text.trim() === '', en.get(key)!.trim() === '']).toEqual([key, false, false]);
      }
    },
  );
});

/** One word for one thing: the word a person reads on a button is the one he reads everywhere else. */
const ONE_WORD: Record<string, readonly [wrong: RegExp, right: string][]> = {
  th: [
    [/(?<!ติด)ตามเรื่อง/, 'ติดตามเรื่อง, as the code is a รหัสติดตาม'],
    [/ฉบับร่าง|พิมพ์ค้างไว้/, 'เรื่องที่เขียนค้างไว้'],
  ],
  en: [
    [/\btrack (a|your|my|the) (case|report)/i, 'follow'],
    [/unfinished report/i, 'draft'],
  ],
};

describe('words', () => {
  const cases = Object.entries(ONE_WORD).flatMap(([lang, words]) =>
    words.map(([wrong, right]) => ({ lang, wrong, right })),
  );
  it.each(cases)('$lang says $right', ({ lang, wrong }) => {
    const found = areas(lang).flatMap((area) =>
      [...read(lang, area)].filter(([, text]) => wrong.test(text)).map(([key]) => `${area}:${key}`),
    );
    expect(found).toEqual([]);
  });
});

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file, readFileSync(join(ROOT, 'src', file), 'utf8')] as const);

describe('keys named in the code', () => {
  const KEY = /'([a-z][a-z-]*):([A-Za-z0-9_.-]+)'/g;
  const known = new Map(areas('th').map((area) => [area, read('th', area)]));
  const named = sources.flatMap(([file, text]) =>
    [...text.matchAll(KEY)]
      .filter((match) => known.has(match[1]!))
      .map((match) => ({ file, area: match[1]!, key: match[2]! })),
  );

  it('are found at all', () => {
    expect(named.length).toBeGreaterThan(10);
  });

  it('exist', () => {
    const missing = named.filter(({ area, key }) => {
      const texts = known.get(area)!;
      return !texts.has(key) && ![...texts.keys()].some((each) => each.startsWith(`${key}.`));
    });
    expect(missing).toEqual([]);
  });
});

it('wording stands in locales, not in code', () => {
  // Data of the understanding (aliases, cues, words) and key material are Thai by nature.
  const ALLOWED = /^(ita\/|accounts\/words-|simulator\/browser\/)/;
  const offenders = sources
    .filter(([file]) => !ALLOWED.test(file))
    .flatMap(([file, text]) =>
      text
        .split('\n')
        .map((line, at) => ({ file, at: at + 1, line: line.replace(/(^|\s)(\/\/|\*|\/\*).*$/, '') }))
        .filter(({ line }) => /'[^']*[\u0e01-\u0e2e][^']*'|`[^`]*[\u0e01-\u0e2e][^`]*`/u.test(line)),
    );
  expect(offenders).toEqual([]);
});
