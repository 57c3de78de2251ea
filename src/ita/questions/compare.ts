import type { AskContext } from '../ask-context.ts';
import { changed, datasetOf, findIndicator, partScore } from '../dataset.ts';
import type { Dataset, PartCode } from '../schema.ts';
import { formatScore } from '../score.ts';
import { answerOf, changeText, indicatorName, notHeld, sourceOf, suggest, yearBar } from '../wording.ts';
import { question } from './question.ts';

/** The two years a comparison means: those said; else the year said and its neighbour; else the newest two. */
export function pairOf({ data, years, year }: AskContext): [Dataset, Dataset] | undefined {
  const said = [...new Set(years)]
    .sort((a, b) => a - b)
    .map((one) => datasetOf(data, one))
    .filter((one) => one !== undefined);
  const [first, last] = [said[0], said.at(-1)];
  if (first && last && first !== last) return [first, last];
  const ascending = data.datasets.toReversed();
  const at = ascending.findIndex((one) => one.year === year);
  const [earlier, here, later] = [ascending[at - 1], ascending[at], ascending[at + 1]];
  if (earlier && here) return [earlier, here];
  return here && later ? [here, later] : undefined;
}

const oneYear = (context: AskContext) => notHeld(context, 'one-year', { year: context.year });

/** Years beside each other: overall, one indicator, one part, all that rose or fell. */
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

  ...(['rose', 'fell'] as const).map((id) =>
    question({
      id,
      takes: ['part'],
      alone: true,
      needs: [id === 'rose' ? 'up' : 'down'],
      cues: {
        [id === 'rose' ? 'up' : 'down']: 1,
        indicators: 2.2,
        which: 2.5,
        list: 1.2,
        ita: 0.5,
        us: 0.5,
        compare: 0.6,
        twoyears: 0.6,
        score: 0.5,
        count: 1,
      },
      base: -0.5,
      answer(context) {
        const pair = pairOf(context);
        if (!pair) return oneYear(context);
        const [from, to] = pair;
        const { t, entity } = context;
        const list = changed(to, from, id === 'rose' ? 1 : -1).filter(
          ({ part }) => entity?.kind !== 'part' || part === entity.id,
        );
        const rows = list.map((one) => {
          const before = findIndicator(from, one.number)?.score ?? 0;
          return t('ita:row.change', {
            name: indicatorName(context, one),
            first: formatScore(before),
            last: formatScore(one.score),
            change: changeText(context, before, one.score),
          });
        });
        return answerOf(context, {
          headline: t(`ita:${id}.headline`, { from: from.year, to: to.year, count: list.length }),
          meaning: [rows.join('\n')],
          findings: context.findings('claim:fell', to.year).slice(0, 1),
          source: sourceOf(context, to.indicators[0]?.section ?? to.overall.section, to),
          suggestions: [
            suggest(context, id === 'rose' ? 'fell' : 'rose'),
            suggest(context, 'compare'),
            suggest(context, 'why-overall'),
          ],
          topic: context.topic(entity, to.year),
        });
      },
    }),
  ),

  ...(['up', 'down'] as const).map((way) =>
    question({
      id: `most-${way}`,
      takes: ['part'],
      alone: true,
      needs: [[way, 'highest']],
      cues: {
        [way]: 1,
        highest: 1,
        indicators: 1,
        which: 1,
        compare: 0.7,
        twoyears: 0.7,
        score: 0.6,
        improve: 0.3,
      },
      base: 0.2,
      answer(context) {
        const pair = pairOf(context);
        if (!pair) return oneYear(context);
        const [from, to] = pair;
        const { t, entity } = context;
        const moved = changed(to, from, way === 'up' ? 1 : -1)
          .filter(({ part }) => entity?.kind !== 'part' || part === entity.id)
          .map((one) => ({ one, first: findIndicator(from, one.number)?.score ?? 0 }))
          .sort((a, b) => Math.abs(b.one.score - b.first) - Math.abs(a.one.score - a.first));
        const [most] = moved;
        if (!most) return notHeld(context, 'nothing');
        const { one, first } = most;
        return answerOf(context, {
          headline: t(`ita:most.${way}`, {
            name: indicatorName(context, one),
            from: from.year,
            to: to.year,
            first: formatScore(first),
            last: formatScore(one.score),
            change: changeText(context, first, one.score),
          }),
          meaning: [one.plain ? one.plain[context.lang] : ''],
          bars: [yearBar(context, from, first), yearBar(context, to, one.score)],
          source: sourceOf(context, one.section, to),
          suggestions: [
            suggest(context, way === 'up' ? 'rose' : 'fell'),
            suggest(context, 'why-indicator', { number: one.number }),
          ],
          topic: context.topic(
            { ref: `indicator:${one.number}`, kind: 'indicator', id: String(one.number) },
            to.year,
          ),
        });
      },
    }),
  ),
];
