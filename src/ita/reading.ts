import { findCodes, type CodesFound } from './codes.ts';
import { CUES, type CueId } from './cues.ts';
import type { CueSpec } from './cue.ts';
import { wordingsOf } from './cue.ts';
import type { AgencyData } from './dataset.ts';
import { turnDenied, withoutDenied } from './denied.ts';
import { createEntityIndex, type EntitiesFound, type EntityIndex } from './entities.ts';
import { createFiller, DECOYS, LONG_FILLERS } from './filler.ts';
import { createLexicon, type Span } from './lexicon.ts';
import { listen, personsIn } from './heard.ts';
import { fold, tidy } from './normalise.ts';
import { createOfficeIndex, type OtherOffice } from './offices.ts';
import { createPlaceIndex } from './places.ts';
import { mendSlips } from './slips.ts';
import { slipsOnlyWhereNeeded } from './slips-needed.ts';
import { asksOnly, wrongsTold } from './wrongs.ts';
import { findYears, type YearsFound } from './years.ts';

export interface CueHit {
  /** 0 to 1: less when typing slips had to be mended. */
  strength: number;
  spans: Span[];
}

/** Everything a text shows before anybody decides what it means. */
export interface Reading {
  folded: string;
  years: YearsFound;
  codes: CodesFound;
  entities: EntitiesFound;
  cues: Map<CueId, CueHit>;
  /** Our own name is in it. */
  ours: boolean;
  /** Another agency or place is named. */
  otherAgency: boolean;
  /** All agencies of a province or of the country are meant, or a place among them. */
  everybody: boolean;
  /** An office that the agency's file does not know. */
  office: OtherOffice | undefined;
  /** It tells of something wrong, see `wrongs.ts`. */
  story: boolean;
  /** Letters that belong to nothing we know, and their share of the text (0 to 1). */
  foreign: number;
  foreignShare: number;
  /** Where such letters stand, with fillers beside them. */
  gaps: { span: Span; foreign: number }[];
}

export interface Reader {
  /** Reads a text already tidied or not; takes time proportional to its length. */
  read(text: string): Reading;
  entities: EntityIndex;
}

/** A mistyped cue below this explains nothing of the text it stands on. */
const SURE = 0.66;

/** "270/2563" */
const DOCUMENT_NUMBER = /(?<!\d)\d{1,5}\/25\d\d(?!\d)/g;

/** Letters looked at where a name could begin. */
const LONGEST_NAME = 16;

/** How names of places begin, where it could be a filler too (folded). */
const NAME_BEGINS =
  /^(?:บาน|บาง|หนอง|คลอง|ทา|โนน|ดอน|หวย|ปา|แม|เกาะ|ปาก|ชุม|วัง|สริ|เขา|นำ|ควน|ทุง|หัว|กุด|คำ|โพน|โคก|บัว|สาม|สวน)[ก-ฮเ-ไ]/;

/** Prepares reading questions about one agency's data. */
export function createReader(data: AgencyData): Reader {
  const marks = [...new Set(data.datasets.map(({ passMark }) => String(passMark)))];
  const cueLexicon = createLexicon(
    Object.entries(CUES as Record<string, CueSpec>).flatMap(([id, spec]) =>
      wordingsOf(spec.says).flatMap((text) =>
        (text.includes('{mark}') ? marks.map((mark) => text.replaceAll('{mark}', mark)) : [text]).map(
          (one) => ({
            owner: id as CueId,
            text: one,
          }),
        ),
      ),
    ),
  );
  const entities = createEntityIndex(data);
  const places = createPlaceIndex(data.agency);
  const offices = createOfficeIndex(data.agency);
  const filler = createFiller(fold);
  const ordinary = [...DECOYS.split('|'), ...LONG_FILLERS].map(fold).filter((word) => word.length >= 3);
  const known = data.datasets.map(({ year }) => year);
  const numbers = (codes: readonly string[]) => codes.map((code) => Number(code.replace(/\D/g, '')));
  const slips = {
    years: known,
    abbreviations: [
      'ita',
      ...new Set(data.datasets.flatMap(({ parts }) => parts.map(({ code }) => code.toLowerCase()))),
    ],
    lastItem: Math.max(0, ...data.datasets.flatMap(({ items }) => numbers(items.map(({ code }) => code)))),
    lastIndicator: Math.max(
      ...data.datasets.flatMap(({ indicators }) => indicators.map(({ number }) => number)),
    ),
  };

  return {
    entities,
    read(text) {
      const folded = mendSlips(fold(text), slips);
      const years = findYears(folded, known);
      const codes = findCodes(folded, years.spans);
      const cueMatches = cueLexicon.match(folded);
      const entityMatches = entities.match(folded);
      const keep = slipsOnlyWhereNeeded(folded, ordinary, years.spans, [...cueMatches, ...entityMatches]);
      const named = entities.find(folded, codes, entityMatches.filter(keep));
      const found = { ...named, hits: withoutDenied(folded, named.hits) };
      const cues = new Map<CueId, CueHit>();
      for (const { owner, quality, spans } of cueMatches.filter(keep)) {
        const hit = cues.get(owner);
        if (!hit) cues.set(owner, { strength: quality, spans: [...spans] });
        else {
          hit.strength = Math.max(hit.strength, quality);
          hit.spans.push(...spans);
        }
      }
      const hear = (id: CueId, spans: Span[]) =>
        cues.set(id, { strength: 1, spans: [...(cues.get(id)?.spans ?? []), ...spans] });
      turnDenied(tidy(text), folded, cues);
      const story = wrongsTold(folded);
      // "are bribes a problem?" asks about the report
      if (asksOnly(folded)) cues.delete('incident');
      for (const { id, spans } of listen(folded, { years, codes, story }, data)) hear(id, spans);
      const covered = new Uint8Array(folded.length);
      const cover = (spans: readonly Span[]) => {
        for (const [from, to] of spans) covered.fill(1, from, to);
      };
      cover(years.spans);
      cover([...folded.matchAll(DOCUMENT_NUMBER)].map(({ index, 0: all }) => [index, index + all.length]));
      cover(codes.codes.map(({ span }) => span));
      cover(codes.values.map(({ span }) => span));
      for (const { spans, evidence } of found.hits) if (evidence > 0.8) cover(spans);
      cover(story);
      cover(cues.get('bound')?.spans ?? []);
      for (const { owner, quality, spans } of cueMatches.filter(keep)) {
        if (quality >= SURE && owner !== 'offtopic') cover(spans);
      }
      const leadingForeign = (from: number, until = from + LONGEST_NAME) => {
        let to = from;
        while (to < folded.length && covered[to] === 0 && to < until) to += 1;
        const rest = folded.slice(from, to);
        return filler.begins(rest) && !NAME_BEGINS.test(rest) ? 0 : filler.foreignIn(rest);
      };
      const units = found.hits.flatMap(({ entity, spans }) => (entity.kind === 'unit' ? spans : []));
      const office = offices.find(folded, units, leadingForeign);
      if (office) cover(office.spans);
      const place = places.find(folded, leadingForeign, office?.spans ?? []);
      cover(place.ours);
      const persons = personsIn(folded, leadingForeign);
      if (persons.length > 0) hear('people', persons);
      cover(persons);
      const gaps: Reading['gaps'] = [];
      for (let from = 0; from < folded.length; from += 1) {
        if (covered[from] === 1) continue;
        let to = from;
        while (to < folded.length && covered[to] === 0) to += 1;
        gaps.push({ span: [from, to], foreign: filler.foreignIn(folded.slice(from, to)) });
        from = to;
      }
      const foreign = gaps.reduce((sum, gap) => sum + gap.foreign, 0);
      return {
        folded,
        years,
        codes,
        entities: found,
        cues,
        ours: place.ours.length > 0,
        otherAgency: place.other,
        everybody: place.everybody,
        office,
        story: story.length > 0,
        gaps,
        foreign,
        foreignShare: folded.length === 0 ? 0 : Math.min(1, foreign / folded.length),
      };
    },
  };
}
