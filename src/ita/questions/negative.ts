import { formatScore } from '../score.ts';
import { answerOf, indicatorBar, indicatorName, itemName, notHeld, sourceOf, suggest } from '../wording.ts';
import { question } from './question.ts';

/** Whether any score is below nothing: the scale begins at 0. */
export const NEGATIVE = [
  question({
    id: 'negative',
    takes: ['part'],
    alone: true,
    needs: ['negative'],
    cues: { negative: 1, bound: 0, score: 1, which: 1, indicators: 1, items: 1, list: 1, count: 1, zero: 0.5, down: 0, up: 0, below: 0, finding: 0, result: 0.5, full: 0, howmuch: -3, compare: -2, twoyears: -3 }, // prettier-ignore
    base: 0.5,
    answer(context) {
      const { dataset, t } = context;
      const [lowest] = dataset.indicators.toSorted((a, b) => a.score - b.score);
      if (!lowest) return notHeld(context, 'detail-year', { year: dataset.year });
      const zeros = dataset.items.filter(({ score }) => score === 0);
      const [example] = zeros;
      return answerOf(context, {
        headline: t('ita:negative.headline', { year: dataset.year }),
        meaning: [
          t('ita:negative.lowest', {
            name: indicatorName(context, lowest),
            score: formatScore(lowest.score),
          }),
          example ? t('ita:negative.zeros', { count: zeros.length, name: itemName(context, example) }) : '',
        ],
        bars: [indicatorBar(context, lowest)],
        source: sourceOf(context, lowest.section),
        suggestions: [suggest(context, 'table'), suggest(context, 'zero-items')],
      });
    },
  }),
];
