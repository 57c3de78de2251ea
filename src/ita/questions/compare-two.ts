import type { Understanding } from '../answer.ts';
import type { AskContext } from '../ask-context.ts';
import { findIndicator, findItem, findQuestion } from '../dataset.ts';
import type { Entity } from '../entity.ts';
import { formatScore } from '../score.ts';
import { answerOf, entityName, notHeld, scoreBar, sourceOf } from '../wording.ts';
import { question } from './question.ts';

const found = ({ dataset }: AskContext, { kind, id }: Entity) =>
  kind === 'indicator'
    ? findIndicator(dataset, Number(id))
    : kind === 'question'
      ? findQuestion(dataset, id)
      : findItem(dataset, id);

function answer(context: AskContext): Understanding {
  const { dataset, hits, entity, t } = context;
  const named = hits.filter((one) => one.by === 'code' && one.entity.kind === entity?.kind);
  const rows = named
    .flatMap((one) => {
      const held = found(context, one.entity);
      return held
        ? [{ name: entityName(context, one.entity), score: held.score, section: held.section }]
        : [];
    })
    .sort((a, b) => b.score - a.score);
  const [high, low] = [rows[0], rows.at(-1)];
  if (!high || !low || rows.length < named.length || rows.length < 2)
    return notHeld(context, 'detail-year', { year: dataset.year });
  const by = (Math.round(high.score * 100) - Math.round(low.score * 100)) / 100;
  return answerOf(context, {
    headline: t(`ita:compare.two${by === 0 ? '-same' : ''}`, {
      year: dataset.year,
      high: high.name,
      low: low.name,
      first: formatScore(high.score),
      last: formatScore(low.score),
      by: formatScore(by),
    }),
    meaning:
      rows.length > 2
        ? [
            rows
              .map(({ name, score }) => t('ita:row.indicator', { name, score: formatScore(score) }))
              .join('\n'),
          ]
        : [],
    bars: rows.map(({ name, score }) => scoreBar(dataset, name, score)),
    findings: named.flatMap(({ entity: one }) => context.findings(one.ref)).slice(0, 2),
    source: sourceOf(context, high.section),
    suggestions: [],
  });
}

/** Things of one kind beside each other in one year. */
export const COMPARE_TWO = [
  question({
    id: 'compare-two',
    takes: ['indicator', 'question', 'item'],
    many: true,
    needs: (['compare', 'versus', 'score', 'which', 'howmuch'] as const).map((id) => ['pair', id] as const),
    cues: { pair: 1, compare: 1, versus: 1.2, score: 1, which: 1, howmuch: 1, indicators: 1, up: 0.3, down: 0.3, highest: 0.3, lowest: 0.3 }, // prettier-ignore
    base: 0.5,
    answer,
  }),
];
