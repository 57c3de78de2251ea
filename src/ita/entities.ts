import type { CodesFound } from './codes.ts';
import type { AgencyData } from './dataset.ts';
import { wordingsOfEntities } from './entity-wordings.ts';
import { entityOf, type Entity, type EntityHit, type EntityKind } from './entity.ts';
import { createLexicon, type Match, type Span } from './lexicon.ts';
import { fold } from './normalise.ts';
import type { Dataset } from './schema.ts';

/** A code that belongs to no entity we have: O44, I1, indicator 11. */
export interface MissingCode {
  kind: 'item' | 'question' | 'indicator' | 'sub' | 'eit-question';
  code: string;
}

export interface EntitiesFound {
  /** Best first. */
  hits: EntityHit[];
  missing: MissingCode[];
}

export interface EntityIndex {
  /** The wordings in a text; the caller may drop some before `find`. */
  match(folded: string): Match<Entity>[];
  find(folded: string, codes: CodesFound, matches: readonly Match<Entity>[]): EntitiesFound;
  has(ref: string): boolean;
}

/** "got a score" names no grade, "got a B" and "got A" do. */
const GRADE =
  /(?:(?:ระดับ|เกรด|grade|level|rating|rated) ?(?:คิอ|เปน|was |is |of )?|ได ?|(?<![a-z])an? )(aa|[a-f])(?![a-z])|(?<![a-z])(?:got|gets?) (aa|[b-f](?![a-z])|a(?! ?[a-z]))/g;

const CODE_EVIDENCE = 4.5;
/** How names of units begin; without it "พัสดุ" may be any parcel (folded). */
const UNIT_BEGINS = /^(?:กอง|สำนัก|งาน|ฝาย|สุน|ปลัด|เจาหนาทิ)/;
const BARE_EVIDENCE = 2.4;
/** Weight of a wording that makes one unit of evidence. */
const PER_EVIDENCE = 4;

const sameScore = (a: number, b: number) => Math.round(a * 100) === Math.round(b * 100);

/** Entities whose printed score somebody quotes, in the newest year that has it. */
function byValue(datasets: readonly Dataset[], value: number): { entity: Entity; year: number }[] {
  for (const dataset of datasets) {
    const found = [
      ...dataset.indicators
        .filter(({ score }) => sameScore(score, value))
        .map((one) => entityOf('indicator', String(one.number))),
      ...dataset.questions
        .filter(({ score }) => sameScore(score, value))
        .map((one) => entityOf('question', one.code)),
    ];
    if (found.length > 0) return found.map((entity) => ({ entity, year: dataset.year }));
  }
  return [];
}

/** Prepares finding entities by code, number, quoted score and wording. */
export function createEntityIndex(data: AgencyData): EntityIndex {
  const wordings = wordingsOfEntities(data);
  const known = new Set(wordings.map(({ owner }) => owner.ref as string));
  const lexicon = createLexicon(wordings);
  const asFolded = new Map(wordings.map(({ text }) => [text, fold(text).length]));

  function byCode({ codes, values }: CodesFound): EntitiesFound {
    const hits: EntityHit[] = [];
    const missing: MissingCode[] = [];
    const take = (kind: EntityKind, id: string, span: Span, by: EntityHit['by'], evidence: number) => {
      const entity = entityOf(kind, id);
      if (!known.has(entity.ref)) return false;
      hits.push({ entity, evidence, spans: [span], by });
      return true;
    };
    for (const { kind, code, span } of codes) {
      if (kind === 'bare') {
        const asQuestion = take('question', `I${code}`, span, 'bare', BARE_EVIDENCE);
        const asItem = take('item', `O${code}`, span, 'bare', BARE_EVIDENCE);
        if (!asQuestion && !asItem && Number(code) > 0) missing.push({ kind: 'item', code: `O${code}` });
      } else if (kind === 'question' && code.startsWith('E')) {
        missing.push({ kind: 'eit-question', code });
      } else if (!take(kind, code, span, 'code', CODE_EVIDENCE)) {
        missing.push({ kind, code });
      }
    }
    for (const { value, span } of values) {
      if (codes.some((one) => one.kind === 'sub' && one.span[0] === span[0] && known.has(`sub:${one.code}`)))
        continue;
      for (const { entity, year } of byValue(data.datasets, value)) {
        hits.push({ entity, evidence: 3, spans: [span], by: 'value', year });
      }
    }
    // a decimal that is no sub-indicator is a score somebody quotes, not a code that is missing
    return {
      hits,
      missing: missing.filter(
        (one) => one.kind !== 'sub' || known.has(`indicator:${one.code.split('.')[0] ?? ''}`),
      ),
    };
  }

  function byWording(matches: readonly Match<Entity>[]): EntityHit[] {
    const best = new Map<string, { entity: Entity; top: number; covered: number; spans: Span[] }>();
    for (const match of matches) {
      const whole = asFolded.get(match.text) ?? 0;
      // abbreviations say more than their three letters weigh
      const worth =
        whole === 0
          ? 0
          : match.owner.kind === 'part' && fold(match.text) === match.owner.id.toLowerCase()
            ? 12
            : match.owner.kind === 'definition' && match.quality === 1
              ? Math.max(match.weight, 7)
              : match.weight;
      const entry = best.get(match.owner.ref) ?? { entity: match.owner, top: 0, covered: 0, spans: [] };
      const named = match.owner.kind !== 'unit' || UNIT_BEGINS.test(fold(match.text));
      if (worth * (named ? 1 : 0.6) > entry.top) entry.top = worth * (named ? 1 : 0.6);
      for (const span of match.spans) {
        if (!entry.spans.some(([from, to]) => from <= span[0] && span[1] <= to)) entry.spans.push(span);
      }
      best.set(match.owner.ref, entry);
    }
    return [...best.values()].map(({ entity, top, spans }) => {
      const covered = coverage(spans);
      const evidence = Math.min(0.65 * top + 0.35 * Math.max(top, covered), 18) / PER_EVIDENCE;
      return { entity, evidence, spans, by: 'wording' as const };
    });
  }

  return {
    has: (ref) => known.has(ref),
    match: (folded) => lexicon.match(folded),
    find(folded, codes, matches) {
      const { hits, missing } = byCode(codes);
      for (const match of folded.matchAll(GRADE)) {
        const span: Span = [match.index, match.index + match[0].length];
        hits.push({
          entity: entityOf('grade', (match[1] ?? match[2] ?? '').toUpperCase()),
          evidence: 2.2,
          spans: [span],
          by: 'code',
        });
      }
      for (const hit of byWording(matches)) {
        const same = hits.find((other) => other.entity.ref === hit.entity.ref);
        if (!same) hits.push(hit);
        else {
          same.evidence += 0.5 * hit.evidence;
          same.spans = [...same.spans, ...hit.spans];
          if (same.by === 'bare') same.by = 'code';
        }
      }
      hits.sort((a, b) => b.evidence - a.evidence);
      return { hits, missing };
    },
  };
}

/** How many signs the spans cover together. */
export function coverage(spans: readonly Span[]): number {
  const sorted = spans.toSorted((a, b) => a[0] - b[0]);
  let end = 0;
  let sum = 0;
  for (const [from, to] of sorted) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}
