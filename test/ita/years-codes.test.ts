import { describe, expect, it } from '@jest/globals';
import { findCodes } from '../../src/ita/codes.ts';
import { compilePattern, distance, findFuzzy, slotsOf } from '../../src/ita/fuzzy.ts';
import { fold } from '../../src/ita/normalise.ts';
import { findYears } from '../../src/ita/years.ts';
import fc from 'fast-check';

const years = (text: string) => findYears(fold(text), [2562, 2563]);
const codes = (text: string) => {
  const folded = fold(text);
  return findCodes(folded, findYears(folded, [2562, 2563]).spans).codes.map(
    ({ kind, code }) => `${kind}:${code}`,
  );
};

describe('findYears', () => {
  it.each([
    ['ปี 2563', [2563]],
    ['ปี ๒๕๖๓', [2563]],
    ['ปี63ได้กี่คะแนน', [2563]],
    ['62 กับ 63', [2562, 2563]],
    ['จากปี 62 เป็น 63', [2562, 2563]],
    ['ปี 62/63', [2562, 2563]],
    ['in 2020', [2563]],
    ['ปี ค.ศ. 2019', [2562]],
    ['ปี 66', [2566]],
    ['66 คะแนน', []],
    ['ข้อ 63', []],
    ['คำสั่งที่ 270/2563', []],
    ['มาตรา 63', []],
    ['O62', []],
  ])('%s → %j', (text, expected) => {
    expect(years(text).years).toEqual(expected);
  });

  it('knows the years people point at, and those they compare with', () => {
    expect(years('ปีนี้').relative).toEqual(['latest']);
    expect(years('ผลล่าสุด').relative).toEqual(['latest']);
    expect(years('ปีที่แล้ว').relative).toEqual(['before']);
    expect(years('ลดลงจากปี 62').base).toBe(true);
    expect(years('ปี 62 ได้เท่าไหร่').base).toBe(false);
  });
});

describe('findCodes', () => {
  it.each([
    ['O31', ['item:O31']],
    ['o 31', ['item:O31']],
    ['โอ31', ['item:O31']],
    ['โอ๓๑', ['item:O31']],
    ['๐๓๑', ['item:O31']],
    ['0๒๔', ['item:O24']],
    ['O-9', ['item:O9']],
    ['I14', ['question:I14']],
    ['ไอ23', ['question:I23']],
    ['ข้อคำถามที่ 25', ['question:I25']],
    ['E3', ['question:E3']],
    ['ข้อ 31', ['bare:31']],
    ['ตัวชี้วัดที่ 7', ['indicator:7']],
    ['ตัวชี้วดัที่ ๗', ['indicator:7']],
    ['indicator 10', ['indicator:10']],
    ['indcator 10', ['indicator:10']],
    ['9.4 ได้คะแนน', ['sub:9.4']],
    ['ปี 63', []],
    ['ios 14', []],
    ['2563', []],
  ])('%s → %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});

describe('findFuzzy', () => {
  it('finds what a search by edit distance finds', () => {
    const unit = fc.constantFrom(...'กขคา');
    const pattern = fc.string({ unit, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(pattern, fc.string({ unit, maxLength: 14 }), (wanted, text) => {
        let best = wanted.length;
        for (let from = 0; from <= text.length; from += 1) {
          for (let to = from; to <= text.length; to += 1)
            best = Math.min(best, plain(wanted, text.slice(from, to)));
        }
        const hit = findFuzzy(compilePattern(wanted), wanted.length, slotsOf(text), wanted.length - 1);
        expect(hit?.edits ?? wanted.length).toBe(best);
      }),
      { numRuns: 300 },
    );
  });

  it('counts two neighbours changed round as one slip', () => {
    expect(distance('คะแนน', 'ะคแนน')).toBe(1);
    expect(distance('score', 'scroe')).toBe(1);
    expect(distance('score', 'more')).toBe(2);
  });
});

/** Edit distance without transpositions, as plainly as possible. */
function plain(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    let corner = row[0] ?? 0;
    row[0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0;
      row[j] = Math.min(above + 1, (row[j - 1] ?? 0) + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1));
      corner = above;
    }
  }
  return row[b.length] ?? 0;
}
