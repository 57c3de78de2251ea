import type { Span } from '../lexicon.ts';
import { fold } from '../normalise.ts';

/**
 * Groups of words that belong together in a story of a wrong: a public thing and a private use, an official and an insult,
 * something the town looks after and what is broken about it.
 */

/** Any of the wordings between `|`, in the ways they are typed; Latin ones begin and end with a word. */
const anyOf = (wordings: string): RegExp => {
  const folded = wordings
    .split('|')
    .map((one) => {
      const key = fold(one);
      return /^[a-z]/.test(key) ? `(?<![a-z])${key}(?:s|ed|d|ing)?(?![a-z])` : key;
    })
    .filter((key) => key !== '')
    .sort((a, b) => b.length - a.length);
  return new RegExp(folded.join('|'), 'g');
};

/** Who works for the town, or for its contracts. */
const OFFICIAL = anyOf(
  'เจ้าหน้าที่|จนท|พนักงาน|ข้าราชการ|ลูกจ้าง|คนงาน|กรรมการ|ช่าง|เทศกิจ|ผู้รับเหมา|รับเหมา|ผู้คุมงาน|คนตรวจ|ผู้ตรวจ|นายตรวจ|คนในเทศบาล|คนของเทศบาล|คนเทศบาล|คนที่เทศบาล|เทศบาล|สำนักงาน|เคาน์เตอร์|เค้าเตอร์|หน้าเคาเตอร์|กอง|สมาชิกสภา|ครู|หมอ|พยาบาล|officer|official|staff|clerk|inspector|contractor|employee|worker|civil servant|town hall|municipality|counter|teacher|driver',
);
/** Who can order somebody about. */
const SUPERIOR = anyOf(
  'หัวหน้า|เจ้านาย|นาย|ผู้บังคับบัญชา|ผอ|ผู้อำนวยการ|ปลัด|นายก|รองนายก|ผู้บริหาร|ผู้ใหญ่|boss|supervisor|superior|chief|director|manager|mayor|head of|my head|superiors',
);
const PUBLIC_THING = anyOf(
  'รถเทศบาล|รถของเทศบาล|รถตู้ของเทศบาล|รถตู้เทศบาล|รถตู้หลวง|รถกระบะเทศบาล|รถกระบะหลวง|รถหลวง|รถราชการ|รถของราชการ|รถขยะ|รถน้ำ|รถดับเพลิง|รถกระเช้า|รถตัก|รถแบคโฮ|รถประจำตำแหน่ง|ของหลวง|ของราชการ|น้ำมันหลวง|น้ำมันเทศบาล|น้ำมันราชการ|คอมหลวง|เครื่องจักรเทศบาล|เครื่องมือเทศบาล|ทรัพย์สินเทศบาล|วัสดุเทศบาล|ปูนเทศบาล|หินคลุก|ทรายหลวง|municipal car|municipal truck|municipal van|municipal vehicle|municipality car|municipality truck|government car|government truck|government van|government vehicle|official car|official vehicle|official van|city truck|town truck|town vehicle|garbage truck|public vehicle|public property|office equipment|fire truck|state vehicle|เงินหลวง|งบหลวง|เงินเทศบาล|งบเทศบาล|เงินงบ|เงินภาษี|เงินของเทศบาล|public money|public funds|town money|tax money|budget money',
);
const PRIVATE_USE = anyOf(
  'ส่วนตัว|ไปเที่ยว|พาเมีย|พาครอบครัว|พาลูก|พาแฟน|พาญาติ|รับลูก|ส่งลูก|บ้านตัวเอง|บ้านตนเอง|บ้านเมีย|บ้านญาติ|บ้านพี่|บ้านหัวหน้า|บ้านเจ้านาย|บ้านนาย|บ้านปลัด|สวนตัวเอง|สวนของเขา|ไร่ตัวเอง|นาตัวเอง|ที่ดินตัวเอง|กลับบ้าน|ไปบ้าน|ซื้อของ|ไปตลาด|งานแต่ง|งานบวช|ไปขาย|ขนของ|ขนไม้|ขนย้ายบ้าน|ใช้เอง|เข้าบ้าน|his house|her house|their house|his home|own house|own home|own farm|his farm|her farm|private|personal|family|shopping|his kids|her kids|wedding|errand|holiday|vacation|at home|home with|take home|took home|laundry|ไปเลี้ยง|เลี้ยงเหล้า|ไปกิน|เข้ากระเป๋า|ไปใช้หนี้|เข้าตัวเอง|เข้าพวก|own pocket|his pocket|her pocket|their pocket|parties|drinks|to drink',
);
const FORCE = anyOf(
  'บังคับ|สั่งให้|สั่ง|ใช้ให้|ใช้ไป|ให้ไป|ใช้งาน|ใช้ผม|ใช้หนู|ใช้ฉัน|ใช้ลูกน้อง|เรียกไป|make me|made me|makes me|make us|makes us|made us|force|forcing|order me|order us|orders me|orders us|ordered me|ordered us|tell me to|tells me to|tells us to|told me to|told us to|asks me to|has me|sends me|sent me|ให้ผม|ให้หนู|ให้ฉัน|ให้ลูกน้อง|ให้คนงาน|ให้ลูกจ้าง|ให้เฮา|ให้พวกเรา|เรียกผม|เรียกหนู|let us do|expects me to|expects us to',
);
const CHORE = anyOf(
  'ส่วนตัว|ล้างรถ|ซักผ้า|ตัดหญ้าที่บ้าน|ตัดหญ้าบ้าน|ทำความสะอาดบ้าน|กวาดบ้าน|ถูบ้าน|เลี้ยงลูก|เลี้ยงหมา|ซื้อกับข้าว|ซื้อข้าว|ไปรับลูก|รับลูก|รับเมีย|ขับรถให้|รดน้ำต้นไม้ที่บ้าน|เสิร์ฟ|งานบ้าน|ที่บ้าน|ไปบ้าน|บ้านเขา|บ้านแก|บ้านเพิ่น|เฮือนเพิ่น|private|personal|errand|wash his|wash her|wash the car|clean his|clean her|his house|her house|his car|her car|his kids|her kids|his children|laundry|babysit|mow|ตัดหญ้า|ซ่อมบ้าน|ทาสีบ้าน|ขนของ|ย้ายบ้าน|ดูแลสวน|ทำสวน|ทำนา|เกี่ยวข้าว|เฮ็ดนา|ซักรีด|pick up his|pick up her|groceries|garden',
);
const ENVELOPE = anyOf(
  'ยัดซอง|ใส่ซอง|ซองขาว|ยื่นซอง|ให้ซอง|รับซอง|ส่งซอง|ซองให้|ซองเงิน|เงินใส่ซอง|เก็บซอง|ขอซอง|ของขวัญแลก|เงินพิเศษ|เงินใต้|ยัดตัง|จ่ายใต้|ขอตังค์|ขอตัง|เก็บตังเพิ่ม|เก็บเงินเพิ่ม|เก็บเกิน|เรียกตัง|เรียกเงิน|envelope|cash to|cash in|slip money|slipped|paid off|pay off|pays off|extra money|extra cash|extra payment|without a receipt|no receipt|ไม่มีใบเสร็จ|ไม่ออกใบเสร็จ|บ่มีใบเสร็จ|ไม่ให้ใบเสร็จ',
);
const ABUSE = anyOf(
  'ด่าว่า|ด่าใส่|ด่ายาย|ด่าตา|ด่าแม่|ด่าพ่อ|ด่าผม|ด่าหนู|ด่าฉัน|ด่าเฮา|ด่าชาวบ้าน|ด่าประชาชน|ด่าคน|ด่าลูก|ด่าทอ|โดนด่า|ถูกด่า|ด่ากลับ|ด่าต่อหน้า|ด่าหยาบ|มาด่า|ไล่ด่า|ยืนด่า|ตะคอก|ตวาด|พูดจาไม่|พูดไม่ดี|พูดไม่เพราะ|พูดแย่|พูดจาหยาบ|พูดจาแย่|เว้าบ่|เว้าฮ้าย|ปากบ่ดี|หยาบคาย|ไล่กลับ|ไล่ยาย|ไล่ตา|ไล่แม่|ไล่ผม|ไล่ฉัน|ไล่ชาวบ้าน|ไม่ยอมรับ|บ่ยอมรับ|ไม่ยอมออก|บ่ยอมออก|ไม่ยอมทำ|บ่ยอมเฮ็ด|ไม่ยอมให้|บ่ยอมให้|ไม่รับเรื่อง|บ่รับเรื่อง|ไม่รับเอกสาร|ไม่สนใจ|บ่สนใจ|ไม่บริการ|ไม่ต้อนรับ|ชักสีหน้า|หน้าบูด|หน้างอ|ดูถูก|ดูหมิ่น|เหยียด|ลวนลาม|คุกคาม|ถูกทำร้าย|โดนทำร้าย|ทำร้ายร่างกาย|ทำร้ายคน|ตบ|ผลัก|ข่มขู่|รังแก|กลั่นแกล้ง|แกล้ง|โยนเอกสาร|ปัดเอกสาร|โยกโย้|ถ่วงเรื่อง|ดองเรื่อง|เลือกที่รัก|โกหก|หลอก|rude|shout|shouted|yell|yelled|scold|scolded|insult|swore|refuse|refusing|turned away|turned me away|turned us away|sent me away|sent us away|sent away|chased|ignore|mocked|laughed at|threaten|harass|harassed|humiliated|bully|bullied|discriminate|lied|ตีเด็ก|ตีลูก|ตีหลาน|ทุบตี|โดนดุ|ดุด่า|ดุใส่|ดุยาย|พูดแรง|ขึ้นเสียง|เสียงแข็ง|ไล่ออก|ไม่ให้ความร่วมมือ|ปัดความรับผิดชอบ|ไม่รับสาย|ไม่ตอบ|บ่ตอบ|hit a child|hit the child|hung up|sworn at|screamed|slapped|no one answers|nobody answers',
);
const UNFAIR = anyOf(
  'แซงคิว|ลัดคิว|ตัดคิว|ให้ญาติ|ให้พวก|ให้เพื่อน|ให้ลูก|ให้เมีย|พวกตัวเอง|เส้นสาย|ล็อกสเปก|ล็อคสเปค|บริษัทตัวเอง|บริษัทญาติ|บริษัทเมีย|บริษัทน้อง|บริษัทลูก|ได้งานตลอด|ได้งานทุกครั้ง|ปลอม|เซ็นแทน|เบิกเกิน|เบิกเงินทั้งที่|เบิกโอทีทั้งที่|กินเปล่า|หลับ|เล่นเกม|เล่นมือถือ|เล่นไพ่|กินเหล้า|เมาเหล้า|เมา|ไม่อยู่โต๊ะ|ไม่อยู่ที่โต๊ะ|มาสาย|หนีงาน|โดดงาน|ไม่มาทำงาน|บ่มาเฮ็ดงาน|ไม่ทำงาน|jumps the queue|jump the queue|skip the line|skips the line|cut in line|his relatives|her relatives|his cousin|his brother|his friends|her friends|his own company|sleeping|drunk|drinking|playing games|forge|forged|fake|ลัดขั้นตอน|ล็อกผล|เลือกแต่พวก|เซ็นชื่อเปล่า|ลงชื่อเปล่า|กลับก่อนเวลา|ปิดก่อนเวลา|เปิดช้า|ปล่อยให้รอ|ให้รอทั้งวัน|ให้รอครึ่งวัน|เบิกเท็จ|เบิกซ้ำ|แก้ตัวเลข|closed early|leave early|leaves early|comes late|come late|made us wait|made me wait|kept us waiting|gave the job to|gave the contract to',
);
/** What the town looks after. */
const SERVICE = anyOf(
  'ขยะ|ถังขยะ|ถนน|ทางเท้า|ฟุตบาท|ไฟถนน|ไฟทาง|ไฟส่องทาง|ไฟข้างทาง|เสาไฟ|หลอดไฟ|ท่อระบาย|ท่อน้ำ|ท่อตัน|ท่อแตก|ฝาท่อ|น้ำประปา|น้ำท่วม|น้ำขัง|น้ำเสีย|น้ำในคลอง|ร่องน้ำ|ตลาด|ห้องน้ำ|ส้วม|สะพาน|ซอย|หน้าบ้าน|ต้นไม้|กิ่งไม้|หมาจรจัด|สวนสาธารณะ|โรงงาน|เสียงดัง|ควัน|garbage|rubbish|trash|waste|bins|road|street|streetlight|street light|street lights|lamp|drain|drains|sewer|sewage|pavement|sidewalk|water|canal|toilet|toilets|market|park|manhole|pothole|potholes|flood|stray dogs|โรงฆ่าสัตว์|ฟาร์ม|เตาเผา|ลำห้วย|ห้วย|บ่อขยะ|เพลง|ป้ายจราจร|ไฟแดง|สนามเด็กเล่น|ศาลา|noise|music|factory|dump|crossing|traffic light|playground|tree|branch|branches',
);
const BROKEN = anyOf(
  'เหม็น|เน่า|ไม่มาเก็บ|บ่มาเก็บ|ไม่มีใครมา|ไม่มีคนมา|บ่มีไผมา|บ่มีคนมา|ไม่มีใครเก็บ|ไม่เก็บ|บ่เก็บ|ถังล้น|ขยะล้น|ล้นถัง|ล้นมา|ล้นออก|น้ำล้น|ท่อล้น|กองเต็ม|เต็มไปหมด|พัง|เป็นหลุม|หลุมบ่อ|เป็นบ่อ|ชำรุด|ท่อแตก|แตกร้าว|ไฟดับ|ดับมา|ดับหมด|ดับทั้ง|ไม่ติด|บ่ติด|มืด|ตัน|อุดตัน|ไม่ไหล|บ่ไหล|ท่วม|ขัง|ขุ่น|สกปรก|ไม่ซ่อม|บ่ซ่อม|ไม่มาซ่อม|บ่มาซ่อม|ไม่มาดู|บ่มาเบิ่ง|ไม่ดูแล|บ่ดูแล|ไม่ทำอะไร|ไม่แก้|บ่แก้|สายไฟขาด|ต้นไม้ล้ม|เสาล้ม|กัดคน|กัดเด็ก|รบกวน|stink|stinks|smell|smells|rotting|rotten|not collected|never collected|uncollected|hasnt been|havent been|has not been|have not been|nobody collects|nobody collected|no one collects|nobody comes|no one comes|nobody came|no one came|overflowing|piling|piled up|full of holes|broken|broke|damaged|blocked|clogged|dark|flooded|floods|dirty|filthy|leaking|not working|doesnt work|never fixed|nobody fixed|nobody fixes|no one has|nobody has|out for|ปล่อยน้ำ|ปล่อยควัน|ปลาตาย|ตายหมด|ใช้ไม่ได้|ใช้บ่ได้|ไม่ออก|บ่ออก|รก|ขวางทาง|กีดขวาง|อันตราย|ร้าว|ทรุด|แย่มาก|ไม่ผ่านมา|ทุกคืน|ทั้งคืน|เต็มถนน|all night|blocking|blocks|cracked|dangerous|collapsed|dumping|burning',
);
/** It happened: when, how often, who saw it, how one feels about it. */
const TOLD = anyOf(
  'เมื่อวาน|เมื่อวัน|เมื่อเช้า|เมื่อกี้|เมื่อคืน|เมื่อสาย|มื้อวาน|มื้อเช้า|วันก่อน|มื้อก่อน|วันนี้|มื้อนี้|อาทิตย์ก่อน|อาทิตย์ที่แล้ว|เดือนก่อน|เดือนที่แล้ว|เห็นกับตา|เห็นมากับตา|ผมเห็น|หนูเห็น|ฉันเห็น|ทุกวัน|ทุกมื้อ|ทุกเช้า|ทุกอาทิตย์|ทุกเดือน|ตลอด|หลายวัน|หลายมื้อ|หลายเดือน|หลายอาทิตย์|เป็นเดือน|เป็นปี|เป็นอาทิตย์|สองวัน|สามวัน|สองอาทิตย์|สองเดือน|สามเดือน|ไม่ไหว|บ่ไหว|ทนไม่|เดือดร้อน|แย่มาก|อีกแล้ว|จักเทือ|สักที|จักที|ไม่มีใครมา|บ่มีไผมา|yesterday|today|last night|this morning|last week|last month|every day|every week|everyday|for weeks|for days|for months|days ago|weeks ago|a week|a month|two weeks|three weeks|again|keeps|always|i saw|we saw|with my own eyes|sick of|fed up|nobody|รอบแล้ว|ครั้งแล้ว|รอบที่แล้ว|จนป่านนี้|ยังไม่|ยังบ่|จนบัดนี้|since|already|still not|still no|so far',
);

/** How long it has been going on. */
const LASTS =
  /(?:\d+|หลาย|เปน|สอง|สาม|สิ|หา|คริง|เกิอบ) ?(?:วัน|มิอ|อาทิต|สัปดา|เดิอน|ชัวโมง|ชม)|(?:\d+|two|three|several|many) (?:days|weeks|months)/g;
/** Money asked for: how it is asked, and how much. */
const DEMAND = anyOf(
  'ให้จ่าย|ต้องจ่าย|จ่ายก่อน|เรียก|ขอ|เก็บ|เอาเงิน|ยัด|หัก|ค่าดำเนินการ|ค่าเร่ง|ค่าลัด|wanted|want|asked|ask|demanded|charged|pay|paid|took',
);
const AMOUNT = anyOf('พันบาท|ร้อยบาท|หมื่นบาท|พันนึง|สองพัน|สามพัน|ห้าพัน|สองร้อย|สามร้อย|ห้าร้อย|หมื่น');
const SUM = /(?<![\d./])\d{3,6}(?![\d./])(?: ?บาท| ?baht)|baht/g;
/** What is bought with it: "before he signs". */
const IN_EXCHANGE = anyOf(
  'ถึงจะเซ็น|จึงจะเซ็น|ถึงจะทำ|ถึงจะออก|ถึงจะให้|ถึงสิเซ็น|จั่งสิเซ็น|จั่งสิให้|ถึงเซ็น|ถ้าไม่จ่าย|ถ้าบ่จ่าย|ไม่งั้น|แลกกับ|before they would|before he would|before she would|or else|to sign|to stamp|to approve|for a permit|for the permit|to speed up',
);
/** Goods of the town that go elsewhere. */
const MATERIAL = anyOf(
  'ปูน|หิน|ทราย|ยางมะตอย|น้ำมัน|อุปกรณ์|เครื่องมือ|เหล็ก|ไม้แปรรูป|วัสดุ|cement|sand|gravel|fuel|petrol|tools|equipment|materials',
);
/** Works of the town, and how they are done badly. */
const WORKS = anyOf(
  'สร้าง|ก่อสร้าง|ถนน|อาคาร|โครงการ|ปูน|ลาดยาง|คอนกรีต|ขุดลอก|ผู้รับเหมา|built|building|construction|road|project|concrete',
);
const SHODDY = anyOf(
  'ไม่ตรงแบบ|ผิดแบบ|ไม่ตรงสเปก|ไม่ตรงสเปค|ลดสเปก|บางนิดเดียว|บางมาก|ไม่ได้มาตรฐาน|บ่ได้มาตรฐาน|ทำไม่เสร็จ|ทิ้งงาน|ร้างมา|ไม่เสร็จสักที|ไม่มีคนทำ|too thin|below standard|not as designed|substandard|abandoned|unfinished',
);
/** Kin of those with power, and what they got. */
const KIN = new RegExp(
  `(?:${'ลูก|เมีย|ผัว|หลาน|ญาติ|น้อง|พี่|เพื่อน|คนสนิท'.split('|').map(fold).join('|')})(?:ของ)?(?:ทาน)?(?:${'นายก|ปลัด|ผอ|หัวหน้า|กำนัน|ผู้ใหญ่|เจ้าหน้าที่|รองนายก|สมาชิก|ผู้บริหาร|ประธาน'.split('|').map(fold).join('|')})|(?:mayor|boss|chief|director|officer|official)s? (?:son|daughter|wife|husband|cousin|nephew|niece|brother|sister|friend)`,
  'g',
);
const GOT = anyOf(
  'ได้งาน|ได้บรรจุ|ได้ตำแหน่ง|ได้เข้า|ได้สิทธิ|ได้โควตา|ประมูลได้|ชนะประมูล|ไม่ได้สอบ|บ่ได้สอบ|ไม่ต้องรอ|ไม่ต้องต่อคิว|รับเหมา|got the job|got the contract|gets the contract|won the bid|won the contract|was hired|without an exam',
);
/** Only on paper. */
const SHAM = anyOf(
  'เซ็นชื่อเปล่า|ลงชื่อเปล่า|ไม่ได้อบรมจริง|ไม่ได้จัดจริง|ไม่ได้ทำจริง|บ่ได้เฮ็ดจริง|ผีมีชื่อ|พนักงานผี|คนงานผี|มีแต่ชื่อ|โครงการทิพย์|ใบเสร็จปลอม|บิลปลอม|ghost worker|ghost employee|on paper only|only on paper|fake receipt|fake bill',
);
/** What people get or ask from the town, and that it does not come. */
const ENTITLED = anyOf(
  'เบี้ยยังชีพ|เบี้ยคนชรา|เบี้ยคนแก่|เบี้ยพิการ|เงินคนแก่|เงินผู้สูงอายุ|เงินอุดหนุน|เงินช่วยเหลือ|เงินเยียวยา|ยื่นเรื่อง|ยื่นคำร้อง|ยื่นเอกสาร|ขอใบอนุญาต|ค่าแผง|แผงตลาด|ค่าธรรมเนียม|ค่าขยะ|ภาษี|แจ้งไป|โทรไป|allowance|pension|permit|my application|my request|stall fee|market fee|i applied|we applied',
);
const WITHHELD = anyOf(
  'ไม่เข้า|บ่เข้า|ไม่ได้รับ|บ่ได้รับ|ไม่ได้เงิน|บ่ได้เงิน|เงียบ|หายไป|ไม่มีใครตอบ|ไม่คืบ|แพงกว่า|เกินจริง|เกินราคา|ไม่ตรงป้าย|โดนตัด|ถูกตัด|ไม่มีใครรับ|บ่มีไผรับ|โดนดุ|never came|never arrived|not arrived|not been paid|no reply|no answer|heard nothing|too much|overcharged|cut off',
);
const NOTHING_COMES = anyOf('ไม่มีน้ำใช้|บ่มีน้ำใช้|น้ำไม่มีใช้|ไม่มีไฟใช้|บ่มีไฟ|no water|no electricity|no power');

/** Corruption said outright; what the assessment calls preventing or tackling it is something else. */
const CROOKED =
  /(?<!(?:ไมมิ|บมิ|กัน|ตาน|ปราบ|แกไข|แก|ปันหา|ปอง)(?:การ|ปันหา|ปันหาการ)?)(?:ขิโกง|คดโกง|โกงกิน|โกง|ทุจริด|ทุจริต|คอรัปชัน|กินเมิอง)|(?<![a-z])(?:crooks?|crooked|corrupt)(?![a-z])/g;
const ALL_OF = /ทัง(?:เทสบาล|กอง|สำนัก|แกง|โคตร|นัน)|ทุกคน|ชัดๆ|แนนอน|แท|แบบนิ|everyone|all of them/g;

const RULES: readonly { all: readonly RegExp[]; told?: boolean }[] = [
  { all: [PUBLIC_THING, PRIVATE_USE] },
  { all: [SUPERIOR, FORCE, CHORE] },
  { all: [OFFICIAL, FORCE, CHORE], told: true },
  { all: [ENVELOPE, OFFICIAL] },
  { all: [ENVELOPE, SUPERIOR] },
  { all: [ENVELOPE], told: true },
  { all: [OFFICIAL, ABUSE] },
  { all: [SUPERIOR, ABUSE] },
  { all: [OFFICIAL, UNFAIR] },
  { all: [SUPERIOR, UNFAIR] },
  { all: [SERVICE, BROKEN] },
  { all: [DEMAND, IN_EXCHANGE] },
  { all: [OFFICIAL, DEMAND, SUM] },
  { all: [OFFICIAL, DEMAND, AMOUNT] },
  { all: [OFFICIAL, MATERIAL, PRIVATE_USE] },
  { all: [WORKS, SHODDY] },
  { all: [KIN, GOT] },
  { all: [SHAM] },
  { all: [ENTITLED, WITHHELD] },
  { all: [NOTHING_COMES] },
  { all: [CROOKED, ALL_OF] },
  { all: [CROOKED, SUPERIOR], told: true },
  { all: [CROOKED, OFFICIAL], told: true },
];

const spansOf = (pattern: RegExp, folded: string): Span[] =>
  [...folded.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);

/** When, how often, how long: where a folded text says that something happened. */
export const toldIn = (folded: string): Span[] => [...spansOf(TOLD, folded), ...spansOf(LASTS, folded)];

/** Where the words of a rule stand that the text fits; empty when it fits none. */
export function ruleIn(folded: string, told: boolean): Span[] {
  for (const { all, told: must } of RULES) {
    if (must && !told) continue;
    if (all.every((pattern) => has(folded)(pattern)))
      return all.flatMap((pattern) => spansOf(pattern, folded));
  }
  return [];
}

/** Matters of a town beside people and things named above. */
const MATTER = anyOf(
  'ประมูล|จัดซื้อ|อบรมสัมมนา|ใบเสร็จ|ใบอนุญาต|ถมดิน|ขออนุญาต|ทะเบียนบ้าน|รังวัด|คิว|ไปติดต่อ|ไปแจ้ง|เผาขยะ|ไฟเสีย|เก็บเงิน|ถุงยังชีพ|นมโรงเรียน|ใบสมัคร|สัญญา|ค่าน้ำ|ค่าไฟ|สนามกีฬา|ล็อกตลาด|แผงค้า|ป้าย|เงินกองกลาง|ประธานชุมชน|ริมทาง|lease|contract|bidding|bill|shop owner|shifts|permit|receipt|tender|office|lane|town|queue|licence|license',
);
/** Signs of a grievance: something was refused, suffered, never came. */
const GRIEVANCE = anyOf(
  'ไม่|บ่มี|บ่ได้|บ่ยอม|บ่เห็น|บ่ให้|บ่มา|บ่ต้อง|บ่เคย|บ่แม่น|บ่เป็น|บ่คือ|โดน|ถูก|ตีกลับ|รำคาญใส่|หนี|เผา|เรียกคนรู้จัก|บริษัทเดิม|ทุกที|ทุกเย็น|ทุกครั้ง|ทุกงวด|หาเงินมา|ทั้งที่|เหลือแต่|ที่เหลือไป|หายหมด|แอบ|สวมรอย|เซ็นชื่อแทน|เข้ากระเป๋า|จริงแค่|จริงไม่ถึง|ไปกู้|ยึด|ต้องไปกราบ|ใส่มือ|แต่เพิ่น|แต่เขา|แต่ยัง|แต่ผม|แล้วเงียบ|เอื้อประโยชน์|กันเอง|หลวงไป|not|but half|but the|keeps|takes|paid him|in cash|since then|never|no one|nobody|without|until|anymore|his family|her family|refuses|wont|wouldnt|instead of',
);
/** A wish or a command, not a story. */
const WISHES =
  /ขอทราบ|ขอดุ|ขอสุต|(?:^|คะ|คับ|ครับ)(?:ชวย|อยาก)|แนะนำ|สอน(?!สัก)|ริวิว|ยังไง|อยางไร|จังได|ไหน|(?<!มิ|ไม|บ)ไคร(?!ไม)|ไผ|(?<!ไมมิ|อยู)อะไร|หยัง|please|recommend|(?:^| )(?:can|could|would) you|\?/;

const has = (folded: string) => (pattern: RegExp) => folded.search(pattern) >= 0;

/** Weaker than a rule: the town's people or affairs, a sign of a grievance, and no wish. */
export const soundsAggrieved = (folded: string): boolean =>
  !WISHES.test(folded) &&
  [OFFICIAL, SUPERIOR, PUBLIC_THING, SERVICE, ENTITLED, WORKS, MATTER].some(has(folded)) &&
  [GRIEVANCE, LASTS].some(has(folded));
