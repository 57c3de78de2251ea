import { findIndicator, itemsOf, itemsOfSub, questionsOf, subIndicatorsOf } from '../dataset.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  indicatorBar,
  indicatorName,
  itemName,
  notHeld,
  plain,
  questionName,
  scoreBar,
  sourceOf,
  suggest,
} from '../wording.ts';
import { question } from './question.ts';

/** Scores side by side: the parts of one indicator, and all indicators. */
export const INDICATOR_TABLES = [
  question({
    id: 'indicator-parts',
    takes: ['indicator'],
    needs: ['eachq', ['items', 'list'], ['items', 'count'], ['list', 'indicators', 'looksat']],
    cues: {
      eachq: 1.1,
      list: 1,
      count: 1,
      indicators: 0.8,
      score: 0.7,
      items: 1,
      whatis: 0.5,
      result: 0.4,
      looksat: 0.4,
    },
    base: 0.1,
    answer(context) {
      const { dataset, entity, t } = context;
      const indicator = findIndicator(dataset, Number(entity?.id));
      if (!indicator) return notHeld(context, 'detail-year', { year: dataset.year });
      const asked = questionsOf(dataset, indicator.number);
      const subs = subIndicatorsOf(dataset, indicator.number);
      const common = {
        name: indicatorName(context, indicator),
        year: dataset.year,
        score: formatScore(indicator.score),
      };
      const suggestions = [
        suggest(context, 'why-indicator', { number: indicator.number }),
        suggest(context, 'measure', { number: indicator.number }),
      ];
      if (asked.length > 0) {
        return answerOf(context, {
          headline: t('ita:parts.questions', { ...common, count: asked.length }),
          list: asked.map((one) =>
            t('ita:row.question', { name: questionName(context, one), score: formatScore(one.score) }),
          ),
          bars: asked.map((one) => scoreBar(dataset, questionName(context, one), one.score)),
          findings: context.findings(`indicator:${indicator.number}`).slice(0, 1),
          source: sourceOf(context, asked[0]?.section ?? indicator.section),
          suggestions,
        });
      }
      if (subs.length === 0)
        return notHeld(context, 'questions-not-printed', {
          name: common.name,
          year: dataset.year,
          score: common.score,
        });
      return answerOf(context, {
        headline: t('ita:parts.items', {
          ...common,
          count: itemsOf(dataset, indicator.number).length,
          subs: subs.length,
        }),
        list: subs.flatMap((sub) => [
          t('ita:row.sub', { code: sub.code, name: plain(context, sub.name) }),
          ...itemsOfSub(dataset, sub.code).map((item) =>
            t('ita:row.item', { name: itemName(context, item), score: formatScore(item.score) }),
          ),
        ]),
        findings: context.findings(`indicator:${indicator.number}`).slice(0, 1),
        source: sourceOf(context, subs[0]?.section ?? indicator.section),
        suggestions,
      });
    },
  }),
  question({
    id: 'table',
    takes: [],
    needs: [
      'table',
      ['indicators', 'list'],
      ['indicators', 'score'],
      ['indicators', 'count'],
      ['indicators', 'result'],
      'indicators',
    ],
    cues: {
      table: 1,
      indicators: 1.5,
      score: 0.6,
      list: 1.2,
      count: 0.8,
      compare: 0.6,
      twoyears: 0.6,
      result: 0.6,
      overall: 0.3,
      ita: 0.5,
      us: 0.5,
      full: 0.2,
      whatis: 0.6,
    },
    base: -0.2,
    answer(context) {
      const { dataset, before, t } = context;
      const rows = dataset.indicators.map((one) => {
        const old = before && findIndicator(before, one.number);
        const params = { name: indicatorName(context, one), score: formatScore(one.score), code: one.part };
        return old && before
          ? t('ita:row.two-years', { ...params, year: before.year, first: formatScore(old.score) })
          : t('ita:row.indicator', params);
      });
      return answerOf(context, {
        headline: t('ita:table.headline', {
          year: dataset.year,
          count: dataset.indicators.length,
          score: formatScore(dataset.overall.score),
          grade: dataset.overall.grade,
        }),
        list: rows,
        bars: dataset.indicators.map((one) => indicatorBar(context, one)),
        findings: context.findings('overall').slice(0, 1),
        source: sourceOf(context, dataset.indicators[0]?.section ?? dataset.overall.section),
        suggestions: [
          suggest(context, 'lowest'),
          suggest(context, 'highest'),
          suggest(context, 'fell'),
          suggest(context, 'why-overall'),
        ],
      });
    },
  }),
];
