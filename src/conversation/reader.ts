import type { Answerer, Topic, Understanding } from '../ita/answer.ts';
import type { MeasureProgress } from '../ita/progress.ts';
import { fold } from '../ita/normalise.ts';
import type { StaffAnswer } from '../knowledge/answers.ts';
import { createMatcher } from '../knowledge/matching.ts';
import type { Lang } from '../i18n.ts';

/** What a text was read as: something of the ITA results, or a question that staff answered in their own words. */
export type Reading = Understanding | { kind: 'staff-answer'; text: string };

export interface Reader {
  ask(text: string, context: { lang: Lang; topic?: Topic }): Reading;
}

/** Staff wrote this very question: their answer comes first, whatever else it could mean. */
const SAME = 0.8;
/** Nothing else was found: a question this much like theirs gets their answer. */
const ALIKE = 0.5;

/** Readings that a merely similar question of staff's may take the place of. */
const UNSURE: ReadonlySet<Understanding['kind']> = new Set(['unknown', 'ask-back']);

/** Lets staff's own answers and reports take part in understanding. Figures still come from the data alone. */
export function createReader(
  answerer: Answerer,
  answers: readonly StaffAnswer[],
  progress: readonly MeasureProgress[],
): Reader {
  const match = createMatcher(answers, fold);
  return {
    ask(text, context) {
      const near = match(text);
      const theirs = (): Reading => ({ kind: 'staff-answer', text: near?.answer.answer[context.lang] ?? '' });
      if (near && near.likeness >= SAME) return theirs();
      const reading = answerer.ask(text, { ...context, progress });
      return near && near.likeness >= ALIKE && UNSURE.has(reading.kind) ? theirs() : reading;
    },
  };
}
