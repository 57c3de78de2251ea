import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { languageOf } from '../../src/conversation/language.ts';

const QUESTIONS = join(import.meta.dirname, '..', 'questions');

/** Lines with a language, as their writer saw it. */
const written = ['fresh', 'negatives'].flatMap((name) =>
  readFileSync(join(QUESTIONS, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; lang: string; q: string }),
);

describe('languageOf', () => {
  it.each([
    ['ปีนี้ได้เกรดอะไร', 'th'],
    ['score ของ indicator 9', 'th'],
    ['ข้อ', 'th'],
    ['What was the score?', 'en'],
    ['IIT score', 'en'],
    ['ITA 2563', undefined],
    ['SWOT', undefined],
    ['O31', undefined],
    ['555', undefined],
    ['', undefined],
  ])('%s is %s', (text, lang) => {
    expect(languageOf(text)).toBe(lang);
  });

  it('sees the language of every question of the blind sets as its writer did', () => {
    expect(written).toHaveLength(120);
    const other = written.filter(({ lang, q }) => languageOf(q) !== (lang === 'en' ? 'en' : 'th'));
    expect(other.map(({ id }) => id)).toEqual([]);
  });
});
