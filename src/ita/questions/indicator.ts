import type { AskContext } from '../ask-context.ts';
import { findIndicator, passes } from '../dataset.ts';
import type { Dataset, Indicator } from '../schema.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  changeText,
  indicatorName,
  notHeld,
  passText,
  plain,
  sourceOf,
  suggest,
  yearBar,
} from '../wording.ts';
import { question } from './question.ts';

const earlier = (
  context: AskContext,
  { number }: Indicator,
): { dataset: Dataset; score: number } | undefined => {
  const found = context.before && findIndicator(context.before, number);
  return found && context.before ? { dataset: context.before, score: found.score } : undefined;
};

/** The score that a claim about an indicator is held against. */
export const truth = ({ dataset, entity }: AskContext) => {
  const indicator = findIndicator(dataset, Number(entity?.id));
  return indicator && { score: indicator.score, passes: passes(dataset, indicator.score) };
};

function scoreAnswer(context: AskContext, headline: 'headline' | 'about') {
  const { dataset, entity, t } = context;
  const indicator = findIndicator(dataset, Number(entity?.id));
  if (!indicator)
    return notHeld(context, 'no-indicator', { number: entity?.id ?? '', last: dataset.indicators.length });
  const before = earlier(context, indicator);
  return answerOf(context, {
    headline: t(`ita:indicator.${headline}`, {
      name: indicatorName(context, indicator),
      year: dataset.year,
      score: formatScore(indicator.score),
      code: indicator.part,
    }),
    meaning: [
      indicator.plain ? t('ita:indicator.looks-at', { text: plain(context, indicator.plain) }) : '',
      t('ita:indicator.standing', {
        verdict: passText(context, dataset, indicator.score),
        code: indicator.part,
      }),
      before
        ? t('ita:indicator.before', {
            year: before.dataset.year,
            score: formatScore(before.score),
            change: changeText(context, before.score, indicator.score),
          })
        : '',
    ],
    bars: [
      ...(before ? [yearBar(context, before.dataset, before.score)] : []),
      yearBar(context, dataset, indicator.score),
    ],
    findings: context.findings(`indicator:${indicator.number}`).slice(0, 2),
    source: sourceOf(context, indicator.section),
    suggestions: [
      suggest(context, 'why-indicator', { number: indicator.number }),
      suggest(context, 'measure', { number: indicator.number }),
      suggest(context, 'responsible', { number: indicator.number }),
      suggest(context, 'table'),
    ],
  });
}

export const INDICATOR = [
  question({
    id: 'indicator-score',
    takes: ['indicator'],
    cues: {
      score: 1,
      howmuch: 1,
      result: 0.8,
      grade: 0.4,
      pass: 0.8,
      full: 0.3,
      indicators: 1,
      overall: 0,
      date: 0,
      above: 0.4,
      below: 0.4,
      remarks: 0,
    },
    base: 0.35,
    truth,
    answer: (context) => scoreAnswer(context, 'headline'),
  }),
  question({
    id: 'indicator-about',
    takes: ['indicator'],
    needs: ['whatis', 'looksat', 'whichpart'],
    cues: {
      whatis: 1,
      looksat: 1,
      whichpart: 1,
      indicators: 1,
      score: 0.9,
      result: 0.3,
      internal: 0.5,
      external: 0.5,
    },
    base: 0.2,
    truth,
    answer: (context) => scoreAnswer(context, 'about'),
  }),
];
