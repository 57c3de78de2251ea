import type { Span } from './lexicon.ts';

/** Scores that a text asks for by limits: "below 50", "between 80 and 85", "90 or more". */
export interface Bounds {
  /** At least this, or more than this when `open`. */
  from?: { value: number; open: boolean };
  /** At most this, or less than this when `open`. */
  to?: { value: number; open: boolean };
  spans: Span[];
}

const NUMBER =
  '(\\d{1,3}(?:\\.\\d{1,2})?)(?![\\d.])(?! ?(?:ตัว|ขอ|ดาน|ปิ(?!\\d|ไหน|ได|อะไร)|เดิอน|คน|อันดับ|บาท|indicator|item|year))';
const UNIT = '(?:รอยละ|คะแนน?|ทิ)? ?';
const bound = (words: string) => new RegExp(`(?:${words}) ?${UNIT}${NUMBER}`, 'g');

/** The longest first: "not less than" holds "less than". Folded. */
const LIMITS: readonly { side: 'from' | 'to'; open: boolean; pattern: RegExp }[] = [
  { side: 'from', open: false, pattern: bound('ไมนอยกวา|ไมตำกวา|ตังแต|อยางนอย|not less than|at least|no less than') },
  { side: 'to', open: false, pattern: bound('ไมเกิน|ไมมากวา|ไมสุงกวา|not more than|at most|up to|no more than') },
  { side: 'from', open: false, pattern: new RegExp(`${NUMBER} ?(?:คะแนน?)? ?(?:ขินไป|or more|and above|or higher|and up)`, 'g') },
  { side: 'to', open: false, pattern: new RegExp(`${NUMBER} ?(?:คะแนน?)? ?(?:ลงมา|ลงไป|or less|or lower)`, 'g') },
  { side: 'to', open: true, pattern: bound('ตำกวา|นอยกวา|ไมถิง|บถิง|ใตกวา|below|under|less than|lower than|fewer than') },
  { side: 'from', open: true, pattern: bound('เกินกวา|เกิน|มากวา|สุงกวา|หลายกวา|above|over|more than|higher than|greater than') },
]; // prettier-ignore
const BETWEEN = new RegExp(
  `(?:ระหวาง|อยุไนชวง|ไนชวง|ชวง|between|from) ?(?:คะแนน?)? ?(\\d{1,3}(?:\\.\\d{1,2})?)(?![\\d.]) ?(?:คะแนน?)? ?(?:ถิง|กับ|และ|and|to| ) ?${NUMBER}`,
  'g',
);
const MOST = 100;

const spanOf = (match: RegExpExecArray): Span => [match.index, match.index + match[0].length];
const meets = ([a, b]: Span, [c, d]: Span) => a < d && c < b;

/** The limits in a folded text; undefined when there are none. `taken` are spans that mean something else: years, codes. */
export function findBounds(folded: string, taken: readonly Span[]): Bounds | undefined {
  const found: Bounds = { spans: [] };
  const free = (match: RegExpExecArray) =>
    ![...taken, ...found.spans].some((other) => meets(other, spanOf(match)));
  for (const match of folded.matchAll(BETWEEN)) {
    const [low, high] = [Number(match[1]), Number(match[2])].sort((a, b) => a - b) as [number, number];
    if (high > MOST || !free(match)) continue;
    return { from: { value: low, open: false }, to: { value: high, open: false }, spans: [spanOf(match)] };
  }
  for (const { side, open, pattern } of LIMITS) {
    for (const match of folded.matchAll(pattern)) {
      const value = Number(match[1]);
      if (found[side] !== undefined || value > MOST || !free(match)) continue;
      found[side] = { value, open };
      found.spans.push(spanOf(match));
    }
  }
  return found.spans.length === 0 ? undefined : found;
}

const EXACT = new RegExp(
  `(?:ได|คะแน|got|gets?|scored|scoring|with|exactly|เทากับ) ?${UNIT}(\\d{1,2})(?![\\d.])(?= ?(?:คะแน|เตม|ไหม|มัย|บาง|กิ|หริอ|คะ|คับ|ครับ|พอดิ|point|percent|รอย|$))`,
  'g',
);
/** It asks which ones, or whether there are any; whoever wants a score confirmed asks for no list. */
const ASKS_WHICH =
  /ไหน|มิ(?:ขอ|ตัว|ดาน)|(?:กิ|จัก)(?:ขอ|ตัว)|(?:ขอ|ตัว|ดาน|ตัวชิวัด)(?:ทิ|ได(?!\d))|(?<![a-z])(?:which|any|how many)(?![a-z])/;
const CONFIRMS = /ไช|แมนบ|จริง|(?<![a-z])(?:right|true|correct)(?![a-z])/;

/** One score that is looked for: "which items got 50"; neither 0 nor 100, which have words of their own. */
export function findExact(folded: string, taken: readonly Span[]): Bounds | undefined {
  if (!ASKS_WHICH.test(folded) || CONFIRMS.test(folded)) return undefined;
  for (const match of folded.matchAll(EXACT)) {
    const value = Number(match[1]);
    if (value === 0 || taken.some((other) => meets(other, spanOf(match)))) continue;
    return { from: { value, open: false }, to: { value, open: false }, spans: [spanOf(match)] };
  }
  return undefined;
}

/** Whether a score lies within the limits. */
export const within = (score: number, { from, to }: Bounds): boolean =>
  (from === undefined || (from.open ? score > from.value : score >= from.value)) &&
  (to === undefined || (to.open ? score < to.value : score <= to.value));
