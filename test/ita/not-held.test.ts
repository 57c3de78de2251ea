import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Understanding } from '../../src/ita/answer.ts';
import type { AgencyData } from '../../src/ita/dataset.ts';
import { createI18n } from '../../src/i18n.ts';
import { answererOf, asks, mueangPhon, shortly } from '../support/asking.ts';

let data: AgencyData;
let ask: (text: string) => Understanding;
beforeAll(async () => {
  data = await mueangPhon();
  ask = asks(answererOf(data));
});

/** Classes of things asked and not held, with the reason given. */
const CLASSES: [string, string[]][] = [
  [
    'other-agency',
    [
      'อำเภอพลได้คะแนน ITA เท่าไร',
      'อำเภอพลสอบผ่านไหม',
      'ตำบลเมืองพลได้คะแนนเท่าไร',
      'จังหวัดขอนแก่นได้เกรดอะไร',
      'คะแนนเฉลี่ยของจังหวัดขอนแก่นเท่าไหร่',
      'อบต ในอำเภอพล ได้คะแนนเท่าไร',
      'เทศบาลตำบลโนนธาตุได้เกรดอะไร',
      'เมืองไผ่ได้คะแนนเท่าไหร่',
      'กระทรวงมหาดไทยได้คะแนน ITA เท่าไร',
      'ป.ป.ช. ได้คะแนน ITA เท่าไหร่',
      'หมู่บ้านเราได้คะแนนเท่าไหร่',
      'ชุมชนไหนได้คะแนนสูงสุด',
      'phon district ITA score',
      'which municipality scored highest in Khon Kaen?',
    ],
  ],
  [
    'rank',
    [
      'คะแนน ITA ทั้งประเทศเฉลี่ยเท่าไร',
      'ทั้งประเทศสอบผ่านกี่หน่วยงาน',
      'เทศบาลเมืองทั้งหมดในไทยเฉลี่ยกี่คะแนน',
      'เฉลี่ยจังหวัดเท่าไหร่',
      'เราอยู่อันดับไหนในบรรดาเทศบาลเมือง',
      'national average ITA score',
    ],
  ],
  [
    'no-office',
    [
      'กองช่างรับผิดชอบอะไร',
      'กองช่างต้องทำอะไรบ้าง',
      'กองช่างได้คะแนนเท่าไร',
      'กองสาธารณสุขรับผิดชอบตัวชี้วัดไหน',
      'สภาเทศบาลมีหน้าที่อะไร',
      'เทศกิจมีหน้าที่อะไร',
      'what does the engineering division do',
    ],
  ],
  ['no-such-office', ['กองทะลุฟ้ารับผิดชอบอะไร']],
  ['unit-score', ['กองคลังได้กี่คะแนน', 'กองไหนได้คะแนนต่ำสุด', 'which department scored lowest']],
  ['year', ['ปี 2555 ได้กี่คะแนน', 'สองปีก่อนได้กี่คะแนน', 'did we pass in 2018']],
  ['forecast', ['อนาคตเทศบาลจะได้เกรด A ไหม', 'จะสอบผ่านเมื่อไหร่', 'will we pass one day?']],
  ['people', ['ใครโกงบ้าง', 'ผู้อำนวยการกองคลังคือใคร', 'นายสมชายโกงไหม', 'who is the head of finance']],
  ['money', ['งบประมาณปี 63 เท่าไหร่', 'เทศบาลใช้งบไปกี่ล้าน', 'เงินเดือนนายกเท่าไร']],
  [
    'services',
    [
      'ค่าเก็บขยะเดือนละเท่าไร',
      'รถขยะมาวันไหน',
      'จ่ายภาษีที่ดินได้ที่ไหน',
      'แจ้งเกิดต้องทำยังไง',
      'เลือกตั้งนายกเทศมนตรีวันไหน',
      'เทศบาลเปิดกี่โมง',
      'how much is the garbage fee',
      'where do I pay property tax',
    ],
  ],
  ['counts', ['มีเรื่องร้องเรียนกี่เรื่อง', 'มีคดีทุจริตกี่คดี', 'เทศบาลมีพนักงานกี่คน']],
  ['reporters', ['ใครเป็นคนร้องเรียนเรื่องถนน', 'ขอรายชื่อคนร้องเรียนหน่อย', 'who filed the complaint?']],
];

describe('what nobody holds is said plainly', () => {
  it.each(CLASSES.flatMap(([key, texts]) => texts.map((text) => [text, key] as const)))(
    '%s → %s',
    (text, key) => {
      expect(shortly(ask(text))).toBe(`not-held ${key}`);
    },
  );

  it('never with a score of ours in it', () => {
    const { t } = createI18n();
    const scores = data.datasets.flatMap(({ overall, indicators }) => [
      overall.score,
      ...indicators.map((one) => one.score),
    ]);
    for (const text of CLASSES.flatMap(([, texts]) => texts)) {
      const meant = ask(text);
      const said = meant.kind === 'not-held' ? t('th', meant.key, meant.params) : '';
      expect([text, said === '', scores.filter((score) => said.includes(score.toFixed(2)))]).toEqual([
        text,
        false,
        [],
      ]);
    }
  });

  it('names what every office must do when the report does not know the office', () => {
    expect(ask('กองช่างรับผิดชอบอะไร')).toMatchObject({
      params: {
        name: 'กองช่าง',
        units: expect.stringContaining('กองคลัง'),
        everyone: expect.stringContaining('แผนการพัฒนาบุคลากร'),
      },
    });
  });

  it('takes up an office the town adds to its file', async () => {
    const { agency } = data;
    const units = [
      ...agency.units,
      {
        id: 'works',
        kind: 'office' as const,
        parent: 'municipal-clerk',
        name: { th: 'กองช่าง', en: 'Works' },
        aliases: [],
        intake: false,
        outside: false,
      },
    ];
    const added = asks(answererOf({ ...data, agency: { ...agency, units } }));
    expect(shortly(added('กองช่างรับผิดชอบอะไร'))).toBe('duties unit:works 2563');
  });
});

describe('what is ours stays ours', () => {
  it.each([
    ['คนอำเภอพลอยากรู้ ปี 63 เทศบาลได้เกรดอะไร', 'overall-score'],
    ['เทศบาลเมืองเมืองพล อำเภอพล จังหวัดขอนแก่น ได้คะแนนเท่าไร', 'overall-score'],
    ['กองคลังรับผิดชอบอะไร', 'duties unit:finance'],
    ['กองการศึกษารับผิดชอบอะไร', 'duties unit:education'],
    ['คะแนนการใช้งบประมาณปี 63 เท่าไหร่', 'indicator-score indicator:2'],
    ['การใช้งบประมาณ ปี 2563 ได้เท่าไหร่', 'indicator-score indicator:2'],
    ['การประเมินเริ่มใช้ทั่วประเทศปีไหน', 'history'],
    ['คะแนนย้อนหลังทุกปี', 'year-held'],
  ])('%s → %s', (text, meant) => {
    expect(shortly(ask(text)).slice(0, meant.length)).toBe(meant);
  });
});
