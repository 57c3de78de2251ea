/** Words for telling of a wrong; what stands `beside` one of them is asked about reporting. */
export const REPORTING =
  'แจ้ง!|ร้องเรียน|ฮ้องเรียน|ร้องทุกข์|ฟ้อง!|เบาะแส|ส่งเรื่อง|ผู้ร้อง|ให้ข้อมูล|บอกเรื่อง|to report|i report|we report|reporting|reported|my report|reports|a report|report corruption|report someone|report it|report here|report without|report anonymously|report online|report on the web|report by|can report|send a report|complain|complaint|complaining|whistleblow|whistleblower|whistleblowing|blow the whistle|tell you|speak up';

/** One thing people want to know of the reporting channel before they dare to report. */
interface ChannelRow {
  id: string;
  /** Wordings that mean it alone, as in `cues/`. */
  says?: string;
  /** Wordings that mean it beside a word for reporting. */
  beside?: string;
  /** It is meant also where nothing is asked: "เบอร์ ป.ป.ช.". */
  plain?: true;
}

/**
 * Every question about the channel itself. A new one is a row here, its wording in `channel.json`, and its ways on in
 * `conversation/channel.ts`. Of several that fit, the one that explains most of the text is answered.
 */
export const CHANNEL_QUESTIONS = [
  {
    id: 'safe',
    says: 'แจ้งที่นี่ปลอดภัย|ส่งเรื่องปลอดภัย|safe to use this|safe to report|safe if i report',
    beside:
      'ปลอดภัย|ปลอดพัย|ไว้ใจได้|เชื่อใจได้|อันตราย|เสี่ยง|happen to me|happens to me|เป็นอะไรไหม|มีปัญหาไหม|มีปัญหามั้ย|มีปัญหาบ่|เป็นไรไหม|เป็นไรมั้ย|เป็นอะไรมั้ย|จะเป็นอะไร|ไม่กล้า!|บ่กล้า|กลัว!|ย่าน!|safe|safely|safety|dangerous|danger|risky|risk|afraid|scared',
  },
  {
    id: 'identity',
    says: 'รู้ไหมว่าเป็นผม|รู้ไหมว่าเป็นหนู|รู้ไหมว่าเป็นเรา|รู้ไหมว่าเป็นฉัน|รู้ว่าเป็นผม|รู้ว่าเป็นเรา|รู้ว่าเป็นหนู|รู้ว่าเป็นฉัน|รู้ว่าใครแจ้ง+ไหม|จะรู้+ใครแจ้ง|จะรู้+ใครร้อง|รู้ไหม+ใครแจ้ง|รู้มั้ย+ใครแจ้ง|รู้ไหม+ใครร้อง|รู้มั้ย+ใครร้อง|ชื่อผม+หลุด|ชื่อหนู+หลุด|ชื่อฉัน+หลุด|ชื่อเรา+หลุด|ชื่อ+จะหลุด|รู้ตัวคนแจ้ง|รู้ตัวผู้แจ้ง|รู้ตัวคนร้อง|หาตัวคนแจ้ง|ตามตัวคนแจ้ง|ตามหาคนแจ้ง|สืบหาคนแจ้ง|ความลับของผู้แจ้ง|ความลับผู้แจ้ง|ปกปิดตัวตน|ปกปิดชื่อ|know it was me|know it is me|know its me|find out it was me|find out its me|find out who|know who reported|the one who reported|know who complained|trace me|trace it back|traced back|be identified|identify me|my identity',
    beside:
      'อื่นจะรู้|รู้+ว่าเป็นใคร|รู้+ว่าเป็นผม|รู้+ว่าเป็นหนู|รู้+ว่าเป็นเรา|รู้+ว่าเป็นฉัน|รู้+ว่าเป็นข้อย|รู้ไหม+ใครเป็นคน|รู้มั้ย+ใครเป็นคน|ฮู้บ่+ไผ|สิฮู้+ไผ|จะรู้ตัว|รู้ตัวไหม|รู้ตัวมั้ย|รู้ตัวบ่|ตามตัว|ตามเจอ|ตามรอย|หาตัว|สืบได้|สืบเจอ|สืบหา|สืบมาถึง|จับได้ไหม|จับได้มั้ย|มีใครรู้|มีคนรู้|คนอื่นรู้|เขารู้|เขาจะรู้|เพิ่นฮู้|เพิ่นสิฮู้|รู้ได้ไหม|รู้ได้มั้ย|เปิดเผยตัว|เปิดเผยชื่อ|เป็นความลับ|ความลับ|เก็บลับ|แจ้งลับ!|ลับได้ไหม!|ลับไหม|ลับมั้ย|ลับบ่|หลุด!|ไม่ให้ใครรู้|ตัวตน|find out|find me|know me|secret|confidential|trace|traced|identity|identified|exposed',
  },
  {
    id: 'readers',
    says: 'ข้อความ+ใครอ่าน!|แชต+ใครอ่าน!|แชท+ใครอ่าน!|ข้อความ+มีคนอ่าน!|แชท+มีคนอ่าน!|แชต+มีคนอ่าน!|ใครเห็นเรื่อง|ใครจะเห็นเรื่อง|ใครอ่านเรื่อง|ใครจะอ่าน!|ใครได้อ่าน|ใครเปิดอ่าน|ใครเปิดดูเรื่อง|ไผเห็นเรื่อง|who sees my|who can see my|who will see my|who reads my|who can read my|who reads the report|who reads it|who gets my report|who receives my',
    beside:
      'ใครเห็น!|ใครจะเห็น!|ใครอ่าน!|ใครบ้างที่เห็น|ใครดู!|ใครได้ดู!|ใครเปิด!|ใครเข้าถึง|ใครรับเรื่อง|ใครได้รับ!|ใครรู้บ้าง|ใครบ้าง+เห็น|ใครบ้าง+อ่าน|ใครบ้าง+รู้|ไผเห็น!|ไผสิเห็น!|ไผอ่าน!|ไผได้อ่าน|ใครมีสิทธิ์!|มือใคร|เป็นคนอ่าน!|ได้อ่าน!|เป็นคนตรวจสอบ|ใครตรวจสอบ!|ใครสอบสวน!|ใครจัดการ!|เป็นคนเปิด!|ถึงใคร|ไปที่ใคร|ไปหาใคร|ส่งให้ใคร|หัวหน้า+เห็น|หัวหน้า+รู้|หัวหน้า+อ่าน|นายก+เห็น|นายก+รู้|นายก+อ่าน|ปลัด+เห็น|ปลัด+รู้|ผอ+เห็น|ผอ+รู้|เจ้านาย+เห็น|เจ้านาย+รู้|ผู้บริหาร+เห็น|ผู้บริหาร+รู้|คนถูกแจ้ง+เห็น|คนถูกแจ้ง+รู้|คนโดนแจ้ง+เห็น|คนโดนแจ้ง+รู้|คนโดนร้อง+รู้|คนที่โดน+รู้|คนที่โดน+เห็น|คนที่ถูก+รู้|คนที่ถูก+เห็น|ผู้ถูกร้อง+รู้|ผู้ถูกร้อง+เห็น|who can see|who sees|who will see|who reads|who can read|who will read|going to read|who gets|who receives|who has access|boss+see|boss+know|boss+read|mayor+see|mayor+know|mayor+read|supervisor+see|supervisor+know|accused+see|accused+know|they see it',
  },
  {
    id: 'name',
    says: 'ต้องบอกชื่อ|ต้องให้ชื่อ|ต้องให้เบอร์|ต้องใส่เบอร์|บอกชื่อไหม|บอกชื่อมั้ย|บอกชื่อบ่|บอกชื่อหรือเปล่า|ต้องใส่ชื่อ|ใส่ชื่อไหม|ใส่ชื่อมั้ย|ต้องลงชื่อ|ลงชื่อไหม|ลงชื่อมั้ย|ต้องระบุชื่อ|ระบุชื่อไหม|ต้องแจ้งชื่อ|ต้องใช้ชื่อ|ใช้ชื่อจริงไหม|ใช้ชื่อจริงมั้ย|ใช้ชื่อปลอม|ต้องเปิดเผยชื่อ|ต้องเปิดเผยตัว|ต้องแสดงตัว|ต้องยืนยันตัวตน|ไม่ประสงค์ออกนาม|ไม่ออกนาม|ไม่ระบุตัวตน|ไม่แสดงตัวตน|ไม่เปิดเผยชื่อ|ไม่เปิดเผยตัว|นิรนาม|give my name|give a name|tell my name|need my name|my real name|have to say who i am|say my name|anonymous|anonymously|anonymity|without my name|without giving my name|without a name',
    beside:
      'ไม่บอกชื่อ|ไม่ใส่ชื่อ|ไม่ลงชื่อ|ไม่ระบุชื่อ|บ่บอกชื่อ|บ่ใส่ชื่อ|บัตรประชาชน|ชื่อจริง|ชื่อปลอม|ขอชื่อไหม|ขอชื่อมั้ย|ถามชื่อไหม|ถามชื่อมั้ย|ใช้ชื่อ|นามแฝง|my name|id card|real name',
    plain: true,
  },
  {
    id: 'reprisal',
    says: 'กลัวโดนไล่ออก|กลัวถูกไล่ออก|กลัวตกงาน|กลัวโดนย้าย|กลัวโดนแกล้ง|ไล่ออกเพราะแจ้ง|fired for reporting|sacked for reporting|lose my job if i report',
    beside:
      'ไล่ออก|โดนไล่|ถูกไล่|ให้ออกจากงาน|ตกงาน|เลิกจ้าง|ไม่ต่อสัญญา|บ่ต่อสัญญา|โดนย้าย|ถูกย้าย|ย้ายไหม|สั่งย้าย|โดนแกล้ง|ถูกแกล้ง|กลั่นแกล้ง|แกล้งไหม|เอาคืน|แก้แค้น|เล่นงาน|เอาเรื่อง|ฟ้องกลับ|ฟ้องเรา|ฟ้องผม|ฟ้องหนู|ฟ้องฉัน|โดนเด้ง|โดนปลด|โดนฟ้อง|ถูกฟ้อง|หมิ่นประมาท|เอาผิดเรา|ผิดกฎหมายไหม|ติดคุก|มีความผิดไหม|โดนลงโทษ|ถูกลงโทษ|เดือดร้อนไหม|เดือดร้อนมั้ย|เดือดร้อนบ่|เดือดร้อนรึ|เดือดร้อนหรือ|เดือดร้อนป่าว|เดือดร้อนเปล่า|จะเดือดร้อน|มีผลกระทบ|มีผลกับงาน|ผลต่องาน|เลื่อนขั้น|เลื่อนตำแหน่ง|คุ้มครอง|โดนทำร้าย|ถูกทำร้าย|โดนขู่|ถูกขู่|โดนอะไรไหม|โดนอะไรมั้ย|fired|fire me|sacked|dismissed|lose my job|punished|punish me|retaliate|retaliation|revenge|get in trouble|in trouble|sued|sue me|defamation|transferred|protected|protect me|protection|bullied',
  },
  {
    id: 'line',
    says: 'ไลน์+รู้+ใครแจ้ง|line+รู้+ใครแจ้ง|ไลน์+รู้+ใครร้อง|line+รู้+ใครร้อง|line+know+who reported|line+see+who reported|ไลน์รู้|ไลน์เห็น|ไลน์จะรู้|lineรู้|lineเห็น|lineจะรู้|ไลน์ฮู้|lineฮู้|เห็นไลน์ผม|เห็นไลน์หนู|เห็นไลน์ฉัน|เห็นไลน์เรา|เห็นชื่อผม|เห็นชื่อหนู|เห็นชื่อฉัน|เห็นชื่อเรา|รู้+ว่าผมเป็นใคร|รู้+ว่าหนูเป็นใคร|รู้+ว่าฉันเป็นใคร|รู้+ว่าเราเป็นใคร|know who i am|เห็นชื่อไลน์|เห็นชื่อline|รู้ชื่อไลน์|เห็นโปรไฟล์|ดูโปรไฟล์|เห็นรูปโปรไฟล์|เก็บไลน์|ไลน์เก็บ|lineเก็บ|เก็บบัญชีline|เก็บบัญชีไลน์|บัญชีไลน์+เก็บ|บัญชีline+เก็บ|เก็บline|เห็นเบอร์ผม|เห็นเบอร์หนู|เห็นเบอร์ฉัน|เห็นเบอร์เรา|แอดมินเห็น|แอดมินจะเห็น|แอดมินรู้|แอดมินจะรู้|does line know|can line see|line know|line see|line account+see|line account+know|see my line|know my line|see my profile|my profile picture|my line name|my line account|store my line|admin see|admins see',
    beside:
      'ไลน์+รู้|line+รู้|ไลน์+เห็น|line+เห็น|ไลน์+ปลอดภัย|line+ปลอดภัย|ไลน์+safe|line+safe|โปรไฟล์|ชื่อในแชต|ชื่อในแชท|ชื่อไลน์|profile',
  },
  {
    id: 'hotlines',
    says: 'สายด่วน|เบอร์ร้องเรียน|เบอร์แจ้ง|เบอร์+ร้องเรียน|เบอร์+ร้องทุกข์|เบอร์+แจ้งทุจริต|เบอร์+แจ้งโกง|เบอร์+แจ้งเรื่อง|เบอร์+โกง|เบอร์+ทุจริต|เบอร์+คอร์รัปชัน|โทรร้องเรียน|โทรแจ้ง|โทรไปร้องเรียน|โทรไปแจ้ง|โทรฟ้อง|โทรศัพท์ร้องเรียน|โทร+ร้องเรียน+เบอร์|แจ้งที่อื่น!|ร้องเรียนที่อื่น!|แจ้งหน่วยงานอื่น|อยากผ่านเทศบาล|hotline|hotlines|number to report|number+to report|number+call+report|number to call to report|phone+report corruption|call+report corruption|number+report corruption|number+complain|number+complaint|phone+complain|phone+complaint|report+by phone|report by telephone|report somewhere else|report elsewhere|not through the municipality|without the municipality|outside the municipality',
    beside: 'ไม่ผ่านเทศบาล!|บ่ผ่านเทศบาล!|โทรศัพท์ได้|โทรได้|โทรไปไหน|โทรไปที่ไหน|โทรหาใคร|เบอร์ไหน|เบอร์อะไร|เบอร์ใด',
    plain: true,
  },
  {
    id: 'lost-code',
    says: 'ทำรหัสหาย|รหัสหาย|รหัส+หาย|ลืมรหัส|รหัส+ลืม|จำรหัสไม่ได้|จำรหัสบ่ได้|หารหัสไม่เจอ|หารหัสไม่พบ|หารหัสบ่เจอ|ไม่ได้จดรหัส|ลืมจดรหัส|ไม่ได้เก็บรหัส|เผลอลบรหัส|ลบแชต+รหัส|ลบแชท+รหัส|รหัส+ขอใหม่|ขอรหัสใหม่|ขอรหัสติดตามใหม่|เปลี่ยนเครื่อง+รหัส|lose my code|lost my code|lose the code|lost the code|forget my code|forgot my code|forget the code|forgot the code|lost tracking code|lost my tracking code|lose my tracking code|forget my tracking code|forgot my tracking code|new tracking code|code+lost|deleted+code',
    plain: true,
  },
  {
    id: 'when',
    says: 'ได้คำตอบเมื่อ|ได้คำตอบตอนไหน|ได้คำตอบวันไหน|ได้คำตอบกี่วัน|คำตอบ+กี่วัน|กี่วันได้คำตอบ|กี่วันถึงได้คำตอบ|กี่วันถึงจะตอบ|กี่วันตอบ|ตอบภายในกี่วัน|ตอบกลับ+กี่วัน|ตอบกลับเมื่อ|when will i get an answer|when do i get an answer|when will i hear|how long until i hear|how long until you answer|how long until they answer',
    beside:
      'กี่วัน|จักวัน|กี่เดือน|จักเดือน|นานไหม!|นานมั้ย!|นานบ่|นานเท่า|นานแค่ไหน|ใช้เวลา|เมื่อไหร่+ตอบ|เมื่อไร+ตอบ|เมื่อไหร่+รู้ผล|เมื่อไร+รู้ผล|เมื่อไหร่+ติดต่อกลับ|เมื่อไร+ติดต่อกลับ|ติดต่อกลับไหม|ติดต่อกลับเมื่อ|รู้ผลเมื่อ|รู้ผลตอนไหน|รู้เรื่องเมื่อ|ได้คำตอบ|ยามใด+ตอบ|ตอนไหน+ตอบ|มีคนตอบไหม|มีคนตอบมั้ย|จะตอบไหม|เงียบไหม|เงียบหาย|how long|when+answer|when+reply|when+hear back|when+result|how many days|hear back|how soon',
  },
  {
    id: 'web',
    says: 'เว็บแจ้ง|เว็บร้องเรียน|เว็บไซต์แจ้ง|เว็บไซต์ร้องเรียน|ลิงก์แจ้ง|ลิงค์แจ้ง|ลิงก์ร้องเรียน|ลิงค์ร้องเรียน|แบบฟอร์มบนเว็บ|ฟอร์มบนเว็บ|แบบฟอร์มในเว็บ|ฟอร์มในเว็บ|web form|online form',
    beside:
      'ที่เว็บ|ทางเว็บ|ผ่านเว็บ|ในเว็บ|บนเว็บ|หน้าเว็บ+ได้|เว็บไซต์ได้|เว็บได้|เวบได้|เว็ปได้|ทางเวบ|ทางเว็ป|ผ่านเวบ|ผ่านเว็ป|ที่เวบ|ที่เว็ป|ในเวบ|ในเว็ป|ออนไลน์|ผ่านคอม|ในคอม|ทางคอม|ไม่ใช้ไลน์|ไม่ผ่านไลน์|ไม่ผ่านline|ไม่มีไลน์|ไม่เล่นไลน์|บ่เล่นไลน์|มีเว็บ|มีเวบ|เว็บให้|บ่มีไลน์|ไม่ใช้line|ไม่มีline|ช่องทางอื่น|แจ้งทางอื่น!|นอกจากไลน์|นอกจากline|website|web site|on the web|the web|online|without line|not using line|browser',
    plain: true,
  },
  {
    id: 'kept',
    says: 'เก็บเรื่อง+นาน|เก็บเรื่อง+กี่วัน|เก็บเรื่อง+กี่ปี|เก็บข้อมูล+นาน|เก็บข้อมูล+กี่วัน|เก็บข้อมูล+กี่ปี|เก็บแฟ้ม+นาน|เก็บประวัติ|ข้อมูลของผม+ลบ|ข้อมูลของหนู+ลบ|ข้อมูลของฉัน+ลบ|ข้อมูลผม+ลบ|ข้อมูลหนู+ลบ|ลบข้อมูล|how long+keep my|how long+kept|how long+stored|when+deleted|delete my data|keep my data|store my data',
    beside:
      'เก็บ+นานแค่ไหน|เก็บ+นานไหม|เก็บ+นานมั้ย|เก็บ+นานเท่า|เก็บ+กี่วัน|เก็บ+กี่ปี|เก็บ+กี่เดือน|เก็บไว้+นาน|เก็บนาน|เก็บไว้กี่|เก็บกี่|เก็บไว้ไหน|เก็บข้อมูลอะไร|เก็บอะไรบ้าง|ลบเมื่อ!|ลบไหม!|ลบมั้ย!|ลบได้ไหม!|ลบได้มั้ย!|ลบทิ้ง!|ลบตอนไหน!|how long+keep|kept|stored|deleted|delete',
  },
] as const satisfies readonly ChannelRow[];

export type ChannelId = (typeof CHANNEL_QUESTIONS)[number]['id'];
