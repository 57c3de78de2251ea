import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Understanding } from '../../src/ita/answer.ts';
import { QUESTIONS } from '../../src/ita/questions/index.ts';
import { answererOf, asks, mueangPhon, shortly } from '../support/asking.ts';

let ask: (text: string) => Understanding;
beforeAll(async () => {
  ask = asks(answererOf(await mueangPhon()));
});

/** What people say, and what it means; the year only where it is not the newest. */
const MEANT: [string, string][] = [
  ['เทศบาลได้คะแนน ITA เท่าไหร่', 'overall-score -'],
  ['โปรดแจ้งผลการประเมินคุณธรรมและความโปร่งใสของเทศบาล ประจำปีงบประมาณ 2563', 'overall-score -'],
  ['ปีที่แล้วเทศบาลเฮาได้จักคะแนน', 'overall-score - 2562'],
  ['ผลล่าสุดเป็นอย่างไร', 'overall-score -'],
  ['how did the town do in the 2020 transparency assessment?', 'overall-score -'],
  ['สรุปว่าเทศบาลสอบผ่านบ่น้อ', 'overall-pass -'],
  ['ต้องได้กี่คะแนนถึงจะผ่าน', 'pass-mark -'],
  ['ขาดอีกกี่คะแนนจึงจะผ่าน', 'points-missing -'],
  ['กี่ตัวชี้วัดที่ผ่านเกณฑ์', 'pass-list -'],
  ['ตัวชี้วัดไหนบ้างที่สอบตก', 'fail-list -'],
  ['ปีไหนได้ระดับ B', 'grade-year grade:B 2563'],
  ['ระดับ D แปลว่าอะไร', 'grade-scale grade:D'],
  ['ได้ 75 คะแนนจะได้เกรดอะไร', 'grade-scale -'],
  ['เกรดปี 62 กับ 63 ต่างกันยังไง', 'compare-overall -'],
  ['คุณภาพการบริการดีขึ้นหรือแย่ลง', 'compare-indicator indicator:6'],
  ['IIT ปี 62 กับ 63 ต่างกันเท่าไหร่', 'compare-part part:IIT'],
  ['ตัวชี้วัดไหนดีขึ้นมากที่สุด', 'most-up indicator:8'],
  ['คำถาม IIT ข้อไหนคะแนนต่ำสุด', 'lowest-question part:IIT'],
  ['เป้าหมายของแผนแม่บทคือร้อยละเท่าไหร่', 'target'],
  ['ตัวชี้วัดไหนเพิ่มขึ้น', 'rose -'],
  ['which indicators went down', 'fell -'],
  ['ตัวชี้วัดไหนตกมากที่สุดเมื่อเทียบกับปีก่อน', 'most-down indicator:10'],
  ['อันใด๋หลายกว่าหมู่', 'highest indicator:1'],
  ['which areas are weakest', 'lowest indicator:10'],
  ['ใน IIT ตัวชี้วัดไหนต่ำสุด', 'lowest indicator:4'],
  ['คำถาม IIT ข้อไหนคะแนนสูงสุด', 'highest-question part:IIT'],
  ['ทำไมคะแนนตกฮวบจากปีก่อน', 'why-overall -'],
  ['การเปิดเผยข้อมูลได้เท่าไหร่', 'indicator-score indicator:9'],
  ['เรื่องกันโกง กี่คะแนน', 'indicator-score indicator:10'],
  ['what does indicator 6 measure', 'indicator-about indicator:6'],
  ['ทำไมการใช้อำนาจไม่ผ่าน', 'indicator-why indicator:3'],
  ['ขอดูคะแนนรายข้อของการใช้งบประมาณ', 'indicator-parts indicator:2'],
  ['ขอดูตารางคะแนนทุกตัวชี้วัด', 'table -'],
  ['ส่วน OIT ได้กี่คะแนน', 'part-score part:OIT'],
  ['EIT คืออะไร', 'part-about part:EIT'],
  ['difference between IIT and EIT', 'parts-differ part:IIT'],
  ['ตัวชี้วัดใน EIT มีอะไรบ้าง', 'part-indicators part:EIT'],
  ['๐๓๑ ได้กี่คะแนน', 'item-score item:O31'],
  ['แผนจัดซื้อจัดจ้างได้คะแนนไหม', 'item-score item:O21'],
  ['เพจเฟซบุ๊กเทศบาลได้กี่คะแนน', 'item-score item:O9'],
  ['9.4 ได้กี่คะแนน', 'sub-score sub:9.4'],
  ['OIT ได้ศูนย์กี่ข้อ', 'zero-items part:OIT'],
  ['ข้อ OIT ที่ได้คะแนนเต็มมีข้อไหนบ้าง', 'full-items part:OIT'],
  ['What was missing on the website?', 'indicator-why indicator:9'],
  ['ข้อบกพร่อง 92.31% คือเรื่องอะไร', 'why-oit -'],
  ['ไอ23ได้กี่คะแนน', 'question-score question:I23'],
  ['เรื่องยืมรถหลวง ได้กี่คะแนน', 'question-score question:I20'],
  ['หัวหน้าแจกงานยุติธรรมไหม กี่คะแนน', 'question-score question:I13'],
  ['what did staff say about buying positions', 'question-score question:I18'],
  ['มาตรการเรื่องการใช้งบประมาณ', 'measure indicator:2'],
  ['สิเฮ็ดจั่งใด๋ให้การใช้อำนาจดีขึ้น', 'measure indicator:3'],
  ['ใครรับผิดชอบตัวชี้วัดที่ 9', 'responsible indicator:9'],
  ['กองคลังต้องทำอะไรบ้าง', 'duties unit:finance'],
  ['กองคลัง', 'duties unit:finance'],
  ['มาตรการปรับปรุงมีอะไรบ้าง', 'measures -'],
  ['ปี 2564 จะปรับปรุงอะไรบ้าง', 'measures -'],
  ['ใครรับผิดชอบมาตรการแต่ละเรื่อง', 'responsibles -'],
  ['เขารายงานความก้าวหน้าจักเดือนเทื่อหนึ่ง', 'monitoring -'],
  ['มาตรการถึงไหนแล้ว', 'progress-all -'],
  ['มาตรการฮอดไสแล้ว', 'progress-all -'],
  ['how far have the measures come', 'progress-all -'],
  ['มาตรการทุกตัวทำไปถึงไหนแล้ว', 'progress-all -'],
  ['How far have the measures for all indicators come?', 'progress-all -'],
  ['ความคืบหน้าเรื่องเปิดเผยข้อมูล', 'progress indicator:9'],
  ['แก้เรื่องงบประมาณถึงไหนแล้ว', 'progress indicator:2'],
  ['any progress on indicator 10', 'progress indicator:10'],
  ['จุดแข็งมีหยังแหน่', 'strengths -'],
  ['list the weaknesses', 'weaknesses -'],
  ['โอกาสมีอะไรบ้าง', 'opportunities -'],
  ['อุปสรรคภายในมีอะไรบ้าง', 'obstacles -'],
  ['วิเคราะห์ SWOT ได้อะไร', 'swot -'],
  ['ไอทีเอคืออะไร', 'definition definition:ita'],
  ['ป.ป.ช. คือใคร', 'definition definition:nacc'],
  ['ใครกำหนดเกณฑ์ประเมิน', 'setter -'],
  ['ITA เริ่มประเมินตั้งแต่ปีไหน', 'history'],
  ['ประเมิน ITA ไปทำไม', 'purpose'],
  ['การประเมินนี้อ้างอิงกฎหมายอะไร', 'law -'],
  ['ประกาศลงวันที่เท่าไร', 'document-announcement -'],
  ['คำสั่งแต่งตั้งเลขที่เท่าไร', 'document-order -'],
  ['บันทึกข้อความลงวันที่เท่าไร', 'document-memo -'],
  ['ข้อมูลมาจากไหน', 'source -'],
  ['ตัวเลขไหนในรายงานไม่ตรงกัน', 'findings -'],
  ['คำขวัญของเทศบาลคืออะไร', 'motto -'],
  ['เทศบาลอยู่ไส', 'where -'],
  ['ติดต่อเทศบาลยังไง', 'contact -'],
  ['87.50 คือคะแนนของอะไร', 'indicator-score indicator:9 2562'],
  ['มีผลปีไหนบ้าง ITA', 'year-held -'],
  ['IIT มีคำถามอะไรบ้าง', 'all-items part:IIT'],
  ['ตัวชี้วัดไหนได้ต่ำกว่า 50', 'within-bounds -'],
  ['คะแนนรวมเกิน 80 ปีไหน', 'years-within -'],
  ['ข้อ O10-O17 ข้อไหนได้ศูนย์บ้าง', 'range-scores item:O10'],
  ['ใครรับผิดชอบตัวชี้วัดที่ 9 กับ 10', 'responsible-several indicator:9'],
  ['คะแนนติดลบมีไหม', 'negative -'],
  ['ตัวชี้วัดที่ ๔ กับ ๕ ต่างกันเท่าไหร่', 'compare-two indicator:'],
  ['ตัวชี้วัดที่เพิ่มขึ้นน้อยที่สุด', 'least-up indicator:1'],
  ['ตัวชี้วัดที่ลดลงน้อยที่สุดคือตัวไหน', 'least-down indicator:7'],
];

describe('what is asked', () => {
  it.each(MEANT)('%s → %s', (text, meant) => {
    const found = shortly(ask(text));
    expect(/\d{4}$/.test(meant) ? found : found.slice(0, meant.length)).toBe(meant);
  });

  it('has an example of every question', () => {
    const answered = new Set(MEANT.map(([, meant]) => meant.split(' ')[0]));
    const unproven = QUESTIONS.filter(({ free, id }) => !free && !id.startsWith('not-held'))
      .map(({ id }) => id)
      .filter((id) => !answered.has(id));
    expect(unproven).toEqual([]);
  });
});

describe('what is not about the result', () => {
  it.each([
    ['อยากร้องเรียน', 'go complaint'],
    ['อยากฮ้องเรียนต้องเฮ็ดจั่งใด๋', 'go complaint'],
    ['How do I file a complaint?', 'go complaint'],
    ['ขอแสดงความคิดเห็นต่อการทำงานของเทศบาล', 'go comment'],
    ['ติดตามเรื่องร้องเรียนที่เคยแจ้งไว้', 'go track'],
    ['เรื่องที่แจ้งคืบหน้าไหม', 'go track'],
    ['เรื่องของฉันถึงไหนแล้ว', 'go track'],
    ['progress on my complaint', 'go track'],
    ['ขอถอนเรื่อง', 'go track'],
    ['หยุดแจ้งเตือน', 'go track'],
    ['รหัสหาย ทำยังไง', 'channel lost-code'],
    ['I lost my code', 'channel lost-code'],
    ['บอททำอะไรได้บ้าง', 'go help'],
    ['เมนู', 'go menu'],
    ['report', 'go complaint'],
    ['อยากบอกเทศบาล', 'go complaint'],
    ['English please', 'go language-en'],
    ['ขอภาษาไทย', 'go language-th'],
    ['สวัสดีครับ', 'greeting'],
    ['ขอบคุณมากค่ะ', 'thanks'],
    ['เจ้าหน้าที่ขอเงิน 500', 'complaint-like'],
    ['ถูกเรียกเก็บเงินใต้โต๊ะ', 'complaint-like'],
    ['they asked me for a bribe', 'complaint-like'],
    ['หัวหน้าผมกินหัวคิวคนงาน', 'complaint-like'],
  ])('%s → %s', (text, meant) => {
    expect(shortly(ask(text))).toBe(meant);
  });

  it('takes a question about the score of a bad thing for a question', () => {
    expect(ask('คะแนนข้อรับสินบนเท่าไหร่').kind).toMatch(/^(answer|ask-back)$/);
    expect(shortly(ask('เอาของราชการไปเป็นของตัวเอง ข้อนี้กี่คะแนน'))).toBe('question-score question:I19 2563');
  });
});

describe('what we do not hold', () => {
  it.each([
    ['เทศบาลนครขอนแก่นได้เกรดอะไร', 'other-agency'],
    ['เทศบาลเมืองบ้านไผ่ ปี 2563 ได้กี่คะแนน', 'other-agency'],
    ['อบต.หนองแวงได้คะแนน ITA เท่าไหร่', 'other-agency'],
    ['ITA เชียงใหม่ปี 63 เท่าไหร่', 'other-agency'],
    ['Chiang Mai municipality ITA score', 'other-agency'],
    ['คะแนน ITA ปี 2564 เท่าไหร่', 'year'],
    ['What was the score in 2021?', 'year'],
    ['ข้อ O44 ได้กี่คะแนน', 'no-item'],
    ['ข้อคำถาม I1 ได้กี่คะแนน', 'no-question'],
    ['E3 ได้กี่คะแนน', 'no-eit-question'],
    ['ตัวชี้วัดที่ 11 ได้กี่คะแนน', 'no-indicator'],
    ['O31 ปี 2562 ได้กี่คะแนน', 'detail-year'],
    ['นายกเทศมนตรีชื่ออะไร', 'people'],
    ['เทศบาลได้อันดับที่เท่าไหร่ของจังหวัด', 'rank'],
    ['ปีถัดไปจะได้กี่คะแนน', 'year'],
    ['what will the score be next year', 'year'],
    ['สภ.พล ได้เกรดอะไร', 'other-agency'],
    ['เทศบาลบ้านโต้นได้กี่คะแนน', 'other-agency'],
    ['มีคนตอบแบบสอบถาม IIT กี่คน', 'respondents'],
    ['EIT ข้อ 3 ได้กี่คะแนน', 'no-eit-question'],
    ['งบประมาณปี 63 กี่บาท', 'money'],
    ['มาตรการของตัวชี้วัดที่ 7', 'no-measure'],
  ])('%s → %s', (text, key) => {
    expect(shortly(ask(text))).toBe(`not-held ${key}`);
  });

  it.each([
    'เทศบาลเมืองพลได้เกรดอะไร',
    'เทศบาลเมืองเมืองพล ปี 63 กี่คะแนน',
    'ทม.เมืองพล ได้คะแนน ITA เท่าไหร่',
    'Mueang Phon ITA score',
  ])('%s is us', (text) => {
    expect(shortly(ask(text))).toBe('overall-score - 2563');
  });

  it.each(['วันนี้ฝนจะตกไหม', 'ราคาทองวันนี้เท่าไหร่', 'คะแนนบอลเมื่อคืนเท่าไหร่', 'tell me a joke', '😀😀😀', '...', ''])(
    '"%s" is not ours to answer',
    (text) => {
      expect(['unknown', 'not-held']).toContain(ask(text).kind);
    },
  );

  it('tells whether an unanswered text has a word of the domain', () => {
    expect(ask('ราคาทองวันนี้เท่าไหร่')).toEqual({ kind: 'unknown', cue: false });
    expect(ask('ตัวชี้วัดของกรมอุตุนิยมวิทยามีพยากรณ์อะไรใหม่')).toMatchObject({ kind: 'unknown', cue: true });
  });
});

it('asks back when a bare number can be a question or an item', () => {
  const meant = ask('ข้อ 25');
  expect(meant.kind).toBe('ask-back');
  const says = meant.kind === 'ask-back' ? meant.readings.map(({ say }) => shortly(ask(say))) : [];
  expect(says.sort()).toEqual(['item-score item:O25 2563', 'question-score question:I25 2563']);
});
