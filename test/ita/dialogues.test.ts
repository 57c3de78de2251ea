import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Topic, Understanding } from '../../src/ita/answer.ts';
import { answererOf, asks, mueangPhon, shortly } from '../support/asking.ts';

let ask: (text: string, topic?: Topic) => Understanding;
beforeAll(async () => {
  ask = asks(answererOf(await mueangPhon()));
});

const DIALOGUES: [string, string][][] = [
  [
    ['ปี 63 ได้กี่คะแนน', 'overall-score - 2563'],
    ['แล้วปี 62 ล่ะ', 'overall-score - 2562'],
  ],
  [
    ['เทศบาลได้เกรดอะไร', 'overall-score - 2563'],
    ['เพราะอะไร', 'why-overall - 2563'],
    ['แล้วจะแก้ยังไง', 'measures - 2563'],
  ],
  [
    ['ตัวชี้วัดที่ 9 ได้เท่าไหร่', 'indicator-score indicator:9 2563'],
    ['แล้วปี 62 ล่ะ', 'indicator-score indicator:9 2562'],
    ['ลดลงเท่าไหร่', 'compare-indicator indicator:9 2563'],
    ['เพราะอะไร', 'indicator-why indicator:9 2563'],
    ['ใครรับผิดชอบ', 'responsible indicator:9 2563'],
    ['จะแก้ยังไง', 'measure indicator:9 2563'],
    ['ต้องรายงานทุกกี่เดือน', 'monitoring - 2563'],
  ],
  [
    ['ตัวไหนสูงสุด', 'highest indicator:1 2563'],
    ['แล้วต่ำสุดล่ะ', 'lowest indicator:10 2563'],
    ['ทำไม', 'indicator-why indicator:10 2563'],
    ['แล้วตัวชี้วัดที่ 4 ล่ะ', 'indicator-why indicator:4 2563'],
  ],
  [
    ['O31 ได้กี่คะแนน', 'item-score item:O31 2563'],
    ['แล้ว O9 ล่ะ', 'item-score item:O9 2563'],
    ['ข้อ 25 ล่ะ', 'item-score item:O25 2563'],
    ['ใครรับผิดชอบ', 'responsible indicator:9 2563'],
  ],
  [
    ['I14 ได้เท่าไหร่', 'question-score question:I14 2563'],
    ['ข้อ 25 ล่ะ', 'question-score question:I25 2563'],
    ['ถามว่าอะไร', 'question-score question:I25 2563'],
  ],
  [
    ['what is the overall score', 'overall-score - 2563'],
    ['and in 2562?', 'overall-score - 2562'],
    ['who is responsible?', 'responsibles - 2563'],
  ],
  [
    ['จุดแข็งมีอะไรบ้าง', 'strengths - 2563'],
    ['แล้วจุดอ่อนล่ะ', 'weaknesses - 2563'],
    ['อุปสรรคด้วย', 'obstacles - 2563'],
  ],
  [
    ['กองคลังต้องทำอะไร', 'duties unit:finance 2563'],
    ['แล้วสำนักปลัดล่ะ', 'duties unit:office-of-the-clerk 2563'],
  ],
  [
    ['ส่วน IIT ได้กี่คะแนน', 'part-score part:IIT 2563'],
    ['แล้ว EIT', 'part-score part:EIT 2563'],
    ['ตัวไหนต่ำสุด', 'lowest indicator:8 2563'],
  ],
];

describe('dialogues', () => {
  it.each(DIALOGUES.map((turns) => [turns.map(([text]) => text).join(' / '), turns] as const))(
    '%s',
    (_name, turns) => {
      let topic: Topic | undefined;
      const got = turns.map(([text]) => {
        const meant = ask(text, topic);
        if (meant.kind === 'answer') topic = meant.answer.topic;
        return [text, shortly(meant)];
      });
      expect(got).toEqual(turns);
    },
  );

  it('answers a new question without the old topic', () => {
    const topic: Topic = { intent: 'indicator-score', entity: 'indicator:9', year: 2562 };
    expect(shortly(ask('เทศบาลอยู่ที่ไหน', topic))).toMatch(/^where/);
    expect(shortly(ask('ปี 2563 เทศบาลได้คะแนนรวมเท่าไหร่', topic))).toBe('overall-score - 2563');
    expect(ask('วันนี้ฝนจะตกไหม', topic).kind).toBe('unknown');
  });

  it('does not mind a topic of an older version', () => {
    expect(ask('แล้วปี 62 ล่ะ', { intent: 'no-such', entity: 'nothing:1', year: 1 }).kind).toBe('answer');
  });
});
