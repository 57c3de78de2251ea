import { BOUNDS } from './bounds.ts';
import { RANGES } from './ranges.ts';
import { YEARS_WITHIN } from './years-within.ts';
import { NEGATIVE } from './negative.ts';
import { CHANGES } from './changes.ts';
import { COMPARE } from './compare.ts';
import { COMPARE_TWO } from './compare-two.ts';
import { CONTACT } from './contact.ts';
import { DOCUMENTS } from './documents.ts';
import { DUTIES } from './duties.ts';
import { EXTREMES } from './extremes.ts';
import { IIT } from './iit.ts';
import { INDICATOR_WHY } from './indicator-why.ts';
import { INDICATOR } from './indicator.ts';
import { INDICATOR_TABLES } from './indicator-tables.ts';
import { ITEM_COUNTS } from './item-counts.ts';
import { ITEMS } from './items.ts';
import { MEASURES } from './measures.ts';
import { NOT_HELD_QUESTIONS } from './not-held.ts';
import { OVERALL } from './overall.ts';
import { PART_WHY } from './part-why.ts';
import { PART } from './part.ts';
import { PARTS } from './parts.ts';
import { PASSING } from './passing.ts';
import { PROGRESS } from './progress.ts';
import type { QuestionSpec } from './question.ts';
import { SWOT } from './swot.ts';
import { TALK } from './talk.ts';
import { TERMS } from './terms.ts';
import { WHY } from './why.ts';

/**
 * Every question the bot answers. A new one is one entry in a topic's file, its wording in `ita.json`, and, if people say
 * it with words no cue has, those words in `cues/`.
 */
export const QUESTIONS: readonly QuestionSpec[] = [
  ...OVERALL,
  ...PASSING,
  ...COMPARE,
  ...COMPARE_TWO,
  ...BOUNDS,
  ...YEARS_WITHIN,
  ...RANGES,
  ...NEGATIVE,
  ...CHANGES,
  ...EXTREMES,
  ...WHY,
  ...INDICATOR,
  ...INDICATOR_WHY,
  ...INDICATOR_TABLES,
  ...PART,
  ...PARTS,
  ...ITEMS,
  ...ITEM_COUNTS,
  ...PART_WHY,
  ...IIT,
  ...MEASURES,
  ...DUTIES,
  ...PROGRESS,
  ...SWOT,
  ...TERMS,
  ...DOCUMENTS,
  ...CONTACT,
  ...NOT_HELD_QUESTIONS,
  ...TALK,
];
