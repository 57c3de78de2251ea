import type { Lang } from '../i18n.ts';
import type { Agency } from './agency.ts';
import type { Topic } from './answer.ts';
import type { AgencyData } from './dataset.ts';
import type { Entity, EntityHit } from './entity.ts';
import type { MeasureProgress } from './progress.ts';
import type { CueHit } from './reading.ts';
import type { CueId } from './cues.ts';
import type { Dataset } from './schema.ts';

/** What an answer is made of: the data, the language and what was understood. */
export interface AskContext {
  lang: Lang;
  /** The text of `key` in `ita.json` or `ask.json` (given with its area). */
  t: (key: string, params?: Record<string, string | number>) => string;
  data: AgencyData;
  agency: Agency;
  /** The year asked about, and its result. */
  year: number;
  dataset: Dataset;
  /** What was reported about the measures, of all years. */
  progress: readonly MeasureProgress[];
  /** The result of the year before it, if we have it. */
  before?: Dataset;
  /** Years that stand in the text, in order. */
  years: readonly number[];
  /** How the year was chosen: said, pointed at ("this year"), from the last answer, or assumed to be the
   * newest; `unclear` when what was typed is no year. */
  yearFrom: 'said' | 'latest' | 'before' | 'topic' | 'assumed' | 'unclear';
  entity?: Entity;
  /** Everything the text could be about, best first. */
  hits: readonly EntityHit[];
  cues: ReadonlyMap<CueId, CueHit>;
  /** A bare number in the text, for example the step in "ข้อ 3". */
  number?: number;
  folded: string;
  /** The contradictions about `ref` in the year, in words. */
  findings: (ref: string, year?: number) => string[];
  /** Rules and places of contradictions, for those who need more than the words. */
  findingPlaces: (rule: string, year?: number) => string[][];
  topic: (entity?: Entity, year?: number) => Topic;
}
