/**
 * Everyday words for items of the website check, by the official Thai name, so that they hold for any agency and year
 * that has it. Between `|` are wordings; `+` joins pieces in any order.
 */
export const ITEM_ALIASES: Record<string, string> = {
  โครงสร้าง:
    'โครงสร้าง|โครงสร้างองค์กร|โครงสร้างหน่วยงาน|ผังองค์กร|แผนผังองค์กร|structure|organisation structure|organization structure|organisation chart|organization chart|org chart',
  ข้อมูลผู้บริหาร:
    'ข้อมูลผู้บริหาร|ผู้บริหาร+รูปถ่าย|รายชื่อผู้บริหาร|ข้อมูล+ผู้บริหาร|executive information|executives information|information about executives|executives info|executive profiles',
  อำนาจหน้าที่: 'อำนาจหน้าที่|อำนาจและหน้าที่|หน้าที่ตามกฎหมาย|powers and duties|power and duties|authority and duties',
  แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน:
    'แผนยุทธศาสตร์|แผนพัฒนาหน่วยงาน|แผนพัฒนาท้องถิ่น|แผนพัฒนาเทศบาล|แผนพัฒนา|strategic plan|development plan|strategy plan',
  ข้อมูลการติดต่อ: 'ข้อมูลการติดต่อ|ข้อมูลติดต่อ|ข้อมูล+ติดต่อ|contact information|contact info|contact details',
  กฎหมายที่เกี่ยวข้อง: 'กฎหมายที่เกี่ยวข้อง|กฎหมายเกี่ยวข้อง|relevant law|relevant laws|related laws|related law',
  ข่าวประชาสัมพันธ์: 'ข่าวประชาสัมพันธ์|ข่าวเทศบาล|ข่าวสาร|ลงข่าว|ข่าว|news|press release|public relations news',
  'Q&A': 'q&a|คิวแอนด์เอ|ถามตอบ|กระทู้ถาม|คำถามที่พบบ่อย|กระดานถาม|ถามปัญหาบนเว็บ|faq|questions and answers',
  'Social Network':
    'social network|โซเชียล|โซเชี่ยล|โซเชียลเน็ตเวิร์ก|โซเชียลมีเดีย|เฟซบุ๊ก|เฟสบุ๊ค|เฟสบุค|เฟซบุ๊ค|เฟซ|เพจ|เพจเทศบาล|facebook|facebook page|social media|สื่อสังคม|สื่อสังคมออนไลน์|ไลน์ของเทศบาล|ไลน์เทศบาล',
  แผนดำเนินงานประจำปี:
    'แผนดำเนินงานประจำปี|แผนดำเนินงาน|แผนการดำเนินงาน|แผนการดำเนินงานประจำปี|แผนประจำปี|แผนงานประจำปี|annual action plan|operation plan|operations plan|operational plan|action plan|annual plan|annual operation plan',
  'รายงานการกำกับติดตามการดำเนินงานประจำปีรอบ 6 เดือน':
    'ติดตามการดำเนินงาน+6เดือน|รายงานการดำเนินงาน+6เดือน|รายงานติดตาม+6เดือน|ดำเนินงาน+รอบ6เดือน|ดำเนินงาน+6เดือน|แผนดำเนินงาน+6เดือน|ดำเนินงาน+หกเดือน|ดำเนินงาน+ครึ่งปี|รายงานการกำกับติดตามการดำเนินงาน|six month progress|6 month progress|six month+operation|6 month+operation|6 month+plan|progress report+plan|six months+action plan|six month+action plan',
  รายงานผลการดำเนินงานประจำปี:
    'รายงานผลการดำเนินงานประจำปี|รายงานผลการดำเนินงาน|ผลการดำเนินงานประจำปี|รายงานประจำปี|รายงานผลดำเนินงาน|annual report|annual operations report|annual operation report|annual performance report|operation report|operations report',
  คู่มือหรือมาตรฐานการปฏิบัติงาน:
    'คู่มือหรือมาตรฐานการปฏิบัติงาน|คู่มือการปฏิบัติงาน|คู่มือปฏิบัติงาน|คู่มือทำงาน|มาตรฐานการปฏิบัติงาน|คู่มือเจ้าหน้าที่|work manual|work manuals|operation manual|operations manual|working manual|staff manual|work standard',
  คู่มือหรือมาตรฐานการให้บริการ:
    'คู่มือหรือมาตรฐานการให้บริการ|คู่มือการให้บริการ|คู่มือมาตรฐานการให้บริการ|มาตรฐานการให้บริการ|มาตรฐานบริการ|คู่มือบริการ|คู่มือประชาชน|คู่มือสำหรับประชาชน|คู่มือ+บริการ|service manual|service manuals|service standard|service standards|service guide|citizen guide|citizens guide',
  ข้อมูลเชิงสถิติการให้บริการ:
    'สถิติการให้บริการ|สถิติให้บริการ|ข้อมูลเชิงสถิติการให้บริการ|สถิติ+บริการ|สถิติคนมาใช้บริการ|service statistics|statistics+service|statistics of service|service data',
  รายงานผลการสำรวจความพึงพอใจการให้บริการ:
    'ความพึงพอใจ|พึงพอใจ|สำรวจความพึงพอใจ|ผลสำรวจความพึงพอใจ|satisfaction|satisfaction survey|satisfaction report',
  'E-Service':
    'e-service|eservice|e service|e-services|อีเซอร์วิส|อีเซอวิส|บริการออนไลน์|บริการทางออนไลน์|ออนไลน์เซอร์วิส|ยื่นเรื่องออนไลน์|online service|online services',
  แผนการใช้จ่ายงบประมาณประจำปี:
    'แผนการใช้จ่ายงบประมาณ|แผนการใช้จ่ายงบประมาณประจำปี|แผนใช้จ่ายงบประมาณ|แผนงบประมาณ|แผนการใช้เงิน|แผนการใช้จ่าย|แผนใช้เงิน|แผนใช้งบ|แผนการใช้งบ|spending plan|budget plan|annual budget plan|budget spending plan',
  'การรายงานการกำกับติดตามการใช้จ่ายงบประมาณ ประจำปีรอบ 6 เดือน':
    'งบประมาณ+6เดือน|ใช้จ่าย+6เดือน|งบ+6เดือน|การเงิน+6เดือน|เงิน+6เดือน|งบประมาณ+หกเดือน|งบ+ครึ่งปี|เงิน+ครึ่งปี|ติดตามการใช้จ่ายงบประมาณ|กำกับติดตามการใช้จ่าย|six month budget|6 month budget|budget+six month|budget+6 month|budget+half year|budget+midyear|spending+six month|spending+6 month',
  รายงานผลการใช้จ่ายงบประมาณประจำปี:
    'รายงานผลการใช้จ่ายงบประมาณ|รายงานผลการใช้จ่ายงบประมาณประจำปี|ผลการใช้จ่ายงบประมาณ|รายงานการใช้จ่ายงบ|รายงานการใช้งบ|รายงานผลการใช้งบ|รายงานการใช้เงิน|รายงานงบประมาณประจำปี|รายงาน+งบประมาณ+ประจำปี|annual budget report|budget report|annual spending report|spending report|annual budget spending|budget spending report',
  แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ:
    'แผนการจัดซื้อจัดจ้าง|แผนจัดซื้อจัดจ้าง|แผนจัดซื้อ|แผนการจัดซื้อ|แผนการจัดหาพัสดุ|แผนจัดหาพัสดุ|procurement plan|purchasing plan|procurement plans',
  'ประกาศต่างๆ เกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ':
    'ประกาศ+จัดซื้อ|ประกาศจัดซื้อจัดจ้าง|ประกาศการจัดซื้อ|ประกาศต่างๆเกี่ยวกับการจัดซื้อ|ประกาศประกวดราคา|ประกาศผู้ชนะ|ประกวดราคา|procurement announcement|procurement announcements|procurement notice|procurement notices|announcements+procurement|bidding',
  สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน:
    'จัดซื้อ+รายเดือน|จัดซื้อ+เดือน|สรุปผลการจัดซื้อ|สรุปผลจัดซื้อ|สรุป+จัดซื้อ|จัดหาพัสดุรายเดือน|จัดซื้อ+แต่ละเดือน|monthly procurement|procurement+monthly|procurement+month|procurement summary|procurement+summary',
  รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี:
    'รายงานผลการจัดซื้อจัดจ้าง|รายงานผลการจัดซื้อ|รายงานจัดซื้อจัดจ้าง|รายงาน+จัดซื้อ|จัดซื้อ+ประจำปี|annual procurement|procurement report|procurement+annual',
  นโยบายการบริหารทรัพยากรบุคคล:
    'นโยบายการบริหารทรัพยากรบุคคล|นโยบายทรัพยากรบุคคล|นโยบาย+บุคคล|นโยบายhr|นโยบาย+บุคลากร|นโยบายเรื่องคน|human resources policy|human resource policy|hr policy|personnel policy|policy+human resource',
  การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล:
    'การดำเนินการตามนโยบายการบริหารทรัพยากร|ดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล|ดำเนินการตามนโยบาย|ทำตามนโยบาย+บุคคล|carrying out+policy|implementation+policy|implementing+policy|implementation of hr policy',
  หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล:
    'หลักเกณฑ์การบริหารและพัฒนาทรัพยากร|หลักเกณฑ์การบริหาร|หลักเกณฑ์+บุคคล|หลักเกณฑ์+บุคลากร|หลักเกณฑ์การสรรหา|hr criteria|criteria+human resource|criteria+staff|criteria+personnel|hr rules',
  รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี:
    'รายงานผลการบริหารและพัฒนาทรัพยากร|รายงาน+ทรัพยากรบุคคล|รายงาน+พัฒนาบุคลากร|รายงาน+บุคลากร|hr report|report+human resource|report+hr|annual report+staff',
  แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต:
    'แนวปฏิบัติการจัดการเรื่องร้องเรียน|แนวปฏิบัติ+ร้องเรียน|การจัดการเรื่องร้องเรียน|จัดการเรื่องร้องเรียน|จัดการข้อร้องเรียน|guideline+complaint|guidelines+complaint|handling complaints|complaint handling|handling of complaints|complaint procedure|complaint management',
  ช่องทางแจ้งเรื่องร้องเรียนการทุจริต:
    'ช่องทางแจ้งเรื่องร้องเรียน|ช่องทางแจ้งเรื่องร้องเรียนการทุจริต|ช่องทางร้องเรียน|ช่องทางการร้องเรียน|ช่องทาง+ร้องเรียน|ช่องทางแจ้ง|complaint channel|complaint channels|channel+corruption|reporting channel|channel+complaint|channel+complaints',
  ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริต:
    'สถิติเรื่องร้องเรียน|ข้อมูลเชิงสถิติเรื่องร้องเรียน|สถิติ+ร้องเรียน|สถิติการร้องเรียน|สถิติทุจริต|ตัวเลขร้องเรียน|complaint statistics|statistics+complaint|statistics+complaints|statistics+corruption|corruption statistics',
  ช่องทางการรับฟังความคิดเห็น:
    'ช่องทางการรับฟังความคิดเห็น|รับฟังความคิดเห็น|รับฟังความเห็น|ช่องทาง+ความคิดเห็น|ฟังเสียงประชาชน|channel+opinion|channel+opinions|opinion channel|channel+feedback|feedback channel|listening+opinion',
  การเปิดโอกาสให้เกิดการมีส่วนร่วม:
    'การเปิดโอกาสให้เกิดการมีส่วนร่วม|เปิดโอกาส+มีส่วนร่วม|ประชาชนมีส่วนร่วม|การมีส่วนร่วมของประชาชน|ประชาชน+มีส่วนร่วม|มีส่วนร่วม|public participation|participation|citizen participation|peoples participation',
  เจตจำนงสุจริตของผู้บริหาร:
    'เจตจำนงสุจริต|เจตจำนง|ประกาศเจตจำนง|เจตนารมณ์|honest intent|declaration|declaration of intent|pledge|commitment to integrity',
  การมีส่วนร่วมของผู้บริหาร:
    'การมีส่วนร่วมของผู้บริหาร|ผู้บริหารมีส่วนร่วม|มีส่วนร่วม+ผู้บริหาร|ผู้บริหาร+ร่วม|executive participation|executives participation|participation of executives|participation+executive|management participation|executives+take part',
  การประเมินความเสี่ยงการทุจริตประจำปี:
    'ประเมินความเสี่ยง|ความเสี่ยงการทุจริต|ประเมินความเสี่ยงการทุจริต|ความเสี่ยงทุจริต|ความเสี่ยง|เสี่ยงโกง|risk assessment|corruption risk|corruption risk assessment|risks of corruption|assessment of risk',
  การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต:
    'จัดการความเสี่ยง|จัดการความเสี่ยงการทุจริต|ดำเนินการ+ความเสี่ยง|บริหารความเสี่ยง|ลดความเสี่ยง|managing+risk|manage+risk|risk management|managing corruption risk',
  การเสริมสร้างวัฒนธรรมองค์กร:
    'วัฒนธรรมองค์กร|เสริมสร้างวัฒนธรรม|วัฒนธรรม|culture|organisational culture|organizational culture|organisation culture|honest culture',
  แผนปฏิบัติการป้องกันการทุจริตประจำปี:
    'แผนปฏิบัติการป้องกันการทุจริต|แผนป้องกันการทุจริต|แผนป้องกันทุจริต|แผนป้องกันโกง|แผนปฏิบัติการป้องกัน|แผนกันโกง|แผน+กันโกง|prevention plan|corruption prevention plan|anti corruption plan|anticorruption plan|action plan+corruption',
  'รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปี รอบ 6 เดือน':
    'ป้องกันการทุจริต+6เดือน|ป้องกันทุจริต+6เดือน|แผนป้องกัน+6เดือน|ป้องกัน+หกเดือน|ป้องกัน+ครึ่งปี|กันโกง+6เดือน|ติดตามการดำเนินการป้องกันการทุจริต|six month+prevention|6 month+prevention|six month+corruption|6 month+corruption',
  รายงานผลการดำเนินการป้องกันการทุจริตประจำปี:
    'รายงานผลการดำเนินการป้องกันการทุจริต|รายงาน+ป้องกันการทุจริต|รายงาน+ป้องกันทุจริต|รายงาน+กันโกง|ผลการดำเนินการป้องกันการทุจริต|prevention report|corruption prevention report|report+prevention|annual corruption prevention',
  มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน:
    'มาตรการส่งเสริมคุณธรรมและความโปร่งใส|มาตรการส่งเสริมคุณธรรม|มาตรการส่งเสริมความโปร่งใส|มาตรการ+คุณธรรม|integrity measures|transparency measures|measures+promote|internal integrity',
  การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน:
    'การดำเนินการตามมาตรการส่งเสริมคุณธรรม|ดำเนินการตามมาตรการ|ทำตามมาตรการ|ดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส|carrying out+measures|implementation+measures|implementing+measures',
};
