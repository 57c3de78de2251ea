/**
 * Words that carry no question of their own: particles, pronouns, politeness. What is neither such a word nor a cue, a
 * code, a year or an entity is foreign to us; a text with much of it is not about ITA.
 */
const THAI =
  'เล่มนี้|เล่ม|อ้างถึง|อ้าง|กล่าวถึง|พูดถึง|ระบุ|ครับผม|งั้น|วิเคราะห์|สรุป|รายงาน|เจ้าหน้าที่|ความ|หลาย|แท้|คัก|เยอะ|แยะ|ตั้ง|เขียน|หน้า|บาง|โปรด|ฝั่ง|เมื่อ|ก่อน|ครับ|คับ|คะ|จ้า|จา|จ๊ะ|จะ|อะ|น้อ|นอ|เด้อ|เดอ|เนาะ|นะ|หน่อย|แน่|แหน่|แน|แล้ว|ละ|ล่ะ|สิ|ซิ|เลย|ด้วย|กัน|บ้าง|ไหม|มั้ย|ไม|มัย|หรือเปล่า|หรือไม่|หรือยัง|หรือ|รึ|ป่าว|เปล่า|บ่|บอ|อยากรู้|อยากทราบ|อยากฮู้|อยากถาม|สอบถาม|ถาม|ขอทราบ|ทราบ|รู้|ฮู้|ขอดู|ดู|เบิ่ง|ช่วย|บอก|กรุณา|รบกวน|ขอ|ให้|มี|ได้|ของ|ใน|ที่|คือ|เป็น|แม่น|และ|กับ|กะ|ก็|จาก|ถึง|ต่อ|ตาม|โดย|ว่า|นี้|นั้น|อันนี้|นี่|เรา|เฮา|ผม|ฉัน|หนู|เขา|เพิ่น|ท่าน|คุณ|พี่|น้อง|แอดมิน|เทศบาล|หน่วยงาน|เมือง|พล|อะไร|หยัง|อิหยัง|อี|ไหน|ใด|ไส|ใคร|ไผ|ปี|ประจำ|การ|เรื่อง|ด้าน|ข้อ|ตัว|อัน|หัวข้อ|ประเด็น|ส่วน|แบบ|แต่|ไป|มา|อยู่|ทำ|เฮ็ด|ไม่|บ|กี่|จัก|เท่า|แค่|เอง|ยัง|ออก|เข้า|ขึ้น|ลง|เมื่อ|ตอน|วัน|ใช่|จริง|เกณฑ์|ประเมิน|ผล|ต้อง|สำหรับ|เพื่อ|ทาง|คน|ทุก|แต่ละ|รวม|ค่า|ตรง|ชาวบ้าน|ประชาชน|สุด|มาก|น้อย|สวัสดี|ขอบคุณ|ค่ะ|ค่า|ฮะ|พอ|เพราะ|ถ้า|แสดง|แจ้ง|พวก|คำ|บาง|คะแนน|ภาพ|ข้อมูล|เปอร์เซ็นต์|ร้อยละ|เดิม|ใหม่|อีก|ครั้ง|หมด|เต็ม|สูง|ต่ำ|ดี|แย่|นำ|สรุป|ว่าไง|ไง|ยังไง|อย่างไร|จั่ง';
const ENGLISH =
  'the|a|an|issued|organisation|organization|agency|inside|outside|area|areas|say|says|said|town|staff|people|public|report|assessment|latest|last|overall|exactly|find|see|look|looking|tell|need|let|lets|dear|sir|hey|today|currently|current|between|during|under|over|more|most|less|own|other|does|doing|done|go|going|went|been|being|because|while|where|into|both|same|still|ever|here|question|items|questions|of|in|on|at|to|for|from|by|with|and|or|is|are|was|were|be|been|did|do|does|it|its|this|that|these|those|there|what|which|who|whom|when|how|why|please|pls|me|i|my|we|our|us|you|your|they|their|show|tell|give|want|know|like|about|can|could|would|should|will|has|have|had|get|got|gets|only|just|so|then|than|as|any|all|much|many|municipality|municipal|town|city|year|fiscal|score|result|results|hi|hello|thanks|thank|ok|okay|up|out|into|s|t|dont|not|no|yes|really|now|again|also|too|item|number|result|did|sir|madam|per|each|one|ones|them|he|she|if|but|make|made|happened|happen';

/** Common words near our own in spelling: where they stand as they should, nothing was mistyped. */
export const DECOYS =
  'ได้อะไร|ได้เท่า|ได้กี่|ได้คะแนน|ได้เกรด|รายงาน|บุคลากร|เจ้าหน้าที่|ประชาชน|โครงการ|กิจกรรม|ของเทศบาล|ประจำปี|ประกาศ|เอกสาร|ข้อมูล|เว็บไซต์|งบประมาณ|ทุจริต|หน่วยงาน|ผู้บริหาร|แผนงาน|ประเมิน|ผลประเมิน|ต้องรายงาน|ประเทศ|จังหวัด|ราชการ|อยากทราบ|อยากรู้|สุดท้าย|ทำงาน|พนักงาน|ขอทราบ|เกี่ยวกับ|ผู้รับ|บริการ|สาธารณะ|คณะกรรมการ|ประจำ|ดำเนินการ|ปฏิบัติงาน|ปฏิบัติ|เป็นธรรม|โรงเรียน|อาหาร|ราคา|รถ|บ้าน|ถนน|น้ำ|ไฟ|ขยะ|ตลาด|วัด|สถานี|ตำรวจ|อาไร|ปีหน้า|เกิด|เกิดขึ้น|เกิน|เกินไป|scared|stored';

/** A test of Thai fillers in a gap of folded text, longest first. */
export const LONG_FILLERS = THAI.split('|').filter((word) => word.length >= 4);

export function createFiller(fold: (text: string) => string): {
  /** How many letters of the gap are no filler. Digits count one, spaces nothing. */
  foreignIn(gap: string): number;
  /** Whether the text begins with a filler of two letters or more. */
  begins(text: string): boolean;
} {
  const thai = [...new Set(THAI.split('|').map(fold))]
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length);
  const byFirst = Map.groupBy(thai, (word) => word.charAt(0));
  const english = new Set(ENGLISH.split('|'));

  function foreignIn(gap: string): number {
    let foreign = 0;
    for (let at = 0; at < gap.length;) {
      const sign = gap.charAt(at);
      if (sign === ' ') {
        at += 1;
        continue;
      }
      if (sign >= 'a' && sign <= 'z') {
        let to = at;
        while (to < gap.length && gap.charAt(to) >= 'a' && gap.charAt(to) <= 'z') to += 1;
        if (!english.has(gap.slice(at, to))) foreign += (to - at) * 0.8;
        at = to;
        continue;
      }
      const word = byFirst.get(sign)?.find((one) => gap.startsWith(one, at));
      if (word === undefined) foreign += 1;
      at += word?.length ?? 1;
    }
    return foreign;
  }

  return {
    foreignIn,
    begins: (text) =>
      byFirst.get(text.charAt(0))?.some((word) => word.length > 1 && text.startsWith(word)) ?? false,
  };
}
