/**
 * Everyday words for questions of the staff survey, by a piece of the official Thai text that no other question has.
 * Between `|` are wordings; `+` joins pieces in any order.
 */
export const QUESTION_ALIASES: Record<string, string> = {
  ท่านรู้เกี่ยวกับแผนการใช้จ่ายงบประมาณ:
    'รู้แผนงบ|รู้แผนงบประมาณ|พนักงาน+รู้+แผน|บุคลากร+รู้+แผน|เจ้าหน้าที่+รู้+แผน|รู้เรื่อง+แผนการใช้จ่ายงบประมาณ|รู้+แผนการใช้จ่าย|รู้+แผน+งบ|รู้เรื่องแผน|ฮู้+แผน|รับรู้+แผน|ทราบ+แผนการใช้จ่าย|ทราบแผน|know+spending plan|know+budget plan|knowing the spending plan|aware+plan|awareness+plan|staff know+budget|know+plan',
  'ใช้จ่ายงบประมาณ โดยคำนึงถึง':
    'คุ้มค่า|ใช้เงิน+คุ้ม|ใช้งบ+คุ้ม|งบ+คุ้ม|เงิน+คุ้ม|บิดเบือนวัตถุประสงค์|ตรงวัตถุประสงค์|value for money|worthwhile|right purpose|wisely',
  ใช้จ่ายงบประมาณเพื่อประโยชน์ส่วนตัว:
    'ใช้งบ+พวกพ้อง|ใช้เงิน+พวกพ้อง|งบ+พวกพ้อง|เงิน+พวกพ้อง|งบ+ประโยชน์ส่วนตัว|งบ+ส่วนตัว|ใช้เงิน+ส่วนตัว|เงิน+เข้ากระเป๋า|private gain|personal gain|budget+friends|money+friends|personal benefit|budget+cronies',
  การเบิกจ่ายเงินที่เป็นเท็จ:
    'เบิกเท็จ|เบิก+ปลอม|เบิก+โอที|เบิก+ล่วงเวลา|เบิกเงินเท็จ|เบิกจ่ายเท็จ|เบิก+เท็จ|เบิกเกิน|เบิกปลอม|เบิกเงินไม่จริง|เบิก+ไม่จริง|เบิก+บ่จริง|โอที|ล่วงเวลา|เบิกค่าเดินทาง|false claim|false claims|overtime|fake claims|false reimbursement|reimbursement|false expense',
  'การจัดซื้อจัดจ้าง/การจัดหาพัสดุ และการตรวจรับพัสดุ':
    'จัดซื้อ+โปร่งใส|จัดซื้อ+เอื้อ|ตรวจรับพัสดุ|จัดซื้อ+ตรวจสอบได้|จัดซื้อ+ตรวจรับ|เอื้อผู้รับเหมา|เอื้อ+ผู้ประกอบการ|ล็อกสเปก|ล็อคสเปค|ซื้อของ+โปร่งใส|procurement+transparent|procurement+favour|procurement+favor|favour+supplier|clean procurement|fair procurement|favor+vendor',
  มีส่วนร่วมในการตรวจสอบการใช้จ่ายงบประมาณ:
    'มีส่วนร่วม+งบ|ร่วมตรวจสอบ+งบ|ตรวจสอบการใช้จ่าย|ทักท้วง|ตรวจสอบงบ|ตรวจสอบ+งบ|ร่วมตรวจสอบ|ตรวจสอบ+ใช้เงิน|take part+budget|checking+spending|participate+spending|participation+budget|participate+budget|scrutinise+spending|object to spending',
  ได้รับมอบหมายงาน:
    'มอบหมายงาน|แจกงาน|มอบงาน|แบ่งงาน|จ่ายงาน|สั่งงาน+เป็นธรรม|assignment|assigned work|assigned+fair|assigning work|work assignment|assignments|delegat',
  การประเมินผลการปฏิบัติงาน:
    'ประเมินผลการปฏิบัติงาน|ประเมินผลงาน|ประเมินผลปฏิบัติงาน|ประเมินลูกน้อง|ประเมินพนักงาน|ประเมินเจ้าหน้าที่|ประเมินผล+คุณภาพ|ประเมิน+เงินเดือน|performance rating|performance evaluation|performance appraisal|performance review|appraisal|rating of performance|rated+work',
  คัดเลือกผู้เข้ารับการฝึกอบรม:
    'อบรม+คัด|คัดเลือก+อบรม|คัดคน|คัดเลือกคน|ดูงาน|ศึกษาดูงาน|ทุนการศึกษา|ให้ทุน|ส่งไปอบรม|ไปอบรม|ฝึกอบรม|เลือกคนไป|training|study trip|study trips|study visit|scholarship|scholarships|chosen for training',
  สั่งการให้ทำธุระส่วนตัว:
    'ธุระส่วนตัว|ใช้ลูกน้อง|ลูกน้อง+ส่วนตัว|หัวหน้าใช้+ส่วนตัว|นายใช้+ส่วนตัว|ทำเรื่องส่วนตัว|ธุระ+หัวหน้า|private errand|private errands|personal errand|personal errands|errands|personal business',
  สั่งการให้ทำในสิ่งที่ไม่ถูกต้อง:
    'สั่ง+ไม่ถูกต้อง|สั่งให้ทำผิด|สั่งทำผิด|สั่ง+ทำผิด|หัวหน้าสั่ง+ผิด|หัวหน้าสั่ง+ทุจริต|สั่ง+เสี่ยง|สั่ง+บ่ถูกต้อง|สั่งให้เฮ็ดผิด|สั่งให้โกง|orders to do wrong|ordered+wrong|told+wrong|something wrong|wrongful orders',
  การบริหารงานบุคคลของหน่วยงาน:
    'ซื้อขายตำแหน่ง|ขายตำแหน่ง|ซื้อตำแหน่ง|ซื้อ+ตำแหน่ง|แทรกแซง|เด็กเส้น|เส้นสาย|ระบบอุปถัมภ์|บริหารงานบุคคล|งานบุคคล|buying posts|sold posts|selling positions|selling posts|buying positions|buy+positions|position selling|trade in posts|trading of positions|interference|nepotism|patronage',
  'การเอาทรัพย์สินของราชการ ไปเป็นของส่วนตัว':
    'เอาของหลวง|เอาของราชการ|เอา+ของหลวง|ขโมยของ|เอาทรัพย์สิน|เป็นของตัวเอง|เป็นของตัว|เป็นของตน|เป็นของส่วนตัว|เอาของเทศบาล|เอา+ของราชการ|ของหลวง+กลับบ้าน|ของราชการ+ส่วนตัว|taking public property|take+property|taking+property|stealing+property|property+own|property+home|property+private',
  ขั้นตอนการขออนุญาตเพื่อยืม:
    'ยืม+สะดวก|ยืม+หลวง|ยืม+รถ|ยืม|ยืมของหลวง|ยืม+ของหลวง|ยืมของราชการ|ยืม+ราชการ|ยืม+ทรัพย์สิน|ขั้นตอนยืม|ขออนุญาตยืม|ยืม+ขั้นตอน|ยืม+ยาก|ยืม+ง่าย|ขอยืม|ยืมของ|ยืมรถ|borrow|borrowing|borrow+property|borrowing+property|borrow+easy|ease of borrowing',
  ถ้าต้องมีการขอยืมทรัพย์สิน:
    'ยืม+ถูกต้อง|ยืมโดยขออนุญาต|ยืม+ไม่ขออนุญาต|ยืม+บ่ขออนุญาต|ยืม+ขออนุญาต+ถูกต้อง|ยืม+ไม่ขอ|ขออนุญาต+ถูกต้อง|borrow+permission|borrowing with permission|ask permission|borrow+properly',
  บุคคลภายนอกหรือภาคเอกชน:
    'คนนอก+ของหลวง|คนนอก+ทรัพย์สิน|คนนอก+ของราชการ|บุคคลภายนอก|เอกชน+ทรัพย์สิน|เอกชน+ของหลวง|คนนอก+เอา|คนนอก+ใช้|ภาคเอกชน|outsiders|outsider|outside people|private parties|private sector',
  ท่านรู้แนวปฏิบัติ:
    'แนวปฏิบัติ+ทรัพย์สิน|รู้+แนวปฏิบัติ|ฮู้+แนวปฏิบัติ|รู้วิธีใช้ของหลวง|รู้ระเบียบ+ของหลวง|แนวปฏิบัติ+ของหลวง|แนวปฏิบัติการใช้|รู้+ใช้ทรัพย์สิน|รู้+ใช้ของหลวง|guidelines+property|know+guidelines|guideline+property|know+rules|rules+property',
  กำกับดูแลและตรวจสอบการใช้ทรัพย์สิน:
    'กำกับดูแล+ทรัพย์สิน|ตรวจสอบ+ทรัพย์สิน|ตรวจสอบ+ของหลวง|ดูแล+ของหลวง|กำกับ+ของหลวง|ดูแล+ทรัพย์สิน|กำกับ+ทรัพย์สิน|supervision+property|supervising+property|supervise+property|checks+property|check+property|oversight+property|monitor+property',
  ผู้บริหารสูงสุดของหน่วยงานของท่าน:
    'ผู้บริหาร+ต่อต้าน|ผู้บริหารสูงสุด|ผู้บริหาร+ให้ความสำคัญ|ผู้บริหาร+เอาจริง|นายก+ต้านโกง|นายก+เอาจริง|ผู้บริหาร+ต้าน|ผู้บริหาร+ปราบ|leadership+corruption|head of the agency|leaders+corruption|top executive|executives+fighting|leader+serious|leaders+serious|executive+serious',
  ทบทวนนโยบายหรือมาตรการป้องกัน:
    'ทบทวนนโยบาย|ทบทวน+มาตรการ|แผนงานด้านการป้องกันและปราบปราม|จัดทำแผน+ปราบปราม|แผน+ปราบปราม|review+policy|reviewing policy|reviews+policy|plan+suppress',
  'ปัญหาการทุจริตในหน่วยงานของท่าน ได้รับการแก้ไข':
    'ทุจริต+ได้รับการแก้ไข|โกง+ได้รับการแก้|ปัญหา+ทุจริต+ได้รับการแก้ไข|ทุจริต+ถูกแก้ไข|ทุจริต+แก้ไขแค่ไหน|corruption problems solved|problems of corruption+solved|corruption+solved|corruption+resolved',
  'เฝ้าระวังการทุจริต - ตรวจสอบ':
    'เฝ้าระวัง|ลงโทษ|ลงโทษทางวินัย|ทางวินัย|เฝ้าระวังทุจริต|ตรวจสอบการทุจริต|ตรวจสอบ+ลงโทษ|watch+corruption|discipline|disciplining|disciplinary|punish|punishment|surveillance',
  นำผลการตรวจสอบของฝ่ายตรวจสอบ:
    'ผลการตรวจสอบ|ผลตรวจสอบ|ฝ่ายตรวจสอบ|ตรวจสอบภายใน|ผู้ตรวจสอบ|audit|audits|audit findings|audit results|auditors',
  หากท่านพบเห็นแนวโน้มการทุจริต:
    'ร้องเรียน+ปลอดภัย|ฮ้องเรียน+ปลอดภัย|ร้องเรียน+สะดวก|ร้องเรียน+มั่นใจ|กล้าร้องเรียน|กล้าแจ้ง|แจ้ง+ปลอดภัย|เจ้าหน้าที่+ร้องเรียน|พนักงาน+ร้องเรียน|บุคลากร+ร้องเรียน|คนใน+ร้องเรียน|พบเห็นแนวโน้ม|เบาะแส+ปลอดภัย|กลัว+ร้องเรียน|ไม่กล้าร้องเรียน|แจ้งโกง+ปลอดภัย|reporting safely|safe+report|safe+complain|staff+report|staff+complain|confidence+complain|trust+complain|safety+report|dare+report|feel safe',
};
