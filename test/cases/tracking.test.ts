import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAMM_TABLE, dammDigit } from '../../src/cases/damm.ts';
import { findCodeIn, formatCode, newCode, parseCode } from '../../src/cases/tracking.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const code = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }).map((digits) => {
  const text = digits.join('');
  return `${text}${dammDigit(text)}`;
});
const thai = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0x0e50 + Number(digit)));
const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

describe('the Damm digit', () => {
  it('comes from a totally anti-symmetric quasigroup with a zero diagonal, checked exhaustively', () => {
    const times = (a: number, b: number) => DAMM_TABLE[a]?.[b] ?? NaN;
    for (const a of DIGITS) {
      expect(times(a, a)).toBe(0);
      expect(new Set(DIGITS.map((b) => times(a, b))).size).toBe(10); // every single wrong digit is noticed
      expect(new Set(DIGITS.map((b) => times(b, a))).size).toBe(10); // and stays noticed to the end
      for (const b of DIGITS) {
        if (a === b) continue;
        // Every swap of neighbours is noticed, whatever stands before them.
        for (const c of DIGITS) expect(times(times(c, a), b)).not.toBe(times(times(c, b), a));
      }
    }
  });

  it('is the published one: 572 has 4', () => {
    expect(dammDigit('572')).toBe(4);
    expect(dammDigit('5724')).toBe(0);
    expect(dammDigit('')).toBe(0);
  });

  it('catches every wrong digit and every swap of neighbours in whole codes', () => {
    fc.assert(
      fc.property(code, (right) => {
        expect(parseCode(right).code).toBe(right);
        for (let at = 0; at < 20; at += 1) {
          for (const digit of DIGITS) {
            const typed = `${right.slice(0, at)}${digit}${right.slice(at + 1)}`;
            if (typed !== right) expect(parseCode(typed)).toEqual({ problem: 'check' });
          }
          const swapped = `${right.slice(0, at)}${right[at + 1] ?? ''}${right[at]}${right.slice(at + 2)}`;
          if (at < 19 && swapped !== right) expect(parseCode(swapped)).toEqual({ problem: 'check' });
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a new code', () => {
  it('is 20 digits with a right check digit, and never the same', () => {
    const codes = Array.from({ length: 500 }, () => newCode());
    for (const made of codes) expect(parseCode(made)).toEqual({ code: made });
    expect(new Set(codes).size).toBe(500);
  });

  it('has every digit equally often at every place', () => {
    const rounds = 4000;
    const counts = Array.from({ length: 20 }, () => new Array<number>(10).fill(0));
    for (let round = 0; round < rounds; round += 1) {
      [...newCode()].forEach((digit, at) => {
        const row = counts[at] ?? [];
        row[Number(digit)] = (row[Number(digit)] ?? 0) + 1;
      });
    }
    // Chi-square with 9 degrees of freedom: 45 is passed by chance once in a million.
    for (const row of counts) {
      const expected = rounds / 10;
      expect(row.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(45);
    }
  });

  it('throws away the bytes that would favour some digits', () => {
    const bytes = Uint8Array.from([250, 251, 255, 249, 0, 10, 200]);
    expect(newCode(() => bytes).slice(0, 8)).toBe('90009000');
  });
});

describe('reading a code', () => {
  it('takes every way of typing it, and shows it in five groups', () => {
    fc.assert(
      fc.property(code, (right) => {
        const shown = formatCode(parseCode(right).code ?? newCode());
        expect(shown).toMatch(/^\d{4}( \d{4}){4}$/);
        for (const typed of [
          right,
          shown,
          shown.replaceAll(' ', '-'),
          shown.replaceAll(' ', ' – '),
          shown.replaceAll(' ', '\n'),
          shown.replaceAll(' ', '\u00a0'),
          `\ufeff${[...right].join('\u200b')}\u2060`,
          thai(shown),
          fullWidth(shown),
          `${thai(right.slice(0, 9))}${fullWidth(right.slice(9, 15))} ${right.slice(15)}`,
        ]) {
          expect(parseCode(typed)).toEqual({ code: right });
          expect(findCodeIn(typed)).toEqual({ code: right });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('ignores nothing else', () => {
    const right = newCode();
    for (const sign of ['.', ',', ':', '/', '_', 'ก', 'O', 'l', '#', '٣', '१', '²']) {
      expect(parseCode(`${right.slice(0, 8)}${sign}${right.slice(8)}`)).toEqual({ problem: 'signs' });
    }
  });

  it('says what is wrong', () => {
    const right = newCode();
    expect(parseCode('')).toEqual({ problem: 'length' });
    expect(parseCode(right.slice(1))).toEqual({ problem: 'length' });
    expect(parseCode(`${right}0`)).toEqual({ problem: 'length' });
    expect(parseCode(' '.repeat(100_000))).toEqual({ problem: 'length' });
    expect(parseCode('สวัสดี')).toEqual({ problem: 'signs' });
    expect(parseCode(`${right.slice(0, 19)}${(Number(right[19]) + 1) % 10}`)).toEqual({ problem: 'check' });
  });
});

describe('finding a code in a message', () => {
  const right = '1234 5678 9012 3456 789';
  const valid = `${right}${dammDigit(right.replaceAll(' ', ''))}`;
  const found = { code: valid.replaceAll(' ', '') };
  const wrong = valid.replace('1', '2');

  it.each([
    `ติดตามเรื่อง ${valid}`,
    `รหัส: ${thai(valid)} ค่ะ`,
    `My code is ${valid}. Thanks 2569`,
    `โทร 081-234-5678 รหัส ${valid}`,
    `ปี 2569\n${valid}`,
    `รหัส${valid.replaceAll(' ', '')}นะ`,
    `รหัส ${valid.replaceAll(' ', ' - ')} จ้า`,
  ])('finds it: %s', (message) => {
    expect(findCodeIn(message)).toEqual(found);
  });

  it('says when it was mistyped', () => {
    expect(findCodeIn(wrong)).toEqual({ problem: 'check' });
    expect(findCodeIn(`รหัส ${wrong} ค่ะ`)).toEqual({ problem: 'check' });
  });

  it.each([
    '',
    'สวัสดี',
    'โทร 1205',
    'บัญชี 123-4-56789-0',
    `${valid} 1`,
    `1 ${valid}`,
    `${valid} หรือ ${valid}`,
    `${valid} หรือ ${wrong}`,
    `${valid.slice(0, 9)} ก ${valid.slice(9)}`,
    '1'.repeat(21),
    '1'.repeat(200_000),
    '1 '.repeat(100_000),
    `1${'   '.repeat(100_000)}`,
  ])('finds none (%#)', (message) => {
    expect(findCodeIn(message)).toBeUndefined();
  });
});
