import { formatCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { NEEDLE } from '../cleaning/corpus/needles.ts';
import { userIdOf } from '../support/fake-line.ts';

/**
 * Texts that occur nowhere else, one for each way in, so that a leak names the path it came by. Thai and Latin, names,
 * numbers: whatever a real report has.
 */
export const CANARIES = {
  chatWho: 'นางกระเรียนขาวปลอมจริงใจ',
  chatWhat: 'เห็นนกกาเหว่าลายรับซองสีม่วง',
  chatWhere: 'ใต้ต้นจามจุรียักษ์หลังโรงสีเก่า',
  chatContact: 'quetzal.canary@nowhere.example',
  chatDraft: 'ร่างนกเงือกหัวแรดค้างไว้',
  chatCancelled: 'ร่างนกยูงรำแพนแล้วยกเลิก',
  chatUnsent: 'พิมพ์นกแสกแล้วเรียกคืน',
  chatComment: 'ขอชมพญาปักษาวายุภักษ์',
  chatReply: 'ตอบว่านกหัวขวานสามนิ้ว',
  chatFile: 'ในไฟล์มีนกอินทรีหัวนวลเขียนไว้',
  chatFileName: 'ชื่อไฟล์นกคุ่มสี',
  chatQuestionName: 'นกกระจิบธรรมดาลวงตา',
  unknownPostback: 'postback-bowerbird-5521',
  webWho: 'นายนกหว้าจำแลงกาย',
  webWhat: 'Bribe-hornbill-8841 ที่ห้องนกแก้วโม่ง',
  webComment: 'ติชมนกปรอดหัวโขนตัวใหญ่',
  webAdded: 'เพิ่มว่านกกระสาปากเหลืองบินมา',
  webFile: 'Leaf-warbler-2209 ในไฟล์จากเว็บ',
  webFileName: 'web-file-name-pitta-8812',
  webRefused: 'ขยะนกพิราบหงอนวิคตอเรีย',
  inAddress: 'address-bar-kingfisher-3391',
  browser: 'Rare-Browser-Nightjar/7',
  badWebhook: 'broken-webhook-drongo-6613',
  staffQuestion: 'เจ้าหน้าที่ถามนกกวักสุ่ม',
  staffNote: 'บันทึกภายในนกเป็ดน้ำ',
  staffAnswer: 'ผลคือพบนกปากห่างจริง',
  staffSearch: 'ค้นหานกตีทองสุวรรณ',
  staffRefused: 'ข้อความนกตะขาบทุ่งที่ไม่ผ่าน',
  whileBroken: 'เล่าตอนฐานข้อมูลพังนกเค้าจุด',
} as const;

/** Where the pretended visitor of the web comes from. */
export const ADDRESS = '198.51.100.213';
/** Where the pretended photo was taken and with what. */
export const PLACE = { latitude: 15.81379, longitude: 102.60021, title: 'ศาลานกเขาไฟลับตา' };

/** `plover` is a member of staff who takes alerts; the others report. */
export const USERS = ['kestrel', 'osprey', 'merlin', 'harrier', 'plover'] as const;
export type User = (typeof USERS)[number];

/** What must stand nowhere, by name: the canaries, who wrote them, from where, and the codes they were shown. */
export function secretsOf({
  codes,
  linkCodes,
}: {
  codes: readonly TrackingCode[];
  linkCodes: readonly string[];
}): Record<string, string> {
  const found: Record<string, string> = {
    ...CANARIES,
    ADDRESS,
    placeTitle: PLACE.title,
    latitude: String(PLACE.latitude),
    longitude: String(PLACE.longitude),
    ...Object.fromEntries(Object.entries(NEEDLE).map(([what, text]) => [`photo ${what}`, text])),
  };
  for (const user of USERS) found[`user ${user}`] = userIdOf(user);
  codes.forEach((code, n) => {
    found[`code ${n}`] = code;
    found[`code ${n}, written`] = formatCode(code);
  });
  linkCodes.forEach((code, n) => (found[`link code ${n}`] = code));
  return found;
}
