import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Topic, Understanding } from '../../src/ita/answer.ts';
import { findBounds, within } from '../../src/ita/bounds.ts';
import { denied } from '../../src/ita/denied.ts';
import type { AgencyData } from '../../src/ita/dataset.ts';
import { fold } from '../../src/ita/normalise.ts';
import { answererOf, asks, mueangPhon, shortly, textOf } from '../support/asking.ts';

let data: AgencyData;
let ask: (text: string, topic?: Topic) => Understanding;
beforeAll(async () => {
  data = await mueangPhon();
  ask = asks(answererOf(data));
});

const headline = (text: string, topic?: Topic): string => {
  const meant = ask(text, topic);
  return meant.kind === 'answer' ? meant.answer.headline : shortly(meant);
};
const said = (text: string): string => {
  const meant = ask(text);
  return meant.kind === 'answer' ? textOf(meant.answer) : shortly(meant);
};

describe('limits that are said', () => {
  it.each([
    ['ตัวชี้วัดไหนได้ต่ำกว่า 50 บ้างปี 63', 2563, [9, 10]],
    ['ตัวชี้วัดไหนได้ต่ำกว่า 50 ปี 63', 2563, [9, 10]],
    ['ปี 62 มีตัวไหนต่ำกว่า 80 บ้าง', 2562, [4]],
    ['ตัวชี้วัดไหนได้ระหว่าง 80 ถึง 85 ปี 2563', 2563, [2, 3, 5]],
    ['ตัวไหนได้มากกว่า 86 ในปี 63', 2563, [1, 6, 7]],
    ['มีตัวชี้วัดไหนได้เกิน ๙๐ ไหม', 2563, []],
    ['ตัวชี้วัดใดไม่เกินร้อยละ 77.53', 2563, [4, 9, 10]],
    ['EIT ตัวไหนได้เกิน 86', 2563, [6, 7]],
    ['Which indicators scored below 80 in 2562?', 2562, [4]],
    ['ตัวชี้วัดที่ได้น้อยกว่า 80 แต่มากกว่า 70', 2563, [4]],
    ['list indicators between 80 and 85', 2563, [2, 3, 5]],
  ])('%s', (text, year, numbers) => {
    const meant = ask(text);
    const answer = meant.kind === 'answer' ? meant.answer : undefined;
    const scores = data.datasets.find((one) => one.year === year)?.indicators ?? [];
    expect(answer?.topic).toMatchObject({ intent: 'within-bounds', year });
    expect(answer?.bars.map(({ value }) => value)).toEqual(
      numbers.map((number) => scores.find((one) => one.number === number)?.score),
    );
    expect(answer?.headline).toContain(String(year));
  });

  it('lists questions of the staff survey when they are asked for', () => {
    const codes = ['I7', 'I12', 'I14', 'I20', 'I23'];
    expect(said('ข้อคำถามไหนได้ต่ำกว่า 70').match(/I\d+(?= )/g)).toEqual(codes);
  });

  it('lists questions of one indicator', () => {
    expect(said('ข้อไหนต่ำกว่า 70 ในการใช้งบประมาณ').match(/I\d+(?= )/g)).toEqual(['I7', 'I12']);
  });

  it.each(['ตัวชี้วัดไหนลดลงเกิน 40 คะแนน', 'ตัวไหนเพิ่มขึ้นมากกว่า 2 คะแนน'])(
    'a limit of a change is none of a score: %s',
    (text) => expect(shortly(ask(text))).toMatch(/^(?:rose|fell) /),
  );

  it('leaves the pass mark to passing and failing, and shows all scores when only the year is said', () => {
    expect(shortly(ask('ตัวชี้วัดไหนไม่ถึง 85'))).toContain('fail-list');
    expect(shortly(ask('ตัวชี้วัดไหน 85 ขึ้นไป'))).toContain('pass-list');
    const before = ask('แล้วปี 62 ล่ะ', { intent: 'within-bounds', year: 2563 });
    expect(before.kind === 'answer' && before.answer.bars).toHaveLength(10);
  });

  it('reads no limit in years, counts and money', () => {
    for (const text of ['สูงกว่าปี 62', 'มากกว่า 5 ตัว', 'ไม่ถึง 3 เดือน', 'เกิน 500 บาท'])
      expect([text, findBounds(fold(text), [])]).toEqual([text, undefined]);
    expect(within(50, { to: { value: 50, open: true }, spans: [] })).toBe(false);
    expect(within(50, { to: { value: 50, open: false }, spans: [] })).toBe(true);
  });
});

describe('two beside each other', () => {
  it.each([
    ['ตัวชี้วัดที่ ๔ กับ ๕ ต่างกันเท่าไหร่', ['80.89', '77.53', '3.36', '2563']],
    ['ตัวชี้วัดที่ 2 กับ 3 ตัวไหนคะแนนสูงกว่ากันปี 62', ['81.98', '81.78', '0.20', '2562']],
    ['which is lower, indicator 4 or indicator 5 in 2562', ['82.98', '79.53', '3.45', '2562']],
    ['Compare indicator 9 and 10 in 2019', ['87.50', '81.25', '6.25', '2562']],
    ['I7 กับ I12 ข้อไหนคะแนนน้อยกว่า', ['68.11', '67.90', '0.21', '2563']],
  ])('%s', (text, figures) => {
    for (const figure of figures) expect(headline(text)).toContain(figure);
  });

  it.each(['ผลรวมคะแนนข้อ I19 ถึง I24 เท่าไหร่', 'ข้อ O10-O17 ข้อไหนได้ศูนย์บ้าง', 'O9 หรือ O9 ได้เท่าไร'])(
    'a range is no pair: %s',
    (text) => expect(shortly(ask(text))).not.toContain('compare-two'),
  );

  it('says which of the two there is not', () => {
    expect(shortly(ask('ตัวชี้วัดที่ 9 กับ 11 ต่างกันเท่าไหร่'))).toBe('not-held no-indicator');
    expect(shortly(ask('I6 กับ I7 ต่างกันไหม'))).toBe('not-held no-question');
  });

  it('knows nothing of items of a year whose items are not held', () => {
    expect(headline('O9 กับ O17 ต่างกันเท่าไหร่ ปี 62')).toBe('not-held detail-year');
  });
});

describe('what is denied', () => {
  it('is told from why, and from asking whether', () => {
    for (const text of ['ที่ไม่ลดลง', 'ที่ไม่ได้ลดลง', 'it did not ลดลง']) {
      expect([text, denied(fold(text), fold(text).indexOf('ลดลง'))]).toEqual([text, true]);
    }
    for (const text of ['ทำไมลดลง', 'ไมลดลง', 'เพิ่มหรือไม่ลดลง', 'ใช่ไหมลดลง', 'คะแนนลดลง']) {
      expect([text, denied(fold(text), fold(text).indexOf('ลดลง'))]).toEqual([text, false]);
    }
  });

  it.each([
    ['ปี 63 ไม่ได้เกรด B ใช่ไหม', /^ใช่ .*60\.88/],
    ['ปี 63 ไม่ได้เกรด D ใช่ไหม', /^ไม่ใช่ .*60\.88/],
    ['ปี 63 ไม่ได้ 60.88 ใช่ไหม', /^ไม่ใช่ .*60\.88/],
    ['ปี 63 ไม่ได้ 95 คะแนนใช่ไหม', /^ใช่ .*60\.88/],
    ['ตัวชี้วัดที่ 10 ไม่ได้เต็มใช่ไหม', /^(?!ไม่ใช่).*12\.50/],
    ['ตัวชี้วัดที่ 10 ไม่ได้ศูนย์ใช่ไหม', /^(?!ไม่ใช่).*12\.50/],
    ['การสื่อสารไม่ได้ลดลงใช่ไหม', /^ไม่ใช่ .*ลดลง 1\.19/],
    ['ตัวชี้วัดที่คะแนนไม่ลดลงมีอะไรบ้าง', /5 ตัวชี้วัดที่คะแนนเพิ่มขึ้น/],
    ['ข้อ OIT ที่ไม่ได้ศูนย์มีกี่ข้อ', /เต็ม 100 จำนวน 18 ข้อ/],
    ['OIT ข้อไหนไม่ได้เต็ม', /ได้ 0 คะแนน 25 ข้อ/],
    ['กี่เปอร์เซ็นต์ของข้อ OIT ที่ได้เต็ม', /เต็ม 100 จำนวน 18 ข้อ จาก 43/],
    ['ตัวชี้วัดไหนไม่ใช่ IIT', /ทั้ง 10 ตัวชี้วัด/],
  ])('%s', (text, expected) => {
    expect(headline(text)).toMatch(expected);
  });
});

describe('the next one', () => {
  const topic = (intent: string, entity: string): Topic => ({ intent, entity, year: 2563 });
  it.each([
    ['แล้วข้อต่อไปล่ะ', topic('indicator-score', 'indicator:3'), '77.53'],
    ['ข้อก่อนหน้าล่ะ', topic('indicator-score', 'indicator:4'), '84.20'],
    ['แล้วข้อถัดไปล่ะ', topic('item-score', 'item:O9'), 'O10'],
    ['and the next one?', topic('indicator-score', 'indicator:5'), '86.43'],
    ['รองลงมาล่ะ', topic('lowest', 'indicator:10'), '38.63'],
    ['รองลงมาล่ะ', topic('highest', 'indicator:1'), '86.64'],
    ['ข้อต่อไปล่ะ', topic('question-score', 'question:I30'), 'not-held no-next'],
    ['รองลงมาอีกล่ะ', topic('indicator-score', 'indicator:9'), 'not-held no-next'],
    ['แล้วปีถัดไปล่ะ', topic('overall-score', 'indicator:9'), 'not-held year'],
  ])('%s after %j', (text, before, expected) => {
    expect(headline(text, before)).toContain(expected);
  });
});

it('staff who score are the staff survey, not a page of the website', () => {
  expect(shortly(ask('ปี 63 คนในเทศบาลให้คะแนนเทศบาลเท่าไหร่'))).toBe('part-score part:IIT 2563');
});

describe('what no result tells', () => {
  it.each([
    ['89.99 คือคะแนนอะไร', 'not-held no-value'],
    ['ใช้งบประมาณไปเท่าไหร่', 'not-held money'],
    ['งบประมาณที่ใช้ไป 307,300 บาทคือค่าอะไร', 'not-held money'],
    ['แผนใช้จ่ายงบประมาณปี 63 เป็นเงินเท่าไหร่', 'not-held money'],
    ['how much budget did the town spend in 2563', 'not-held money'],
    ['ถ้าไม่นับ OIT จะได้คะแนนเท่าไหร่', 'not-held no-what-if'],
    ['ถ้าตัวชี้วัดที่ 10 ได้ 100 คะแนนรวมจะเป็นเท่าไหร่', 'not-held no-what-if'],
    ['คะแนน LPA ปี 63 ได้เท่าไหร่', 'unknown'],
    ['ผลประเมิน EHA เทศบาลได้เกรดอะไร', 'unknown'],
  ])('%s', (text, expected) => {
    expect(shortly(ask(text))).toBe(expected);
  });
  it.each(['87.50 คืออะไร', '92.31 คืออะไร', '84.09 คืออะไร', 'คะแนน 75.00 เป็นของข้อไหน'])(
    'a figure that is printed is explained: %s',
    (text) => expect(ask(text).kind).toBe('answer'),
  );
});
