import type { CueSpec } from '../cue.ts';

/** Words for what the report says besides scores. */
export const SUBJECTS = {
  improve: {
    weight: 2,
    domain: 0.25,
    says: 'มาตรการ|แนวทาง|ทำให้+ดีขึ้น|ให้คะแนน+ดีขึ้น|ปรับปรุง|แก้ไข|พัฒนา|แก้ยังไง|แก้อย่างไร|แก้จั่งใด|แก้ไง|จะแก้|สิแก้|ให้ดีขึ้น|ดีขึ้นได้|เฮ็ดจั่งใด|เฮ็ดแนวใด|ทำอย่างไร|ทำยังไง|วิธีแก้|แผนแก้|แผนปรับปรุง|จะทำอะไร|สิเฮ็ดหยัง|measure|measures|improve|improving|improvement|improved|fix|fixed|solution|plan|plans|what will be done|being done|done about|remedy|address|how to raise',
  },
  steps: {
    weight: 2.2,
    domain: 0.15,
    says: 'ขั้นตอน|วิธีการ|วิธีดำเนินการ|ดำเนินการอย่างไร|ดำเนินการยังไง|ทำอะไรก่อน|step|steps|procedure|how exactly',
  },
  responsible: {
    weight: 2.6,
    domain: 0.25,
    says: 'รับผิดชอบ|ผู้รับผิดชอบ|ใครดูแล|ไผดูแล|ใครเป็นคนทำ|ใครทำ|ไผเฮ็ด|ใครต้องทำ|กองไหน|กองใด|หน่วยงานไหน|หน่วยงานใด|ฝ่ายไหน|ฝ่ายใด|สำนักไหน|งานไหนดูแล|เจ้าภาพ|responsible|responsibility|in charge|who will|which unit|which office|which department|who handles|who takes care|accountable',
  },
  duties: {
    weight: 1.9,
    domain: 0.15,
    says: 'ต้องทำอะไร|ต้องเฮ็ดหยัง|มีหน้าที่|หน้าที่อะไร|ทำหน้าที่|รับผิดชอบอะไร|รับผิดชอบเรื่อง|รับผิดชอบหยัง|ดูแลอะไร|ดูแลเรื่อง|ทำอะไรบ้าง|เฮ็ดหยังแหน่|เฮ็ดหยัง|ทำอะไร|duties|duty of|what must|what should|have to do|has to do|tasks|responsible for what|job of',
  },
  monitoring: {
    weight: 2.4,
    domain: 0.4,
    says: 'ติดตามผล|กำกับติดตาม|กำกับ|ความก้าวหน้า|ความคืบหน้า|คืบหน้า|ก้าวหน้า|รายงานทุก|ทุกกี่เดือน|กี่เดือน|จักเดือน|กี่เดือนครั้ง|บ่อยแค่ไหน|ประเมินผลมาตรการ|ติดตามมาตรการ|ติดตามประเมินผล|ตามผล|monitor|monitored|monitoring|progress|follow up|followed up|how often|supervise|supervised',
  },
  /** How far the measures have come. */
  sofar: {
    weight: 2.6,
    domain: 0.4,
    says: 'มาตรการ+ถึงไหน|มาตรการ+ฮอดไส|ปรับปรุง+ถึงไหน|ปรับปรุง+ฮอดไส|แก้+ถึงไหน|แก้+ฮอดไส|ทำไปถึงไหน|มาตรการ+หรือยัง|มาตรการ+เสร็จ|คืบหน้าไหม|คืบหน้ามั้ย|คืบหน้าบ่|คืบหน้าแค่ไหน|คืบหน้าถึงไหน|คืบหน้าไปถึงไหน|คืบหน้ายังไง|คืบหน้าอย่างไร|ความคืบหน้าเรื่อง|ความคืบหน้าการ|ความคืบหน้าของ|ความคืบหน้ามาตรการ|ความคืบหน้าตัวชี้วัด|ความก้าวหน้าเรื่อง|ความก้าวหน้าของมาตรการ|how far+measures|how far+improvements|how far+come|measures+been done|measures+done yet|progress of the measures|progress of measures|progress on|any progress|progress so far',
  },
  publish: {
    weight: 1.8,
    domain: 0.1,
    says: 'ประชาชนจะรู้|ประชาชนรู้|รู้ผล|ประกาศให้รู้|แจ้งประชาชน|ชาวบ้านจะรู้|ชาวบ้านรู้|รู้ได้ทางไหน|รู้ได้ยังไง|รู้ได้อย่างไร|ดูได้ที่ไหน|ดูได้ทางไหน|เผยแพร่ที่ไหน|เผยแพร่ทาง|เผยแพร่|ช่องทางไหน|ช่องทางใด|ทางไหน|ทางใด|published|public know|citizens know|people know|where can i see',
  },
  strengths: {
    weight: 2.8,
    domain: 0.6,
    says: 'จุดแข็ง|จุดเด่น|ข้อดี|ทำได้ดี|เฮ็ดได้ดี|strength|strengths|strong point|strong points|did well',
  },
  weaknesses: {
    weight: 2.8,
    domain: 0.6,
    says: 'จุดอ่อน|ข้อด้อย|จุดด้อย|ข้อเสีย|ทำได้ไม่ดี|เฮ็ดได้บ่ดี|ประเด็นที่ต้องพัฒนา|ประเด็นที่ต้องปรับปรุง|ต้องปรับปรุงเรื่องใด|ต้องปรับปรุงเรื่องอะไร|ต้องปรับปรุงอะไร|ต้องปรับปรุงด้านไหน|เรื่องที่ต้องปรับปรุง|ควรปรับปรุง|weakness|weaknesses|weak point|weak points|did badly|needs improvement|need improvement',
  },
  opportunities: { weight: 2.8, domain: 0.4, says: 'โอกาส|opportunity|opportunities' },
  obstacles: {
    weight: 2.7,
    domain: 0.5,
    says: 'อุปสรรค|อุปสัก|ปัญหาอุปสรรค|ปัญหาภายใน|ปัญหาภายนอก|มีปัญหาอะไร|ปัญหามีอะไร|ปัญหาอะไรบ้าง|threat|threats|obstacle|obstacles|problems',
  },
  swot: { weight: 2.6, domain: 0.9, says: 'swot|สวอท|สวอต|สว็อต' },
  internal: { weight: 0.7, says: 'ภายใน|internal|inside' },
  external: { weight: 0.7, says: 'ภายนอก|external|outside' },
  weights: {
    weight: 2.4,
    domain: 0.25,
    says: 'น้ำหนัก|คิดยังไง|คิดอย่างไร|คิดจั่งใด|คิดเป็นกี่|คิดเป็นร้อยละ|กี่เปอร์เซ็นต์ของ|ร้อยละเท่าไหร่ของ|what percent|what share|how much of the|สัดส่วน|ถ่วง|คิดคะแนนยังไง|คิดคะแนนอย่างไร|คิดคะแนนจั่งใด|คะแนนคิดจาก|คำนวณ|คิดจากอะไร|weight|weights|weighting|weighted|calculated|computed|how is+score|how are+scores',
  },
  parts: { weight: 1.2, domain: 0.3, says: 'แต่ละส่วน|สามส่วน|3ส่วน|กี่ส่วน|แต่ละแบบวัด|three parts|each part|parts' },
  scale: {
    weight: 2.5,
    domain: 0.5,
    says: 'grade would|จะได้เกรด|ถ้าได้+เกรด|เป็นเกรดอะไร|ช่วงคะแนน|ระดับคะแนน|เกณฑ์เกรด|เกณฑ์ระดับ|เกรดอะไรบ้าง|เกรดมีอะไร|แบ่งเกรด|แบ่งระดับ|กี่ระดับ|กี่เกรด|จักเกรด|เกรดละ|คะแนนได้เกรด|เกรด+หมายถึง|เกรด+หมายความ|เกรด+คืออะไร|เกรด+คือกี่|เกรด+แปลว่า|เกรด+กี่คะแนน|ระดับ+หมายถึง|ระดับ+หมายความ|ระดับ+แปลว่า|ระดับ+คือกี่|เกรด+ดีหรือ|grade scale|grading|grade boundaries|what grades!|grades!|grade+mean|score range',
  },
  setter: {
    weight: 2.7,
    domain: 0.5,
    says: 'ใครกำหนด|ใครเป็นคนกำหนด|กำหนดเกณฑ์|ใครประเมิน|ใครเป็นคนประเมิน|ใครเป็นผู้ประเมิน|ใครตรวจ|ใครให้คะแนน|ใครเป็นคนให้คะแนน|ใครจัด|ใครออกเกณฑ์|ใครตั้งเกณฑ์|หน่วยงานไหนประเมิน|หน่วยงานใดประเมิน|ไผประเมิน|ไผกำหนด|ไผให้คะแนน!|ไผเป็นคน|ไผตรวจ|จัดโดย|who sets|who set|who assesses|who assessed|who evaluates|who runs|who gives|who gave|who conducts|who conducted|who decides|who scores|who checks',
  },
  law: {
    weight: 2.4,
    domain: 0.3,
    says: 'กฎหมาย|กดหมาย|มาตรา|รัฐธรรมนูญ|แผนแม่บท|ยุทธศาสตร์ชาติ|มติคณะรัฐมนตรี|มติครม|คณะรัฐมนตรี|ระเบียบ|หนังสือสั่งการ|law|laws|legal|constitution|cabinet|master plan|national strategy|national strategies|national plan|national plans|policies+refer|legal basis|acts|resolution|regulation|regulations',
  },
  date: {
    weight: 1.8,
    says: 'ลงวันที่|วันที่เท่า|วันที่ใด|วันที่อะไร|วันไหน|วันใด|กี่โมง|จักโมง|what time|opening hours|office hours|เมื่อไหร่|เมื่อใด|ตอนไหน|ยามใด๋|date|dated|when|what day',
  },
  announcement: {
    weight: 1.7,
    domain: 0.4,
    says: 'รายงานนี้|รายงานฉบับ|ประกาศฉบับ|ประกาศนี้|ประกาศเทศบาล|ประกาศผล|ประกาศ|ฉบับนี้|announcement|announced',
  },
  order: {
    weight: 2.2,
    domain: 0.35,
    says: 'คำสั่ง|จัดเตรียมข้อมูล|แอดมิน+ประเมิน|แอดมิน+ita|ผู้ดูแล+ประเมิน|admin+ita|admin+assessment|แต่งตั้ง|คณะกรรมการ|ผู้ดูแลระบบ|ผู้ดูแลระบบการประเมิน|order|appointed|appoint|appointing|committee|admin of',
  },
  number: { weight: 1.6, says: 'เลขที่|หมายเลข|ที่เท่าไหร่|ที่เท่าใด|เลขหนังสือ|document number|order number' },
  memo: { weight: 2.2, domain: 0.3, says: 'บันทึกข้อความ|เลขหนังสือ|memo|memorandum' },
  source: {
    weight: 2.2,
    domain: 0.4,
    says: 'รายงานฉบับนี้|ข้อมูลมาจากไหน|เอาข้อมูลมาจาก|เอามาจากไหน|อ้างอิง|แหล่งที่มา|แหล่งข้อมูล|ที่มาของข้อมูล|ที่มา|จากรายงานอะไร|เชื่อได้ไหม|เชื่อถือได้|source|sources|where does this|where do you get|which report',
  },
  history: {
    weight: 2.4,
    domain: 0.25,
    says: 'เริ่มปีไหน|ครั้งแรก|เริ่มทำ|เริ่มใช้|เริ่มมี|เริ่มครั้ง|first time|first year|เริ่มปีใด|เริ่มเมื่อ|เริ่มตั้งแต่|เริ่มประเมิน|ความเป็นมา|ประวัติ|มีมาตั้งแต่|ตั้งแต่ปีไหน|ตั้งแต่ปีใด|when did+start|when did+begin|since when|history|began|started|background',
  },
  purpose: {
    weight: 2.4,
    domain: 0.15,
    says: 'ไปทำไม|ประเมินไปทำไม|ทำไมต้องประเมิน|ทำไมต้องมี|ทำไปเพื่อ|เพื่ออะไร|มีประโยชน์!|ประโยชน์อะไร|สำคัญยังไง|สำคัญอย่างไร|สำคัญจั่งใด|ดียังไง!|purpose|why assess|what for|why does+matter|important|point of',
  },
  target: {
    weight: 2.2,
    domain: 0.2,
    says: 'เป้าหมาย|ค่าเป้าหมาย|ตั้งเป้า|วางเป้า|เป้าไว้|ร้อยละ80|80เปอร์เซ็นต์|80 percent|target|targets|goal|goals|aims for',
  },
  contact: {
    weight: 2.2,
    domain: 0.3,
    says: 'ติดต่อ|คุยกับเจ้าหน้าที่|อยากคุย|talk to|speak to|เบอร์โทร|เบอร์|โทรศัพท์|โทรหา|โทรไป|อีเมล|เว็บไซต์เทศบาล|ที่อยู่|contact|phone!|telephone|email|address|call',
  },
  where: {
    weight: 2.2,
    domain: 0.35,
    says: 'อยู่ที่ไหน|อยู่ไหน|อยู่ไส|อยู่ทางใด๋|อยู่ตรงไหน|อยู่จังหวัด!|อยู่อำเภอ!|จังหวัดอะไร!|จังหวัดไหน!|อำเภออะไร!|ตั้งอยู่|แผนที่|where is|where+located|location|located|which province',
  },
  motto: { weight: 2.7, domain: 0.3, says: 'คำขวัญ|คติพจน์|คติประจำ|สโลแกน|motto|slogan' },
  finding: {
    weight: 2.6,
    domain: 0.4,
    says: 'ไม่ตรงกัน|บ่ตรงกัน|ไม่ตรง|ขัดแย้ง|ขัดกัน|ผิดพลาด|ตัวเลขผิด|คะแนนผิด|พิมพ์ผิด|คำนวณผิด|บวกผิด|ไม่สอดคล้อง|contradiction|contradictions|contradict|mismatch|inconsistent|inconsistency|discrepancy|discrepancies|error in|errors in|mistake|mistakes',
  },
} as const satisfies Record<string, CueSpec>;
