import type { EntityHit } from './entity.ts';
import type { Choice } from './rank.ts';
import type { Reading } from './reading.ts';

/** All that are named by code, where the question chosen can only tell of one of them: none of them may be dropped silently. */
export function severalNamed({ cues, entities }: Reading, { question, hit }: Choice): EntityHit[] {
  if (question.many || hit?.by !== 'code' || !(cues.has('pair') || cues.has('range'))) return [];
  return entities.hits
    .filter(({ entity, by }) => by === 'code' && entity.kind === hit.entity.kind)
    .toSorted((a, b) => (a.spans[0]?.[0] ?? 0) - (b.spans[0]?.[0] ?? 0));
}
