import type { CueSpec } from '../cue.ts';

/** Words for score, grade, passing, counting, listing, explaining. */
export const ASKING = {
  score: {
    weight: 1.2,
    domain: 0.4,
    says: 'คะแนน~|คะเนน|คแนน|แต้ม|ได้ร้อยละ|ร้อยละเท่า|กี่เปอร์เซ็นต์|score|scores|scored|point|points|percent|percentage',
  },
  howmuch: {
    weight: 0.6,
    says: 'เท่าไหร่|เท่าไร|เท่าใด|ท่อใด|ถ่อใด|ท่อได๋|ได้กี่|กี่คะแนน|จักคะแนน|จักแต้ม|แค่ไหน|ขนาดไหน|เท่าไหน|how much|how high|how low|how well|how did|how is|what score',
  },
  result: {
    weight: 0.9,
    domain: 0.3,
    says: 'ผลออกมา|ผลเป็นไง|ผลประเมิน|ผลการประเมิน|ผลคะแนน|ผลสอบ|ผลita|result|results|assessment|evaluation|เป็นยังไง|เป็นไง|เป็นอย่างไร|เป็นจั่งใด|เป็นจั่งได๋|ยังไงบ้าง|how did+do|outcome|การประเมิน',
  },
  grade: {
    weight: 2,
    domain: 0.45,
    says: 'เกรด~|เกด|ระดับอะไร|ระดับใด|ระดับไหน|ระดับหยัง|ได้ระดับ|อยู่ระดับ|อยู่ในระดับ|ระดับที่ได้|grade|graded|rating|rated|level',
  },
  overall: {
    weight: 1.5,
    domain: 0.25,
    says: 'ภาพรวม|โดยรวม|คะแนนรวม|รวมทั้งหมด|เฉลี่ยรวม|รวมแล้ว|รวมกัน|สรุปคะแนน|ทั้งเทศบาล|overall|total|in total|altogether|average',
  },
  ita: {
    weight: 0.8,
    domain: 0.9,
    says: 'ita|ไอทีเอ|อิต้า|ไอที่เอ|คุณธรรมและความโปร่งใส|ประเมินคุณธรรม|คะแนนคุณธรรม|คุณธรรม|ความโปร่งใส|โปร่งใส|โกงไหม|โกงมั้ย|โกงบ่|โกงหรือเปล่า|ซื่อสัตย์ไหม|สุจริตไหม|honest|integrity|transparency|transparent',
  },
  graft: { weight: 0, domain: 0.3, says: 'ทุจริต|โกง|คอร์รัปชัน|คอรัปชั่น|corruption|corrupt' },
  us: {
    weight: 0,
    domain: 0.35,
    says: 'เทศบาล|เทสบาน|เทดบาน|ทม|บ้านเรา|บ้านเฮา|municipality|municipal|หน่วยงาน|our town',
  },
  pass: {
    weight: 2,
    domain: 0.35,
    says: 'ผ่านไหม|ผ่านมั้ย|ผ่านหรือ|ผ่านบ่|ผ่านรึ|ผ่านเปล่า|ผ่านเกณฑ์|ผ่านเกน|ผ่านการประเมิน|ผ่านประเมิน|สอบผ่าน|สอบตก|ตกเกณฑ์|ไม่ผ่าน|บ่ผ่าน|ตกไหม|ตกมั้ย|ผ่าน|pass|passed|passing|fail|failed|failing|ถึงเกณฑ์|ถึง{mark}',
  },
  mark: {
    weight: 2.2,
    domain: 0.4,
    says: 'เกณฑ์ผ่าน|เกณฑ์ขั้นต่ำ|ต้องได้+คะแนน|ต้องได้เท่า|ต้องได้กี่|ถึงจะผ่าน|จึงจะผ่าน|ถึงผ่าน|จึงผ่าน|กี่คะแนนผ่าน|คะแนนผ่าน|คะแนนขั้นต่ำ|เกณฑ์การผ่าน|เกณฑ์เท่า|เกณฑ์กี่|เกณฑ์คือ|เกณฑ์อยู่ที่|เกณฑ์การประเมินคือ|passing score|pass mark|passing mark|passing grade|threshold|cutoff|cut off|needed to pass|need to pass|to pass|required to pass|minimum score|what counts as a pass',
  },
  /** Wants something confirmed that it takes for true. */
  confirm: {
    weight: 0.3,
    says: 'ใช่ไหม!|ใช่มั้ย!|ใช่หรือไม่|ใช่หรือเปล่า|ใช่ป่าว!|ใช่ปะ!|ใช่บ่!|ใช่รึเปล่า|ใช่หรือ!|แม่นบ่!|แม่นไหม!|แม่นบ้อ!|จริงไหม!|จริงมั้ย!|จริงหรือ!|จริงรึ!|จริงบ่!|จริงป่าว!|จริงเหรอ!|จริงหรอ!|จริงดิ!|จริงปะ!|ถูกไหม!|ถูกมั้ย!|ถูกต้องไหม|ถูกต้องมั้ย|ถูกต้องหรือไม่|ยืนยัน|ได้ยินว่า|เขาว่า!|เพิ่นว่า!|เห็นว่าได้|isnt it|right!|correct!|is it true|is that true|confirm|is it right|i heard',
  },
  /** It asks something: set by the reader. */
  asking: { weight: 0, says: '' },
  missing: {
    weight: 2.6,
    domain: 0.3,
    says: 'ขาดอีก|ขาดกี่|ขาดไป|ขาดเท่า|อีกกี่คะแนน|อีกจักคะแนน|ห่างจากเกณฑ์|ห่างเกณฑ์|ห่างจาก{mark}|อีกเท่าไหร่!|อีกเท่าใด!|อีกท่อใด!|ยังขาด|ขาดอยู่|ต้องเพิ่มอีก|อีกไกล|short of|how far from|how many more points|points short|points missing|more points|how far below|points away',
  },
  above: {
    weight: 2.2,
    domain: 0.5,
    says: 'เกินร้อยละ{mark}|เกิน{mark}|มากกว่า{mark}|มากกว่าร้อยละ{mark}|สูงกว่า{mark}|สูงกว่าร้อยละ{mark}|{mark}ขึ้นไป|เกินเกณฑ์|สูงกว่าเกณฑ์|ตัวไหนผ่าน|ตัวใดผ่าน|ข้อไหนผ่าน|ด้านไหนผ่าน|อันไหนผ่าน|อันใด๋ผ่าน|ผ่านกี่ตัว!|ผ่านเกณฑ์กี่!|ผ่านกี่!|ผ่านจักตัว|ที่ผ่าน!|ตัวชี้วัด+ผ่าน|above {mark}|over {mark}|above the mark|indicators+pass|indicator+passed',
  },
  below: {
    weight: 2.3,
    domain: 0.5,
    says: 'ต่ำกว่า{mark}|ต่ำกว่าร้อยละ{mark}|น้อยกว่า{mark}|น้อยกว่าร้อยละ{mark}|ไม่ถึง{mark}|ไม่ถึงร้อยละ{mark}|บ่ถึง{mark}|ต่ำกว่าเกณฑ์|ไม่ถึงเกณฑ์|ตัวไหนไม่ผ่าน|ตัวใดไม่ผ่าน|ด้านไหนไม่ผ่าน|ที่ไม่ผ่าน|ที่บ่ผ่าน|ที่ตก|ตกกี่ตัว|ไม่ผ่านกี่|ตัวชี้วัด+ไม่ผ่าน|ตัวไหนตก|ตัวชี้วัด+สอบตก|ตัวไหนสอบตก|ตัวใดสอบตก|ด้านไหนสอบตก|ด้านไหนตก|สอบตกกี่ตัว|below {mark}|under {mark}|below the mark|less than {mark}|indicators+fail|indicator+failed|did not pass|not pass',
  },
  which: {
    weight: 0.4,
    says: 'ตัวไหน|อันไหน|อันใด๋|ตัวใด|ตัวใด๋|ข้อไหน|ข้อใด|ข้อใด๋|ด้านไหน|ด้านใด|เรื่องไหน|เรื่องใด|ตัวชี้วัดใด|ตัวชี้วัดไหน|which|areas|area|aspect|aspects',
  },
  indicators: { weight: 0.6, domain: 0.9, says: 'ตัวชี้วัด|ตัวชีวัด|ตัวขี้วัด|indicator|indicators|ดัชนี|kpi' },
  table: {
    weight: 2.4,
    domain: 0.4,
    says: 'ตารางคะแนน|ตาราง|ทั้ง10|ทั้งสิบ|10ตัว|สิบตัว|10ด้าน|ทุกตัวชี้วัด|ทุกตัว|ทุกด้าน|แต่ละตัวชี้วัด|แต่ละตัว|แต่ละด้าน|รายตัวชี้วัด|รายตัว|รายด้าน|ตัวชี้วัดทั้งหมด|คะแนนทั้งหมด|ตัวชี้วัด+อะไรบ้าง|ตัวชี้วัด+หยังแหน่|กี่ตัวชี้วัด|จักตัวชี้วัด|แยกตามตัวชี้วัด|all ten|all 10|all indicators|all the indicators|each indicator|every indicator|ten indicators|10 indicators|list+indicators|how many indicators|full table|table|breakdown',
  },
  whichyear: {
    weight: 2,
    domain: 0.2,
    says: 'ปีไหน|ปีใด|ปีอะไร|ปีหยัง|which year|what year|in what year|in which year',
  },
  /** Every year there is. */
  allyears: {
    weight: 2.4,
    domain: 0.2,
    says: 'ย้อนหลัง|ทุกปี!|แต่ละปี|หลายปีที่ผ่านมา|ทุกๆปี|every year|each year|all years|past years|previous years|over the years|history of scores',
  },
  /** A year stands in the text: set by the reader. */
  year: { weight: 0.8, says: '' },
  /** Two years stand in the text: set by the reader. */
  twoyears: { weight: 1.6, domain: 0.3, says: '' },
  access: {
    weight: 1.6,
    domain: 0.35,
    says: 'ช่องทางเข้าถึง|ช่องทางการเข้าถึง|ไม่แสดงช่องทาง|เข้าถึงไม่ได้|เข้าไม่ถึง|จากหน้าเว็บ|บนหน้าเว็บ|หน้าเว็บไซต์หลัก|access path|way in|not reachable|unreachable|could not be reached',
  },
  why: {
    weight: 2.4,
    says: 'ทำไม|เพราะอะไร|เพราะเหตุใด|เพราะเหตุอะไร|เพราะเหตุไร|เพราะอิหยัง|เพราะหยัง|เหตุใด|เหตุผล|สาเหตุ|เนื่องจากอะไร|เป็นหยัง|เปนหยัง|ย้อนหยัง|ยอนหยัง|มาจากสาเหตุ|เกิดจากอะไร|อะไรทำให้|จุดที่ทำให้|สิ่งที่ทำให้|ปัญหาอยู่ตรงไหน|ติดตรงไหน|ไมถึงได้|ไมได้|เพราะไร|เพราะอัลไร|why|reason|reasons|cause|caused|how come|what went wrong|explain the',
  },
  defect: {
    weight: 1.8,
    domain: 0.2,
    says: 'หาไม่เจอ|หาบ่เจอ|หาไม่พบ|ไม่เจอ|หาบ่เห็น|ข้อบกพร่อง|บกพร่อง|ขาดอะไร|ขาดหยัง|อะไรที่ขาด|อะไรขาด|อะไรหาย|บนเว็บไม่มี|เว็บไซต์ไม่มี|what was missing|missing on|missing from|what is missing|defect|defects|fault|shortcoming|what was wrong',
  },
  whatis: {
    weight: 1.3,
    says: 'คืออะไร|อะไรคือ|คือไร|คืออัลไร|คือหยัง|คืออิหยัง|แม่นหยัง|แม่นอิหยัง|แม่นหยั่ง|หมายถึง|หมายความ|แปลว่า|ย่อมาจาก|คือข้ออะไร|คือเรื่อง|เรื่องอะไร|เรื่องหยัง|เกี่ยวกับอะไร|เกี่ยวกับเรื่อง|ชื่ออะไร|ชื่อว่าอะไร|ข้ออะไร|ถามว่าอะไร|ถามอะไร|ถามเรื่อง|อธิบาย|คือใคร|คือไผ|แม่นไผ|who is|what is|whats|what are|what does+mean|what do+mean|meaning|definition|define|stand for|stands for|explain|describe|tell me about|about what',
  },
  looksat: {
    weight: 1.8,
    domain: 0.2,
    says: 'ถามใคร|ถามไผ|ใครตอบ|ใครเป็นคนตอบ|who answers|who is asked|วัดอะไร|วัดหยัง|วัดเรื่อง|ประเมินอะไร|ประเมินเรื่องอะไร|ดูอะไร|ดูเรื่องอะไร|ดูจากอะไร|วัดจากอะไร|พิจารณาจากอะไร|what does+measure|what it measures|measures what|what does+assess|what does+look at|looks at',
  },
  whichpart: {
    weight: 2,
    domain: 0.2,
    says: 'แบบวัดใด|แบบวัดไหน|แบบวัดอะไร|อยู่ในส่วน|ส่วนไหน|ส่วนใด|อยู่ในแบบ|iit หรือ|eit หรือ|หรือ oit|หมวดไหน|อยู่กลุ่มไหน|which part|belongs to|belong to|which instrument|iit or|eit or|or oit|เครื่องมือไหน',
  },
  count: {
    weight: 1.1,
    says: 'กี่ข้อ|กี่ตัว|กี่ประเด็น|กี่รายการ|กี่เรื่อง|กี่คำถาม|จักข้อ|จักตัว|มีกี่|มีจัก|จำนวน|how many|number of|count',
  },
  zero: {
    weight: 2,
    domain: 0.3,
    says: 'ข้อ+สอบตก|ข้อไหนสอบตก|ศูนย์|0คะแนน|ได้0|ได้ศูนย์|0เต็ม|ไม่ได้คะแนน!|บ่ได้คะแนน!|0.00|ข้อที่ตก|ตกข้อไหน|ตกกี่ข้อ|ตกจักข้อ|ข้อไหนตก|ข้อไหนบ้างที่ตก|ข้อไหนไม่ผ่าน|ข้อไหนบ้างไม่ผ่าน|ข้อที่ไม่ผ่าน|ไม่ผ่านข้อไหน|zero|no points|failed items|items failed|items+fail|scored 0|0 points',
  },
  full: {
    weight: 2,
    domain: 0.2,
    says: 'คะแนนเต็ม|เต็มร้อย|เต็ม100|ได้เต็ม|ได้100|ได้ร้อย|100คะแนน|ครบ100|full marks|full mark|full score|full points|perfect|scored 100|100 points',
  },
  list: {
    weight: 0.7,
    says: 'อะไรบ้าง|มีอะไร|มีหยัง|หยังแหน่|หยังแน|หยังแด่|หยังบ้าง|รายการ|ข้อไหนบ้าง|ข้อใดบ้าง|ตัวไหนบ้าง|ใดบ้าง|ไหนบ้าง|ขอดู|ขอรายชื่อ|ทั้งหมด|แจกแจง|list|show|show me|name the|give me',
  },
  eachq: {
    weight: 1.8,
    domain: 0.4,
    says: 'รายข้อ|ข้อคำถาม|คำถามย่อย|ข้อย่อย|แต่ละข้อ|ทุกข้อ|ประเด็นคำถาม|ประเด็นการตรวจ|คำถามอะไรบ้าง|คำถามไหน|คำถามกี่ข้อ|ถามอะไรบ้าง|คำถาม|each question|question by question|questions|question|each item|item by item|all items',
  },
  /** One question, told by what it asks. */
  thatq: {
    weight: 1.8,
    domain: 0.3,
    says: 'ข้อที่ถาม|ข้อที่ว่า|ข้อถามว่า|คำถามที่ว่า|คำถามเรื่อง|คำถามว่า|question about|question on|question whether|the one about',
  },
  items: { weight: 0.6, domain: 0.2, says: 'ข้อไหน|ข้อใด|กี่ข้อ|จักข้อ|ข้อบ้าง|ข้อที่|ข้อนี้|items|item|ในการตรวจ' },
  remarks: {
    weight: 2.2,
    domain: 0.4,
    says: 'ผู้ตรวจ|ผู้ประเมินติ|ติเรื่อง|โดนติ|ถูกติ|ผู้ตรวจว่า|ผู้ประเมินว่า|ผู้ตรวจบอก|ผู้ประเมินบอก|ผู้ตรวจเห็น|ความเห็นผู้ตรวจ|ความเห็นของผู้|ความเห็นผู้ประเมิน|หมายเหตุ|คอมเมนต์ของ|remark|remarks|assessor|assessors|evaluator',
  },
} as const satisfies Record<string, CueSpec>;
