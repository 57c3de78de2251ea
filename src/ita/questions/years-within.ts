import { findBounds, within } from '../bounds.ts';
import { findIndicator } from '../dataset.ts';
import { answerOf, entityName, notHeld, sourceOf, suggest, yearBar } from '../wording.ts';
import { limitsText } from './bounds.ts';
import { question } from './question.ts';

/** In which years the total, or one indicator, lay within limits that are said. */
export const YEARS_WITHIN = [
  question({
    id: 'years-within',
    takes: ['indicator'],
    alone: true,
    needs: (['bound', 'above', 'below'] as const).map((id) => [id, 'whichyear'] as const),
    cues: { whichyear: 1, bound: 1, above: 1, below: 1, overall: 1, score: 1, result: 0.5, pass: 0.3, list: 1, count: 1, versus: 1, indicators: 0.6, down: 0, up: 0 }, // prettier-ignore
    base: 1,
    year: 'any',
    answer(context) {
      const { data, entity, folded, t } = context;
      const bounds = findBounds(folded, []);
      if (!bounds) return notHeld(context, 'nothing');
      const rows = data.datasets.toReversed().flatMap((dataset) => {
        const score = entity ? findIndicator(dataset, Number(entity.id))?.score : dataset.overall.score;
        return score === undefined ? [] : [{ dataset, score }];
      });
      const found = rows.filter(({ score }) => within(score, bounds)).map(({ dataset }) => dataset.year);
      const years = rows.map(({ dataset }) => dataset.year);
      return answerOf(context, {
        headline: t(`ita:years-within.${found.length === 0 ? 'none' : 'headline'}`, {
          name: entity ? entityName(context, entity) : t('ita:years-within.total'),
          limits: limitsText(context, bounds),
          found: found.join(', '),
          years: years.join(', '),
        }),
        bars: rows.map(({ dataset, score }) => yearBar(context, dataset, score)),
        source: sourceOf(context, context.dataset.overall.section),
        suggestions: [suggest(context, 'compare'), suggest(context, 'table')],
      });
    },
  }),
];
