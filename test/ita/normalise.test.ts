import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold, MAX_TEXT, tidy, windowsOf } from '../../src/ita/normalise.ts';

describe('tidy', () => {
  it.each([
    ['ํ + า, with a tone mark before, between or none', 'ทํางาน นํ้า น้ํา', 'ทำงาน น้ำ น้ำ'],
    ['two เ for แ', 'คะเเนน', 'คะแนน'],
    ['Thai digits', 'ปี ๒๕๖๓', 'ปี 2563'],
    ['full-width signs', 'ＩＴＡ　２５６３', 'ita 2563'],
    ['zero-width signs', 'ค\u200bะแ\ufeffน\u200dน', 'คะแนน'],
    ['spaces', '  ก \u00a0\n ข  ', 'ก ข'],
  ])('mends %s', (_what, text, mended) => {
    expect(tidy(text)).toBe(mended);
  });

  it('reads the beginning and the end of a text that is too long', () => {
    const read = tidy(`ต้น${'ก '.repeat(5000)}ปลาย`);
    expect(read.length).toBeLessThanOrEqual(MAX_TEXT + 1);
    expect(read.startsWith('ต้น')).toBe(true);
    expect(read.endsWith('ปลาย')).toBe(true);
  });
});

describe('fold', () => {
  it.each([
    ['tone marks', 'ข้อมูล', 'ขอมูล'],
    ['long and short vowels', 'ตัวชี้วัด', 'ตัวชิ้วัด'],
    ['letters that sound alike', 'ประมาณ', 'ประมาน'],
    ['repeated letters', 'มากกกกก', 'มาก'],
    ['spaces', 'กี่ คะแนน', 'กี่คะแนน'],
    ['punctuation', 'พ.ศ. 2563?', '2563'],
    ['a code and its number', 'O-31', 'o 31'],
  ])('treats alike: %s', (_what, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it('keeps apart what a space tells apart', () => {
    expect(fold('62 63')).not.toBe(fold('6263'));
    expect(fold('went down')).not.toBe(fold('wentdown'));
    expect(fold('9.4')).not.toBe(fold('94'));
  });

  it('drops the budget from "fiscal year", mistyped too, but not from "use of the budget"', () => {
    for (const text of ['ประจำปีงบประมาณ พ.ศ. 2563', 'ปีงบประมาน 2563', 'ปีงปบระมาณ 2563', 'ปีงบ 2563']) {
      expect(fold(text)).toMatch(/ปิ2563$/);
    }
    expect(fold('การใช้งบประมาณ 2563')).toContain(fold('งบประมาณ'));
  });

  it('gives the same for what it has folded already', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'กขคะาิ้ำแเaz09 ./-'), maxLength: 40 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof fold(text) === 'string'));
  });
});

describe('windowsOf', () => {
  it('looks first at what a long text announces or ends with', () => {
    const story = 'เมื่อวานไปจ่ายภาษีที่เทศบาล คนเยอะมาก รอนานพอสมควร '.repeat(6);
    expect(windowsOf(`${story}อยากถามว่าปี 2563 ได้กี่คะแนน`)[0]).toBe('ปี 2563 ได้กี่คะแนน');
    expect(windowsOf(`${story}ตกลงเทศบาลปี 2563 ได้คะแนนภาพรวมเท่าไหร่`)[0]).toContain('ได้คะแนนภาพรวมเท่าไหร่');
    expect(windowsOf('สั้น ๆ')).toEqual(['สั้น ๆ']);
  });
});

describe('chat spelling', () => {
  it.each([
    ['คือรัย', 'คือไร'],
    ['เท่ารัย', 'เท่าไร'],
    ['ทามมัย', 'ทำไม'],
    ['ทำมัย', 'ทำไม'],
    ['อาไร', 'อะไร'],
    ['อะรัย', 'อะไร'],
  ])('%s is %s', (typed, meant) => {
    expect(fold(typed)).toBe(fold(meant));
  });

  it('leaves words alone that only look like it', () => {
    expect(fold('เอาไรมา')).toContain('เอาไร');
    expect(fold('ทรัพย์สิน')).toContain('ทรัพ');
  });
});
