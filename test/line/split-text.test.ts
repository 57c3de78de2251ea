import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from '../../src/line/clean-text.ts';
import { splitText } from '../../src/line/split-text.ts';
import { anyText } from '../support/answers.ts';

const withoutSpace = (text: string) => text.replace(/\s/g, '');

describe('splitting a text', () => {
  it('leaves a short one alone', () => {
    expect(splitText('สวัสดี\nวันนี้', 5000, 5)).toEqual(['สวัสดี\nวันนี้']);
    expect(splitText('', 5000, 5)).toEqual([]);
  });

  it.each([
    ['between paragraphs', `${'ก'.repeat(60)}\n\n${'ข'.repeat(20)}\n${'ค'.repeat(40)}`, 'ก'.repeat(60)],
    ['between lines', `${'ก'.repeat(60)}\n${'ข'.repeat(20)} ${'ค'.repeat(40)}`, 'ก'.repeat(60)],
    ['between sentences', `${'word '.repeat(12)}end. ${'Word '.repeat(20)}`, `${'word '.repeat(12)}end.`],
    ['between phrases', `${'ก'.repeat(80)} ${'ข'.repeat(80)}`, 'ก'.repeat(80)],
    ['between words', 'ประเมิน'.repeat(30), 'ประเมิน'.repeat(14)],
  ])('%s', (_, text, first) => {
    expect(splitText(text, 100, 5)[0]).toBe(first);
  });

  it('does not take the full stop of พ.ศ. for the end of a sentence', () => {
    const [first] = splitText(
      `${'ก'.repeat(30)} จบประโยค ${'ข'.repeat(30)} พ.ศ. 2563 ${'ค'.repeat(80)}`,
      100,
      5,
    );
    expect(first).toMatch(/พ\.ศ\. 2563$/);
  });

  it('keeps the first line whole', () => {
    const headline = 'ปี 2563 ได้ 60.88 คะแนน เกรด D '.repeat(3).trim();
    expect(splitText(`${headline}\n${'ก'.repeat(300)}`, 100, 5)[0]).toBe(headline);
    fc.assert(
      fc.property(anyText(300), anyText(600), (line, rest) => {
        const first = cleanText(line).replaceAll('\n', ' ').trim();
        fc.pre(first.length > 0 && first.length <= 100);
        const parts = splitText(`${first}\n${cleanText(rest)}`, 100, 5);
        if (parts.length > 0) expect(parts[0]?.startsWith(first)).toBe(true);
      }),
    );
  });

  it('marks the end when not all of it fits', () => {
    const parts = splitText('ก'.repeat(1000), 100, 3);
    expect(parts).toEqual(['ก'.repeat(100), 'ก'.repeat(100), `${'ก'.repeat(99)}…`]);
  });

  it('loses nothing but white space, and never cuts a grapheme', () => {
    fc.assert(
      fc.property(anyText(3000), fc.integer({ min: 60, max: 200 }), (given, max) => {
        const text = cleanText(given);
        const clusters = [...new Intl.Segmenter('th').segment(text)];
        fc.pre(clusters.every(({ segment }) => segment.length < max / 2));
        const parts = splitText(text, max, 1000);
        const starts = new Set([...clusters.map(({ index }) => index), text.length]);
        let from = 0;
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(max);
          const at = text.indexOf(part, from);
          expect(at).toBeGreaterThanOrEqual(from);
          expect(text.slice(from, at)).toMatch(/^[\s\p{Default_Ignorable_Code_Point}]*$/u);
          expect(starts.has(at) && starts.has(at + part.length)).toBe(true);
          from = at + part.length;
        }
        expect(withoutSpace(text.slice(from))).toMatch(/^\p{Default_Ignorable_Code_Point}*$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a cluster longer than a message between code points, and stays quick on a huge text', () => {
    const chain = '👩‍'.repeat(4000);
    const parts = splitText(chain, 5000, 5);
    expect(parts.join('')).toBe(chain);
    expect(parts.every((part) => part.isWellFormed() && part.length <= 5000)).toBe(true);
    const started = performance.now();
    expect(splitText('ก้า '.repeat(1_000_000), 5000, 5)).toHaveLength(5);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
