import type { CueId } from './cues.ts';
import { fold } from './normalise.ts';
import type { Choice } from './rank.ts';
import type { Reading } from './reading.ts';

/** A score or grade that is asked for, of something else than the town hall: a market, a school, a team. */

const wordings = (says: string): string =>
  says
    .split('|')
    .map((one) => fold(one))
    .sort((a, b) => b.length - a.length)
    .join('|');

/** What else has scores and grades, or is rated, in a town. None of it is a word of the report. */
const THAI_THINGS = wordings(
  'ความสะอาด|สะอาด|ตลาด|สอบ|ครู|นักเรียน|นักศึกษา|เด็ก|โรงเรียน|มหาวิทยาลัย|วิทยาลัย|กีฬา|ฟุตบอล|วอลเลย์|มวย|ทีม|น้ำประปา|ประปา|น้ำดื่ม|น้ำเสีย|คุณภาพน้ำ|คุณภาพอากาศ|ฝุ่น|โรงพยาบาล|รพ.สต|อนามัย|คลินิก|หมอ|สุขภาพ|ร้านอาหาร|ร้านค้า|อาหาร|ถนน|ทางเท้า|ขยะ|ห้องน้ำ|สวนสาธารณะ|สวน|ชุมชน|หมู่บ้าน|โรงแรม|โรงงาน|ใบขับขี่|ขับรถ|เครดิต|สะสม|บัตร|เลือกตั้ง|พรรค|การเมือง|เสียง|ประกวด|นางงาม|แข่งขัน|แข่ง|ความสุข|น่าอยู่|สิ่งแวดล้อม|ท่องเที่ยว|ดิจิทัล|เศรษฐกิจ|ความปลอดภัย|ปลอดภัย|ตำรวจ|สถานีตำรวจ|ธนาคาร|หนัง|เพลง|เกม|ภาษา|คณิต|วิทย์|แอป|มือถือ|รถ|หวย|lpa|eha|onet',
);
const ENGLISH_THINGS =
  'market|clean|cleanliness|cleanest|school|teacher|student|exam|test|university|sports?|football|soccer|team|game|match|water|air|hospital|clinic|health|restaurant|food|road|street|garbage|waste|toilet|park|temple|village|hotel|factory|driving|licen[cs]e|credit|election|vote|contest|happiness|environment|environmental|tourism|digital|economy|safety|police|bank|movie|song|math|english|lpa|eha';
/** The last letter of a score may be the first of the next word; "how many points?" ends a question. */
const SCORE = '(?<!กิ|จัก)(?:คะแน?|แตม|เกรด|ผลประเมิน|ผลการประเมิน|ผลคะแน?|อันดับ)';
/** Between the score and what it is of. */
const OF = '(?:ของ|ความ|การ|คุนพาพ|ดาน|เริอง|เมิอง|รวม|เฉลิย|พิงพอไจ|ประเมิน|ไน|ทิ|พวก)*';
const YEAR = '(?: ?(?:ปิ)? ?(?:25)?\\d\\d)?';
/** The score of such a thing, or such a thing that got one. */
const OF_A_THING = new RegExp(
  [
    `${SCORE}${OF}(?:${THAI_THINGS}|วัด(?=ปิ|\\d|$))`,
    `(?:^|ปิ(?:25)?\\d\\d|ของ|วา|แลว)(?:ความ)?(?:${THAI_THINGS})${YEAR}(?:ของ(?:เรา|เทสบาล|เมิอง))?(?:มิ|ได)(?:คะแน|เกรด|แตม|กิ|เทาไ|จัก|ระดับ)`,
    `(?<![a-z])(?:${ENGLISH_THINGS})s? (?:(?:quality|satisfaction|s|cleanliness|safety|town|city) )*(?:score|scores|grade|rating|points|result|results|mark)(?![a-z])`,
    `(?<![a-z])(?:score|scores|grade|rating|points)(?: (?:of|for|in|on|the|our|your|a|an|local|towns?|this|quality))* (?:${ENGLISH_THINGS})(?![a-z])`,
  ].join('|'),
);

/** Whoever says one of these means the assessment. */
const OF_ASSESSMENT: readonly CueId[] = ['ita', 'indicators', 'eachq', 'items', 'thatq', 'negative', 'bound'];
/** A score of what stands beside these words. */
const SCORES: readonly CueId[] = ['score', 'grade', 'result'];
/** So many foreign letters right beside the score are its subject, no slip. */
const A_SUBJECT = 4;

/** "How many" right before a score: what follows is another sentence. */
const COUNTED = /(?:กิ|จัก)$/;
const THAI = /[ก-๎]/;

/** Foreign words right after a Thai word for score, or right before an English one. */
function namesElse({ gaps, cues, folded }: Reading): boolean {
  const spans = SCORES.flatMap((id) => {
    const cue = cues.get(id);
    return cue && cue.strength === 1
      ? cue.spans.filter(([from]) => !COUNTED.test(folded.slice(0, from)))
      : [];
  });
  return gaps.some(
    ({ span: [from, to], foreign }) =>
      foreign >= A_SUBJECT &&
      spans.some(([start, end]) =>
        THAI.test(folded.charAt(start)) ? end === from : to === start || to + 1 === start,
      ),
  );
}

/**
 * Whether a text asks for the score of something that no result of the town hall tells. `best` is what it would be answered
 * with: what is named by its code, or is talk, is never such a thing.
 */
export function scoreOfElse(reading: Reading, best: Choice | undefined): boolean {
  if (reading.story || reading.codes.codes.length > 0) return false;
  if (OF_ASSESSMENT.some((id) => reading.cues.get(id)?.strength === 1)) return false;
  if (reading.entities.hits.some(({ entity }) => entity.kind === 'part')) return false;
  if (OF_A_THING.test(reading.folded)) return true;
  return best?.hit === undefined && best?.question.free === undefined && namesElse(reading);
}
