import { datasetOf, gradeOf, passes } from '../dataset.ts';
import { formatScore } from '../score.ts';
import { answerOf, changeText, notHeld, passText, sourceOf, suggest, yearBar } from '../wording.ts';
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
    truth: ({ dataset }) => ({
      score: dataset.overall.score,
      grade: dataset.overall.grade,
      passes: passes(dataset, dataset.overall.score),
    }),
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
      'allyears',
    ],
    cues: {
      allyears: 1.2,
      compare: 0.4,
      overall: 0.6,
      grade: 0.6,
      whichyear: 0.9,
      list: 1,
      count: 0.6,
      ita: 0.5,
      us: 0.5,
      result: 0.6,
      score: 0.4,
    },
    year: 'any',
    base: -0.4,
    answer(context) {
      const held = context.data.datasets.map(({ year }) => year).toReversed();
      const newest = datasetOf(context.data, Math.max(...held));
      return newest
        ? answerOf(context, {
            headline: context.t('ita:years.headline', { years: held.join(', ') }),
            meaning: context.data.datasets
              .toReversed()
              .map(({ year, overall }) =>
                context.t('ita:years.row', { year, score: formatScore(overall.score), grade: overall.grade }),
              ),
            bars: context.data.datasets.toReversed().map((one) => yearBar(context, one, one.overall.score)),
            source: sourceOf(context, newest.overall.section, newest),
            suggestions: [suggest(context, 'overall', { year: newest.year }), suggest(context, 'compare')],
          })
        : notHeld(context, 'nothing');
    },
  }),
];
