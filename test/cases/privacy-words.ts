/** Everything that a person typed, each findable by a word of its own; short answers would be found by chance. */
export const TYPED = {
  who: 'หัวหน้าที่ชื่อว่าสมมติทองคำ',
  what: 'เรียกเงินค่าที่จอดรถทุกแผงโดยไม่ออกใบเสร็จ',
  when: 'ทุกวันพุธหลังตลาดวายประมาณเที่ยง',
  where: 'ลานหน้าศาลเจ้าข้างตลาดสดหลังใหม่',
  money: 'แผงละสามร้อยห้าสิบบาทต่อสัปดาห์',
  witnesses: 'แม่ค้าขายผักแผงที่สิบเจ็ดเห็นด้วยตา',
  how: 'ถูกเรียกเก็บด้วยตัวเองสามครั้ง',
  contact: 'whistle.blower@mailbox.example',
};
/** A comment; a draft that is never sent; what is written later: a reply, something added, why a result is contested. */
export const COMMENT = 'ขอให้เพิ่มม้านั่งใต้ต้นก้ามปูหน้าสำนักงาน';
export const DRAFT = 'ยังเขียนไม่จบเรื่องรถขยะคันสีเขียว';
export const REPLY = 'อยู่หลังห้องน้ำสาธารณะติดรั้วสังกะสี';
export const ADDED = 'ได้ยินว่าเงินไปถึงคนชั้นสองของตึก';
export const CONTEST = 'ไม่เห็นด้วยเพราะยังเก็บเงินกันอยู่';
/** Sent as files, one of them with a report, one with a later message, one in a draft. */
export const FILES = {
  receipt: 'ใบเสร็จปลอมเลขที่เก้าแปดเจ็ดหกห้า',
  later: 'สมุดจดรายรับเล่มสีน้ำเงินหน้าสาม',
  unfinished: 'รูปถ่ายรถขยะที่ยังไม่ได้ส่งจริง',
};
/** How their maker named them. */
export const FILE_NAME = 'ถ่ายโดยคนส่งชื่อจริงนามสกุลจริง.txt';
/** Written by staff. */
export const QUESTION = 'จุดที่เก็บเงินอยู่ตรงไหนของลาน';
export const NOTE = 'ให้ไปดูสถานที่จริงสัปดาห์หน้า';
export const CONCLUSION = 'ตรวจแล้วพบการเก็บเงินนอกระบบจริง';
