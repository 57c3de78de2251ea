import type { Agency } from './agency.ts';
import { createLexicon, type Span } from './lexicon.ts';
import { fold } from './normalise.ts';

/** Whose results are asked for: ours, or those of somebody else. Works on folded text. */
export interface PlacesFound {
  /** Where our own name stands. */
  ours: Span[];
  /** Another agency or place is named. */
  other: boolean;
}

/** Agencies we never are, whatever name follows. */
const FOREIGN_KINDS =
  'องค์การบริหารส่วน|กระทรวง|กรุงเทพ|กทม|พัทยา|มหาวิทยาลัย|มหาลัย|โรงเรียน|โรงพยาบาล|สถานีตำรวจ|สภ.|วิทยาลัย|ศาลากลาง|ศาลจังหวัด|เรือนจำ|สำนักงานที่ดิน|สรรพากร|สำนักงานเขต|สหกรณ์|กรมชลประทาน|กรมป่าไม้|กรมปศุสัตว์|กรมประมง|กรมศุลกากร|กรมการขนส่ง|กรมบัญชีกลาง|ตำรวจ|รพ.|โรงบาล|รพสต|หน่วยงานอื่น|college|land office|district office|provincial hall|department of|รัฐบาล|กรมที่ดิน|กรมส่งเสริม|กรมการปกครอง|กรมทาง|กรมสรรพากร|ธนาคาร|การไฟฟ้า|การประปา|ที่ว่าการอำเภอ|เทศบาลอื่น|เทศบาลข้าง|ที่อื่น|หม่องอื่น|บ้านอื่น|other municipalities|other municipality|another municipality|other towns|another town|neighbouring|neighboring|ministry|university|school|hospital|police station|bangkok|pattaya|government of';

/** Provinces and well-known towns; short names that are everyday words are left out. */
const PLACES =
  'กระบี่|กาญจนบุรี|กาฬสินธุ์|กำแพงเพชร|จันทบุรี|ฉะเชิงเทรา|ชลบุรี|ชัยนาท|ชัยภูมิ|ชุมพร|เชียงราย|เชียงใหม่|นครนายก|นครปฐม|นครพนม|นครราชสีมา|โคราช|นครศรีธรรมราช|นครสวรรค์|นนทบุรี|นราธิวาส|บึงกาฬ|บุรีรัมย์|ปทุมธานี|ประจวบ|ปราจีนบุรี|ปัตตานี|อยุธยา|พะเยา|พังงา|พัทลุง|พิจิตร|พิษณุโลก|เพชรบุรี|เพชรบูรณ์|ภูเก็ต|มหาสารคาม|มุกดาหาร|แม่ฮ่องสอน|ยโสธร|ร้อยเอ็ด|ระนอง|ราชบุรี|ลพบุรี|ลำปาง|ลำพูน|ศรีสะเกษ|สกลนคร|สงขลา|สมุทรปราการ|สมุทรสงคราม|สมุทรสาคร|สระแก้ว|สระบุรี|สิงห์บุรี|สุโขทัย|สุพรรณบุรี|สุราษฎร์|สุรินทร์|หนองคาย|หนองบัวลำภู|อ่างทอง|อำนาจเจริญ|อุดรธานี|อุตรดิตถ์|อุทัยธานี|อุบลราชธานี|ขอนแก่น|หาดใหญ่|หัวหิน|ปากเกร็ด|แม่สอด|ป่าตอง|เกาะสมุย|แหลมฉบัง|ศรีราชา|บ้านไผ่|ชุมแพ|น้ำพอง|กระนวน|บัวใหญ่|วาปีปทุม|บ้านฝาง|พระยืน|หนองเรือ|อุบลรัตน์|บ้านแฮด|มัญจาคีรี|หนองสองห้อง|ภูเวียง|เขาสวนกวาง|ภูผาม่าน|เปือยน้อย|แวงน้อย|แวงใหญ่|โนนศิลา|โคกโพธิ์ไชย|บ้านเป็ด|บ้านทุ่ม|เวียงเก่า|ซำสูง|หนองนาคำ|ท่าพระ|พระลับ|บึงเนียม|เทศบาลศิลา|เทศบาลชนบท|เทศบาลสีชมพู|อุดร|อุบล|khon kaen|chiang mai|chiang rai|phuket|korat|nakhon|udon|ubon|hat yai|ban phai|chum phae|songkhla|nonthaburi|ayutthaya|buriram|surin|sakon|roi et|maha sarakham|kalasin|rayong|chonburi|chon buri|lampang|samui|hua hin';

/** อบต and อบจ, but not in สอบต, ชอบต, รอบจ and the like. */
const LOCAL_BODY = /(?<![สชรกขตมคปล])อบ[ตจ]/;
const MUNICIPALITY = /เทสบาล(นคร|ตำบล|เมิอง)?/g;
/** What a municipality does: after its bare name no name of another one. Folded when made. */
const DOES = new RegExp(
  `^(?:${'กำหนด|วาง|ตั้ง|จัด|ใช้|สร้าง|ซื้อ|รับ|ส่ง|เปิด|ปิด|แก้|พัฒนา|วิเคราะห์|เสนอ|ประกาศ|ออก|เก็บ|จ่าย|ดำเนิน|ปฏิบัติ|ควร|ต้อง|สามารถ|เคย|กำลัง|เริ่ม|คิด|เขียน|อ้าง|สรุป|รายงาน|ชี้แจง|เผยแพร่|ถูก|โดน|ติด|เตรียม|เลือก|มุ่ง|เน้น|เพิ่ม|ลด|ปรับ|ทำ|สั่ง|มอบ|แต่งตั้ง|ส่งเสริม|ป้องกัน|ตรวจ|ดูแล|ควบคุม|บริหาร|บริการ|ตอบ|สัญญา|รับปาก|วางแผน|ตั้งใจ|พยายาม|ยอม|ปล่อย|ทิ้ง|หยุด|เลิก|ผ่าน|สอบ|แพ้|ชนะ|พูด|บอก|ยืนยัน|อธิบาย|เผย|โชว์|ช่วย|โปร่งใส|โกง|สุจริต|ขนของ|ขนไป|ขาย|โอน|ย้าย|ไล่|ด่า|จ้าง|ปล่อย|ไม่|บ่มี|บ่ได้|บ่เคย|บ่ยอม|เมิน|ละเลย|โยน'
    .split('|')
    .map(fold)
    .join('|')})`,
);
const AREA = /จังหวัด|อำเพอ|ตำบล|(?<![ก-ฮ])ต\.|(?<![ก-ฮ])อ\.|(?<![ก-ฮ])จ\./g;
const ASKS_WHICH = /^(?:อะไร|ไหน|ได|หยัง|นิ|เรา|เฮา|นัน|$|ไส)/;
/** What may follow "เทศบาล" or "เทศบาลเมือง" without being a name. */
const ENGLISH_OF = /(?:municipality|city|town|province|district) of (?:the )?([a-z]+)/g;
const ENGLISH_BEFORE = /([a-z]+) (?:municipality|city|province|district)(?![a-z])/g;
const PLAIN_WORDS = new Set(
  'the our this my your that a an town local municipal city which what is was does did has in of for to and by each any every new us about tell me how should can will where from scored only whole entire same'.split(
    ' ',
  ),
);

export interface PlaceIndex {
  /** `isForeign` counts the letters at the beginning of a text that belong to no word we know. */
  find(folded: string, leadingForeign: (from: number) => number): PlacesFound;
}

/** Prepares telling our own names from others'. */
export function createPlaceIndex(agency: Agency): PlaceIndex {
  const own = [agency.name, agency.shortName].flatMap(({ th, en }) => [th, en]).concat(agency.aliases);
  const ownArea = [agency.place.district, agency.place.province].flatMap(({ th, en }) => [th, en]).map(fold);
  const bareArea = ownArea.map((name) => name.replace(/^(?:จังหวัด|อำเพอ)/, '').replace(/ ?district$/, ''));
  const ours = createLexicon(own.map((text) => ({ owner: 'own', text })));
  const area = createLexicon(
    [...ownArea, ...bareArea].filter((name) => name.length > 3).map((text) => ({ owner: 'area', text })),
  );
  const others = createLexicon([
    ...FOREIGN_KINDS.split('|').map((text) => ({ owner: 'kind', text })),
    ...PLACES.split('|').map((text) => ({ owner: 'place', text })),
  ]);
  const ownWords = new Set(own.flatMap((name) => fold(name).match(/[a-z]+/g) ?? []));
  const within = (span: Span, spans: readonly Span[]) =>
    spans.some(([from, to]) => from <= span[0] && span[1] <= to);
  const touches = (span: Span, spans: readonly Span[]) =>
    spans.some(([from, to]) => from < span[1] && span[0] < to);

  return {
    find(folded, leadingForeign) {
      const oursAt = ours.match(folded).flatMap(({ spans }) => spans);
      const areaAt = area
        .match(folded)
        .filter(({ quality }) => quality === 1)
        .flatMap(({ spans }) => spans);
      let other = LOCAL_BODY.test(folded);
      for (const { owner, text, quality, spans } of others.match(folded)) {
        if (quality < (text.length >= 9 ? 0.85 : 1)) continue;
        for (const span of spans) {
          if (within(span, oursAt)) continue;
          const home = within(span, areaAt) && (oursAt.length > 0 || /อยุ|ตัง|where|locat/.test(folded));
          const cityOf = owner === 'place' && /(?:นคร|เมิอง)$/.test(folded.slice(0, span[0]));
          if (!home || cityOf) other = true;
        }
      }
      for (const match of folded.matchAll(MUNICIPALITY)) {
        const to = match.index + match[0].length;
        if (touches([match.index, to], oursAt)) continue;
        const foreign = leadingForeign(to);
        const kind = match[1];
        if (kind === 'นคร' || kind === 'ตำบล') {
          if (!ASKS_WHICH.test(folded.slice(to))) other = true;
        } else if (kind === undefined && DOES.test(folded.slice(to))) continue;
        else if (foreign >= (kind === 'เมิอง' ? 2 : 3)) other = true;
      }
      for (const match of folded.matchAll(AREA)) {
        const to = match.index + match[0].length;
        if (touches([match.index, to], oursAt) || touches([match.index, to], areaAt)) continue;
        if (!ASKS_WHICH.test(folded.slice(to)) && leadingForeign(to) >= 2) other = true;
      }
      for (const pattern of [ENGLISH_OF, ENGLISH_BEFORE]) {
        for (const match of folded.matchAll(pattern)) {
          const word = match[1] ?? '';
          if (
            !PLAIN_WORDS.has(word) &&
            !ownWords.has(word) &&
            word.length > 3 &&
            leadingForeign(match.index + match[0].indexOf(word)) >= 3
          )
            other = true;
        }
      }
      return { ours: oursAt, other };
    },
  };
}
