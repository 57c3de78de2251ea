import type { AskContext } from '../ask-context.ts';
import { findMeasure } from '../dataset.ts';
import type { Measure, Step } from '../schema.ts';
import { formatScore } from '../score.ts';
import { fitting, shorten } from '../shorten.ts';
import {
  ANSWER_LIMIT,
  answerOf,
  indicatorName,
  indicatorOf,
  notHeld,
  plain,
  sourceOf,
  suggest,
} from '../wording.ts';
import { question } from './question.ts';
import { unitNames } from './unit-names.ts';

const stepRow = (context: AskContext, step: Step, many: boolean, cap: number): string => {
  const own = step.units.length > 0 || step.everyUnit ? unitNames(context, step.units, step.everyUnit) : '';
  const details = step.details.map((detail) => plain(context, detail)).join(', ');
  const text = [plain(context, step), details].filter((part) => part !== '').join(': ');
  return context.t(own ? 'ita:measure.step-units' : many ? 'ita:measure.step' : 'ita:measure.only-step', {
    number: step.number,
    text: shorten(text, cap, context.lang),
    units: own,
  });
};

/** The measure for what is asked about; undefined with the reason when there is none. */
export function measureFor(context: AskContext): { measure: Measure; name: string } | undefined {
  const indicator = indicatorOf(context.dataset, context.entity);
  const measure = indicator && findMeasure(context.dataset, indicator.number);
  return indicator && measure ? { measure, name: indicatorName(context, indicator) } : undefined;
}

/** That there is no measure, or none in the year. */
export const noMeasure = (context: AskContext) => {
  const indicator = indicatorOf(context.dataset, context.entity);
  return context.dataset.measures.length === 0 || !indicator
    ? notHeld(context, 'detail-year', { year: context.dataset.year })
    : notHeld(context, 'no-measure', {
        name: indicatorName(context, indicator),
        score: formatScore(indicator.score),
        year: context.dataset.year,
      });
};

/** Asks for everything, however long it is (folded). */
const WHOLE = /ทังหมด|ฉบับเตม|แบบเตม|ครบทุก|in full|everything|all steps/;
/** Characters that source and ways on take. */
const AROUND = 110;

const nextYear = (context: AskContext) => context.dataset.year + 1;
const TAKES = ['indicator', 'question', 'sub', 'item'] as const;

/** What is to be done, step by step, and by whom. */
export const MEASURES = [
  question({
    id: 'measure',
    takes: TAKES,
    needs: ['improve', 'steps'],
    cues: {
      improve: 1,
      steps: 1,
      indicators: 1,
      responsible: 0.2,
      whatis: 0.6,
      why: 0.2,
      score: 0.2,
      duties: 0.4,
      up: 0.6,
      remarks: 0.2,
      weaknesses: 0.3,
      obstacles: 0.3,
    },
    base: 0.2,
    year: 'ahead',
    step: true,
    answer(context) {
      const found = measureFor(context);
      if (!found) return noMeasure(context);
      const { measure, name } = found;
      const { number, t } = context;
      const steps = measure.steps.filter((step) => number === undefined || step.number === number);
      const shown = steps.length > 0 ? steps : measure.steps;
      const linesAt = (cap: number) => [
        ...measure.measures.map((text, at) =>
          t(measure.measures.length > 1 ? 'ita:measure.one-of' : 'ita:measure.one', {
            number: at + 1,
            text: shorten(plain(context, text), cap, context.lang),
          }),
        ),
        t('ita:measure.steps'),
        ...shown.map((step) => stepRow(context, step, shown.length > 1, cap)),
      ];
      const headline = t('ita:measure.headline', {
        name,
        year: nextYear(context),
        units: unitNames(context, measure.units, measure.everyUnit),
      });
      const { lines, cut } = WHOLE.test(context.folded)
        ? { lines: linesAt(Number.POSITIVE_INFINITY), cut: false }
        : fitting(linesAt, ANSWER_LIMIT - headline.length - AROUND);
      return answerOf(context, {
        headline,
        list: lines,
        source: sourceOf(context, measure.section),
        suggestions: [
          ...(cut ? [suggest(context, 'whole-measure', { number: measure.indicator })] : []),
          suggest(context, 'responsible', { number: measure.indicator }),
          suggest(context, 'monitoring'),
          suggest(context, 'why-indicator', { number: measure.indicator }),
        ],
        topic: context.topic({
          ref: `indicator:${measure.indicator}`,
          kind: 'indicator',
          id: String(measure.indicator),
        }),
      });
    },
  }),
  question({
    id: 'responsible',
    takes: TAKES,
    needs: ['responsible'],
    cues: {
      responsible: 1,
      improve: 0.9,
      steps: 0.6,
      duties: 0.4,
      indicators: 1,
      score: 0.2,
      whatis: 0.2,
      monitoring: 0.2,
    },
    base: 0.3,
    year: 'ahead',
    step: true,
    answer(context) {
      const found = measureFor(context);
      if (!found) return noMeasure(context);
      const { measure, name } = found;
      const { number, t } = context;
      const step = measure.steps.find((one) => one.number === number);
      const params = { name, number: number ?? '', year: nextYear(context) };
      const byStep = step && (step.units.length > 0 || step.everyUnit);
      return answerOf(context, {
        headline: byStep
          ? t('ita:responsible.step', { ...params, units: unitNames(context, step.units, step.everyUnit) })
          : t('ita:responsible.headline', {
              ...params,
              units: unitNames(context, measure.units, measure.everyUnit),
            }),
        meaning: [
          byStep ? t('ita:responsible.task', { text: plain(context, step) }) : '',
          measure.steps.some((one) => one.units.length > 0 || one.everyUnit) && !byStep
            ? measure.steps
                .map((one) =>
                  t('ita:responsible.row', {
                    number: one.number,
                    units: unitNames(context, one.units, one.everyUnit),
                  }),
                )
                .join('\n')
            : '',
          t('ita:responsible.printed', { text: measure.responsiblePrinted }),
        ],
        source: sourceOf(context, measure.section),
        suggestions: [
          suggest(context, 'measure', { number: measure.indicator }),
          suggest(context, 'monitoring'),
        ],
        topic: context.topic({
          ref: `indicator:${measure.indicator}`,
          kind: 'indicator',
          id: String(measure.indicator),
        }),
      });
    },
  }),
];
