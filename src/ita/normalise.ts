import { distance } from './fuzzy.ts';

/**
 * Making one text out of the many ways to type it. Two levels: `tidy` mends how a text was encoded and may be shown;
 * `fold` is only for comparing: no spaces, tone marks or punctuation, vowels and consonants that sound alike as one.
 * Everything here is linear in the length of the text.
 */

/** Longer messages are looked at in windows, see `windowsOf`. In UTF-16 units. */
export const MAX_TEXT = 2000;

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const THAI_DIGIT = /[๐-๙]/g;
const SPACE = /[\s\u00a0\u3000]+/g;

/**
 * Mends encoding: invisible signs out, NFC, ํ + า (also with a tone mark between) as ำ, two เ as แ, Thai and full-width
 * digits as Arabic ones, one kind of space, lower case. At most MAX_TEXT units are read, from both ends of the text.
 */
export function tidy(text: string): string {
  const capped =
    text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT / 2)} ${text.slice(-MAX_TEXT / 2)}`;
  return capped
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .replace(/([\u0e48-\u0e4b])\u0e4d\u0e32/g, '$1\u0e33')
    .replace(/เเ/g, 'แ')
    .replace(THAI_DIGIT, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(SPACE, ' ')
    .trim()
    .toLowerCase();
}

/** Signs that sound alike and are often typed for each other; tone marks and the like fall away. */
const SOUNDS: Record<string, string> = {
  ณ: 'น', ญ: 'ย', ฬ: 'ล', ศ: 'ส', ษ: 'ส', ฎ: 'ด', ฏ: 'ต', ฐ: 'ถ', ธ: 'ท', ฑ: 'ท', ฒ: 'ท', ภ: 'พ', ฆ: 'ค', ฌ: 'ช',
  ฃ: 'ข', ฅ: 'ค', 'ี': 'ิ', 'ึ': 'ิ', 'ื': 'ิ', 'ู': 'ุ', ใ: 'ไ', 'ๅ': 'า',
  '่': '', '้': '', '๊': '', '๋': '', '็': '', '์': '', 'ํ': '', '๎': '', 'ฺ': '', ๆ: '', ฯ: '',
}; // prettier-ignore

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isLatin = (code: number) => code >= 0x61 && code <= 0x7a;
const isThai = (code: number) => code >= 0x0e01 && code <= 0x0e4e;

/**
 * The comparison key of a tidied text. Left are Thai letters and vowels, a–z, digits, `.` and `/` between digits,
 * and one space between two Latin letters or two digits that were apart. Doubled Thai letters count once.
 */
export function foldTidy(tidied: string): string {
  let out = '';
  let last = 0; // the last sign written
  let apart = false;
  const push = (code: number) => {
    if (apart && ((isLatin(last) && isLatin(code)) || (isDigit(last) && isDigit(code)))) out += ' ';
    apart = false;
    // ปปช is an abbreviation; no Thai word doubles ป
    if (code === last && isThai(code) && code !== 0x0e1b) return;
    out += String.fromCharCode(code);
    last = code;
  };
  for (let i = 0; i < tidied.length; i += 1) {
    const code = tidied.charCodeAt(i);
    if (isDigit(code) || isLatin(code)) push(code);
    else if (isThai(code) || code === 0x0e46 || code === 0x0e2f) {
      const sign = tidied.charAt(i);
      const sound = SOUNDS[sign] ?? sign;
      if (sound !== '') push(sound.charCodeAt(0));
    } else if (
      (code === 0x2e || code === 0x2f) &&
      isDigit(last) &&
      !apart &&
      isDigit(tidied.charCodeAt(i + 1)) // NaN at the end
    ) {
      out += String.fromCharCode(code);
      last = code;
    } else if (code !== 0x27 && code !== 0x2019) apart = true; // don't is dont
  }
  return out;
}

const BUDGET = 'งบประมาน';

/** The length of a (perhaps mistyped) `word` that stands at `from`; 0 when it does not. */
function lengthOf(word: string, text: string, from: number, slips: number): number {
  let best = slips + 1;
  let found = 0;
  for (let size = word.length - 1; size <= word.length + 1 && from + size <= text.length; size += 1) {
    const edits = distance(word, text.slice(from, from + size));
    if (edits < best) {
      best = edits;
      found = size;
    }
  }
  return found;
}

/** Shortens "ปีงบประมาณ" to "ปี", also when it is mistyped; "การใช้งบประมาณ" stays. */
function shortenFiscalYear(folded: string): string {
  if (!folded.includes('ประ') && !folded.includes('มาน') && !folded.includes('ปิงบ')) return folded;
  let text = folded.replace(/ปิงบ(?=\d|พส)/g, 'ปิ');
  for (let at = text.indexOf('ปิ'); at >= 0; at = text.indexOf('ปิ', at + 1)) {
    const size = lengthOf(BUDGET, text, at + 2, 2);
    if (size > 0) text = text.slice(0, at + 2) + text.slice(at + 2 + size);
  }
  for (const start of [0, text.indexOf('ประจำ') + 'ประจำ'.length]) {
    if (start < 'ประจำ'.length && start > 0) continue;
    const size =
      text.startsWith(BUDGET, start) || !/[ปิงบ]/.test(text.charAt(start))
        ? 0
        : lengthOf(`ปิ${BUDGET}`, text, start, 2);
    if (size > 0) text = `${text.slice(0, start)}ปิ${text.slice(start + size)}`;
  }
  return text;
}

const NUMBER_WORDS: Record<string, string> = {
  หนิง: '1', สอง: '2', สาม: '3', สิ: '4', หา: '5', หก: '6', เจด: '7', แปด: '8', เกา: '9', สิบ: '10',
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10',
}; // prettier-ignore
const NUMBERED =
  /(ตัวชิวัดทิ|ตัวชิวัด|ขอทิ|ตัวทิ|indicator |indicator number |item |question )(สิบ|หนิง|สอง|สาม|สิ|หา|หก|เจด|แปด|เกา|one|two|three|four|five|six|seven|eight|nine|ten)(?![a-z])/g;

/** "O10-O17" means all between, "3, 5" both: signs that folding drops (tidied). */
const DASH = /(?<![\d./-])((?:o|i|โอ|ไอ)? ?\d{1,2}) ?[-–—~] ?(?=(?:o|i|โอ|ไอ|ข้อ)? ?\d{1,2}(?![\d./-]))/g;
const COMMA = /(?<![\d.,])((?:o|i|โอ|ไอ)? ?\d{1,2}) ?, ?(?=(?:o|i|โอ|ไอ)? ?\d{1,2}(?![\d.]))/g;

/** How chat spells อะไร ("คือรัย", "เท่ารัย") and ทำไม. */
const CHAT = /รัย|ท[าำ]มัย|ทาไม|ทามไม/g;

/**
 * The comparison key of any text, with "ปีงบประมาณ" shortened to "ปี" so that it is never taken for "งบประมาณ",
 * and พ.ศ./ค.ศ. before a year dropped.
 */
export function fold(text: string): string {
  return shortenFiscalYear(foldTidy(tidy(text).replace(DASH, '$1ถึง').replace(COMMA, '$1และ')))
    .replace(/(?:พส|คส)(?=\d)/g, '')
    .replace(CHAT, (said) => (said.startsWith('ท') ? 'ทำไม' : 'ไร'))
    .replace(/(?<!เ)อาไร/g, 'อะไร')
    .replace(NUMBERED, (_all, before: string, word: string) => before + (NUMBER_WORDS[word] ?? word));
}

/** Texts up to this length are one question. */
export const SHORT_TEXT = 110;

const ANNOUNCES =
  /(?:อยากถามว่า|ขอถามว่า|ถามว่า|คำถามคือ|อยากรู้ว่า|อยากทราบว่า|อยากฮู้ว่า|ขอสอบถามว่า|my question is|i want to know|i would like to know)/g;

/**
 * Parts of a longer text to look at, most telling first: what follows "อยากถามว่า", the last clauses (a question often
 * stands at the end), the beginning.
 */
export function windowsOf(text: string): string[] {
  const whole = tidy(text);
  if (whole.length <= SHORT_TEXT) return [whole];
  const windows: string[] = [];
  const announced = [...whole.matchAll(ANNOUNCES)].at(-1);
  if (announced) windows.push(whole.slice(announced.index + announced[0].length, announced.index + 300));
  let gap = whole.length - 30;
  while (gap > whole.length - 120 && whole[gap] !== ' ') gap -= 1;
  windows.push(whole.slice(gap + 1), whole.slice(-180), whole.slice(0, 180));
  return windows;
}
