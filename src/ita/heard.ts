import { findBounds, findExact, type Bounds } from './bounds.ts';
import { againstYear } from './against-year.ts';
import type { CodesFound } from './codes.ts';
import type { CueId } from './cues.ts';
import type { AgencyData } from './dataset.ts';
import { withoutIndefinite } from './indefinite.ts';
import type { Span } from './lexicon.ts';
import { namedTogether } from './together.ts';
import type { YearsFound } from './years.ts';

/** Cues that no list of wordings can hold: a year, a quoted score, the shape of a sentence. */
export interface Heard {
  id: CueId;
  spans: Span[];
}

/** These words alone are a wish to report something, not a question about a report. */
const BARE_REPORT = /^(?:report|reports|ริพอต|ริพอรต|แจง|รอง|ฟอง|แจงเหตุ)$/;

/** It asks something, whatever it is. */
const ASKING =
  /ไหม|มัย|หริอไม|หริอเปลา|หริอยัง|ปาว|ไชปะ|เทาไ|เทาได|ทอได|กิ(?:โมง|บาท|วัน|เดิอน|คน|เริอง|คดิ|ครัง|ลาน|ตัว|ขอ|ปิ)|จัก(?:โมง|บาท|คน|มิอ|วัน)|อะไร|หยัง|ไหน|ไส|วันได|(?<!มิ)ไคร(?!ไม)|(?<!มิ)ไผ|ยังไง|อยางไร|จังได|เมิอไ?ร|เมิอไหร|ยามได|ตอนได|(?<![a-z])(?:what|when|where|which|who|how|is|are|can|could|do|does|did)(?![a-z])|(?<=[นมงยวดกิ])บอ?$/;

/** "งบประมาณปี 63 เท่าไหร่": the amount, not the score of using it. */
const BUDGET_AMOUNT =
  /^(?:อยากทราบ|ขอทราบ|อยากรุ|ขอถาม)?(?:วา)?(?:เทสบาล(?:เรา|เมิองพล|เมิองเมิองพล)?)?(?:มิ|ได|ตัง)?งบ(?:ประมาน)?(?:ของเทสบาล|ทังหมด|รวม|ทังปิ|รายจาย|รายรับ|ประจำปิ)*(?:ปิ)?(?:25)?(?:\d\d)?(?:ของเทสบาล|มิ|คิอ|เปน|ทังหมด|อยุทิ|ตังไว)*(?:เทาไ|เทาได|กิลาน|กิบาท|จักลาน|จักบาท)/g;

const spansOf = (pattern: RegExp, folded: string): Span[] =>
  [...folded.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);

/** How a person is named (folded). Offices begin alike: นายก, นายช่าง. */
const TITLE = /(?<!เจา)(?:นาย|นาง(?:สาว)?)(?!ก|ชาง|จาง|ทะเบิยน|อำเพอ|ตรวจ|แพท|ทุน|ไหน|ได|ท)/g;
/** Shorter names are other words. */
const SHORTEST_NAME = 4;

/** Where a person is named: "นายสมชาย". */
export function personsIn(folded: string, leadingForeign: (from: number) => number): Span[] {
  return [...folded.matchAll(TITLE)].flatMap((match): Span[] => {
    const to = match.index + match[0].length;
    const letters = leadingForeign(to);
    return letters >= SHORTEST_NAME ? [[match.index, Math.min(folded.length, to + letters)]] : [];
  });
}

/** "Below 85" and "85 or more" are failing and passing, which have words of their own. */
const asksForThePass = ({ from, to }: Bounds, { datasets }: AgencyData): boolean => {
  const only = from && to ? undefined : (from ?? (to?.open ? to : undefined));
  return only !== undefined && datasets.some(({ passMark }) => passMark === only.value);
};

/** "Fell by more than 40" limits a change, not a score. */
const OF_CHANGE =
  /(?:ลด|เพิม|ตก|ขิน|ลง|แยลง)(?:ลง|ขิน|ไป|มา)?$|(?:fell|fallen|rose|risen|drop|dropped|gained|lost|down|decreased|increased|improved)(?: by)? ?$/;

/** What the text shows beside its wordings. `story` is where it tells of a wrong, see `wrongs.ts`. */
export function listen(
  folded: string,
  { years, codes, story }: { years: YearsFound; codes: CodesFound; story: readonly Span[] },
  data: AgencyData,
): Heard[] {
  const heard: Heard[] = [];
  const hear = (id: CueId, spans: readonly Span[]) => {
    if (spans.length > 0) heard.push({ id, spans: [...spans] });
  };
  hear('year', years.spans);
  const pointed = years.relative.includes('before') && years.years.length + years.relative.length > 1;
  if (years.years.length > 1 || pointed) hear('twoyears', years.spans);
  hear('misdeed', story);
  if (BARE_REPORT.test(folded)) hear('complain', [[0, folded.length]]);
  // it stands nowhere in particular: what it is made of still tells of other things
  if (ASKING.test(withoutIndefinite(folded))) hear('asking', [[0, 0]]);
  hear('money', spansOf(BUDGET_AMOUNT, folded));
  const taken = [...years.spans, ...codes.codes.map(({ span }) => span)];
  const exact = findExact(folded, taken);
  const bounds = findBounds(folded, taken) ?? exact;
  if (exact) hear('which', [[0, 0]]);
  const ofChange = bounds?.spans.some(([from]) => OF_CHANGE.test(folded.slice(0, from)));
  if (bounds && !ofChange && !asksForThePass(bounds, data)) hear('bound', bounds.spans);
  const together = namedTogether(folded, codes);
  if (together) hear(together, [[0, 0]]);
  for (const { id, span } of againstYear(folded, years)) hear(id, [span]);

  const totals = data.datasets.flatMap(({ overall }) => [
    overall.score,
    ...overall.alsoPrinted.map(({ score }) => score),
  ]);
  const whole = codes.values.filter(({ value }) => totals.includes(value));
  hear('overall', whole.map(({ span }) => span)); // prettier-ignore
  if (new Set(whole.map(({ value }) => value)).size > 1) hear('finding', whole.map(({ span }) => span)); // prettier-ignore
  const shares = data.datasets.map(({ claims }) => claims.noAccessPathShare?.percent);
  hear('access', codes.values.filter(({ value }) => shares.includes(value)).map(({ span }) => span)); // prettier-ignore
  return heard;
}
