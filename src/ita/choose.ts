import type { Topic } from './answer.ts';
import type { CueId } from './cues.ts';
import type { AgencyData } from './dataset.ts';
import type { Entity, EntityHit } from './entity.ts';
import { parentsOf } from './family.ts';
import { QUESTIONS } from './questions/index.ts';
import { rank, type Choice } from './rank.ts';
import type { Reading } from './reading.ts';
import { createEntitySearch } from './search.ts';

/** Below this a reading explains too little of the text. */
const ENOUGH_SCORE = 0.7;
/** Below this it is not about ITA. */
const ENOUGH_DOMAIN = 0.16;
/** Two readings closer than this are asked about. */
const CLOSE = 0.08;
/** Foreign letters from which on a question about nothing in particular is looked at again with the search. */
const MUCH_FOREIGN = 6;
/** What the search finds must explain this much more, when there was a reading already. */
const CLEARLY_BETTER = 0.5;

/** A search needs one of these beside it: similar words alone prove nothing. */
const SEARCHED: readonly CueId[] = [
  'score',
  'result',
  'indicators',
  'items',
  'eachq',
  'ita',
  'pass',
  'full',
  'zero',
  'why',
  'improve',
  'responsible',
  'whatis',
];

/** The question a text most likely is. */
export interface Chosen {
  best: Choice | undefined;
  /** It explains too little: nobody should be answered on it. */
  weak: boolean;
  /** What the text could be about just as well, the best first; more than one has to be asked about. */
  meant: EntityHit[];
}

export type Chooser = (reading: Reading, topic: Topic | undefined) => Chosen;

function isWeak(choice: Choice | undefined, reading: Reading): boolean {
  if (choice === undefined) return true;
  if (choice.question.free !== undefined) return false;
  return choice.score < ENOUGH_SCORE || choice.domain - reading.foreignShare < ENOUGH_DOMAIN;
}

/** Prepares choosing among all questions for one agency's data. */
export function createChooser(data: AgencyData): Chooser {
  const search = createEntitySearch(data);
  const parents = (entity: Entity) => parentsOf(data, entity);

  /** The other entities that the text could mean just as well. */
  function rivals(best: Choice, choices: readonly Choice[]): EntityHit[] {
    const { hit } = best;
    if (!hit || hit.by === 'topic' || best.question.many) return [];
    if (hit.by === 'bare') {
      const start = hit.spans[0]?.[0];
      return choices.flatMap(({ hit: other }) =>
        other?.by === 'bare' && other.spans[0]?.[0] === start ? [other] : [],
      );
    }
    const family = (entity: Entity) =>
      best.question.step
        ? [entity, ...parents(entity)].find(({ kind }) => kind === 'indicator')?.ref
        : entity.ref;
    return choices.flatMap(({ hit: other, score }) =>
      other &&
      other.by === hit.by &&
      hit.by !== 'code' &&
      family(other.entity) !== family(hit.entity) &&
      best.score - score < CLOSE
        ? [other]
        : [],
    );
  }

  function meantBy(best: Choice, choices: readonly Choice[]): EntityHit[] {
    if (!best.hit) return [];
    const all = [best.hit, ...rivals(best, choices)];
    return all.filter((hit, at) => all.findIndex(({ entity }) => entity.ref === hit.entity.ref) === at);
  }

  return (reading, topic) => {
    const options = { ...(topic ? { topic } : {}), parentsOf: parents };
    let choices = rank(reading, QUESTIONS, options);
    const first = choices[0];
    const unexplained =
      first?.hit === undefined && reading.foreign >= MUCH_FOREIGN && first?.question.free === undefined;
    const maySearch = !reading.otherAgency && SEARCHED.some((id) => reading.cues.has(id));
    if (maySearch && (isWeak(first, reading) || unexplained)) {
      const found = search.find(reading.folded);
      const again =
        found.length === 0
          ? []
          : rank(
              { ...reading, entities: { ...reading.entities, hits: [...reading.entities.hits, ...found] } },
              QUESTIONS,
              options,
            );
      const better = isWeak(first, reading)
        ? !isWeak(again[0], reading)
        : (again[0]?.score ?? 0) > (first?.score ?? 0) + CLEARLY_BETTER;
      if (better) choices = again;
    }
    const best = choices[0];
    return { best, weak: isWeak(best, reading), meant: best ? meantBy(best, choices) : [] };
  };
}
