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

/** Told in other words again: what is found here rests on meanings that add up, not on known sentences. */
const IN_OTHER_WORDS = [
  'ช่างโยธาบอกว่าถ้าอยากให้แบบบ้านผ่านไว ต้องมีค่าน้ำใจสักห้าพัน',
  'คนเก็บค่าแผงในตลาดเก็บเกินใบเสร็จทุกเดือน แม่ค้ากลัวไม่กล้าพูด',
  'ลูกสาวรองนายกได้เป็นพนักงานจ้าง ทั้งที่สอบไม่ผ่าน',
  'น้ำมันรถหลวงหายทุกอาทิตย์ คนขับเอาไปเติมรถตัวเอง',
  'มีการทำเอกสารปลอมเบิกค่าอบรม คนในรูปไม่เคยไปอบรมเลย',
  'ใครไม่จ่ายเขาก็แกล้งทำเรื่องช้า',
  'ปลัดขู่จะย้ายผมเพราะผมไม่ยอมเซ็นตรวจรับงานที่ทำไม่เสร็จ',
  'เขาให้พนักงานทุกคนซื้อบัตรโต๊ะจีนของนักการเมือง ไม่ซื้อมีปัญหา',
  'ก่อนเลือกตั้งมีคนของเทศบาลเอาเงินมาแจกหัวละห้าร้อย',
  'สเปกล็อกไว้ให้ร้านเดียว ร้านอื่นเข้าไม่ได้',
  'ซื้อเครื่องออกกำลังกายตัวละเป็นแสน ของจริงไม่กี่หมื่น',
  'พี่เขยผมเป็นคนงาน เขาโดนหักค่าแรงวันละห้าสิบทุกวัน',
  'อยากเป็นพนักงานประจำต้องวางเงินก่อนสองแสน',
  'เขาขอเลี้ยงข้าวขอเหล้าทุกครั้งที่มาตรวจร้าน',
  'มีเจ้าหน้าที่เข้ามาลูบไหล่ พูดจาแทะโลมหนูตอนไปติดต่อ',
  'ข้อมูลส่วนตัวของยายหลุดไปถึงคนขายประกัน หลังไปลงทะเบียนที่เทศบาล',
  'เพิ่นเอาเงินวัดไปใช้ เป็นกรรมการเทศบาลนำ',
  'ไปขอใบอนุญาต เพิ่นว่าเอามาก่อนสองพันจั่งสิไว',
  'รถน้ำเทศบาลไปโฮยน้ำใส่บ่อปลาของสมาชิกสภา',
  'กราบเรียนผู้ดูแลระบบ ดิฉันพบว่ามีการเบิกค่าน้ำมันเกินจริงในกองหนึ่งมาโดยตลอดค่ะ',
  'ดิฉันเป็นลูกจ้างค่ะ ถูกบังคับให้โอนเงินเข้าบัญชีส่วนตัวของหัวหน้าทุกสิ้นเดือน',
  'ร้านค้าออกบิลเปล่าให้กองคลังเขียนเอง',
  'ยาเสพติดขายในที่ทำการ คนข้างในรู้เห็นเป็นใจ',
  'ห้องแอร์ประชุมใช้จัดงานวันเกิดเมียหัวหน้า',
  'คอมพิวเตอร์ของสำนักงานไปอยู่บ้านหัวหน้า',
  'My application has been stuck until I pay the clerk something extra',
  "They hired the deputy mayor's nephew, nobody else was interviewed",
  'The fire truck was used to fill a swimming pool at a private resort',
  "We were forced to buy tickets to the party's dinner",
  'Road was paid for but never built',
  'จนท ขอตัง เเลกกับเซ็น',
  'เจาหนาทีเก็บเงนไม่มีใบเส็จ',
  'มีคนในเทดบานโกงเงิน',
  'มีคนเอาชื่อแม่ผมไปเบิกเงินช่วยเหลือน้ำท่วม แม่ไม่เคยได้สักบาท',
  'หัวหน้าเอาเงินกองกลางของกองไปกู้ต่อ ดอกเบี้ยร้อยละสิบ',
  'เวลาตรวจงาน ผู้รับเหมาพาคนตรวจไปเที่ยวพัทยาก่อนทุกงวด',
  'อยากได้ล็อกตลาดต้องไปกราบคนคนนึงก่อน แล้วใส่มือเขาไปหมื่นนึง',
  'เจ้าหน้าที่สวมรอยเซ็นชื่อแทนชาวบ้านในใบรับถุงยังชีพ',
  'คนดูแลสนามกีฬาเก็บค่าไฟเพิ่มเข้ากระเป๋าตัวเอง',
  'เด็กฝึกงานโดนหัวหน้าชวนไปกินข้าวสองต่อสองบ่อยๆ ไม่ไปก็ไม่ให้ผ่าน',
  'ทำไมต้องให้เงินพิเศษคนรังวัดทุกครั้ง ไม่งั้นไม่มา',
  'รถขยะรับจ้างขนของให้โรงงาน เก็บเงินกันเอง',
  'นมโรงเรียนบูดแต่ยังแจกเด็ก ร้องไปแล้วเงียบ',
  'แม่นหยังบ่ฮู้ จ่ายค่าน้ำแล้วแต่เพิ่นว่าบ่จ่าย ให้จ่ายใหม่',
  'ข้าพเจ้าขอร้องเรียนว่าเจ้าหน้าที่พัสดุกำหนดคุณลักษณะเอื้อประโยชน์ต่อผู้ขายรายหนึ่งครับ',
  'เขาให้ส่งเงินรายเดือนถึงจะขายริมทางได้',
  "The councillor's brother got the canteen lease without any bidding",
  'My supervisor takes home the donated rice',
  'I reported it last year and since then they give me no shifts',
];

/** Questions, praise and small talk in words near those of a story. */
const NEAR_STORIES = [
  'เรื่องเรียกรับสินบนได้คะแนนเท่าไร',
  'เทศบาลมีมาตรการป้องกันการรับสินบนไหม',
  'ถ้าเจ้าหน้าที่เรียกรับเงินต้องทำอย่างไร',
  'การยืมของหลวงต้องขออนุญาตไหม',
  'ผู้บริหารให้ความสำคัญกับการต้านโกงแค่ไหน',
  'ปัญหาทุจริตในหน่วยงานได้รับการแก้ไขแค่ไหน',
  'หัวหน้าสั่งให้ทำผิด ข้อนี้ได้กี่คะแนน',
  'เว็บไซต์เทศบาลเข้าไม่ได้ เลยได้ศูนย์ใช่ไหม',
  'ขอชมพนักงานเก็บขยะ ขยันมาก',
  'สนามเด็กเล่นสวยดี ลูกชอบ',
  'หมาผมป่วย ไปหาหมอที่ไหนดี',
  'ราคาปุ๋ยแพงมาก',
  'ช่วยแนะนำร้านก๋วยเตี๋ยวหน่อย',
  'จ่ายภาษีออนไลน์ได้ไหม',
  'ใบเสร็จหายทำไงดี',
  'เทศบาลให้ยืมเต็นท์ไหม',
  'เบี้ยคนชราเข้าวันไหน',
  'งานเลี้ยงปีใหม่เทศบาลวันไหน',
  'โครงการถนนเสร็จเมื่อไหร่',
  'Are bribes a problem according to the report?',
  'how do I borrow a tent from the municipality',
  'I forgot my document at the office',
  'ข้อที่ถามว่าเอื้อประโยชน์ให้ผู้ประกอบการ ได้เท่าไหร่',
  'เรื่องผู้บังคับบัญชาสั่งให้ทำผิดกฎหมาย ได้คะแนนดีไหม',
  'เจ้าหน้าที่เรียกเงินประชาชนไหม ประเมินว่ายังไง',
  'พนักงานเก็บขยะมาตรงเวลาทุกวัน ดีมาก',
  'เมื่อวานไปจ่ายภาษีมา รวดเร็วดี',
  'ลูกน้องฝากถามว่าตัวชี้วัดไหนต่ำสุด',
  'ป้องกันโกงทำยังไง',
  'ใครดูแลเรื่องพัสดุ',
  'การคัดเลือกคนไปอบรมยุติธรรมไหม',
  'กล้าร้องเรียนไหมคนในเทศบาล',
  'สำนักปลัดต้องทำอะไรเรื่องการใช้อำนาจ',
  'what did the staff say about bribes',
  'does the town punish corrupt officials',
  'ได้ข่าวว่าเทศบาลโดนหักคะแนนเพราะเว็บไซต์',
  'เจ้าหน้าที่มาที่บ้านผมเมื่อวาน ทำแบบสำรวจ',
  'ส่งลูกเรียนโรงเรียนเทศบาล ครูดูแลดี',
  'โครงการป้องกันยาเสพติดของเทศบาล',
  'พนักงานให้ผมเซ็นเอกสาร เรียบร้อยดี',
  'เจ้าหน้าที่เก็บข้อมูลส่วนตัวตามกฎหมาย',
  'ผมเป็นนักข่าว อยากได้ตัวเลขคะแนนไปลงข่าว',
  'ยังไม่เข้าใจเรื่องตัวชี้วัด',
  'ขอแจ้งว่าเว็บไซต์ใช้ได้แล้ว',
  "I don't understand the indicator on power",
];

describe('by meaning', () => {
  it('finds at least 90 of 100 stories', () => {
    const missed = IN_OTHER_WORDS.filter((text) => {
      const meant = shortly(ask(text));
      return meant !== 'complaint-like' && meant !== 'go complaint';
    });
    expect({ enough: missed.length <= IN_OTHER_WORDS.length * 0.1, missed }).toMatchObject({ enough: true });
  });

  it('takes at most 4 of 100 others for one', () => {
    const taken = NEAR_STORIES.filter((text) => shortly(ask(text)) === 'complaint-like');
    expect({ few: taken.length <= NEAR_STORIES.length * 0.04, taken }).toMatchObject({ few: true });
  });
});

it('never leaves a text with a sign of a wrong to be kept for others to read', () => {
  const mixed = [...STORIES, ...LATER, ...IN_OTHER_WORDS].flatMap((text) => [
    `ตัวชี้วัด ITA ของกรมอุตุนิยมวิทยา ${text}`,
    `${text} แล้วคะแนนดาวเทียมพยากรณ์ล่ะ`,
  ]);
  const kept = mixed.filter((text) => {
    const meant = ask(text);
    return meant.kind === 'unknown' && meant.cue;
  });
  expect(kept).toEqual([]);
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
