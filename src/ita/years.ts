/** Years in a folded text: 2563, 63, 2020, and the ones people only point at. */

export interface YearsFound {
  /** Buddhist years, in the order of the text, each once. */
  years: number[];
  /** `latest`: "this year", "the newest"; `before`: "last year", "the year before"; `ahead`: "next year". */
  relative: ('latest' | 'before' | 'ahead')[];
  /** A number that should be a year and is none: "ปี 256". */
  unclear: boolean;
  /** The year stands as what is compared with: "from 62", "than last year". */
  base: boolean;
  /** Where the years stand, as [from, to) in the folded text. */
  spans: [number, number][];
}

const LATEST = /ลาสุด|ปินิ|latest|this year|most recent|newest/g;
const BEFORE =
  /ปิ(?:ทิ)?(?:แลว|ผานมา|กอน(?:หนา)?(?:นิ)?|กาย)|last year|previous year|(?:the )?year before|prior year/g;
/** What stands where a year should and is none (folded). */
const UNCLEAR =
  /(?:ปิ ?|year |fy ?)(?:\d|\d{3})(?![\d.])(?! ?(?:ปิ|เดิอน|ตัว|ขอ|ดาน|คะแน))|(?:ปิ|year |in )(?:[01]\d{3}|[3-9]\d{3}|2[1-4]\d{2}|\d{3})(?![\d.])/;
/** "two years ago": a year of its own, counted from the newest. */
const YEARS_AGO =
  /(2|3|4|5|สอง|สาม|สิ|หา|two|three|four|five) ?(?:ปิ(?:กอน|ทิแลว|ทิผานมา)|years (?:ago|before|back))/g;
const COUNTED: Record<string, number> = {
  สอง: 2, สาม: 3, สิ: 4, หา: 5, two: 2, three: 3, four: 4, five: 5,
}; // prettier-ignore
const AHEAD =
  /ปิหนา|ปิถัดไป|ปิตอไป|ปิถัดจากนิ|อิกปิ|รอบหนา|คราวหนา|ครังหนา|ครังตอไป|รอบตอไป|next year|coming year|following year|year after|next time|next round/g;
const NUMBER = /\d+(?:[./]\d+)*/g;
/** Words right before a number that make it something else than a year. */
const NOT_A_YEAR =
  /(?:ขอ|ตัวชิวัด|ชิวัด|ตัวทิ|ทิ|indicator|item|question|no|number|มาตรา|(?<![a-z])[oie]|โอ|ไอ|อิ|ลอยละ|รอยละ)$/;
/** Words right before a number that make it a limit, unless it is a year with results: "less than 62" may be that year. */
const LIMITS = /(?:กวา|ไมถิง|บถิง|เกิน|ตังแต|ระหวาง|ไนชวง|below|above|over|under|than|between|least|most)$/;
const SAYS_YEAR = /(?:ปิ|ปิพส|year|fy|พส|คส)$/;
const JOINS_YEARS = /^(?:กับ|และ|ไป|เปน|ถิง|เทิยบ|หริอ|to|and|vs|versus|or|with|กะ|ปิ|[ /])*$/;

const AS_BASE = /(?:จาก|กวา|เทิยบกับ|เทิยบ|ตางจาก|from|than|since|with|compared to)(?: ?ปิ| ?the)? ?$/;

const CHRISTIAN_TO_BUDDHIST = 543;

function fourDigits(value: number): number | undefined {
  if (value >= 2550 && value <= 2599) return value;
  if (value >= 2007 && value <= 2056) return value + CHRISTIAN_TO_BUDDHIST;
  return undefined;
}

/**
 * Finds years. Two digits count as a year after "ปี"/"year", beside another year, or when they are one of `known`
 * (the years with results) and nothing before them says otherwise.
 */
export function findYears(folded: string, known: readonly number[]): YearsFound {
  const found: { year: number; from: number; to: number }[] = [];
  const maybe: { year: number; from: number; to: number; sure: boolean }[] = [];
  for (const match of folded.matchAll(NUMBER)) {
    const parts = match[0].split('/');
    let at = match.index;
    for (const part of parts) {
      const from = at;
      at += part.length + 1;
      if (!/^\d+$/.test(part)) continue;
      const before = folded.slice(Math.max(0, from - 12), from).trimEnd();
      const to = from + part.length;
      const four = part.length === 4 ? fourDigits(Number(part)) : undefined;
      if (four !== undefined) {
        // "คำสั่งที่ 270/2563": the year belongs to the number of a document
        if (parts.length > 1 && part === parts.at(-1) && !/^\d\d$|^2\d\d\d$/.test(parts[0] ?? '')) continue;
        found.push({ year: four, from, to });
      } else if (part.length === 2 && !NOT_A_YEAR.test(before)) {
        const year = 2500 + Number(part);
        const says = SAYS_YEAR.test(before);
        if (!says && !known.includes(year) && LIMITS.test(before)) continue;
        if (says || (year >= 2550 && year <= 2579)) {
          const after = folded.slice(to, to + 8);
          const counts = /^(?:%|ขอ|คะแน|เปอ|ลาน|บาท|คน|points?|percent|เดิอน|วัน|นาทิ|ตัว)/.test(after);
          maybe.push({
            year,
            from,
            to,
            sure: says || (known.includes(year) && !counts && parts.length === 1),
          });
        }
      }
    }
  }
  const anchors = [...found, ...maybe.filter((one) => one.sure)];
  for (const one of maybe) {
    if (one.sure) found.push(one);
    else if (
      anchors.some(
        (other) =>
          (other.to <= one.from && JOINS_YEARS.test(folded.slice(other.to, one.from))) ||
          (one.to <= other.from && JOINS_YEARS.test(folded.slice(one.to, other.from))),
      )
    ) {
      found.push(one);
    }
  }
  for (const match of folded.matchAll(YEARS_AGO)) {
    const back = COUNTED[match[1] ?? ''] ?? Number(match[1]);
    const year = Math.max(...known) - back;
    found.push({ year, from: match.index, to: match.index + match[0].length });
  }
  found.sort((a, b) => a.from - b.from);
  const spans = found.map((one): [number, number] => [one.from, one.to]);
  const relative: YearsFound['relative'] = [];
  for (const [pattern, kind] of [
    [LATEST, 'latest'],
    [BEFORE, 'before'],
    [AHEAD, 'ahead'],
  ] as const) {
    for (const match of folded.matchAll(pattern)) {
      relative.push(kind);
      spans.push([match.index, match.index + match[0].length]);
    }
  }
  const base = spans.some(([from]) => AS_BASE.test(folded.slice(0, from)));
  const unclear = found.length === 0 && relative.length === 0 && UNCLEAR.test(folded);
  return {
    unclear,
    base,
    years: [...new Set(found.map((one) => one.year))],
    relative: [...new Set(relative)],
    spans,
  };
}
