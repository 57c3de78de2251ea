import type { AskContext } from '../ask-context.ts';
import { findIndicator, itemsOf, itemsOfSub, passes, questionsOf } from '../dataset.ts';
import type { Dataset, Indicator } from '../schema.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  changeText,
  indicatorName,
  indicatorOf,
  notHeld,
  passText,
  plain,
  questionName,
  scoreBar,
  sourceOf,
  suggest,
  yearBar,
} from '../wording.ts';
import { question } from './question.ts';
import { byRemark, zerosOf } from './remarks.ts';

const earlier = (
  context: AskContext,
  { number }: Indicator,
): { dataset: Dataset; score: number } | undefined => {
  const found = context.before && findIndicator(context.before, number);
  return found && context.before ? { dataset: context.before, score: found.score } : undefined;
};

const truth = ({ dataset, entity }: AskContext) => {
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

/** Why an indicator is where it is: its lowest questions, or its items without points by remark. */
function why(context: AskContext) {
  const { dataset, entity, t } = context;
  const indicator = indicatorOf(dataset, entity);
  if (!indicator) return notHeld(context, 'detail-year', { year: dataset.year });
  const name = indicatorName(context, indicator);
  const common = { name, year: dataset.year, score: formatScore(indicator.score) };
  const suggestions = [
    suggest(context, 'measure', { number: indicator.number }),
    suggest(context, 'responsible', { number: indicator.number }),
    suggest(context, 'indicator-questions', { number: indicator.number }),
  ];
  const topic = context.topic({
    ref: `indicator:${indicator.number}`,
    kind: 'indicator',
    id: String(indicator.number),
  });
  const asked = questionsOf(dataset, indicator.number);
  if (asked.length > 0) {
    const low = asked.filter(({ score }) => !passes(dataset, score)).sort((a, b) => a.score - b.score);
    const shown = (low.length > 0 ? low : asked.toSorted((a, b) => a.score - b.score)).slice(0, 4);
    return answerOf(context, {
      headline: t('ita:why.questions', {
        ...common,
        count: low.length,
        total: asked.length,
        mark: dataset.passMark,
      }),
      meaning: [
        shown
          .map((one) =>
            t('ita:row.question', { name: questionName(context, one), score: formatScore(one.score) }),
          )
          .join('\n'),
      ],
      bars: shown.map((one) => scoreBar(dataset, questionName(context, one), one.score)),
      findings: context.findings(`indicator:${indicator.number}`).slice(0, 1),
      source: sourceOf(context, asked[0]?.section ?? indicator.section),
      suggestions,
      topic,
    });
  }
  const items = entity?.kind === 'sub' ? itemsOfSub(dataset, entity.id) : itemsOf(dataset, indicator.number);
  if (items.length > 0) {
    const zeros = zerosOf(items);
    return answerOf(context, {
      headline: t('ita:why.items', {
        ...common,
        zero: zeros.length,
        total: items.length,
        reason: byRemark(context, zeros)[0]?.name ?? '',
      }),
      meaning: [
        t('ita:why.website'),
        byRemark(context, zeros)
          .map(({ name: remark, codes }) =>
            t('ita:row.remark', { name: remark, count: codes.length, codes: codes.join(', ') }),
          )
          .join('\n'),
      ],
      findings: context.findings(`indicator:${indicator.number}`).slice(0, 1),
      source: sourceOf(context, items[0]?.section ?? indicator.section),
      suggestions,
      topic,
    });
  }
  return answerOf(context, {
    headline: t('ita:why.not-printed', { ...common, verdict: passText(context, dataset, indicator.score) }),
    meaning: [indicator.plain ? t('ita:indicator.looks-at', { text: plain(context, indicator.plain) }) : ''],
    source: sourceOf(context, indicator.section),
    suggestions,
    topic,
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
  question({
    id: 'indicator-why',
    takes: ['indicator', 'sub'],
    needs: ['why', 'defect', 'remarks', 'access'],
    cues: {
      why: 1,
      defect: 1,
      remarks: 0.9,
      access: 0.6,
      score: 0.7,
      result: 0.5,
      pass: 0.7,
      below: 0.8,
      down: 0.7,
      lowest: 0.5,
      zero: 0.3,
      indicators: 1,
      weaknesses: 0.4,
      obstacles: 0.4,
      full: 0.3,
      whatis: 0.6,
      missing: 0.2,
    },
    base: 0.2,
    truth,
    answer: why,
  }),
];
