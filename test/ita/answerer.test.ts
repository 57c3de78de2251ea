import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answerer, ItaAnswer, Understanding } from '../../src/ita/answer.ts';
import { formatScore, type AgencyData, type Dataset } from '../../src/ita/dataset.ts';
import { ANSWER_LIMIT } from '../../src/ita/wording.ts';
import { answererOf, asks, mueangPhon, shortly, textOf } from '../support/asking.ts';

let data: AgencyData;
let answerer: Answerer;
let ask: (text: string) => Understanding;
beforeAll(async () => {
  data = await mueangPhon();
  answerer = answererOf(data);
  ask = asks(answerer);
});

const answerTo = (text: string, by = ask): ItaAnswer => {
  const meant = by(text);
  if (meant.kind !== 'answer') throw new Error(`${text}: ${shortly(meant)}`);
  return meant.answer;
};

const PLAIN = [
  'ปี 63 เทศบาลได้เกรดอะไร',
  'ปี 2562 ได้คะแนนรวมเท่าไหร่',
  'ตัวชี้วัดที่ 9 ปี 63 ได้กี่คะแนน',
  'การใช้งบประมาณ ปี 2563 ได้เท่าไหร่',
  'ทำไมการป้องกันการทุจริตได้แค่ 12.50',
  'ข้อ O31 ได้กี่คะแนน',
  'ไอ23 ได้กี่คะแนน',
  '9.4 ได้กี่คะแนน',
  'ใครรับผิดชอบตัวชี้วัดที่ 5',
  'น้ำหนักคะแนนของ OIT คือเท่าไหร่',
  'จุดแข็งมีอะไรบ้าง',
  'ใครกำหนดเกณฑ์ประเมิน ITA',
  'กองคลังต้องทำอะไรบ้าง',
  'เทศบาลเมืองเมืองพลอยู่ที่ไหน',
];

describe('how a text was typed', () => {
  const same = (typed: (text: string) => string) => {
    for (const text of PLAIN) expect([text, ask(typed(text))]).toEqual([text, ask(text)]);
  };

  it('changes nothing: Thai digits', () =>
    same((text) => text.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'.charAt(Number(digit)))));
  it('changes nothing: ำ in two signs', () =>
    same((text) => text.replaceAll('ำ', 'ํา').replace(/([่้๊๋])ํ/g, 'ํ$1')));
  it('changes nothing: no spaces', () => same((text) => text.replaceAll(' ', '')));
  it('changes nothing: เเ for แ, capitals, full width', () =>
    same((text) => text.replaceAll('แ', 'เเ').replaceAll('ITA', 'ＩＴＡ').replaceAll('OIT', 'oit')));

  it('changes nothing: zero-width signs anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLAIN),
        fc.array(fc.tuple(fc.nat(60), fc.constantFrom('\u200b', '\u200c', '\u200d', '\ufeff', '\u2060')), {
          maxLength: 8,
        }),
        (text, signs) => {
          const typed = signs.reduce(
            (whole, [at, sign]) => whole.slice(0, at) + sign + whole.slice(at),
            text,
          );
          expect(ask(typed)).toEqual(ask(text));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is pure, and takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(ask(text)).toEqual(ask(text));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the question at the end of a long text', () => {
    const story = 'เมื่อวานไปจ่ายภาษีที่เทศบาล คนเยอะมาก รอนานพอสมควร เจ้าหน้าที่ก็บริการดี '.repeat(30);
    expect(shortly(ask(`${story}สุดท้ายนี้อยากถามว่าปี 2563 เทศบาลได้คะแนน ITA ภาพรวมเท่าไหร่ครับ`))).toBe(
      'overall-score - 2563',
    );
  });

  it('does not slow down on long or repeating text', () => {
    const began = performance.now();
    for (const text of [
      'ก'.repeat(100_000),
      'คะแนน'.repeat(20_000),
      '9.'.repeat(50_000),
      ' O1'.repeat(30_000),
      'ปีงบประมาณ'.repeat(9_000),
    ])
      ask(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('an answer', () => {
  const entities = () => [
    ...data.datasets.flatMap(({ year, indicators }) =>
      indicators.map(({ number }) => `ตัวชี้วัดที่ ${number} ปี ${year} ได้กี่คะแนน`),
    ),
    ...data.datasets.flatMap(({ questions }) => questions.map(({ code }) => `ข้อคำถาม ${code} ได้กี่คะแนน`)),
    ...data.datasets.flatMap(({ items }) => items.map(({ code }) => `ข้อ ${code} ได้กี่คะแนน`)),
    ...data.datasets.flatMap(({ subIndicators }) => subIndicators.map(({ code }) => `${code} ได้กี่คะแนน`)),
    ...(data.datasets[0]?.indicators ?? []).flatMap(({ number }) => [
      `ทำไมตัวชี้วัดที่ ${number} ได้เท่านี้`,
      `Why did indicator ${number} get this score?`,
    ]),
    ...PLAIN,
  ];

  it('has a headline with the year, a source, at most four ways on, and is short', () => {
    for (const text of entities()) {
      const meant = ask(text);
      if (meant.kind !== 'answer') continue;
      const { answer } = meant;
      expect([text, answer.headline]).not.toEqual([text, '']);
      expect(answer.source).not.toBe('');
      expect(answer.suggestions.length).toBeLessThanOrEqual(4);
      if (answer.list.length === 0)
        expect([text, textOf(answer).length <= ANSWER_LIMIT]).toEqual([text, true]);
      expect(textOf(answer)).not.toMatch(/\{\{|undefined|NaN|\[object/);
    }
  });

  it('offers only ways on that are understood when typed', () => {
    const seen = new Map<string, string>();
    for (const text of [
      ...entities(),
      'list all measures',
      'What is EIT?',
      'Which figures are inconsistent?',
    ]) {
      const meant = ask(text);
      if (meant.kind === 'answer') for (const { say } of meant.answer.suggestions) seen.set(say, text);
    }
    expect(seen.size).toBeGreaterThan(30);
    const lost = [...seen].filter(([say]) => !['answer', 'go', 'not-held'].includes(ask(say).kind));
    expect(lost).toEqual([]);
  });

  it('follows the language it is asked in', () => {
    expect(answerTo('What grade in 2563?').headline).toMatch(/^In 2563 the municipality scored 60\.88/);
    expect(answerer.ask('O31', { lang: 'en' })).toMatchObject({
      answer: { headline: expect.stringMatching(/^Item O31/) },
    });
    expect(answerer.ask('O31', { lang: 'th' })).toMatchObject({
      answer: { headline: expect.stringMatching(/^ข้อ O31/) },
    });
  });

  it('shows contradictions of the source beside the number', () => {
    expect(answerTo('ปี 63 ได้กี่คะแนน').findings.join()).toContain('60.89');
    expect(answerTo('ตัวชี้วัดที่ 9 ได้กี่คะแนน').findings.join()).toContain('41.49');
    expect(answerTo('ข้อ O18 ได้กี่คะแนน').findings).toHaveLength(1);
    expect(answerTo('ตัวชี้วัดที่ 1 ได้กี่คะแนน').findings).toEqual([]);
  });

  it('says which year it means when only pointed at', () => {
    expect(answerTo('ปีนี้ได้กี่คะแนน').meaning[0]).toContain('2563');
    expect(answerTo('ปีที่แล้วได้กี่คะแนน').meaning[0]).toContain('2562');
  });
});

describe('every number comes from the data', () => {
  /** A copy of a year with every score moved: a little for those of 100 points, turned over for items. */
  const moved = (dataset: Dataset): Dataset => {
    const other = (score: number) => Math.round((score > 50 ? score - 7.31 : score + 7.31) * 100) / 100;
    return {
      ...dataset,
      overall: { ...dataset.overall, score: other(dataset.overall.score), grade: 'C' },
      indicators: dataset.indicators.map((one) => ({ ...one, score: other(one.score) })),
      questions: dataset.questions.map((one) => ({ ...one, score: other(one.score) })),
      items: dataset.items.map((one) => ({ ...one, score: one.score === 0 ? 100 : 0 })),
    };
  };

  it('follows every score of every year', () => {
    const changed: AgencyData = { ...data, datasets: data.datasets.map(moved) };
    const askChanged = asks(answererOf(changed));
    let looked = 0;
    for (const [at, dataset] of data.datasets.entries()) {
      const copy = changed.datasets[at] as Dataset;
      const check = (text: string, was: number, is: number) => {
        looked += 1;
        const [before, after] = [answerTo(text).headline, answerTo(text, askChanged).headline];
        expect([text, after]).not.toEqual([text, before]);
        const shown = (score: number) =>
          score === 0 ? /(^|\s)0 คะแนน/ : new RegExp(formatScore(score).replace('.', '\\.'));
        expect(before).toMatch(shown(was));
        expect(after).toMatch(shown(is));
      };
      check(`คะแนนรวมปี ${dataset.year}`, dataset.overall.score, copy.overall.score);
      dataset.indicators.forEach(({ number, score }, i) =>
        check(`ตัวชี้วัดที่ ${number} ปี ${dataset.year} ได้กี่คะแนน`, score, copy.indicators[i]?.score ?? -1),
      );
      dataset.questions.forEach(({ code, score }, i) =>
        check(`${code} ได้กี่คะแนน`, score, copy.questions[i]?.score ?? -1),
      );
      dataset.items.forEach(({ code, score }, i) =>
        check(`${code} ได้กี่คะแนน`, score, copy.items[i]?.score ?? -1),
      );
    }
    expect(looked).toBe(
      data.datasets.reduce(
        (sum, { indicators, questions, items }) =>
          sum + 1 + indicators.length + questions.length + items.length,
        0,
      ),
    );
    expect(answerTo('เทศบาลได้เกรดอะไร', askChanged).headline).toContain('C');
  });
});
