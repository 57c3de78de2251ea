import {
  findMeasure,
  gradeOf,
  indicatorsOfPart,
  itemsOfSub,
  partScore,
  questionsOf,
  subIndicatorMean,
  subIndicatorsOf,
  weightedOverall,
} from '../lookups.ts';
import type { Dataset } from '../schema.ts';
import { exact, formatScore, hundredths, mean, rounded, weightedMean, type Ratio } from '../score.ts';
import { messageKey, type Rule } from './finding.ts';

/** Printed scores against what they are made of. */

const differ = (a: number, b: number): boolean => hundredths(a) !== hundredths(b);

/** Printed values of the overall score, each once, with the first place it stands. */
function printedOveralls(dataset: Dataset): { score: number; section: string }[] {
  const { overall } = dataset;
  const all = [{ score: overall.score, section: overall.section }, ...overall.alsoPrinted];
  return all.filter((one, at) => all.findIndex((other) => !differ(other.score, one.score)) === at);
}

/** The weighted overall when each part is first rounded to two decimals. */
function stepwiseOverall(dataset: Dataset): number | null {
  const parts = dataset.parts.map((part) => ({ score: partScore(dataset, part.code), weight: part.weight }));
  if (parts.some((part) => part.score === null)) return null;
  const value = weightedMean(parts.map((part) => ({ value: exact(part.score ?? 0), weight: part.weight })));
  return value && rounded(value);
}

/**
 * An OIT indicator is the mean of its sub-indicators, each the mean of its items: the report's own method, since
 * indicator 10 of 2563 (12.50) comes out so and not as the mean of items (20.00).
 */
export function itemsMean(dataset: Dataset, indicator: number): Ratio | null {
  const subs = subIndicatorsOf(dataset, indicator).map((sub) => subIndicatorMean(dataset, sub.code));
  return subs.every((sub) => sub !== null) ? mean(subs) : null;
}

export const scoreRules = [
  {
    id: 'overall-printed-differs',
    severity: 'arithmetic',
    check(dataset) {
      const [first, ...others] = printedOveralls(dataset);
      return others.map((other) => ({
        where: ['overall'],
        printed: formatScore(other.score),
        derived: formatScore(first?.score ?? dataset.overall.score),
        messageKey: messageKey('overall-printed-differs'),
        params: {
          section: { section: first?.section ?? dataset.overall.section },
          otherSection: { section: other.section },
        },
      }));
    },
  },
  {
    id: 'overall-weighted',
    severity: 'arithmetic',
    check(dataset) {
      const derived = weightedOverall(dataset);
      if (derived === null) return [];
      const stepwise = stepwiseOverall(dataset);
      return printedOveralls(dataset)
        .filter(({ score }) => differ(score, derived))
        .map(({ score, section }) => ({
          where: ['overall'],
          printed: formatScore(score),
          derived: formatScore(derived),
          messageKey: messageKey(
            'overall-weighted',
            stepwise !== null && !differ(stepwise, score) ? 'rounding' : 'text',
          ),
          params: {
            section: { section: section },
            weights: dataset.parts.map((part) => part.weight).join('/'),
          },
        }));
    },
  },
  {
    id: 'average-label',
    severity: 'arithmetic',
    check(dataset) {
      const claim = dataset.claims.averageOfIndicators;
      const value = mean(dataset.indicators.map((indicator) => exact(indicator.score)));
      if (!claim || !value || !differ(rounded(value), claim.score)) return [];
      return [
        {
          where: ['overall', 'claim:average'],
          printed: formatScore(claim.score),
          derived: formatScore(rounded(value)),
          messageKey: messageKey('average-label'),
          params: { count: dataset.indicators.length, section: { section: claim.section } },
        },
      ];
    },
  },
  {
    id: 'grade-of-score',
    severity: 'arithmetic',
    check(dataset) {
      return printedOveralls(dataset)
        .filter(({ score }) => gradeOf(dataset, score) !== dataset.overall.grade)
        .map(({ score }) => ({
          where: ['overall'],
          printed: dataset.overall.grade,
          derived: gradeOf(dataset, score),
          messageKey: messageKey('grade-of-score'),
          params: { score: formatScore(score) },
        }));
    },
  },
  {
    id: 'indicator-printed-differs',
    severity: 'arithmetic',
    check(dataset) {
      return dataset.indicators.flatMap((indicator) => {
        const measure = findMeasure(dataset, indicator.number);
        const again = [
          ...indicator.alsoPrinted.map((one) => ({ ...one, refs: [] as string[] })),
          ...(measure
            ? [
                {
                  score: measure.printedScore,
                  section: measure.section,
                  refs: [`measure:${indicator.number}`],
                },
              ]
            : []),
        ];
        return again
          .filter(({ score }) => differ(score, indicator.score))
          .map(({ score, section, refs }) => ({
            where: [`indicator:${indicator.number}`, ...refs],
            printed: formatScore(score),
            derived: formatScore(indicator.score),
            messageKey: messageKey('indicator-printed-differs'),
            params: {
              name: indicator.name,
              section: { section: indicator.section },
              otherSection: { section: section },
            },
          }));
      });
    },
  },
  {
    id: 'questions-mean',
    severity: 'arithmetic',
    check(dataset) {
      return dataset.indicators.flatMap((indicator) => {
        const questions = questionsOf(dataset, indicator.number);
        const value = mean(questions.map((question) => exact(question.score)));
        if (!value || !differ(rounded(value), indicator.score)) return [];
        return [
          {
            where: [`indicator:${indicator.number}`],
            printed: formatScore(indicator.score),
            derived: formatScore(rounded(value)),
            messageKey: messageKey('questions-mean'),
            params: { name: indicator.name, count: questions.length },
          },
        ];
      });
    },
  },
  {
    id: 'items-mean',
    severity: 'arithmetic',
    check(dataset) {
      return indicatorsOfPart(dataset, 'OIT').flatMap((indicator) => {
        const value = itemsMean(dataset, indicator.number);
        if (!value || !differ(rounded(value), indicator.score)) return [];
        const subs = subIndicatorsOf(dataset, indicator.number);
        return [
          {
            where: [`indicator:${indicator.number}`, ...subs.map((sub) => `sub:${sub.code}`)],
            printed: formatScore(indicator.score),
            derived: formatScore(rounded(value)),
            messageKey: messageKey('items-mean'),
            params: {
              name: indicator.name,
              subs: subs.length,
              items: subs.reduce((sum, sub) => sum + itemsOfSub(dataset, sub.code).length, 0),
            },
          },
        ];
      });
    },
  },
] as const satisfies readonly Rule[];
