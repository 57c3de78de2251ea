import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Topic, Understanding } from '../../src/ita/answer.ts';
import { answererOf, asks, mueangPhon, shortly, textOf } from '../support/asking.ts';

let ask: (text: string, topic?: Topic) => Understanding;
beforeAll(async () => {
  ask = asks(answererOf(await mueangPhon()));
});
const said = (text: string, topic?: Topic): string => {
  const meant = ask(text, topic);
  return meant.kind === 'answer' ? textOf(meant.answer) : shortly(meant);
};

describe('all from one code to another', () => {
  it.each([
    ['ผลรวมคะแนนข้อ I19 ถึง I24 เท่าไหร่', ['465.14', '66.28', '92.28']],
    ['ข้อไหนต่ำสุดใน I19-I24', ['66.28', 'I20']],
    ['sum of I19 to I24', ['465.14']],
    ['O10 ถึง O17 ข้อไหนได้ศูนย์', ['O11, O15, O16, O17']],
    ['ข้อ O10-O17 ได้คะแนนเท่าไหร่บ้าง', ['4 ข้อ', 'O13', 'O17']],
    ['which of O10 through O17 scored zero', ['O11, O15, O16, O17']],
    ['O34 ถึง 43 ได้กี่คะแนน', ['10 ข้อ', 'O43']],
    ['ตัวชี้วัดที่ 6-8 คะแนนเท่าไหร่', ['86.43', '86.64']],
    ['indicators 1 to 5 scores', ['88.99', '82.30', '84.20', '77.53', '80.89']],
  ])('%s', (text, figures) => {
    expect(shortly(ask(text))).toContain('range-scores');
    for (const figure of figures) expect(said(text)).toContain(figure);
  });

  it('says when one end does not exist', () => {
    expect(said('O1 ถึง O50 ได้เท่าไร')).toBe('not-held no-item');
    expect(said('average of I1-I6')).toBe('not-held no-question');
  });
});

describe('limits of the years', () => {
  it.each([
    ['คะแนนรวมเกิน 80 ปีไหน', '80: 2562 ('],
    ['ปีไหนคะแนนเกิน 80', '80: 2562 ('],
    ['ปีไหนได้ไม่ถึง 70', '70: 2563 ('],
    ['ปีใดคะแนนรวมสูงกว่า 85', 'ไม่มีปี'],
    ['มีปีไหนได้ต่ำกว่า 50 ไหม', 'ไม่มีปี'],
    ['ปีไหนตัวชี้วัดที่ 9 ต่ำกว่า 50', '50: 2563 ('],
    ['which year was the total over 80', '80: 2562 ('],
  ])('%s', (text, expected) => expect(said(text)).toContain(expected));

  it.each([
    ['ตัวไหนสูงกว่าปี 62', 'rose - 2563'],
    ['ด้านไหนมากกว่าปี 62', 'rose - 2563'],
    ['ตัวชี้วัดไหนต่ำกว่าปี 62', 'fell - 2563'],
    ['ตัวไหนแย่กว่าปีก่อน', 'fell - 2563'],
    ['which indicators are lower than last year', 'fell - 2563'],
    ['คะแนนรวมสูงกว่าปี 62 ไหม', 'compare-overall - 2563'],
  ])('a year can be what is compared with: %s', (text, expected) =>
    expect(shortly(ask(text))).toBe(expected),
  );
});

it.each([
  ['มีข้อไหนได้ 50 คะแนนไหมใน OIT', /ไม่มีข้อ OIT ที่คะแนน 50 พอดี/],
  ['ข้อ OIT ไหนได้ 25 คะแนน', /ไม่มีข้อ OIT ที่คะแนน 25 พอดี/],
  ['มีข้อไหนได้ 70 คะแนนไหมใน IIT', /ไม่มีข้อคำถาม IIT ที่คะแนน 70 พอดี/],
  ['มีตัวชี้วัดไหนได้ 50 คะแนนไหม', /ไม่มีตัวชี้วัดที่คะแนน 50 พอดี/],
  ['which OIT items got 50', /no OIT item scored exactly 50/],
])('one score is looked for: %s', (text, expected) => expect(said(text)).toMatch(expected));

describe('a place in a row', () => {
  const lowest: Topic = { intent: 'lowest', entity: 'indicator:10', year: 2563 };
  const highest: Topic = { intent: 'highest', entity: 'indicator:1', year: 2563 };
  it.each([
    ['ตัวที่สามล่ะ', lowest, 'lowest indicator:4 2563'],
    ['แล้วอันที่ 2 ล่ะ', lowest, 'lowest indicator:9 2563'],
    ['อันดับสามล่ะ', lowest, 'lowest indicator:4 2563'],
    ['ตัวที่สองล่ะ', highest, 'highest indicator:7 2563'],
    ['and the third?', lowest, 'lowest indicator:4 2563'],
    ['ตัวที่ยี่สิบล่ะ', lowest, 'not-held no-next'],
    ['ตัวชี้วัดที่ 3 ล่ะ', lowest, 'indicator-score indicator:3 2563'],
    ['second highest indicator', undefined, 'highest indicator:7 2563'],
    ['ตัวไหนต่ำสุดเป็นอันดับที่ 2', undefined, 'lowest indicator:9 2563'],
  ])('%s', (text, topic, expected) => expect(shortly(ask(text, topic))).toBe(expected));
});

describe('what is asked of two', () => {
  it.each([
    ['ใครรับผิดชอบ ตัวชี้วัดที่ 9 กับ 10', ['ตัวชี้วัดที่ 9', 'ตัวชี้วัดที่ 10']],
    ['หน่วยงานไหนดูแลตัวชี้วัด 3, 5', ['ตัวชี้วัดที่ 3', 'ตัวชี้วัดที่ 5']],
    ['ตัวชี้วัดที่ 1 กับ 10 ใครรับผิดชอบ', ['ไม่ได้กำหนดมาตรการ', 'ตัวชี้วัดที่ 10']],
    ['who is responsible for indicators 9 and 10', ['Indicator 9', 'Indicator 10']],
  ])('%s', (text, names) => {
    for (const name of names) expect(said(text)).toContain(name);
  });

  it.each(['มาตรการของตัวชี้วัดที่ 9 และ 10', 'ทำไมตัวชี้วัดที่ 9 กับ 10 ได้น้อย', 'O9 กับ O17 คืออะไร'])(
    'none is dropped silently: %s',
    (text) => {
      const meant = ask(text);
      expect(meant.kind === 'ask-back' && meant.readings).toHaveLength(2);
    },
  );
});

it.each(['คะแนนติดลบมีไหม', 'มีตัวไหนติดลบไหม', 'มีคะแนนต่ำกว่า 0 ไหม', 'are there negative scores'])(
  'no score is below nothing: %s',
  (text) => expect(shortly(ask(text))).toBe('negative - 2563'),
);
