import type { AskContext } from '../ask-context.ts';
import { changed, findIndicator, partScore } from '../dataset.ts';
import type { Dataset, PartCode } from '../schema.ts';
import { formatScore } from '../score.ts';
import { answerOf, changeText, indicatorName, notHeld, sourceOf, suggest, yearBar } from '../wording.ts';
import { question, type Truth } from './question.ts';
import { oneYear, pairOf } from './year-pair.ts';

/** The change between the two years of a score that both have. */
function changeOf(
  context: AskContext,
  scoreIn: (year: Dataset) => number | null | undefined,
): Truth | undefined {
  const pair = pairOf(context);
  const [first, last] = pair ? pair.map(scoreIn) : [];
  return typeof first === 'number' && typeof last === 'number' ? { change: last - first } : undefined;
}

/** Years beside each other: overall, one indicator, one part. */
export const COMPARE = [
  question({
    id: 'compare-overall',
    takes: ['grade'],
    alone: true,
    needs: ['compare', 'updown', 'up', 'down', 'twoyears', ['whichyear', 'highest'], ['whichyear', 'lowest']],
    cues: {
      compare: 1,
      updown: 1,
      up: 0.9,
      down: 0.9,
      twoyears: 1,
      overall: 1,
      score: 0.8,
      grade: 1,
      result: 0.7,
      ita: 0.5,
      us: 0.8,
      whichyear: 1,
      highest: 0.4,
      lowest: 0.4,
      improve: 0.1,
      // which of several things changed is another question
      which: -2,
      list: -1,
    },
    base: -0.1,
    truth: (context) => changeOf(context, ({ overall }) => overall.score),
    answer(context) {
      const pair = pairOf(context);
      if (!pair) return oneYear(context);
      const [from, to] = pair;
      const { t } = context;
      return answerOf(context, {
        headline: t('ita:compare.overall', {
          from: from.year,
          to: to.year,
          first: formatScore(from.overall.score),
          last: formatScore(to.overall.score),
          change: changeText(context, from.overall.score, to.overall.score),
        }),
        meaning: [
          t('ita:compare.grades', {
            from: from.year,
            to: to.year,
            first: from.overall.grade,
            last: to.overall.grade,
          }),
          t('ita:compare.counts', { up: changed(to, from, 1).length, down: changed(to, from, -1).length }),
        ],
        bars: [yearBar(context, from, from.overall.score), yearBar(context, to, to.overall.score)],
        findings: context.findings('overall', to.year).slice(0, 1),
        source: sourceOf(context, to.overall.section, to),
        suggestions: [suggest(context, 'fell'), suggest(context, 'rose'), suggest(context, 'table')],
        topic: context.topic(undefined, to.year),
      });
    },
  }),

  question({
    id: 'compare-indicator',
    takes: ['indicator'],
    needs: ['compare', 'updown', 'up', 'down', 'twoyears'],
    cues: {
      compare: 1,
      updown: 1,
      up: 0.9,
      down: 0.9,
      twoyears: 1,
      score: 0.8,
      indicators: 1,
      result: 0.6,
      improve: 0.2,
    },
    truth: (context) => changeOf(context, (year) => findIndicator(year, Number(context.entity?.id))?.score),
    answer(context) {
      const pair = pairOf(context);
      if (!pair) return oneYear(context);
      const [from, to] = pair;
      const { t, entity } = context;
      const [first, last] = [findIndicator(from, Number(entity?.id)), findIndicator(to, Number(entity?.id))];
      if (!first || !last) return notHeld(context, 'detail-year', { year: from.year });
      return answerOf(context, {
        headline: t('ita:compare.indicator', {
          name: indicatorName(context, last),
          from: from.year,
          to: to.year,
          first: formatScore(first.score),
          last: formatScore(last.score),
          change: changeText(context, first.score, last.score),
        }),
        meaning: [last.plain ? last.plain[context.lang] : ''],
        bars: [yearBar(context, from, first.score), yearBar(context, to, last.score)],
        findings: context.findings(`indicator:${last.number}`, to.year).slice(0, 2),
        source: sourceOf(context, last.section, to),
        suggestions: [
          suggest(context, 'why-indicator', { number: last.number }),
          suggest(context, 'measure', { number: last.number }),
          suggest(context, 'compare'),
        ],
        topic: context.topic(entity, to.year),
      });
    },
  }),

  question({
    id: 'compare-part',
    takes: ['part'],
    needs: ['compare', 'updown', 'up', 'down', 'twoyears'],
    cues: { compare: 0.9, updown: 1, up: 0.9, down: 0.9, twoyears: 1.2, score: 0.8, result: 0.6 },
    truth: (context) => changeOf(context, (year) => partScore(year, context.entity?.id as PartCode)),
    answer(context) {
      const pair = pairOf(context);
      if (!pair) return oneYear(context);
      const [from, to] = pair;
      const { t, entity } = context;
      const code = entity?.id as PartCode;
      const [first, last] = [partScore(from, code), partScore(to, code)];
      if (first === null || last === null) return notHeld(context, 'detail-year', { year: from.year });
      return answerOf(context, {
        headline: t('ita:compare.part', {
          code,
          from: from.year,
          to: to.year,
          first: formatScore(first),
          last: formatScore(last),
          change: changeText(context, first, last),
        }),
        meaning: [t('ita:part.computed')],
        bars: [yearBar(context, from, first), yearBar(context, to, last)],
        source: sourceOf(context, to.indicators[0]?.section ?? to.overall.section, to),
        suggestions: [suggest(context, 'part-indicators', { code }), suggest(context, 'compare')],
        topic: context.topic(entity, to.year),
      });
    },
  }),
];
