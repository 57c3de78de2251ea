import { indicatorsOfPart, partScore, passes } from '../dataset.ts';
import { formatScore } from '../score.ts';
import { answerOf, indicatorBar, indicatorRows, passText, sourceOf, suggest } from '../wording.ts';
import { question } from './question.ts';
import { byRemark, zerosOf } from './remarks.ts';

/** Why the overall score is what it is: the part that lost most, its indicators, the reasons on the website. */
export const WHY = [
  question({
    id: 'why-overall',
    takes: ['grade'],
    alone: true,
    needs: ['why'],
    cues: {
      why: 1,
      score: 0.8,
      overall: 0.9,
      grade: 1,
      pass: 0.9,
      below: 0.7,
      down: 0.9,
      us: 0.5,
      ita: 0.5,
      result: 0.6,
      lowest: 0.6,
      missing: 0.3,
      twoyears: 0.3,
      weaknesses: 0.3,
      compare: 0.3,
      improve: -0.2,
    },
    base: 0.3,
    truth: ({ dataset }) => ({
      score: dataset.overall.score,
      grade: dataset.overall.grade,
      passes: passes(dataset, dataset.overall.score),
    }),
    answer(context) {
      const { dataset, t } = context;
      const losses = dataset.parts
        .flatMap((part) => {
          const score = partScore(dataset, part.code);
          return score === null ? [] : [{ part, lost: ((100 - score) * part.weight) / 100 }];
        })
        .sort((a, b) => b.lost - a.lost);
      const most = losses[0];
      const within = most
        ? indicatorsOfPart(dataset, most.part.code).toSorted((a, b) => a.score - b.score)
        : [];
      const zeros = zerosOf(dataset.items);
      const reason = byRemark(context, zeros)[0];
      return answerOf(context, {
        headline: t('ita:why.overall', {
          year: dataset.year,
          score: formatScore(dataset.overall.score),
          code: most?.part.code ?? '',
          lost: formatScore(most?.lost ?? 0),
          all: most?.part.weight ?? 0,
        }),
        meaning: [
          indicatorRows(context, within),
          most?.part.code === 'OIT' && reason
            ? t('ita:why.zeros', {
                total: dataset.items.length,
                zero: zeros.length,
                reason: reason.name,
                count: reason.codes.length,
              })
            : '',
          most?.part.code === 'OIT' && reason ? reason.plain : '',
          passText(context, dataset, dataset.overall.score),
        ],
        bars: within.map((one) => indicatorBar(context, one)),
        source: sourceOf(context, within[0]?.section ?? dataset.overall.section),
        suggestions: [suggest(context, 'zero-items'), suggest(context, 'fell'), suggest(context, 'measures')],
      });
    },
  }),
];
