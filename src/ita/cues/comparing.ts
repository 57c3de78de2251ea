import type { CueSpec } from '../cue.ts';

/** Words for comparing years and for the first and the last. */
export const COMPARING = {
  compare: {
    weight: 2.1,
    domain: 0.2,
    says: 'มากกว่ากัน|ดีกว่ากัน|สูงกว่ากัน|ปีไหน+มากกว่า|ปีไหน+ดีกว่า|ปีไหน+สูงกว่า|เปลี่ยน|เทียบ|เปรียบเทียบ|เทียบกับ|ต่างกัน|ต่างจาก|แตกต่าง|ผลต่าง|เปลี่ยนไป|เปลี่ยนจาก|เปลี่ยนแปลง|พัฒนาการ|แนวโน้ม|ทั้งสองปี|สองปี|2ปี|compare|compared|comparison|difference|differ|versus|vs|change|changed|trend|both years|two years|years',
  },
  updown: {
    weight: 2,
    domain: 0.2,
    says: 'ขึ้นหรือลง|เพิ่มหรือลด|เพิ่มขึ้นหรือลดลง|สูงขึ้นหรือต่ำลง|ดีขึ้นหรือแย่ลง|ดีขึ้นหรือ|ขึ้นหรือเปล่า|ดีขึ้นไหม|ดีขึ้นมั้ย|ดีขึ้นบ่|แย่ลงไหม|แย่ลงมั้ย|ขึ้นบ่|ลดลงบ่|up or down|better or worse|rise or fall|improve or|increase or decrease',
  },
  up: {
    weight: 1.8,
    domain: 0.2,
    says: 'เพิ่มขึ้น|เพิ่มจาก|เพิ่มเท่า|เพิ่มกี่|สูงขึ้น|ดีขึ้น|ขึ้นจาก|ขึ้นเท่า|ขึ้นกี่|คะแนนขึ้น|ตัวไหนขึ้น|ตัวใดเพิ่ม|ตัวไหนเพิ่ม|rose|risen|rise|went up|go up|gone up|increase|increased|improved|gain|gained|higher than|up from|got better|better',
  },
  down: {
    weight: 1.8,
    domain: 0.2,
    says: 'ตกมาก|ตกหนัก|ตกเยอะ|ตกฮวบ|ตกหลาย|ตกลงมา|ตกต่ำ|ลดลง|ลดจาก|ลดเท่า|ลดกี่|ลดไป|ต่ำลง|แย่ลง|ตกลง|ตกไป|ตกจาก|ร่วง|หล่น|หายไป|คะแนนตก|คะแนนลด|คะแนนหาย|ลงเท่า|ลงกี่|ลงไปกี่|น้อยลง|ถดถอย|ตัวไหนลด|ตัวใดลด|fell|fall|fallen|dropped|drop|drops|went down|go down|gone down|decrease|decreased|declined|decline|lower than|got worse|worsened|worse|lost',
  },
  /** Limits of a score, other than the pass mark: set by the reader. */
  bound: { weight: 3, domain: 0.5, says: '' },
  /** Two or more things are named by their codes: set by the reader. */
  pair: { weight: 0.5, says: '' },
  /** All from one code to another: set by the reader. */
  range: { weight: 0.5, says: '' },
  /** Scores below nothing. */
  negative: {
    weight: 3.5,
    domain: 0.5,
    says: 'ติดลบ!|คะแนนลบ!|คะแนนเป็นลบ!|ต่ำกว่า0|ต่ำกว่าศูนย์!|น้อยกว่า0|น้อยกว่าศูนย์!|negative score|negative scores|score negative|scored negative|negative points|below zero|less than zero|under zero|below 0|less than 0|minus points',
  },
  /** Which of two is ahead. */
  versus: {
    weight: 2.1,
    domain: 0.2,
    says: 'ไหน+น้อยกว่า|ไหน+มากกว่า|ไหน+สูงกว่า|ไหน+ต่ำกว่า|ไหน+ดีกว่า|ไหน+แย่กว่า|ใด+สูงกว่า|ใด+ต่ำกว่า|which+higher|which+lower|which+better|which+worse',
  },
  highest: {
    weight: 2.4,
    domain: 0.25,
    says: 'biggest|largest|greatest|สูงสุด|สูงที่สุด|มากสุด|มากที่สุด|ดีสุด|ดีที่สุด|เก่งสุด|เด่นสุด|เด่นที่สุด|เยอะสุด|เยอะที่สุด|อันดับหนึ่ง|อันดับ1|ที่หนึ่ง|หลายกว่าหมู่|หลายกว่าเพิ่น|สูงกว่าหมู่|สูงกว่าเพิ่น|ดีกว่าหมู่|ดีกว่าเพิ่น|หลายสุด|หลายที่สุด|สูงคัก|highest|best|top|strongest|most points|maximum|did best|best performing',
  },
  lowest: {
    weight: 2.4,
    domain: 0.25,
    says: 'ต่ำสุด|ต่ำที่สุด|น้อยสุด|น้อยที่สุด|แย่สุด|แย่ที่สุด|ห่วยสุด|ห่วยที่สุด|อ่อนสุด|อ่อนที่สุด|บ๊วย|รั้งท้าย|ท้ายสุด|ต่ำกว่าหมู่|ต่ำกว่าเพิ่น|น้อยกว่าหมู่|น้อยกว่าเพิ่น|หน่อยกว่าหมู่|หน่อยกว่าเพิ่น|หน่อยสุด|น่าห่วง|น่าเป็นห่วง|lowest|worst|weakest|least|bottom|poorest|minimum|worst performing',
  },
} as const satisfies Record<string, CueSpec>;
