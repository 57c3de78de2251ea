const LONGEST = 300;

/**
 * Ways a text can name a person, and what stands there instead. A question is kept for staff to answer; whom it names
 * does not matter for that.
 */
const MASKS: readonly { name: string; pattern: RegExp; with: string }[] = [
  { name: 'e-mail', pattern: /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/gu, with: '…@…' },
  { name: 'address on the web', pattern: /\bhttps?:\/\/\S{1,200}/giu, with: 'http://…' },
  { name: 'handle', pattern: /(?<!\S)@[\w.-]{2,40}/gu, with: '@…' },
  {
    name: 'Thai name after a title',
    pattern:
      /(นางสาว|น\.ส\.|นาย(?!ก(?:เทศ|รัฐ|อบ|อง|ส|คน|\s|$))|นาง|ด\.ช\.|ด\.ญ\.|คุณ(?!ธรรม|ภาพ|สมบัติ|ค่า|ประโยชน์))\s?[ก-๙]{2,20}(?:\s[ก-๙]{2,20})?/gu,
    with: '$1…',
  },
  {
    name: 'name after an English title',
    pattern: /\b(Mr|Mrs|Ms|Miss|Dr)\.?\s[A-Z][a-z]{1,30}(?:\s[A-Z][a-z]{1,30})?/gu,
    with: '$1 …',
  },
  { name: 'number of five digits and more', pattern: /[0-9๐-๙](?:[\s-]?[0-9๐-๙]){4,30}/gu, with: '#####' },
];

/**
 * A question without what could say who asked or who is meant: addresses, names after a title, long numbers. Cut to 300
 * signs, on one line. Years, item codes and scores stay.
 */
export function maskQuestion(text: string): string {
  let masked = text.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, LONGEST);
  for (const mask of MASKS) masked = masked.replace(mask.pattern, mask.with);
  return masked.slice(0, LONGEST);
}
