import { findItem, findQuestion, findSubIndicator, type AgencyData } from './dataset.ts';
import { entityOf, type Entity } from './entity.ts';

/** What an entity belongs to, nearest first: a question's indicator and part, an item's sub-indicator and indicator. */
export function parentsOf(data: AgencyData, entity: Entity): Entity[] {
  for (const dataset of data.datasets) {
    if (entity.kind === 'question') {
      const asked = findQuestion(dataset, entity.id);
      if (asked) return [entityOf('indicator', String(asked.indicator)), entityOf('part', 'IIT')];
    }
    const sub =
      entity.kind === 'item'
        ? findItem(dataset, entity.id)?.subIndicator
        : entity.kind === 'sub'
          ? entity.id
          : undefined;
    const found = sub === undefined ? undefined : findSubIndicator(dataset, sub);
    if (found)
      return [
        ...(entity.kind === 'item' ? [entityOf('sub', found.code)] : []),
        entityOf('indicator', String(found.indicator)),
      ];
  }
  return [];
}
