import { distance } from './fuzzy.ts';

/**
 * Typing slips in what is too short for a fuzzy match: codes, years and the abbreviations of the assessment. Only what can
 * be nothing else is mended; "O3" for "O38" stays O3, and the answer names the item. Works on folded text.
 */

const THAI = /[ก-๎]/;

/** A text with no doubled digit at `at`, where the digit at `at` and the next one are the same. */
const without = (digits: string, at: number) => digits.slice(0, at) + digits.slice(at + 1);

/** The numbers a number is when one digit was typed twice. */
function undoubled(digits: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at + 1 < digits.length; at += 1)
    if (digits[at] === digits[at + 1]) found.add(without(digits, at));
  return [...found];
}

/** The letters of a code: โ40, อโ40, โ4อ0 for โอ40; 3O8 and O3 8 for O38. */
function mendLetters(folded: string, last: number): string {
  const fits = (digits: string) => Number(digits) >= 1 && Number(digits) <= last;
  return folded
    .replace(/([โไ])(\d)อ(\d)(?!\d)/g, '$1อ$2$3')
    .replace(/อ?([โไ])(?=\d)/g, '$1อ')
    .replace(/(?<![\da-z.])(\d)([oi])(\d)(?![\d.a-z])/g, (all, a: string, letter: string, b: string) =>
      fits(a + b) ? `${letter}${a}${b}` : all,
    )
    .replace(/(?<![a-z])(o|โอ) ?([1-9]) (\d)(?!\d)/g, (all, letter: string, a: string, b: string) =>
      fits(a + b) ? `${letter}${a}${b}` : all,
    );
}

/** A code of three digits of which one was typed twice: O366, 0331, ตัวชี้วัดที่ 110. */
function mendDoubled(folded: string, last: number, indicators: number): string {
  const one = (digits: string, most: number): string | undefined =>
    undoubled(digits).find((each) => Number(each) >= 1 && Number(each) <= most);
  return folded
    .replace(/(?<![\d./])00(\d\d)(?![\d./])/g, '0$1')
    .replace(
      /(?<![\d./a-z])((?:โอ|ไอ|[oi])0?|0)(\d{3})(?![\d./])/g,
      (all, letter: string, digits: string) => {
        const mended = one(digits, last);
        return mended === undefined ? all : `${letter}${mended}`;
      },
    )
    .replace(/((?:ตัวชิวัด|ตัว)ทิ)([1-9]) (\d)(?!\d)/g, '$1$2$3')
    .replace(/(ตัวชิวัดทิ|ตัวชิวัด|indicator )(\d{3})(?![\d./])/g, (all, word: string, digits: string) => {
      const mended = one(digits, indicators);
      return mended === undefined ? all : `${word}${mended}`;
    });
}

/** A year of which one digit was typed twice: 25663, ปี 633. */
function mendYears(folded: string, known: readonly number[]): string {
  const long = (digits: string): boolean => {
    const year = Number(digits);
    return (year >= 2550 && year <= 2599) || (year >= 2007 && year <= 2056);
  };
  const short = known.map((year) => String(year % 100));
  return folded
    .replace(/(?<![\d./])2\d{4}(?![\d./])/g, (digits) => {
      const years = undoubled(digits).filter(long);
      return years.find((year) => known.includes(Number(year))) ?? years[0] ?? digits;
    })
    .replace(
      /(?<=ปิ ?)\d{3}(?![\d./])/g,
      (digits) => undoubled(digits).find((year) => short.includes(year)) ?? digits,
    );
}

/** Keys beside each other, for telling "rIT" (EIT) from what is as near to it in letters. */
const BESIDE: Record<string, string> = { e: 'wrsd', o: 'ipkl', i: 'uojk', t: 'ryfg', a: 'qwsz' };
/** English words and parts of them that are near an abbreviation and mean themselves. */
const WORDS = new Set(
  'it at is in if its eat exit edit oat out fit sit hit bit kit lit pit wit unit quit tit data beta iota vita rita pita oil ti eta ira ipa tia isa via tea ita iit eit oit itas set get let yet bet met net pet vet jet diet quiet ok it s'.split(
    ' ',
  ),
);

function nearest(word: string, abbreviations: readonly string[]): string | undefined {
  const near = abbreviations.filter((one) => distance(one, word) === 1);
  if (near.length < 2) return near[0];
  const slipped = near.filter((one) => {
    const at = [...one].findIndex((letter, place) => letter !== word[place]);
    return word.length === one.length && (BESIDE[one.charAt(at)] ?? '').includes(word.charAt(at));
  });
  return slipped.length === 1 ? slipped[0] : undefined;
}

/** ITA, IIT, EIT and OIT with one slip, standing alone. In English text only what is no word. */
function mendAbbreviations(folded: string, abbreviations: readonly string[]): string {
  const thai = THAI.test(folded);
  return folded
    .replace(/(?<![a-z])(ii|ei|oi) t(?![a-z])/g, '$1t')
    .replace(/(?<=[ก-๎] ?|^)it a(?=[ก-๎])/g, 'ita')
    .replace(/(?<![a-z\d])[a-z]{2,4}(?![a-z\d])/g, (word) => {
      if (abbreviations.includes(word) || word === 'it' || (!thai && WORDS.has(word))) return word;
      return nearest(word, abbreviations) ?? word;
    });
}

export interface Known {
  /** Years with results. */
  years: readonly number[];
  abbreviations: readonly string[];
  /** The highest number of an item, and of an indicator. */
  lastItem: number;
  lastIndicator: number;
}

/** Mends a folded text. Linear in its length. */
export const mendSlips = (folded: string, { years, abbreviations, lastItem, lastIndicator }: Known): string =>
  mendAbbreviations(
    mendYears(mendDoubled(mendLetters(folded, lastItem), lastItem, lastIndicator), years),
    abbreviations,
  );
