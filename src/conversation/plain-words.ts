/** What Thai (and English) speakers put behind a word to be polite; it changes nothing of what is meant. */
const COURTESY = /(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|จ่ะ|เด้อ|please)$/u;

/** A short text as people type it: without spaces, signs and case. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** The ways a typed text can be meant as a word: as it stands, and without a polite ending ("ใช่ค่ะ" is "ใช่"). */
export function meantBy(text: string): string[] {
  const whole = plainWords(text);
  const bare = whole.replace(COURTESY, '');
  return [whole, bare].filter((words) => words !== '');
}
