import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Understanding } from '../../src/ita/answer.ts';
import { answererOf, asks, mueangPhon, shortly } from '../support/asking.ts';

let ask: (text: string) => Understanding;
beforeAll(async () => {
  ask = asks(answererOf(await mueangPhon()));
});

describe('a score of something else than the town hall', () => {
  it.each([
    'คะแนนความสะอาดของตลาดปี 63',
    'คะแนนสอบครูปี 63',
    'คะแนนกีฬาสีเทศบาลปี 2563 เท่าไหร่',
    'คะแนนน้ำประปาปี 63',
    'คะแนนคุณภาพน้ำประปาปี 2563',
    'คะแนนนักเรียนปี 62 เท่าไร',
    'คะแนนวัดปี 63',
    'คะแนนเลือกตั้งนายกปี 63',
    'คะแนนประกวดนางงามปี 63',
    'คะแนนความพึงพอใจตลาดสดปี 63',
    'คะแนนใบขับขี่ปี 63',
    'คะแนนเมืองน่าอยู่ปี 63',
    'คะแนนพรรคการเมืองปี 63',
    'เกรดของตลาดปี 2563',
    'ปี 63 ตลาดได้กี่คะแนน',
    'market cleanliness score 2563',
    'water quality score 2563',
    "what was the park's score in 2563",
    'score of the teacher exam test in 2020',
  ])('is not what the report tells: %s', (text) => {
    expect(shortly(ask(text))).toMatch(/^(?:not-held no-such-score|unknown)$/);
  });

  it.each(['คะแนนโรงพยาบาลปี 63', 'คะแนน LPA ปี 63', 'hospital score in 2563', 'football score 2563'])(
    'is never the score of the town hall: %s',
    (text) => expect(ask(text).kind).toMatch(/^(?:not-held|unknown)$/),
  );

  it.each([
    'คะแนนปี 63',
    'คะแนน ITA ปี 63 เท่าไหร่',
    'คะแนนเทศบาลเมืองเมืองพลปี 63',
    'คะแนน ทม.เมืองพล ปี 2563',
    'คะแนนปี 63 อะพี่ เท่าไหร่น้อ',
    'ขอคะแนนปี 63 หน่อยจ้าแอดมินคนสวย',
    'คะแนนของเทศบาลเราปี 63 เป็นไงมั่ง',
    'คะนแนปี 63 เท่าไหร',
    'เทสบานได้คะแนนเท่าไหร่ปี 63',
    'คะแนนสุทธิปี 63',
    'ขายของในตลาด อยากรู้ว่าเทศบาลได้คะแนนเท่าไหร่ปี 63',
    'town score 2563 pls',
    'what score did Mueang Phon get in 2563',
    'what score did Muang Phon get in 2563',
  ])('is not seen in %s', (text) => {
    expect(shortly(ask(text))).toBe('overall-score - 2563');
  });
});

describe('a question word that asks nothing', () => {
  it.each([
    'หัวหน้าเบิกเงินไปเท่าไหร่ไม่รู้ ถามก็ไม่บอก',
    'หัวหน้าเอาเงินไปเท่าไหร่ก็ไม่รู้ ใบเสร็จก็ไม่มี',
    'เจ้าหน้าที่เก็บเงินไปกี่บาทไม่รู้ บิลก็ไม่ให้',
    'นายเบิกค่าเดินทางไปกี่ครั้งไม่รู้ ลูกน้องถามก็ไม่บอก',
    'ปลัดเบิกโอทีไปเท่าไหร่ไม่มีใครรู้ พวกเราไม่ได้เลย',
    "my boss withdrew I don't know how much money and would not tell us",
    "nobody knows how much the chief took from the fund, he won't say",
  ])('belongs to a story: %s', (text) => {
    expect(ask(text).kind).toBe('complaint-like');
  });

  it.each([
    ['ไม่รู้ว่าปี 63 ได้คะแนนเท่าไหร่', 'overall-score - 2563'],
    ['ตัวชี้วัดที่ 9 ได้คะแนนเท่าไหร่ไม่รู้', 'indicator-score indicator:9 2563'],
    ['เบิกเงินเท็จได้คะแนนเท่าไหร่', 'question-score question:I10 2563'],
  ])('is told from one that asks: %s', (text, expected) => {
    expect(shortly(ask(text))).toBe(expected);
  });
});

describe('a telephone number', () => {
  it.each(['โทร 043-414-123', '043-414-123', '043 414 123', 'call 02-123-4567'])(
    'is no code of an item: %s',
    (text) => expect(shortly(ask(text))).not.toContain('item:'),
  );
  it.each(['043', '043 ปี 2563', 'ข้อ 043 ได้เท่าไหร่'])(
    'an item with a zero for its letter still is: %s',
    (text) => expect(shortly(ask(text))).toContain('item:O43'),
  );
});
