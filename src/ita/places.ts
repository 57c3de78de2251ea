import type { Agency } from './agency.ts';
import { createLexicon, type Match, type Span } from './lexicon.ts';
import { fold } from './normalise.ts';
import { DOES, EVERYBODY, FOREIGN_KINDS, PLACES } from './place-names.ts';

/** Whose results are asked for: ours, or those of somebody else. Works on folded text. */
export interface PlacesFound {
  /** Where our own name stands. */
  ours: Span[];
  /** Another agency or place is named. */
  other: boolean;
  /** All agencies of a province or of the country are meant, or a place among them. */
  everybody: boolean;
}

/** What stands before the name of our district where it only says where somebody lives. */
const LIVES = /(?:คน|ชาว|ชาวบาน|บาน|อยุ|ยุ|อยุทิ|จาก|ไน|แถว|เทสบาล|municipality of|in|from) ?$/;
/** Names like ours of other things (folded): ตำบลเมืองพล. */
const NOT_THE_TOWN = /(?:ตำบล|อำเพอ|โรงพยาบาล|โรงเริยน|สถานิตำรวจ|วัด|ตลาด) ?$/;
/** "Where is it?" names places without asking for their results. */
const ASKS_WHERE = /อยุ|ตัง|where|locat/;
/** The town hall or the town is spoken of. */
const TOWN = /เทสบาล|เทดบาล|หนวยงาน|บานเรา|บานเฮา|municipal|our town/;
/** Places smaller than ours that have no result of their own. */
const PART_OF_TOWN =
  /(?:หมุบาน|ชุมชน|คุม|เขต|ตำบล|หมุทิ ?\d*|หมุ ?\d+)(?:เรา|เฮา|ไหน|ได|อะไร|นิ|ฉัน|ผม)?(?:ปิ ?\d*)?(?:ได|สอบ|ผาน|มิคะแน)/;
/** The assessors themselves as the assessed: not "ที่ ป.ป.ช. ให้". */
const ASSESSORS = /(?:ปปช|ปปท|สตง|nacc)(?:เอง)?(?:ได|สอบ|ผาน|ตก|score)/;
/** What follows the name of whoever is asked about. */
const AS_SUBJECT = /(?:ปิ ?\d+)?(?:ได|สอบ|ผาน|มิคะแน|ตก)/;
const SHORTEST_NAME = 4;
/** The share of a name that belongs to no word we know. */
const MOSTLY = 0.7;
/** A listed name this long may be mistyped a little. */
const LONG_NAME = 9;
const NEARLY = 0.8;
/** Our own name may have one slip: with two it could be another town's. */
const OURS = 0.84;
/** A name that begins like those of towns and villages, and is asked for its result. */
const OTHER_TOWN =
  /^(?:แลว)?(?:เมิอง|บาน|หนอง|โนน|โคก|ดอน|บาง|คลอง|กุด|นคร)(?!เรา|เฮา|นิ|ได|ฉัน)[ก-ฮเ-ไ][ก-ฮเ-ไะ-ู]{1,12}?(?:ละ)?(?:ปิ ?\d+)?(?:ได|สอบ|ผาน|มิคะแน)/;

/** อบต and อบจ, but not in สอบต, ชอบต, รอบจ and the like; สภ., but not in สภา and สภาพ; กรม at the beginning. */
const LOCAL_BODY = /(?<![สชรกขตมคปล])อบ[ตจ]|(?<!ะ)สพ(?![าถ])|(?:^|[^ก-๎])กรม(?!การ)/;
const MUNICIPALITY = /เทสบาล(นคร|ตำบล|เมิอง)?/g;
const AREA = /จังหวัด|อำเพอ|ตำบล|(?<![ก-ฮ])ต\.|(?<![ก-ฮ])อ\.|(?<![ก-ฮ])จ\./g;
const ASKS_WHICH = /^(?:อะไร|ไหน|ได|หยัง|นิ|เรา|เฮา|นัน|$|ไส)/;
/** What may follow "เทศบาล" or "เทศบาลเมือง" without being a name. */
const ENGLISH_OF = /(?:municipality|city|town|province|district) of (?:the )?([a-z]+)/g;
const ENGLISH_BEFORE = /([a-z]+) (?:municipality|city|province|district)(?![a-z])/g;
const PLAIN_WORDS = new Set(
  'the our this my your that a an town local municipal city which what is was does did has in of for to and by each any every new us about tell me how should can will where from scored only whole entire same'.split(
    ' ',
  ),
);

export interface PlaceIndex {
  /**
   * `leadingForeign` counts the letters from a place on (as far as the second) that belong to no word we know; `offices`
   * are where offices stand: สภาเทศบาล is ours.
   */
  find(
    folded: string,
    leadingForeign: (from: number, until?: number) => number,
    offices: readonly Span[],
  ): PlacesFound;
}

/** Prepares telling our own names from others'. */
export function createPlaceIndex(agency: Agency): PlaceIndex {
  const own = [agency.name, agency.shortName].flatMap(({ th, en }) => [th, en]).concat(agency.aliases);
  const ownArea = [agency.place.district, agency.place.province].flatMap(({ th, en }) => [th, en]).map(fold);
  const bareArea = ownArea.map((name) => name.replace(/^(?:จังหวัด|อำเพอ)/, '').replace(/ ?district$/, ''));
  const ours = createLexicon(own.map((text) => ({ owner: 'own', text })));
  const area = createLexicon(
    [...ownArea, ...bareArea].filter((name) => name.length > 3).map((text) => ({ owner: 'area', text })),
  );
  const wholeArea = createLexicon(ownArea.map((text) => ({ owner: 'area', text })));
  const everybody = createLexicon(EVERYBODY.split('|').map((text) => ({ owner: 'everybody', text })));
  const others = createLexicon([
    ...FOREIGN_KINDS.split('|').map((text) => ({ owner: 'kind', text })),
    ...PLACES.split('|').map((text) => ({ owner: 'place', text })),
  ]);
  const ownWords = new Set(own.flatMap((name) => fold(name).match(/[a-z]+/g) ?? []));
  const within = (span: Span, spans: readonly Span[]) =>
    spans.some(([from, to]) => from <= span[0] && span[1] <= to);
  const exactly = (matches: readonly Match<unknown>[]): Span[] =>
    matches.filter(({ quality }) => quality === 1).flatMap(({ spans }) => spans);
  const touches = (span: Span, spans: readonly Span[]) =>
    spans.some(([from, to]) => from < span[1] && span[0] < to);

  return {
    find(folded, leadingForeign, offices) {
      const found = ours.match(folded).flatMap(({ quality, spans }) => (quality >= OURS ? spans : []));
      const oursAt = found.filter(([from]) => !NOT_THE_TOWN.test(folded.slice(0, from)));
      const areaAt = exactly(area.match(folded));

      const namesake = () => found.length > 0 && oursAt.length === 0;
      const body = () => [LOCAL_BODY, PART_OF_TOWN, ASSESSORS].some((one) => one.test(folded));
      const unknownSubject = () => {
        if (oursAt.length > 0 || TOWN.test(folded) || ASKS_WHERE.test(folded)) return false;
        const areas = exactly(wholeArea.match(folded)).filter((span) => !within(span, oursAt));
        if (areas.some(([from]) => !LIVES.test(folded.slice(0, from)))) return true;
        const end = AS_SUBJECT.exec(folded)?.index ?? 0;
        return OTHER_TOWN.test(folded) || leadingForeign(0, end) >= Math.max(SHORTEST_NAME, end * MOSTLY);
      };
      const listed = () =>
        others.match(folded).some(
          ({ owner, text, quality, spans }) =>
            quality >= (text.length >= LONG_NAME ? NEARLY : 1) &&
            spans.some((span) => {
              if (within(span, oursAt)) return false;
              const home = within(span, areaAt) && (oursAt.length > 0 || ASKS_WHERE.test(folded));
              return !home || (owner === 'place' && /(?:นคร|เมิอง)$/.test(folded.slice(0, span[0])));
            }),
        );
      const municipality = () =>
        [...folded.matchAll(MUNICIPALITY)].some((match) => {
          const to = match.index + match[0].length;
          if (touches([match.index, to], [...oursAt, ...offices])) return false;
          const [, kind] = match;
          const rest = folded.slice(to);
          if (kind === 'นคร' || kind === 'ตำบล') return !ASKS_WHICH.test(rest);
          if (kind === undefined && DOES.test(rest)) return false;
          return leadingForeign(to) >= (kind === 'เมิอง' ? 2 : 3);
        });
      const otherArea = () =>
        [...folded.matchAll(AREA)].some((match) => {
          const to = match.index + match[0].length;
          if (touches([match.index, to], [...oursAt, ...areaAt])) return false;
          return !ASKS_WHICH.test(folded.slice(to)) && leadingForeign(to) >= 2;
        });
      const inEnglish = () =>
        [ENGLISH_OF, ENGLISH_BEFORE].some((pattern) =>
          [...folded.matchAll(pattern)].some((match) => {
            const word = match[1] ?? '';
            const ordinary = word.length <= 3 || PLAIN_WORDS.has(word) || ownWords.has(word);
            return !ordinary && leadingForeign(match.index + match[0].indexOf(word)) >= 3;
          }),
        );

      return {
        ours: oursAt,
        other: [namesake, body, unknownSubject, listed, municipality, otherArea, inEnglish].some((told) =>
          told(),
        ),
        everybody: exactly(everybody.match(folded)).length > 0,
      };
    },
  };
}
