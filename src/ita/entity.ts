import type { Span } from './lexicon.ts';

export const ENTITY_KINDS = [
  'indicator',
  'question',
  'item',
  'sub',
  'part',
  'unit',
  'definition',
  'grade',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** Something an ITA question can be about. `ref` is `kind:id`, as findings and topics name it: `indicator:9`, `item:O31`. */
export interface Entity {
  ref: `${EntityKind}:${string}`;
  kind: EntityKind;
  id: string;
}

export interface EntityHit {
  entity: Entity;
  /** How sure the text makes us, 0 to about 5; a code is 4.5. */
  evidence: number;
  /** Where it stands in the folded text. */
  spans: readonly Span[];
  /** `bare`: a number that could be a question or an item; `topic`: from the last answer; `search`: by similar words. */
  /** The year whose printed score was quoted. */
  year?: number;
  by: 'code' | 'bare' | 'wording' | 'value' | 'search' | 'topic';
}

export const entityOf = (kind: EntityKind, id: string): Entity => ({ ref: `${kind}:${id}`, kind, id });

/** Reads `kind:id`; undefined for anything else. */
export function parseRef(ref: string): Entity | undefined {
  const at = ref.indexOf(':');
  const kind = ENTITY_KINDS.find((one) => one === ref.slice(0, at));
  return kind && at < ref.length - 1 ? entityOf(kind, ref.slice(at + 1)) : undefined;
}
