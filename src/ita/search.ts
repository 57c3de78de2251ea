import MiniSearch from 'minisearch';
import type { AgencyData } from './dataset.ts';
import { entityOf, parseRef, type EntityHit, type EntityKind } from './entity.ts';
import { fold } from './normalise.ts';

/** Finding an entity by words and letter triples of its official text: the last resort when no wording is known. */
export interface EntitySearch {
  /** At most `limit` entities whose text shares enough with the folded question, best first. */
  find(folded: string, limit?: number): EntityHit[];
}

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });

/** Words of two letters or more, and all triples. */
export function tokensOf(folded: string): string[] {
  const tokens = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(folded)) {
    if (isWordLike && segment.length > 1) tokens.add(segment);
  }
  const joined = folded.replaceAll(' ', '');
  for (let at = 0; at + 3 <= joined.length; at += 1) tokens.add(`#${joined.slice(at, at + 3)}`);
  return [...tokens];
}

interface Entry {
  id: string;
  text: string;
}

/** The searchable text of every indicator, question, item and sub-indicator, in both languages. */
export function searchEntries(data: AgencyData): Entry[] {
  const texts = new Map<string, string[]>();
  const add = (kind: EntityKind, id: string | number, ...says: (string | undefined)[]) => {
    const ref = entityOf(kind, String(id)).ref;
    texts.set(ref, [...(texts.get(ref) ?? []), ...says.filter((one) => one !== undefined)]);
  };
  for (const dataset of data.datasets) {
    for (const { number, name, plain } of dataset.indicators)
      add('indicator', number, name.th, name.en, plain?.th, plain?.en);
    for (const { code, text, topic } of dataset.questions)
      add('question', code, text.th, text.en, topic.th, topic.en);
    for (const { code, name, plain } of dataset.items)
      add('item', code, name.th, name.en, plain.th, plain.en);
    for (const { code, name } of dataset.subIndicators) add('sub', code, name.th, name.en);
  }
  return [...texts].map(([id, says]) => ({ id, text: [...new Set(says)].map(fold).join(' ') }));
}

/** A share of the question's tokens below this is chance. */
const ENOUGH = 0.5;

export function createEntitySearch(data: AgencyData): EntitySearch {
  const index = new MiniSearch<Entry>({ fields: ['text'], tokenize: tokensOf, processTerm: (term) => term });
  index.addAll(searchEntries(data));
  return {
    find(folded, limit = 3) {
      const tokens = tokensOf(folded);
      if (tokens.length < 4) return [];
      return index
        .search(folded, { combineWith: 'OR' })
        .slice(0, limit)
        .flatMap((result) => {
          const entity = parseRef(String(result.id));
          const share = result.terms.length / tokens.length;
          return entity && share >= ENOUGH
            ? [{ entity, evidence: 2.4 * share, spans: [], by: 'search' as const }]
            : [];
        });
    },
  };
}
