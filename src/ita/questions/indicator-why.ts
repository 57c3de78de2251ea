import type { AskContext } from '../ask-context.ts';
import { itemsOf, itemsOfSub, passes, questionsOf } from '../dataset.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  indicatorName,
  indicatorOf,
  notHeld,
  passText,
  plain,
  questionName,
  scoreBar,
  sourceOf,
  suggest,
} from '../wording.ts';
import { truth } from './indicator.ts';
import { question } from './question.ts';
import { byRemark, remarkRows, zerosOf } from './remarks.ts';

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
      meaning: [t('ita:why.website'), remarkRows(context, byRemark(context, zeros))],
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

export const INDICATOR_WHY = [
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
