/**
 * Everyday words for indicators, by the official Thai name, so that they hold for any agency and year that has it.
 * Between `|` are wordings; `+` joins pieces in any order.
 */
export const INDICATOR_ALIASES: Record<string, string> = {
  การปฏิบัติหน้าที่:
    'ปฏิบัติหน้าที่|ปฏิบัติงานของเจ้าหน้าที่|การทำงานของเจ้าหน้าที่|เจ้าหน้าที่ทำงาน|เจ้าหน้าที่+ทำงาน|ข้าราชการทำงาน|พนักงานทำงาน|ทำหน้าที่ของเจ้าหน้าที่|หน้าที่ของเจ้าหน้าที่|เจ้าหน้าที่ตั้งใจ|ทำงานตามขั้นตอน|เจ้าหน้าที่+เท่าเทียม|เฮ็ดงานของเจ้าหน้าที่|เจ้าหน้าที่เฮ็ด|รับสินบน|เรียกรับเงิน|duty|duties|performance of duties|duty performance|staff duty|staff performance|performing duties|job performance|bribery|officials work',
  การใช้งบประมาณ:
    'ใช้งบประมาณ|งบประมาณ|ใช้งบ|ใช้เงินเทศบาล|ใช้เงิน|ใช้จ่ายงบประมาณ|การใช้จ่าย|เงินหลวง|เงินเทศบาล|เงินภาษี|เรื่องเงิน|การเงิน|budget|budget use|use of the budget|use of budget|spending|use of money|budget spending',
  การใช้อำนาจ:
    'ใช้อำนาจ|อำนาจ|อำนาจหัวหน้า|ผู้บังคับบัญชา|หัวหน้า+ลูกน้อง|เจ้านาย|อำนาจของนาย|power|authority|exercise of power|use of power|abuse of power|use of authority|bosses',
  การใช้ทรัพย์สินของราชการ:
    'ใช้ทรัพย์สินของราชการ|ทรัพย์สินของราชการ|ทรัพย์สินราชการ|ทรัพย์สิน|ของหลวง|ของราชการ|รถหลวง|สมบัติหลวง|สมบัติราชการ|property|public property|government property|state property|use of property|assets|government assets|public assets',
  การแก้ไขปัญหาการทุจริต:
    'เรื่องทุจริต|เรื่องโกง|คอร์รัปชัน|คอรัปชั่น|แก้ไขปัญหาการทุจริต|แก้ไขปัญหาทุจริต|แก้ปัญหาการทุจริต|แก้ปัญหาทุจริต|แก้ทุจริต|แก้ไขทุจริต|แก้ไขการทุจริต|แก้ปัญหาโกง|แก้ปัญหาการโกง|แก้โกง|ปราบโกง|ปราบทุจริต|ปราบปรามการทุจริต|ปัญหาการทุจริต|ปัญหาทุจริต|จัดการคนโกง|จัดการทุจริต|จัดการเรื่องโกง|แก้ปัญหาคอร์รัปชัน|corruption|tackling corruption|tackle corruption|solving corruption|corruption problem|corruption problems|solving+corruption|fight corruption|fighting corruption|corruption resolution|dealing with corruption|handling corruption|addressing corruption',
  คุณภาพการดำเนินงาน:
    'คุณภาพงาน|คุณภาพบริการ|คุณภาพงานบริการ|คุณภาพการบริการ|คุณภาพการทำงาน|บริการประชาชน|บริการชาวบ้าน|การให้บริการ|การบริการ|งานบริการ|เรียกรับเงินจากประชาชน|quality|service quality|quality of service|operation quality|operational quality|work quality|quality of operations|quality of work|public service',
  ประสิทธิภาพการสื่อสาร:
    'การสื่อสาร|สื่อสาร|ประชาสัมพันธ์|สื่อสารกับชาวบ้าน|บอกข่าว|แจ้งข่าว|ให้ข่าว|กระจายข่าว|communication|communications|communicate|communicating|communicates|public relations',
  การปรับปรุงระบบการทำงาน:
    'ปรับปรุงระบบ|ปรับปรุงการทำงาน|ระบบการทำงาน|ระบบงาน|ปรับปรุงงาน|พัฒนาระบบ|พัฒนาการทำงาน|ปรับปรุงวิธีทำงาน|improvement of the way|way of working|work system|work systems|working system|system improvement|improving work|process improvement|work process|work improvement|improvement of work|improvement of systems|improving operations|improvement of operations',
  การเปิดเผยข้อมูล:
    'เว็บเทศบาล|หน้าเว็บ|ในเว็บ|บนเว็บ|เปิดเผยข้อมูล|เปิดเผย|เปิดข้อมูล|ข้อมูลสาธารณะ|เอาข้อมูลขึ้นเว็บ|ข้อมูลขึ้นเว็บ|ข้อมูลบนเว็บ|ข้อมูลในเว็บ|ลงข้อมูล|ข้อมูล+เว็บ|ขึ้นเว็บ|โปร่งใส+ข้อมูล|เว็บไซต์|disclosure|information disclosure|disclosure of information|disclose|disclosing|open data|website|website information|publishing information|data disclosure',
  การป้องกันการทุจริต:
    'เรื่องทุจริต|เรื่องโกง|คอร์รัปชัน|คอรัปชั่น|ป้องกันการทุจริต|ป้องกันทุจริต|กันโกง|ป้องกันโกง|ป้องกันการโกง|กันทุจริต|กันการโกง|กันบ่ให้โกง|ต้านโกง|ป้องกันคอร์รัปชัน|prevention|corruption prevention|prevention of corruption|preventing corruption|prevent corruption|anti corruption|anticorruption',
};

/** Everyday words for the three parts, by code. */
export const PART_ALIASES: Record<string, string> = {
  IIT: 'iit|พนักงานให้|เจ้าหน้าที่ให้คะแนน|คนในให้|พนักงานประเมิน|ลูกจ้าง|ไอไอที|แบบวัดภายใน|ส่วนได้ส่วนเสียภายใน|ส่วนได้เสียภายใน|คนในหน่วยงาน|คนในเทศบาลให้|คนในตอบ|คนในประเมิน|บุคลากรภายใน|คนข้างใน|เจ้าหน้าที่ตอบ|พนักงานตอบ|internal part|staff survey|internal survey|internal stakeholders|internal assessment',
  EIT: 'eit|ฝั่งประชาชน|ประชาชนให้!|ชาวบ้านให้|คนนอกให้|ฝั่งชาวบ้าน|อีไอที|แบบวัดภายนอก|ส่วนได้ส่วนเสียภายนอก|ส่วนได้เสียภายนอก|คนนอกตอบ|คนนอกประเมิน|ประชาชนตอบ|ประชาชนประเมิน|ชาวบ้านให้คะแนน|ประชาชนให้คะแนน|ผู้รับบริการ|คนมาติดต่อ|external part|public survey|external survey|external stakeholders|external assessment',
  OIT: 'oit|โอไอที|แบบตรวจ|แบบตรวจการเปิดเผย|แบบตรวจการเปิดเผยข้อมูลสาธารณะ|ตรวจเว็บ|open data integrity|website check',
};

/** Everyday words for sub-indicators, by the official Thai name. */
export const SUB_ALIASES: Record<string, string> = {
  ข้อมูลพื้นฐาน: 'ข้อมูลพื้นฐาน|basic information',
  การบริหารงาน: 'ด้านการบริหารงาน|การบริหารงาน|administration',
  การบริหารเงินงบประมาณ: 'บริหารเงินงบประมาณ|บริหารงบประมาณ|บริหารเงิน|budget management',
  การบริหารและพัฒนาทรัพยากรบุคคล:
    'ทรัพยากรบุคคล|บริหารและพัฒนาทรัพยากรบุคคล|พัฒนาทรัพยากรบุคคล|พัฒนาบุคลากร|เรื่องบุคลากร|human resource|human resources|hr|personnel management',
  การส่งเสริมความโปร่งใส:
    'ส่งเสริมความโปร่งใส|promotion of transparency|promoting transparency|transparency promotion',
  การดำเนินการเพื่อป้องกันการทุจริต:
    'ดำเนินการเพื่อป้องกันการทุจริต|ดำเนินการป้องกัน|action to prevent corruption|actions to prevent',
  มาตรการภายในเพื่อป้องกันการทุจริต: 'มาตรการภายในเพื่อป้องกัน|มาตรการภายใน|internal measures',
};

/** Everyday words for terms, by the id of the definition. */
export const DEFINITION_ALIASES: Record<string, string> = {
  ita: 'ไอทีเอ|อิต้า|การประเมินคุณธรรมและความโปร่งใส|integrity and transparency assessment',
  itas: 'ไอทีเอเอส|ระบบitas|itas system',
  nacc: 'ปปช|ป.ป.ช|สำนักงาน ป.ป.ช.|nacc|anti-corruption commission',
  swot: 'สวอท|สว็อต',
};
