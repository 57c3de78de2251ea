import type { Topic } from './answer.ts';
import type { AskContext } from './ask-context.ts';
import type { QuestionSpec } from './questions/question.ts';
import type { Reading } from './reading.ts';

export type YearMeant = Pick<AskContext, 'year' | 'years' | 'yearFrom'>;

/** What is known beside the text when a year is chosen. */
export interface YearHints {
  topic: Topic | undefined;
  /** The year whose printed score was quoted. */
  quoted: number | undefined;
  /** Years with results, newest first. */
  held: readonly number[];
}

/** Which year is meant, or the year that is said and not held. */
export function yearMeant(
  reading: Reading,
  question: QuestionSpec,
  { topic, quoted, held: known }: YearHints,
): YearMeant | { missing: number } {
  const newest = Math.max(...known);
  const { years, relative } = reading.years;
  const held = years.filter((year) => known.includes(year));
  const missing = years.find((year) => !known.includes(year));
  const ahead = question.year === 'ahead' && missing === newest + 1;
  if (missing !== undefined && question.year !== 'any' && !ahead) return { missing };
  const base = reading.years.base && held.length < 2 && relative.length + held.length === 1;
  if (base) return { year: newest, years: held, yearFrom: 'assumed' };
  if (relative.includes('ahead') && held.length === 0 && question.year === undefined)
    return { missing: newest + 1 };
  if (held.length > 0) return { year: Math.max(...held), years: held, yearFrom: 'said' };
  if (quoted !== undefined) return { year: quoted, years: [], yearFrom: 'said' };
  const from = topic?.year !== undefined && known.includes(topic.year) ? topic.year : undefined;
  if (relative.includes('before') && !relative.includes('latest')) {
    const earlier = known.filter((year) => year < (from ?? newest));
    if (earlier.length === 0) return { missing: (from ?? newest) - 1 };
    return { year: Math.max(...earlier), years: [], yearFrom: 'before' };
  }
  if (relative.length > 0) return { year: newest, years: [], yearFrom: 'latest' };
  if (reading.years.unclear) return { year: newest, years: [], yearFrom: 'unclear' };
  return from !== undefined
    ? { year: from, years: [], yearFrom: 'topic' }
    : { year: newest, years: [], yearFrom: 'assumed' };
}
