/**
 * What stories of a wrong are made of: who, what was taken, forced, faked, for whom. No single one makes a story; their
 * weights are added (`strength.ts`). Wordings as in cues: `|` between them, `+` joins pieces, `!` allows no slip.
 */
export interface Meaning {
  weight: number;
  /** It is wrong in itself: a story has at least one such meaning. */
  wrong?: boolean;
  says: string;
}

export const MEANINGS = {
  voice: {
    weight: 0.5,
    says: 'ผม!|หนู!|ดิฉัน|ฉัน!|ข้อย!|เฮา!|พวกเรา|ยาย!|แม่ใหญ่|พ่อใหญ่|คนเฒ่า|คนแก่|เพื่อนผม|เพื่อนฉัน|ชาวบ้าน|แม่ค้า|พ่อค้า|ผู้ประกอบการ|ลุงผม|คุณลุง|คุณป้า|i!|me!|my!|we!|us!|our!',
  },
  seen: {
    weight: 0.6,
    says: 'เมื่อวาน|เมื่อวัน|เมื่อเช้า|เมื่อคืน|มื้อวาน|วันก่อน|อาทิตย์ก่อน|เดือนก่อน|เห็นกับตา|ผมเห็น|หนูเห็น|ฉันเห็น|อ้ายเห็น|ข้อยเห็น|ทุกวัน|ทุกมื้อ|ทุกเช้า|ทุกแลง|ทุกอาทิตย์|ทุกเสาร์|ทุกเดือน|ทุกสิ้นเดือน|ทุกครั้ง|ทุกที!|ตลอดมา|มาโดยตลอด|หลายครั้ง|หลายหน|เป็นประจำ|อยู่ๆก็โดน|โดนมาแล้ว|เบิ่ดมื้อ|yesterday|last week|last month|every day|every week|every month|every time|always|for months|again and again|i saw|we saw|i have seen',
  },
  telling: {
    weight: 0.7,
    says: 'ขอร้องเรียน|ร้องเรียนว่า|ขอเรียนแจ้ง|เบาะแสว่า|ขอแจ้ง|แจ้งครับ!|แจ้งค่ะ!|อนุญาตแจ้ง|ดิฉันพบว่า|ผมพบว่า|พบว่ามี|พบเห็น|กราบเรียน|อยากแจ้ง|อยากบอกว่า|รู้มาว่า|ได้ยินมาว่า|ไม่กล้าพูด|กลัวไม่กล้า|i found out|i want to report|please look into|please investigate|nobody dares',
  },
  official: {
    weight: 0.7,
    says: 'เจ้าหน้าที่|จนท!|เจ้าพนักงาน|พนักงาน|ข้าราชการ|ลูกจ้าง|คนงาน|กรรมการ|ช่างโยธา|นายช่าง|เทศกิจ|ผู้รับเหมา|นายตรวจ|คนเก็บ|คนขับ|คนของเทศบาล|คนในเทศบาล|สมาชิกสภา|กองคลัง|กองช่าง|หัวหน้า|เจ้านาย|นายสั่ง|ผู้อำนวยการ|ผอ!|ปลัด|รองปลัด|นายก!|รองนายก|ผู้บริหาร|ผู้ใหญ่ใน|เทศบาล|เคาน์เตอร์|สำนักงาน|officer|official|officials|staff|clerk|inspector|foreman|contractor|counter|municipal|municipality|town hall|boss|supervisor|director|manager|mayor|deputy mayor|engineer|councillor|councilor|supervisor|tax officer|ผู้ดูแล|คนดูแล|คนรังวัด|คนตรวจ|ภารโรง|ประธานชุมชน|พัสดุ',
  },
  somebody: {
    weight: 0.3,
    says: 'เขาให้|เขาบอก!|เขาเอา!|เขาเก็บ|เขาขอ!|เขาว่า!|เพิ่น!|มีการ!|มีคน|คนข้างใน|คนใน!|บางคน|ท่านหนึ่ง|คนหนึ่ง|he!|she!|they!|someone|somebody|a guy|a man',
  },
  takes: {
    weight: 1.4,
    wrong: true,
    says: 'เรียกรับ|เรียกเก็บ|เรียกเงิน|ขอเงิน|ขอตัง!|เก็บเกิน|เก็บเงินเพิ่ม|เก็บเงิน+ไม่มีใบ|ไม่มีใบ!|ค่าน้ำใจ|ค่าน้ำชา|ค่าวิ่งเต้น|สินน้ำใจ|ค่าดำเนินการ|ต้องมีค่า|ค่าตอบแทน+ราย|ขอเลี้ยง|ขอเหล้า|เลี้ยงข้าว|เลี้ยงเหล้า|ต้องจ่าย+ก่อน|ให้ซอง|รับซอง|ใส่ซอง|เอามาก่อน|วางเงิน|บัญชีส่วนตัว|หักค่าแรง|หักเงิน|โดนหัก|ถูกหัก|แบ่งคืน|ส่งคืนให้|เงินทอน|หัวคิว|กินเปอร์เซ็นต์|ชักเปอร์เซ็นต์|กินค่า|กินหัว|กินเงิน|อมเงิน|เม้มเงิน|ฮุบ!|งาบ!|ยักยอก|เอาเงิน+ไปใช้|เอาเงิน+ไป|เงินหาย|น้ำมัน+หาย|ของ+หายทุก|เอาไปเติม|โกงเงิน|โกงค่า|รีดไถ|ไถเงิน|เก็บส่วย|จ่ายส่วย|ส่งส่วย|something extra|little extra|small gift|a gift|under the table|own pocket|pocketed|kickback|pay the clerk|pay the officer|pay the inspector|asked for money|bribe|taking a cut|money went missing|missing money|stole|siphon|overcharge|ไถ่คืน|ใส่มือ|เข้ากระเป๋า|เก็บค่า+เพิ่ม|รายเดือน+ถึง|ส่งเงินรายเดือน|จ่ายรายเดือน|เงินพิเศษ|เปอร์เซ็นต์+ก่อน|ทำจริงแค่|ของจริงแค่|monthly payment|monthly payments|paid him|paid her|paid them|in cash|lower my bill',
  },
  unreceipted: {
    weight: 1.3,
    wrong: true,
    says: 'ไม่ออกใบ|บ่ออกใบ|ไม่ออกบิล|บ่ออกบิล|ไม่มีใบเสร็จ|บ่มีใบเสร็จ|ไม่ให้ใบ|บ่ให้ใบ|ไม่เขียนใบ|เกินใบเสร็จ|เกินบิล|เกินป้าย|no receipt|without a receipt|without receipt|more than the receipt',
  },
  exchange: {
    weight: 1,
    says: 'ถึงจะ|จึงจะ|จั่งสิ|ถึงได้!|ถ้าอยากให้|ถ้าไม่จ่าย|ใครไม่จ่าย|ไม่จ่าย|บ่จ่าย|ผ่านไว|สิไว|ไวขึ้น|เร็วขึ้น|ได้เลย!|วันรุ่งขึ้น|แลกกับ|แลกกะ|แลก!|until i pay|until we pay|unless|go faster|speed up|or else|in return|in exchange|before he would|before she would|before they would',
  },
  sum: {
    weight: 0.8,
    says: 'ห้าพัน|สองพัน|สามพัน|สี่พัน|พันนึง|หมื่น|แสน!|หัวละ|คนละ!|วันละ|เดือนละ|ละห้าร้อย|ละร้อย|พันบาท|ร้อยบาท|baht|thousand',
  },
  hiring: {
    weight: 1.5,
    wrong: true,
    says: 'ฝากหลาน|ฝากลูก|ฝากเข้า|ฝากเด็ก|เด็กฝาก|เด็กเส้น!|ไม่มีการสอบ|ไม่ได้สอบ|บ่ได้สอบ|สอบไม่ผ่าน+ได้|ได้+สอบไม่ผ่าน|วิ่งเต้น|ซื้อตำแหน่ง|ได้บรรจุ|วางเงิน+พนักงาน|nobody else was interviewed|without an interview|never applied|never sat the exam|hired his|hired her|hired the|got the job because|ใบสมัคร+หาย|เหลือแต่ของลูก',
  },
  kin: {
    weight: 1,
    says: 'ลูกสาว|ลูกชาย|ลูกเจ้าหน้าที่|บริษัทเพื่อน|บริษัทเมีย|น้องเขย|พี่เขย|น้องเมีย|ลูกเขย|หลานชาย|หลานสาว|ฝากหลาน|ญาติ!|เมียหัวหน้า|เมียนายก|คนสนิท|พวกพ้อง|พวกเดียวกัน|nephew|niece|brother in law|his wife|her husband|his son|his daughter|cousin|relatives|his friends|her friends',
  },
  contracts: {
    weight: 1.3,
    wrong: true,
    says: 'รายเดิม|เจ้าเดิม|บริษัทเดิม|ร้านเดิม|ให้ร้านเดียว|เจ้าเดียว|ได้งานทุก|ได้งานตลอด|ได้ทุกโครงการ|สเปกล็อก|ล็อกสเปก|ล็อกไว้|ฮั้ว!|ซอยงาน|แบ่งซื้อ|คู่เทียบ|same company|every contract|every tender|wins every|rigged|only one shop|one bidder|บอกราคา+ประมูล|เอื้อประโยชน์|เอื้อให้|without any bidding|without bidding|without a tender|no bidding',
  },
  price: {
    weight: 1.5,
    wrong: true,
    says: 'แพงกว่าท้องตลาด|แพงเกินจริง|เกินจริง|แพงกว่า+เท่า|ราคา+เท่าตัว|ของจริงไม่กี่|ของจริงไม่ถึง|บวกราคา|overpriced|twice the price|double the price|above market price',
  },
  faked: {
    weight: 1.6,
    wrong: true,
    says: 'ปลอม!|เอกสารเท็จ|เท็จ!|ใบเสร็จสองใบ|บิลเปล่า|ใบเสร็จเปล่า|เขียนบิลเอง|ไม่เคยไป|ไม่มีจริง|ไม่มีตัวตน|ไม่ได้จัดจริง|ไม่มีการประชุม|เซ็นแทน|ลงชื่อแทน|เซ็นรับ+ยังไม่มา|รายชื่อเซ็น|เบิก+ไม่ได้ทำ|เบิก+ไม่เคย|เบิก+ไม่มี|เบิก+ของจริง|เบิกเงินไปหมด|เบิกไปหมด|สวมสิทธิ์|เบิกซ้ำ|never show up|never shows up|never attended|does not exist|fake|forged|faked|two receipts|blank receipt|false receipt|signs for|signs in workers|สวมรอย|เอาชื่อ+ไปเบิก|เบิกในชื่อ|แจกจริง|ทำเอกสารปลอม|เซ็นผ่าน+ไม่|signed that|in my name',
  },
  undone: {
    weight: 1.5,
    wrong: true,
    says: 'จ่ายเงินแล้ว+ไม่|จ่ายแล้ว+ไม่เคย|ไม่เคยมีใครมา|ไม่เคยสร้าง|ไม่เคยใช้ได้|ไม่เคยเห็นของ|ตรวจรับ+ไม่เสร็จ|ทำไม่เสร็จ|ของยังไม่มา|ของ+ยังไม่มา|paid for but|never built|never finished|never delivered|paid for+never',
  },
  threatens: {
    weight: 1.6,
    wrong: true,
    says: 'ขู่ว่า|ขู่จะ|มาขู่|โดนขู่|ถูกขู่|ข่มขู่|จะย้ายผม|จะย้ายหนู|โดนย้าย|ถูกย้าย|สั่งย้าย|ขู่จะย้าย|จะไล่ออก|โดนไล่ออก|จะไม่ให้!|ไม่ซื้อมีปัญหา|มีปัญหาแน่|โดนเพ่งเล็ง|ปิดปาก|ห้ามพูด|ไม่ให้พูด|ทำเรื่องช้า|กลั่นแกล้ง|แกล้ง!|ลบกล้อง|ลบหลักฐาน|ทำลายหลักฐาน|lose my job|get fired|fired me|would be fired|transferred me|keep quiet|keep my mouth shut|destroy evidence|delete the footage|threatened|อย่าถามมาก|อยู่ไม่ได้|ไม่ไปก็ไม่ให้|ไม่ให้ผ่าน|no shifts|since then they|punished for',
  },
  forces: {
    weight: 1.1,
    wrong: true,
    says: 'ถูกบังคับ|โดนบังคับ|บังคับให้|บังคับผม|บังคับหนู|บังคับลูกน้อง|สั่งให้|นายสั่ง|ให้พนักงานทุกคน|ให้ทุกคนซื้อ|ให้ผมเซ็น|ให้หนูเซ็น|ให้ผมไป|ให้หนูไป|ให้ผมลบ|ให้ผมทำ|ต้องซื้อบัตร|ใช้ให้ไป|ใช้ไป|ถูกใช้|ให้ไปซัก|ให้ไปล้าง|ให้ไปตัด|ให้ไปทำ|forced to|forces us|made to buy|ordered to|ordered us|told to sign|made me sign',
  },
  privately: {
    weight: 1.3,
    wrong: true,
    says: 'รถตัวเอง|บ้านตัวเอง|สวนตัวเอง|ไปสร้างบ้าน|ขนอิฐ|บ้านหัวหน้า|บ้านปลัด|บ้านนายก|บ้านเจ้านาย|บ้านเพิ่น|นาเพิ่น|สวนเพิ่น|อยู่บ้าน+หัวหน้า|บ่อปลา|จัดงานวันเกิด|จัดงานแต่ง|แอบ+ไปขาย|หลวง+ไปขาย|ธุระส่วนตัว|ใช้ส่วนตัว|รถส่วนตัวให้|เอากลับบ้าน|กลับไปขาย|เกี่ยวข้าว|ซักผ้า|ล้างรถ|private resort|swimming pool|birthday party|own house|his house|her house|own farm|private use|ไปกู้|กู้ต่อ|ลานบ้าน|เทบ้าน|สวนยาง|เอานม+ไปขาย|กลับบ้านหมด|ไปอยู่บ้าน|takes home|took home|take home',
  },
  public: {
    weight: 0.8,
    says: 'รถเทศบาล|รถหลวง|รถราชการ|รถน้ำ!|รถขยะ|รถดับเพลิง|รถกระบะหลวง|ของหลวง|ของราชการ|น้ำมันหลวง|น้ำมันรถ|เงินหลวง|เงินเทศบาล|งบหลวง|คอมพิวเตอร์ของ|ห้องประชุม|ห้อง+ประชุม|หมึกพิมพ์|กระดาษ!|วัสดุ!|ค่าวัสดุ|เครื่องจักร|fire truck|official car|government car|municipal truck|office computer|office supplies|public money',
  },
  indecent: {
    weight: 2.4,
    wrong: true,
    says: 'ลูบ!|แทะโลม|ลามก|ลวนลาม|แต๊ะอั๋ง|จับก้น|จับหน้าอก|คุกคามทางเพศ|ชวนไปค้าง|สองต่อสอง|ขอเบอร์หนู|touched my|groped|obscene|sexual|asked for my line|asked for my number',
  },
  politics: {
    weight: 1.4,
    wrong: true,
    says: 'ช่วยหาเสียง|ไปหาเสียง|แจกเงิน|เงินมาแจก|ซื้อเสียง|ลงคะแนนให้|โต๊ะจีน+นักการเมือง|บัตร+นักการเมือง|เวลาราชการ+หาเสียง|tickets to the party|campaign+office hours|vote buying|buying votes|buy votes',
  },
  harms: {
    weight: 1.6,
    wrong: true,
    says: 'ขยะพิษ|ขยะ+ไปเท|เทขยะใน|ปล่อยน้ำเสีย|ข้อมูลส่วนตัว+หลุด|ข้อมูล+หลุด|ข้อมูล+ไปขาย|ยาเสพติดขาย|ขายยาเสพติด|ขายยาบ้า|เสพยา|บ่อนพนัน|เล่นพนัน|รู้เห็นเป็นใจ|dumping waste|dumps waste|leaked my|leaked our|sold my data|selling drugs|sells drugs|gambling den',
  },
  drinks: { weight: 0.9, wrong: true, says: 'กินเบียร์|กินเหล้า|ตั้งวง|เมาเหล้า|ก๊งเหล้า|drinking with|drunk' },
  delays: {
    weight: 1,
    wrong: true,
    says: 'ดองไว้|ดองเรื่อง|ถ่วงเรื่อง|ไม่ยอมเซ็น|บ่ยอมเซ็น|ไม่ยอมทำ|ไม่ยอมออก|ค้างมา|has been stuck|is stuck|sitting on my|wont sign|refuses to sign',
  },
  hurts: {
    weight: 1.3,
    wrong: true,
    says: 'ฮ้ายใส่|ร้ายใส่|น้ำตาไหล|ตวาด|ตะคอก|ด่าว่า|ด่าใส่|โดนด่า|ถูกด่า|ดุใส่|พูดจาไม่ดี|ดูถูก|เหยียด|ไล่กลับ|ไล่ตะเพิด|รังแก|ถูกทำร้าย|โดนทำร้าย|ทำร้ายร่างกาย|ทำร้ายคน|shouted at|yelled at|humiliated|insulted',
  },
  unequal: {
    weight: 1.3,
    wrong: true,
    says: 'ต่อแถวทีหลัง|แต่ได้ก่อน|ได้วัคซีนก่อน|แซงคิว|ลัดคิว|ข้ามคิว|ก่อนคนอื่น|ไม่ต้องต่อคิว|เลือกปฏิบัติ|skipped the queue|skips the queue|jumped the queue|ahead of everyone',
  },
} as const satisfies Record<string, Meaning>;
