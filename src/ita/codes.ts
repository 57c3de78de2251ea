import { distance } from './fuzzy.ts';

/** Codes and numbers people type for parts of the assessment, in a folded text (see `normalise.ts`). */

export type CodeKind = 'item' | 'question' | 'indicator' | 'sub' | 'bare';

export interface CodeFound {
  kind: CodeKind;
  /** `O31`, `I14`, `E3`, `9`, `9.4`; a bare number is a number whose kind the text does not tell. */
  code: string;
  /** [from, to) in the folded text. */
  span: [number, number];
}

export interface CodesFound {
  codes: CodeFound[];
  /** Numbers with two decimals, and 92.31-like percentages: perhaps somebody quotes a score. */
  values: { value: number; span: [number, number] }[];
}

/** A letter O (or what is typed for it) and a number; `ๆ`-free, tones gone: โอ, O, ข้อโอ. */
const ITEM = /(?<![a-z])(?:oit)?(?:โอ|o) ?(0?\d{1,2})(?![\d.])/g;
/** A zero typed for the letter O: 031, 0๒๔; not the beginning of a telephone number. */
const ZERO_ITEM = /(?<![\d./])0(\d{1,2})(?![\d./]| \d{3}(?!\d))/g;
const QUESTION = /(?<![a-z])(?:iit)?(ไอ|i|eit|อิ|e)(0?\d{1,2})(?![\d.])/g;
const SUB = /(?<![\d.])(\d{1,2}\.\d)(?![\d.])/g;
const DECIMAL = /(?<![\d.])(\d{1,3}\.\d{1,2})(?![\d.])/g;
/** Words for "indicator" right before a number. */
const INDICATOR =
  /(?:ตัวชิวัด|ตัวขิวัด|ตัวชิวด|ตัววัด|ชิวัด|indicators?|kpi|ตัวทิ|ดานทิ|ดัชนิ)(?:ขอทิ|ขอ|ทิ|ท|ตัวทิ|หมายเลข|number|no)? ?(\d{1,2})(?![\d.])/g;
const BARE =
  /(?:ขอทิ|ขอคำถาม(?:ทิ)?|คำถาม(?:ขอ)?(?:ทิ)?|ปละเดน(?:ทิ)?|ประเดน(?:ทิ)?|ขอ|item|question|no|number) ?0?(\d{1,2})(?![\d.])/g;

/** Right after a code: another of its kind. */
const AND_ANOTHER =
  /^ ?(?:กับ|และ|หริอ|and|or|vs|(?:ไป)?(?:จน)?ถิง|to|through) ?(?:ทิ ?|ขอ ?)?(\d{1,2})(?![\d./])(?! ?(?:คะแน(?!เทาไ|เทาได|รวม|แต|ของ|อะไร|กิ|$)|%|ปิ|points?|ไหม))/;
/** Numbers above are scores: "does indicator 9 reach 85?" */
const LAST_CODE = 60;

/** Words for "indicator" as they are once typed wrongly. */
const INDICATOR_WORDS = ['ตัวชิวัดทิ', 'ตัวชิวัด', 'indicator'];
const SMALL_NUMBER = /(?<![\d./])(\d{1,2})(?![\d./])/g;

/** Where a mistyped word for "indicator" begins that ends right before `to`; undefined when there is none. */
function mistypedIndicator(folded: string, to: number): number | undefined {
  for (const word of INDICATOR_WORDS) {
    for (let size = word.length - 1; size <= word.length + 1; size += 1) {
      const from = to - size;
      if (from < 0) continue;
      const slips = distance(word, folded.slice(from, to));
      // two slips only if it begins as it should
      if (slips <= 1 || (slips === 2 && /[ตi]/.test(folded.slice(from, from + 2)))) return from;
    }
  }
  return undefined;
}

const overlaps = (a: readonly [number, number], b: readonly [number, number]) => a[0] < b[1] && b[0] < a[1];

/** Finds codes; each stretch of text is read once, the surest reading first. `taken` are spans of years. */
export function findCodes(folded: string, taken: readonly [number, number][]): CodesFound {
  const used: [number, number][] = [...taken];
  const codes: CodeFound[] = [];
  const take = (kind: CodeKind, code: string, from: number, length: number) => {
    const span: [number, number] = [from, from + length];
    if (used.some((other) => overlaps(other, span))) return;
    used.push(span);
    codes.push({ kind, code, span });
  };
  for (const match of folded.matchAll(INDICATOR)) {
    take('indicator', String(Number(match[1])), match.index, match[0].length);
  }
  for (const match of folded.matchAll(SMALL_NUMBER)) {
    if (codes.some(({ span }) => span[0] <= match.index && match.index < span[1])) continue;
    const from = mistypedIndicator(folded, folded[match.index - 1] === ' ' ? match.index - 1 : match.index);
    if (from !== undefined) {
      take('indicator', String(Number(match[1])), from, match.index + match[0].length - from);
    }
  }
  for (const match of folded.matchAll(ITEM))
    take('item', `O${Number(match[1])}`, match.index, match[0].length);
  for (const match of folded.matchAll(ZERO_ITEM))
    take('item', `O${Number(match[1])}`, match.index, match[0].length);
  for (const match of folded.matchAll(QUESTION)) {
    const letter = match[1] === 'ไอ' || match[1] === 'i' ? 'I' : 'E';
    take('question', `${letter}${Number(match[2])}`, match.index, match[0].length);
  }
  const values: CodesFound['values'] = [];
  for (const match of folded.matchAll(DECIMAL)) {
    const span: [number, number] = [match.index, match.index + match[0].length];
    if (!used.some((other) => overlaps(other, span))) values.push({ value: Number(match[1]), span });
  }
  for (const match of folded.matchAll(SUB)) take('sub', match[1] ?? '', match.index, match[0].length);
  for (const match of folded.matchAll(BARE)) {
    const number = String(Number(match[1]));
    if (/คำถาม|question/.test(match[0])) take('question', `I${number}`, match.index, match[0].length);
    else take('bare', number, match.index, match[0].length);
  }
  for (const { kind, code, span } of codes.filter((one) => one.kind !== 'bare' && one.kind !== 'sub')) {
    const more = AND_ANOTHER.exec(folded.slice(span[1]));
    if (more && Number(more[1]) <= LAST_CODE)
      take(kind, `${code.replace(/\d+$/, '')}${Number(more[1])}`, span[1], more[0].length);
  }
  codes.sort((a, b) => a.span[0] - b.span[0]);
  return { codes, values };
}
