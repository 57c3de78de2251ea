import { partScore } from '../dataset.ts';
import { answerOf, plain, scoreBar, sourceOf, suggest } from '../wording.ts';
import { question } from './question.ts';

/** The three parts beside one another. */
export const PARTS = [
  question({
    id: 'parts-differ',
    many: true,
    takes: ['part'],
    alone: true,
    needs: [
      'compare',
      'parts',
      ['internal', 'external'],
      ['weights', 'score'],
      ['weights', 'ita'],
      ['weights', 'overall'],
      ['weights', 'indicators'],
      ['count', 'whatis'],
    ],
    cues: {
      parts: 1,
      compare: 0.7,
      whatis: 1,
      internal: 0.8,
      external: 0.8,
      weights: 1.1,
      ita: 0.5,
      list: 1,
      count: 0.6,
      score: 0.5,
      result: 0.3,
      overall: 0.5,
      looksat: 0.6,
    },
    year: 'any',
    base: -0.4,
    answer(context) {
      const { dataset, hits, t } = context;
      const named = new Set(
        hits.filter(({ entity }) => entity.kind === 'part').map(({ entity }) => entity.id),
      );
      const parts = dataset.parts.filter(({ code }) => named.size < 2 || named.has(code));
      return answerOf(context, {
        headline: t('ita:part.differ', {
          count: parts.length,
          weights: parts.map(({ code, weight }) => `${code} ${weight}%`).join(' · '),
        }),
        meaning: parts.map((part) =>
          t('ita:part.line', {
            code: part.code,
            name: plain(context, part.name),
            measures: plain(context, part.measures),
          }),
        ),
        bars: parts.flatMap((part) => {
          const score = partScore(dataset, part.code);
          return score === null
            ? []
            : [scoreBar(dataset, t('ita:bar.part', { code: part.code, year: dataset.year }), score)];
        }),
        source: sourceOf(context, parts[0]?.section ?? dataset.overall.section),
        suggestions: parts.map(({ code }) => suggest(context, 'part-score', { code })),
      });
    },
  }),
];
