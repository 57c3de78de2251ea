import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Understanding } from '../../src/ita/answer.ts';
import type { AgencyData } from '../../src/ita/dataset.ts';
import { fold } from '../../src/ita/normalise.ts';
import { wrongsTold } from '../../src/ita/wrongs.ts';
import { answererOf, asks, mueangPhon, shortly } from '../support/asking.ts';

let data: AgencyData;
let ask: (text: string) => Understanding;
beforeAll(async () => {
  data = await mueangPhon();
  ask = asks(answererOf(data));
});

/** Stories in Thai, Isan and English: somebody did something, or nobody does what should be done. */
const STORIES = [
  'เอารถดับเพลิงไปรดน้ำสวนตัวเองทุกเย็น',
  'คนขับรถขยะแวะบ้านเมียทั้งวัน น้ำมันหลวงทั้งนั้น',
  'ปลัดเอารถประจำตำแหน่งไปรับลูกที่โรงเรียนทุกเช้า',
  'ผอ.ให้ลูกน้องไปเลี้ยงหมาที่บ้าน ใครไม่ไปโดนย้าย',
  'เจ้านายสั่งผมขับรถให้เมียไปซื้อกับข้าวเมื่อวาน',
  'นายช่างรับซองจากเจ้าของตึก ผมเห็นกับตา',
  'เก็บเงินเพิ่ม 200 ที่เคาน์เตอร์แล้วไม่ออกใบเสร็จ',
  'ไปต่อใบอนุญาต เขาบอกให้เอาเงินใส่ซองมาก่อน เมื่อวันจันทร์',
  'พนักงานหน้าเคาน์เตอร์ตวาดแม่ฉันต่อหน้าคนทั้งห้อง',
  'จนท.โยนเอกสารใส่ผม บอกให้ไปทำมาใหม่',
  'เจ้าหน้าที่ไม่ยอมออกใบให้ บอกให้มาใหม่สามรอบแล้ว',
  'เพิ่นปากบ่ดี ด่าแม่ใหญ่อยู่เทศบาลมื้อวาน',
  'เจ้าหน้าที่เพิ่นบ่สนใจเฮาเลย นั่งเล่นมือถือ',
  'ถังขยะล้นมาสองอาทิตย์ บ่มีคนมาเก็บ',
  'ไฟทางหน้าวัดดับมาเป็นเดือน ไม่มีใครมาซ่อม',
  'ท่อระบายน้ำอุดตัน น้ำท่วมซอยทุกครั้งที่ฝนตก',
  'ถนนเข้าหมู่บ้านเป็นหลุมเป็นบ่อ เดือดร้อนกันทั้งคุ้ม',
  'กรรมการให้บริษัทญาติได้งานทุกครั้ง',
  'ลูกจ้างเมาเหล้าตอนเช้าแล้วมาทำงาน',
  'หัวหน้าเบิกโอทีทั้งที่ไม่ได้มาทำงาน ปลอมลายเซ็นด้วย',
  'My boss makes me wash his car every Friday',
  'I saw a municipal truck carrying furniture to his own house',
  'The clerk shouted at my grandmother and sent her away',
  'Nobody has collected the garbage for two weeks, it stinks',
  'The contractor slipped an envelope to the inspector yesterday',
];

/** Told after the rules were made; what the rules do not know is left to the weaker look at texts without an answer. */
const LATER = [
  'โดนเก็บค่าแผงตลาดแพงกว่าป้าย แม่ค้าไม่กล้าพูด',
  'ลูกนายกได้งานทั้งที่ไม่ได้สอบ',
  'เขาให้จ่ายสองพันถึงจะเซ็นให้',
  'เบี้ยยังชีพยายไม่เข้ามาสองเดือน ไปถามก็โดนดุ',
  'รองปลัดพาครอบครัวไปหัวหินด้วยรถตู้ของเทศบาล',
  'นายช่างไม่ยอมตรวจรับถ้าไม่ได้ค่าน้ำมันรถ',
  'ไปแจ้งไฟเสีย เขาว่าไม่ใช่หน้าที่ เดินหนีไปเลย',
  'ประมูลทีไรก็บริษัทเดิมได้ทุกที',
  'จ่ายแล้วบ่ได้ใบเสร็จ เพิ่นว่าบ่ต้องเอา',
  'No one picks up the trash in our lane anymore',
  'They wanted 2000 baht before they would stamp my form',
];

/** Said without a grievance of the town's: nothing to complain about. */
const NO_STORIES = [
  'ถนนในเมืองพลสวยดี',
  'เทศบาลเมืองพลสวยงามน่าอยู่',
  'แฟนไม่ตอบไลน์มาสองวันแล้ว',
  'วันนี้ร้อนมาก ไม่อยากทำงาน',
  'ไม่เข้าใจที่ตอบ',
  'ภาษีที่ดินเก็บยังไง',
  'I love my town and its people',
];

/** Questions about what the report holds, in the same words. */
const ASKED: [string, string][] = [
  ['ข้อที่ว่าหัวหน้าสั่งให้ไปทำธุระส่วนตัว ได้กี่คะแนน', 'question-score question:I16'],
  ['เรื่องใช้ลูกน้องทำธุระส่วนตัว คะแนนเท่าไร', 'question-score question:I16'],
  ['เรื่องเอาของหลวงกลับบ้านได้คะแนนเท่าไหร่', 'question-score question:I19'],
  ['คนในตอบเรื่องยืมรถหลวงว่าอย่างไร ได้กี่คะแนน', 'question-score question:I20'],
  ['การใช้ทรัพย์สินของราชการปี 63 ได้เท่าไร', 'indicator-score indicator:4'],
  ['คะแนนการรับสินบนของเจ้าหน้าที่ได้เท่าไหร่', ''],
  ['มาตรการป้องกันการเอารถหลวงไปใช้ส่วนตัวมีอะไรบ้าง', 'measure'],
  ['ตัวชี้วัดเรื่องใช้อำนาจสั่งงานส่วนตัว ได้กี่คะแนน', ''],
  ['ทำไมคะแนนเรื่องคุณภาพการบริการของเจ้าหน้าที่ถึงได้เท่านี้', 'indicator-why indicator:6'],
  ['ข้อ O17 อีเซอร์วิสทำไมถึงตก', 'item-score item:O17'],
  ['เจ้าหน้าที่เลือกปฏิบัติไหม ข้อนี้ได้กี่คะแนน', ''],
  ['what score did private errands for superiors get', 'question-score question:I16'],
  ['score of the question about borrowing public property', ''],
  ['How do staff rate the use of public property?', ''],
  ['Which item on bribes scored lowest?', ''],
];

describe('a story of something wrong', () => {
  it.each([...STORIES, ...LATER])('%s', (text) => {
    expect(shortly(ask(text))).toBe('complaint-like');
  });

  it.each([
    'เมื่อวานเจ้าหน้าที่ด่ายาย แบบนี้ถูกต้องไหม',
    `${'ไปติดต่อเรื่องบ้านมา รอคิวอยู่ตั้งแต่แปดโมงจนเที่ยง อากาศก็ร้อน '.repeat(3)} สุดท้ายเจ้าหน้าที่ตวาดใส่แม่แล้วไล่กลับบ้าน`,
  ])('also with a question or a long way to it: %s', (text) => {
    expect(shortly(ask(text))).toBe('complaint-like');
  });
});

describe('a question in the words of a story', () => {
  it.each(ASKED)('%s', (text, meant) => {
    const found = shortly(ask(text));
    expect(found).not.toBe('complaint-like');
    expect(found.slice(0, meant.length)).toBe(meant);
  });

  it('is every name and every official wording of the data', () => {
    const official = data.datasets.flatMap((dataset) => [
      ...dataset.indicators.map(({ name }) => name),
      ...dataset.questions.flatMap(({ topic, text }) => [topic, text]),
      ...dataset.items.map(({ name }) => name),
      ...dataset.subIndicators.map(({ name }) => name),
    ]);
    expect(official.length).toBeGreaterThan(80);
    const taken = official
      .flatMap(({ th, en }) => [th, en])
      .filter((text) => wrongsTold(fold(text)).length > 0);
    expect(taken).toEqual([]);
  });
});

it.each(NO_STORIES)('%s is no story', (text) => {
  expect(shortly(ask(text))).not.toBe('complaint-like');
});

describe('what is both', () => {
  it.each([
    ['ถนนพังที่เคยแจ้งไว้ ติดตามเรื่องถึงไหนแล้ว', 'go track'],
    ['อยากเสนอแนะให้ซ่อมไฟทาง ไฟดับมาหลายวันแล้ว', 'go comment'],
    ['ปี 2563 ได้กี่คะแนน ถนนพังไม่มีใครซ่อม', 'overall-score - 2563'],
  ])('%s goes to %s', (text, meant) => {
    expect(shortly(ask(text))).toBe(meant);
  });
});
