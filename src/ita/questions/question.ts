import type { Understanding } from '../answer.ts';
import type { CueId } from '../cues.ts';
import type { EntityKind } from '../entity.ts';
import type { AskContext } from '../ask-context.ts';

/** What an answer says, for judging what the text takes for true. */
export interface Truth {
  score?: number | undefined;
  grade?: string | undefined;
  passes?: boolean | undefined;
  /** Against the year before: above 0 is better. */
  change?: number | undefined;
}

/**
 * One kind of question the bot answers. How it is chosen: each cue of the text that stands in `cues` counts for it (times
 * the number given), each other one against it; the same for what the question is about.
 */
export interface QuestionSpec {
  /** Stable; it stands in topics. */
  id: string;
  /** What it can be about; empty when it is about nothing in particular. */
  takes: readonly EntityKind[];
  /** Also answered without such an entity. Always so when `takes` is empty. */
  alone?: boolean;
  /** At least one of these must be said (all of an inner list). Without `needs` the entity alone is enough. */
  needs?: readonly (CueId | readonly CueId[])[];
  cues: Partial<Record<CueId, number>>;
  /** Chosen a little more readily (positive) or less. */
  base?: number;
  /**
   * `reported` (default): only for years we have. `any`: years in the text do not matter. `ahead`: the year after the
   * newest is fine too, because measures are for it.
   */
  year?: 'reported' | 'any' | 'ahead';
  /**
   * Not about ITA, so no word of it is needed: `always`, or `short` when little else is in the text.
   */
  free?: 'always' | 'short';
  /** About several entities of its kinds at once. */
  many?: boolean;
  /** A bare number beside the entity is a step of a measure. */
  step?: boolean;
  /** What the answer says in figures; with it "ใช่ไหมว่า…" gets a yes or a no. */
  truth?(context: AskContext): Truth | undefined;
  answer(context: AskContext): Understanding;
}

export const question = (spec: QuestionSpec): QuestionSpec => spec;
