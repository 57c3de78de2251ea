import { passes } from '../dataset.ts';
import { formatScore } from '../score.ts';
import { answerOf, indicatorBar, indicatorName, passText, sourceOf, suggest, yearBar } from '../wording.ts';
import { question } from './question.ts';

/** Passing: the mark, how far off, which indicators. */
export const PASSING = [
  question({
    id: 'overall-pass',
    takes: [],
    needs: ['pass'],
    cues: {
      announcement: 0.1,
      date: 0,
      pass: 1,
      result: 0.8,
      ita: 0.6,
      us: 1,
      overall: 1,
      grade: 0.3,
      score: 0.2,
    },
    base: 0.3,
    truth: ({ dataset }) => ({
      grade: dataset.overall.grade,
      passes: passes(dataset, dataset.overall.score),
    }),
    answer(context) {
      const { dataset, t } = context;
      const { score, grade, section } = dataset.overall;
      const counted = dataset.indicators.filter((one) => passes(dataset, one.score)).length;
      return answerOf(context, {
        headline: t(passes(dataset, score) ? 'ita:pass.overall-yes' : 'ita:pass.overall-no', {
          year: dataset.year,
          score: formatScore(score),
          grade,
          mark: dataset.passMark,
        }),
        meaning: [
          passes(dataset, score) ? '' : t('ita:pass.missing', { by: formatScore(dataset.passMark - score) }),
          t('ita:pass.count', { count: counted, total: dataset.indicators.length }),
        ],
        bars: [yearBar(context, dataset, score)],
        findings: context.findings('overall').slice(0, 1),
        source: sourceOf(context, section),
        suggestions: [
          suggest(context, 'pass-list', { year: dataset.year }),
          suggest(context, 'fail-list', { year: dataset.year }),
          suggest(context, 'why-overall'),
        ],
      });
    },
  }),

  question({
    id: 'pass-mark',
    takes: ['definition'],
    alone: true,
    needs: ['mark'],
    cues: { mark: 1, pass: 0.7, score: 0.6, result: 0.5, whatis: 0.8, full: 0.3, ita: 0.5, date: 0 },
    base: 0.2,
    truth: ({ dataset }) => ({ score: dataset.passMark }),
    answer(context) {
      const { dataset, t } = context;
      return answerOf(context, {
        headline: t('ita:mark.headline', { year: dataset.year, mark: dataset.passMark }),
        meaning: [
          t('ita:mark.meaning', {
            year: dataset.year,
            score: formatScore(dataset.overall.score),
            verdict: passText(context, dataset, dataset.overall.score),
          }),
        ],
        source: sourceOf(context, dataset.passMarkSection),
        suggestions: [suggest(context, 'pass-list', { year: dataset.year }), suggest(context, 'scale')],
      });
    },
  }),

  question({
    id: 'points-missing',
    takes: ['indicator'],
    alone: true,
    needs: ['missing'],
    cues: { missing: 1, pass: 0.8, mark: 0.7, score: 0.6, below: 0.4, overall: 0.6, ita: 0.5, up: 0.3 },
    base: 0.2,
    answer(context) {
      const { dataset, entity, t } = context;
      const indicator = dataset.indicators.find(
        ({ number }) => entity?.kind === 'indicator' && String(number) === entity.id,
      );
      const score = indicator?.score ?? dataset.overall.score;
      const name = indicator ? indicatorName(context, indicator) : t('ita:overall.name');
      const params = {
        name,
        year: dataset.year,
        score: formatScore(score),
        mark: dataset.passMark,
        by: formatScore(Math.abs(dataset.passMark - score)),
      };
      return answerOf(context, {
        headline: t(passes(dataset, score) ? 'ita:missing.none' : 'ita:missing.headline', params),
        meaning: [passText(context, dataset, score)],
        bars: [indicator ? indicatorBar(context, indicator) : yearBar(context, dataset, score)],
        findings: indicator ? [] : context.findings('overall').slice(0, 1),
        source: sourceOf(context, indicator?.section ?? dataset.overall.section),
        suggestions: [suggest(context, 'why-overall'), suggest(context, 'measures')],
      });
    },
  }),

  ...(['pass-list', 'fail-list'] as const).map((id) =>
    question({
      id,
      takes: ['part'],
      alone: true,
      needs:
        id === 'pass-list'
          ? ['above', ['pass', 'indicators'], ['pass', 'which'], ['pass', 'count'], ['pass', 'list']]
          : ['below', ['pass', 'indicators', 'below']],
      cues: {
        [id === 'pass-list' ? 'above' : 'below']: 1.1,
        pass: 0.9,
        indicators: 1.2,
        which: 1,
        count: 1,
        list: 1,
        score: 0.4,
        mark: 0.4,
        items: 0,
      },
      base: id === 'pass-list' ? -0.3 : 0,
      answer(context) {
        const { dataset, entity, t } = context;
        const within = dataset.indicators.filter(({ part }) => entity?.kind !== 'part' || part === entity.id);
        const wanted = within.filter((one) => passes(dataset, one.score) === (id === 'pass-list'));
        return answerOf(context, {
          headline: t(`ita:${id}.headline`, {
            year: dataset.year,
            count: wanted.length,
            total: within.length,
            mark: dataset.passMark,
          }),
          meaning:
            wanted.length === 0
              ? []
              : [
                  wanted
                    .map((one) =>
                      t('ita:row.indicator', {
                        name: indicatorName(context, one),
                        score: formatScore(one.score),
                      }),
                    )
                    .join('\n'),
                ],
          bars: wanted.map((one) => indicatorBar(context, one)),
          source: sourceOf(context, within[0]?.section ?? dataset.overall.section),
          suggestions: [
            suggest(context, id === 'pass-list' ? 'fail-list' : 'pass-list', { year: dataset.year }),
            suggest(context, 'lowest'),
            suggest(context, 'measures'),
          ],
        });
      },
    }),
  ),
];
