import type { CueSpec } from '../cue.ts';

/** Words that want another part of the bot, or that tell of something. */
export const TALKING = {
  complain: {
    weight: 2.4,
    domain: 0.2,
    says: 'ร้องเรียน|แจ้งใคร|แจ้งไผ|แจ้งที่ไหน|แจ้งได้ที่ไหน|แจ้งหม่องใด|แจ้งทางไหน|แจ้ง+ทุจริต|แจ้ง+โกง|ร้อง+ทุจริต|ฮ้องเรียน|ร้องทุกข์|ฮ้องทุกข์|แจ้งเบาะแส|เบาะแส|แจ้งทุจริต|แจ้งการทุจริต|แจ้งเรื่อง|แจ้งโกง|แจ้งการโกง|แจ้งคนโกง|ฟ้อง|แฉ|complain|complaint|complaints|report corruption|reporting corruption|report a|report someone|whistleblow|whistleblower|blow the whistle',
  },
  wish: {
    weight: 0.4,
    says: 'อยาก|ต้องการ|จะขอ|ขอแจ้ง|ขอร้องเรียน|ช่องทางไหน|ทางไหน|ได้ที่ไหน|ได้ที่ใด|ที่ไหน|ยังไง|อย่างไร|จั่งใด|จังใด๋|want to|would like|how do i|how can i|how to|where can i|i want|can i|ต้องเฮ็ด',
  },
  comment: {
    weight: 2.4,
    says: 'อยากเสนอ|เสนอให้|ขอเสนอ|แนะนำให้|อยากแนะนำ|อยากให้เทศบาล|แสดงความคิดเห็น|แสดงความเห็น|เสนอแนะ|ข้อเสนอแนะ|ติชม|แนะนำเทศบาล|ความคิดเห็น|ให้ความเห็น|เสนอความเห็น|ข้อเสนอ|comment|comments|suggest|suggestion|suggestions|feedback|opinion',
  },
  track: {
    weight: 2.8,
    says: 'ติดตามเรื่อง|ติดตามสถานะ|ติดตามผลร้องเรียน|ติดตามผลการร้องเรียน|ติดตามคำร้อง|เรื่องที่แจ้ง|เรื่องที่เคยแจ้ง|เรื่องที่ร้องเรียน|ที่ร้องเรียนไป|ที่แจ้งไป|ที่ส่งไป|สถานะเรื่อง|สถานะ|รหัสติดตาม|เลขติดตาม|ตามเรื่อง|เรื่อง+ถึงไหน|ถึงไหนแล้ว|ฮอดไสแล้ว|เช็คเรื่อง|ถอนเรื่อง|ถอนคำร้อง|หยุดแจ้งเตือน|โต้แย้งผล|ลืมรหัส|รหัสหาย|หารหัสไม่เจอ|จำรหัสไม่ได้|track!|tracking|status of|status|my complaint|my case|my report|withdraw my|stop notifications|lost my code|forgot my code',
  },
  help: {
    weight: 2.4,
    says: 'ทำอะไรได้|ถามอะไรได้|ช่วยอะไรได้|ช่วยหยังได้|ใช้ยังไง!|ใช้อย่างไร!|วิธีใช้|ใช้งาน|เฮ็ดหยังได้|ถามหยังได้|คุณคือใคร|เธอคือใคร|เป็นใคร|แม่นไผ|เป็นบอท|บอทคือ|บอท|what can you|what can i ask|help|how to use|who are you|are you a|chatbot|bot|ช่วยด้วย|ช่วยเหลือ',
  },
  menu: { weight: 2.4, says: 'เมนู|หน้าแรก|เริ่มใหม่|เริ่มต้นใหม่|menu|main menu|start over|home' },
  thai: {
    weight: 2.4,
    says: 'ภาษาไทย|เปลี่ยนเป็นไทย|in thai|thai please|speak thai|thai language|switch to thai',
  },
  english: {
    weight: 2.4,
    says: 'ภาษาอังกฤษ|อังกฤษ|เปลี่ยนเป็นอังกฤษ|in english|english please|english|speak english|switch to english',
  },
  greet: {
    weight: 1.2,
    says: 'สวัสดี|สะหวัดดี|หวัดดี|ดีค่ะ|ดีคับ|ดีครับ|ดีจ้า|ดีจ้ะ|ดีงับ|ฮัลโหล|อรุณสวัสดิ์|hello|hi|hey|good morning|good afternoon|good evening|สบายดีบ่|สบายดีไหม|how are you',
  },
  thanks: {
    weight: 1.6,
    says: 'ขอบคุณ|ขอบคุน|ขอบใจ|ขอบพระคุณ|แต๊งกิ้ว|แต้งกิ้ว|เก่งมาก|ดีมากเลย|thank|thanks|thank you|thx|ลาก่อน|บ๊ายบาย|goodbye|bye',
  },
  incident: {
    weight: 3,
    says: 'ขอเงิน|เรียกเงิน|เรียกเก็บเงิน|เรียกรับเงิน|เรียกรับผลประโยชน์|เรียกรับสินบน|เก็บเงินใต้|ใต้โต๊ะ|ใต้โต๊|ค่าน้ำร้อนน้ำชา|ค่าน้ำชา|ค่าน้ำร้อน|หัวคิว|ฮั้ว|ยักยอก|รีดไถ|ไถเงิน|ข่มขู่|โดนขู่!|ถูกขู่!|ขู่ว่า|โดนโกง|ถูกโกง|โกงเงิน|โกงงบประมาณ|โกงกิน|กินสินบน|จ่ายสินบน|รับสินบน|เรียกสินบน|ขอสินบน|รับส่วย|เรียกส่วย|เก็บส่วย|จ่ายส่วย|ส่งส่วย|จ่ายเงินให้เจ้าหน้าที่|เห็น+โกง|เห็น+ทุจริต|พบเห็น+ทุจริต|มีคนโกง|คนโกง|เพิ่นโกง!|เงินทอน|เอื้อพวก|ทุจริตเงิน|ปลอมเอกสาร|ปลอมลายเซ็น|แอบเอา+ไปขาย|เอาไปขาย|หลวง+ไปขาย|เอาเงิน+ให้หัวหน้า|เอาเงิน+ให้เจ้าหน้าที่|ให้เงินเจ้าหน้าที่|ยัดเงิน|bribe|bribed|bribery|bribes|asked me for|demanded money|demand money|asked for money|wanted money|under the table|took money|taking money|stole|stealing|steals|extort|extortion|kickback|embezzle|embezzled|embezzlement|tea money|corrupt official',
  },
  /** A story of something wrong: set by the reader, see `wrongs.ts`. */
  misdeed: { weight: 6, says: '' },
  /** Says that there is something to tell, not what. */
  tellus: {
    weight: 2.2,
    says: 'อยากบอก|อยากเล่า|มีเรื่องจะบอก|มีเรื่องบอก|มีเรื่องจะเล่า|มีเรื่องอยาก|ฝากบอก|ฝากถึง|อยากแจ้ง|ขอแจ้ง|จะแจ้ง|แจ้งปัญหา|something to tell|tell the municipality|tell the town|tell the mayor|let the municipality know|want to report|like to report|report a problem|report something',
  },
  people: {
    weight: 3,
    domain: 0.5,
    says: 'นายก+ชื่อ|ปลัด+ชื่อ|ผู้อำนวยการ+ชื่อ|หัวหน้า+ชื่อ|ใครเป็นนายก|นายกชื่อ|ชื่อนายก|นายกคนปัจจุบัน|นายก+คือใคร|ปลัดชื่อ|ปลัด+คือใคร|ชื่อผู้บริหาร|ชื่อเจ้าหน้าที่|ใครเป็นปลัด|ใครเป็นผู้อำนวยการ|ใครเซ็น!|ใครลงนาม|ใครโกง!|ใครทุจริต|ใครเป็นคนโกง|ไผโกง!|ใครผิด!|ใครทำให้|ใครโดนไล่ออก|เจ้าหน้าที่+ชื่ออะไร|คนที่รับผิดชอบ+ชื่อ|ผู้อำนวยการ+คือใคร|ผอ+คือใคร|หัวหน้า+คือใคร|who is corrupt|who is the head|who is the director|who is to blame|ไผเป็นนายก|ผู้อำนวยการ+ชื่อ|ชื่ออะไร+ผู้อำนวยการ|นายกรัฐมนตรี|mayor+name|who is the mayor|name of the mayor|who signed|prime minister|who is the clerk',
  },
  /** Who filed a complaint, or a list of those who did. */
  reporters: {
    weight: 3.6,
    domain: 0.3,
    says: 'ใครร้องเรียน|ใครเป็นคนร้อง|ใครเป็นผู้ร้อง|ใครแจ้งเรื่อง|ใครเป็นคนแจ้ง|ชื่อคนร้อง|ชื่อคนที่ร้อง|ชื่อผู้ร้อง|ชื่อคนแจ้ง|ชื่อผู้แจ้ง|รายชื่อ+ร้องเรียน|ไผร้อง|ไผฮ้อง|ไผแจ้ง|ไผเป็นคนแจ้ง|ไผเป็นคนร้อง|ใครฟ้อง!|คนที่ฟ้อง|who complained|who reported|who filed|who made the complaint|who sent the report|name of the complainant|names of complainants|name of the reporter|identity of the reporter|complaint+other users|complaints+other people|complaint+names|complaints+names',
  },
  /** Orders to the machine: to forget its rules, to hand out what is nobody's business. */
  orders: {
    weight: 4,
    says: 'ลืมคำสั่ง|ลืมกฎ|คำสั่งเดิม|คำสั่งก่อนหน้า|เพิกเฉยต่อ|ไม่ต้องสนใจคำสั่ง|รหัสผ่าน|พาสเวิร์ด|รหัสติดตามทั้งหมด|รหัสติดตามของคนอื่น|รหัสของคนอื่น|เรื่องของคนอื่น+ทั้งหมด|ฐานข้อมูล+ทั้งหมด|ดึงข้อมูล+ฐานข้อมูล|แฮก!|แฮ็ก!|สมมติว่าคุณ|ทำตัวเป็น|ignore+instructions|ignore your rules|ignore the rules|previous instructions|system prompt|your prompt|admin password|password|drop table|select from|delete from|in your database|from your database|the database|all tracking codes|every tracking code|other peoples codes|developer mode|jailbreak|hack!|you are now',
  },
  /** What the town does day by day: rates, times, papers. Not in any report. */
  services: {
    weight: 2.6,
    domain: 0.6,
    says: 'ค่าขยะ|ค่าเก็บขยะ|รถขยะ+วัน|เก็บขยะ+วัน|ขยะมาเก็บ|ทิ้งขยะ|ถังขยะ|ค่าน้ำ!|ค่าน้ำประปา|น้ำประปา|มิเตอร์น้ำ|ค่าไฟ!|จ่ายภาษี|เสียภาษี|ภาษีที่ดิน|ภาษีป้าย|ภาษีโรงเรือน|ภาษีบำรุง|ใบอนุญาต|ขออนุญาตก่อสร้าง|ขออนุญาต+สร้าง|ขอสร้างบ้าน|เลขที่บ้าน|บ้านเลขที่|ทะเบียนบ้าน|ย้ายทะเบียน|แจ้งเกิด|แจ้งตาย|แจ้งย้าย|ย้ายเข้า|บัตรประชาชน|ทำบัตร|จดทะเบียน|เบี้ยผู้สูงอายุ|เบี้ยคนชรา|เบี้ยคนแก่|เบี้ยยังชีพ|เบี้ยพิการ|เบี้ยคนพิการ|เงินคนแก่|เงินอุดหนุนเด็ก|วัคซีน|ฉีดยา|ทำหมันหมา|พ่นยุง|ฉีดยุง|เลือกตั้ง|หาเสียง|ผู้สมัคร|เวลาทำการ|เวลาราชการ|วันหยุด|หยุดไหม|หยุดมั้ย|เทศบาลเปิด!|เทศบาลปิด!|รับสมัครงาน|สมัครงาน|ตำแหน่งว่าง|สอบบรรจุ|ตลาดนัด|ตลาดเปิด|แผงตลาด|ค่าแผง|เช่าแผง|จองแผง|ศูนย์เด็กเล็ก|เปิดเทอม|รับนักเรียน|โรงเรียนเทศบาล!|จองสนาม|ขอใช้สนาม|สระว่ายน้ำ|ห้องสมุด|งานลอยกระทง|ดูดส้วม|ต้นไม้ล้ม|garbage fee|garbage collect|garbage collected|trash day|water bill|property tax|land tax|sign tax|pay tax|pay my tax|building permit|permit|licence|license|house registration|birth certificate|register a birth|id card|old age allowance|pension|allowance|election|vote|opening hours|office hours|open today|closed today|job opening|vacancies|apply for a job|market stall|vaccination|swimming pool|library',
  },
  /** How many people, cases, punishments. */
  counts: {
    weight: 3,
    domain: 0.5,
    says: 'ร้องเรียน+กี่เรื่อง|ร้องเรียน+กี่ราย|ร้องเรียน+กี่คน|ร้องเรียน+กี่ครั้ง|ร้องเรียน+จักเรื่อง|ร้องเรียน+จักคน|ร้องเรียน+จำนวนเรื่อง|ร้องเรียน+มากไหม|กี่คดี|จักคดี|คดีทุจริต|ลงโทษ+กี่คน|ลงโทษ+กี่ราย|ลงโทษ+จักคน|ไล่ออก+กี่|ไล่ออก+จัก|ทุจริต+กี่คน|ทุจริต+กี่ครั้ง|ทุจริต+กี่ราย|โกง+กี่คน|โกง+จักคน|โกง+กี่ครั้ง|โดนจับ+กี่|ติดคุก+กี่|พนักงานกี่คน|พนักงาน+กี่คน|เจ้าหน้าที่+กี่คน|ลูกจ้าง+กี่คน|ข้าราชการ+กี่คน|ประชากร|กี่ครัวเรือน|how many+cases|how many+complaints|how many+employees|how many+staff work|how many+arrested|how many+punished|how many+fired|how many+residents|how many+inhabitants|population',
  },
  /** What nobody can know yet. */
  forecast: {
    weight: 2.6,
    domain: 0.2,
    says: 'อนาคต|ทำนาย!|ทายว่า|ช่วยทาย|ช่วยเดา|คาดการณ์|คาดว่า|จะผ่านเมื่อ|จะสอบผ่าน|จะผ่านไหม|จะผ่านมั้ย|จะผ่านหรือ|สิผ่านบ่!|สิผ่านยามใด|กี่ปีจะ|กี่ปีถึงจะ|กี่ปีจึงจะ|เมื่อไหร่จะได้|เมื่อไรจะได้|เมื่อไหร่จะผ่าน|เมื่อไรจะผ่าน|ตอนไหนจะผ่าน|มีโอกาสได้เกรด|มีโอกาสผ่าน|predict|prediction|forecast|in the future|will we pass|will it pass|will the town pass|will the municipality pass|when will+pass',
  },
  /** Scores of offices, which the assessment does not have. */
  unitscore: {
    weight: 2.8,
    domain: 0.3,
    says: 'กองไหนได้|กองใดได้|ฝ่ายไหนได้|ฝ่ายใดได้|สำนักไหนได้|งานไหนได้คะแนน|กองไหนสอบ|กองไหนแย่|กองไหนดี|กองไหนโปร่งใส|กองไหนโกง|คะแนนแต่ละกอง|คะแนนของแต่ละกอง|แต่ละกองได้|ทุกกองได้|คะแนนรายกอง|which office scored|which department scored|which division scored|which office got|which department got|score of each office|score of each department|scores by department',
  },
  respondents: {
    weight: 3,
    domain: 0.3,
    says: 'ตอบแบบ+กี่คน|ตอบแบบ+จักคน|ตอบแบบ+เท่าไหร่|คนตอบ+กี่|คนตอบ+จำนวน|ตอบ+กี่คน|ตอบ+จักคน|ตอบ+กี่ราย|ผู้ตอบ+กี่|ผู้ตอบแบบ|จำนวนผู้ตอบ|จำนวนคนตอบ|กลุ่มตัวอย่าง|สุ่มตัวอย่าง|how many+people|how many+answered|how many+respondents|how many+citizens|how many+staff+answer|how many+took part|how many+filled|number of people|number of respondents|respondents|sample size',
  },
  rank: {
    weight: 2.8,
    domain: 0.2,
    says: 'กี่อันดับ|อันดับไหน|อันดับใด|อันดับเท่าไหร่|ที่เท่าไหร่ในจังหวัด|แพ้เทศบาล|ชนะเทศบาล|อันดับเท่า|อันดับที่|ที่เท่าไหร่ของจังหวัด|ที่เท่าไหร่ของประเทศ|อันดับของ|อันดับประเทศ|อันดับจังหวัด|อันดับใน|ลำดับที่เท่า|ทั่วประเทศ|ทั้งประเทศ|ค่าเฉลี่ยประเทศ|ระดับประเทศ|national average|nationwide|nationally|rank|ranked|ranking',
  },
  /** Things people ask any chatbot about; the reader never takes them for known words. */
  offtopic: {
    weight: 3,
    says: 'lpa!|eha!|onet!|o net!|บอล|ฟุตบอล|หวย|ลอตเตอรี่|ราคาทอง|น้ำมัน|อากาศ|ฝนตก|ฝนจะตก|พยากรณ์|สอบเข้า|สอบปลายภาค|โอเน็ต|tcas|เกรดเฉลี่ย!|การบ้าน|หนัง|ละคร|เพลง|เกม|หุ้น|ดูดวง|ลดน้ำหนัก|น้ำหนักตัว|สูตรอาหาร|bitcoin|crypto|football|soccer|lottery|weather|movie|song|stock|horoscope|แปลภาษา|แปลเป็นภาษา|translate|translation|recipe|flight|hotel|world cup|exam|homework|gpa',
  },
  money: {
    weight: 2.6,
    domain: 0.4,
    says: 'กี่แสน|how much budget|how much money|กี่บาท|เท่าไหร่บาท|จักบาท|กี่ล้าน|ล้านบาท|ราคา|เงินเดือน|ค่าธรรมเนียม|ภาษีที่ดิน|baht|price|cost|salary|fee|fees',
  },
} as const satisfies Record<string, CueSpec>;
