import type { Topic } from './answer.ts';
import type { CueId } from './cues.ts';
import { datasetOf, latestDataset, type AgencyData } from './dataset.ts';
import { entityOf, type Entity } from './entity.ts';
import type { Reading } from './reading.ts';
import type { Dataset } from './schema.ts';

/** Questions that put the indicators in a row. */
export const RANKED: Readonly<Record<string, 'highest' | 'lowest'>> = {
  highest: 'highest',
  lowest: 'lowest',
};

/** An indicator at its place (from 1) among those of a year, counted from the end that `side` names. */
export interface PlaceInRow {
  entity: Entity;
  side: 'highest' | 'lowest';
  place: number;
  year: number;
}

/** "The third": a place in a row, not a code (folded; a number word may have become a digit already). */
const PLACES: Readonly<Record<string, number>> = {
  แรก: 1, หนิง: 1, สอง: 2, สาม: 3, สิ: 4, หา: 5, หก: 6, เจด: 7, แปด: 8, เกา: 9, สิบ: 10, สิบเอด: 11, สิบสอง: 12, ยิสิบ: 20,
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10,
}; // prettier-ignore
const PLACE = `(${Object.keys(PLACES).sort((a, b) => b.length - a.length).join('|')}|\\d{1,2})(?:st|nd|rd|th)?`; // prettier-ignore
const IN_ROW = new RegExp(
  `^(?:แลว|กบ|และ|อยากรุ)*(?:ตัว|อัน|ลำดับ|อันดับ)(?:ทิ)?${PLACE}(?:ละ|เปน|คิอ|อะ|คะ|คับ|ครับ|ได|ตัวไหน|อันไหน|อะไร|เทาไ|$)`,
);
const IN_ROW_ENGLISH = new RegExp(
  `^(?:and |what about |how about |whats |what is |which is |then )*(?:the )?${PLACE}(?: one| indicator| place| lowest| highest| from (?:the )?(?:bottom|top))*$`,
);
/** The same in one text: "the second highest", "ต่ำเป็นอันดับสาม". */
const RANKED_PLACE = new RegExp(
  `(?:สุง|ตำ|นอย|มาก?|ดิ|แย)(?:ทิ)?(?:สุด)?(?:เปน)?(?:อันดับ|ลำดับ)(?:ทิ)?${PLACE}(?!\\d)|(?<![a-z])${PLACE} (?:highest|lowest|best|worst)`,
);

/** The place in a row that a text asks for; undefined when it asks for none. */
function placeIn(folded: string, follows: boolean): number | undefined {
  const match =
    RANKED_PLACE.exec(folded) ?? (follows ? (IN_ROW.exec(folded) ?? IN_ROW_ENGLISH.exec(folded)) : null);
  const said = match?.slice(1).find((one) => one !== undefined);
  return said === undefined ? undefined : (PLACES[said] ?? Number(said));
}

/** The indicator at a place of those of a year, from the highest or from the lowest. */
const atPlace = (dataset: Dataset, side: 'highest' | 'lowest', place: number): number | undefined =>
  dataset.indicators.toSorted((a, b) => (side === 'highest' ? b.score - a.score : a.score - b.score))[
    place - 1
  ]?.number;

const SIDES: readonly (CueId & ('highest' | 'lowest'))[] = ['highest', 'lowest'];
/** Which end a place counts from, where no word for the end itself stands (folded). */
const FROM_TOP = /(?:สุง|มาก?|ดิ)(?:ทิ)?(?:สุด)?(?:เปน)?(?:อันดับ|ลำดับ)|highest|best/;

/**
 * "The third" after the lowest, "the second highest": the indicator at that place and the end it is counted from; `none`
 * when nothing stands there, undefined when no place is asked for.
 */
export function placeMeant(
  { folded, years }: Reading,
  topic: Topic | undefined,
  data: AgencyData,
): PlaceInRow | 'none' | undefined {
  const before = topic && RANKED[topic.intent];
  const place = placeIn(folded, before !== undefined);
  if (place === undefined) return undefined;
  const said = RANKED_PLACE.test(folded) ? SIDES[FROM_TOP.test(folded) ? 0 : 1] : before;
  if (said === undefined) return undefined;
  const dataset = datasetOf(data, years.years[0] ?? topic?.year ?? 0);
  if (!dataset && years.years.length > 0) return undefined;
  const held = dataset ?? latestDataset(data);
  const number = atPlace(held, said, place);
  return number === undefined
    ? 'none'
    : { entity: entityOf('indicator', String(number)), side: said, place, year: held.year };
}
