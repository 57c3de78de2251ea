import { datasetOf, gradeOf, passes } from '../dataset.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  changeText,
  indicatorBar,
  indicatorName,
  notHeld,
  passText,
  plain,
  sourceOf,
  suggest,
  yearBar,
} from '../wording.ts';
import { question } from './question.ts';

/** The overall result: score, grade, passing, the mark, which indicators pass. */
export const OVERALL = [
  question({
    id: 'overall-score',
    takes: ['grade'],
    alone: true,
    cues: {
      whatis: 0.7,
      year: 1,
      announcement: 0.1,
      score: 1,
      howmuch: 1,
      result: 1,
      grade: 1,
      overall: 1.2,
      ita: 1.2,
      us: 1,
      pass: 0.3,
      full: 0.3,
      indicators: -0.2,
    },
    base: -0.1,
    answer(context) {
      const { dataset, before, t } = context;
      const { score, grade, section } = dataset.overall;
      return answerOf(context, {
        headline: t('ita:overall.headline', { year: dataset.year, score: formatScore(score), grade }),
        meaning: [
          passText(context, dataset, score),
          before
            ? t('ita:overall.before', {
                year: before.year,
                score: formatScore(before.overall.score),
                grade: before.overall.grade,
                change: changeText(context, before.overall.score, score),
              })
            : '',
        ],
        bars: [
          ...(before ? [yearBar(context, before, before.overall.score)] : []),
          yearBar(context, dataset, score),
        ],
        findings: context.findings('overall').slice(0, 2),
        source: sourceOf(context, section),
        suggestions: [
          suggest(context, 'why-overall'),
          suggest(context, 'table'),
          suggest(context, 'lowest'),
          suggest(context, 'compare'),
        ],
        topic: context.topic(undefined),
      });
    },
  }),

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

  question({
    id: 'grade-year',
    takes: ['grade'],
    needs: ['whichyear'],
    cues: { whichyear: 1, grade: 0.6, date: 0.5, score: 0.3 },
    year: 'any',
    answer(context) {
      const { data, entity, t } = context;
      const years = data.datasets.filter(({ overall }) => overall.grade === entity?.id);
      const all = data.datasets.toReversed();
      return answerOf(context, {
        headline:
          years.length > 0
            ? t('ita:grade-year.headline', {
                grade: entity?.id ?? '',
                years: years.map(({ year }) => year).join(', '),
                score: formatScore(years[0]?.overall.score ?? 0),
              })
            : t('ita:grade-year.none', {
                grade: entity?.id ?? '',
                years: all.map(({ year }) => year).join(', '),
              }),
        bars: all.map((one) => yearBar(context, one, one.overall.score)),
        source: sourceOf(context, (years[0] ?? context.dataset).overall.section, years[0]),
        suggestions: [suggest(context, 'compare'), suggest(context, 'scale')],
      });
    },
  }),

  question({
    id: 'grade-scale',
    takes: ['grade'],
    alone: true,
    needs: ['scale', ['grade', 'whatis'], ['grade', 'list']],
    cues: { scale: 1, grade: 0.6, whatis: 0.8, score: 0.6, count: 0.8, list: 1, result: 0.4, mark: 0.4 },
    year: 'any',
    answer(context) {
      const { dataset, entity, t } = context;
      const steps = dataset.gradeScale.steps.toSorted((a, b) => b.from - a.from);
      const rows = steps.map((step, at) =>
        t('ita:scale.row', {
          grade: step.grade,
          from: step.from,
          to: at === 0 ? 100 : formatScore((steps[at - 1]?.from ?? 100) - 0.01),
        }),
      );
      const one = rows[steps.findIndex(({ grade }) => grade === entity?.id)];
      return answerOf(context, {
        headline: one
          ? t('ita:scale.one', { row: one })
          : t('ita:scale.headline', { rows: rows.join(' · ') }),
        meaning: [
          one ? t('ita:scale.all', { rows: rows.join(' · ') }) : '',
          t('ita:scale.ours', {
            year: dataset.year,
            score: formatScore(dataset.overall.score),
            grade: dataset.overall.grade,
            mark: dataset.passMark,
            by: gradeOf(dataset, dataset.overall.score),
          }),
        ],
        source: sourceOf(context, dataset.gradeScale.section),
        suggestions: [suggest(context, 'pass-mark'), suggest(context, 'overall', { year: dataset.year })],
      });
    },
  }),

  question({
    id: 'year-held',
    takes: [],
    needs: [
      ['list', 'whichyear'],
      ['us', 'whichyear'],
      ['ita', 'whichyear'],
      ['whichyear', 'count'],
    ],
    cues: { whichyear: 0.9, list: 1, count: 0.6, ita: 0.5, us: 0.5, result: 0.6, score: 0.4 },
    year: 'any',
    base: -0.4,
    answer(context) {
      const held = context.data.datasets.map(({ year }) => year).toReversed();
      const newest = datasetOf(context.data, Math.max(...held));
      return newest
        ? answerOf(context, {
            headline: context.t('ita:years.headline', { years: held.join(', ') }),
            meaning: [plain(context, newest.source)],
            bars: context.data.datasets.toReversed().map((one) => yearBar(context, one, one.overall.score)),
            source: sourceOf(context, newest.overall.section, newest),
            suggestions: [suggest(context, 'overall', { year: newest.year }), suggest(context, 'compare')],
          })
        : notHeld(context, 'nothing');
    },
  }),
];
