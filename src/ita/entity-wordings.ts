import { DEFINITION_ALIASES, INDICATOR_ALIASES, PART_ALIASES, SUB_ALIASES } from './aliases/indicators.ts';
import { ITEM_ALIASES } from './aliases/items.ts';
import { QUESTION_ALIASES } from './aliases/questions.ts';
import { wordingsOf } from './cue.ts';
import type { AgencyData } from './dataset.ts';
import { entityOf, type Entity, type EntityKind } from './entity.ts';
import type { Wording } from './lexicon.ts';
import { fold } from './normalise.ts';

/** Shorter wordings stand in too many other words. */
const SHORTEST = 3;
/** Terms that a question of its own explains, with the figures. */
const OWN_QUESTION = new Set(['swot', 'pass-mark']);

/** How the entities of all years are called: each once, the newest year's names first. */
export function wordingsOfEntities(data: AgencyData): Wording<Entity>[] {
  const wordings: Wording<Entity>[] = [];
  const seen = new Set<string>();
  const add = (kind: EntityKind, id: string, says: (string | undefined)[]) => {
    const entity = entityOf(kind, id);
    seen.add(entity.ref);
    for (const text of says) {
      if (text !== undefined && fold(text).length >= SHORTEST) wordings.push({ owner: entity, text });
    }
  };
  const plain = (name: string) => name.replaceAll('+', ' ');
  const aliases = (table: Record<string, string>, name: string) => wordingsOf(table[name] ?? '');
  for (const dataset of data.datasets) {
    for (const { number, name } of dataset.indicators) {
      if (seen.has(`indicator:${number}`)) continue;
      add('indicator', String(number), [
        plain(name.th),
        plain(name.en),
        ...aliases(INDICATOR_ALIASES, name.th),
      ]);
    }
    for (const { code, text, topic } of dataset.questions) {
      if (seen.has(`question:${code}`)) continue;
      const key = Object.keys(QUESTION_ALIASES).find((piece) => text.th.includes(piece));
      add('question', code, [
        plain(topic.th),
        plain(topic.en),
        ...(key ? aliases(QUESTION_ALIASES, key) : []),
      ]);
    }
    for (const { code, name } of dataset.items) {
      if (seen.has(`item:${code}`)) continue;
      add('item', code, [plain(name.th), plain(name.en), ...aliases(ITEM_ALIASES, name.th)]);
    }
    for (const { code, name } of dataset.subIndicators) {
      if (seen.has(`sub:${code}`)) continue;
      add('sub', code, [plain(name.th), plain(name.en), ...aliases(SUB_ALIASES, name.th)]);
    }
    for (const { code, name } of dataset.parts) {
      if (seen.has(`part:${code}`)) continue;
      add('part', code, [plain(name.th), plain(name.en), ...aliases(PART_ALIASES, code)]);
    }
    for (const { id, term } of dataset.definitions) {
      if (seen.has(`definition:${id}`) || seen.has(`part:${id.toUpperCase()}`) || OWN_QUESTION.has(id))
        continue;
      add('definition', id, [plain(term.th), plain(term.en), ...aliases(DEFINITION_ALIASES, id)]);
    }
  }
  for (const unit of data.agency.units) {
    add('unit', unit.id, [plain(unit.name.th), plain(unit.name.en), ...unit.aliases.map(plain)]);
  }
  return wordings;
}
