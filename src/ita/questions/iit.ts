import { findQuestion, passes } from '../dataset.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  indicatorName,
  indicatorOf,
  notHeld,
  passText,
  plain,
  questionName,
  scoreBar,
  sourceOf,
  suggest,
} from '../wording.ts';
import { question } from './question.ts';

/** The questions of the staff survey (IIT). */
export const IIT = [
  question({
    id: 'question-score',
    takes: ['question'],
    cues: {
      whichpart: 0.8,
      indicators: 0.6,
      score: 1,
      howmuch: 1,
      eachq: 1,
      thatq: 1,
      items: 1,
      whatis: 0.9,
      pass: 0.6,
      result: 0.7,
      why: 0.4,
      looksat: 0.6,
      lowest: 0,
      zero: 0.2,
      number: 0.3,
      full: 0.3,
      access: 0,
    },
    base: 0.15,
    truth({ dataset, entity }) {
      const asked = findQuestion(dataset, entity?.id ?? '');
      return asked && { score: asked.score, passes: passes(dataset, asked.score) };
    },
    answer(context) {
      const { dataset, entity, t } = context;
      const asked = findQuestion(dataset, entity?.id ?? '');
      if (!asked) {
        return notHeld(context, dataset.questions.length === 0 ? 'detail-year' : 'no-question', {
          year: dataset.year,
          code: entity?.id ?? '',
          from: dataset.questions[0]?.code ?? '',
          to: dataset.questions.at(-1)?.code ?? '',
        });
      }
      const indicator = indicatorOf(dataset, entity);
      return answerOf(context, {
        headline: t('ita:question.headline', {
          name: questionName(context, asked),
          year: dataset.year,
          score: formatScore(asked.score),
        }),
        meaning: [
          t('ita:question.asks', { text: plain(context, asked.text) }),
          t(`ita:question.${asked.asksAbout}`),
          passText(context, dataset, asked.score),
          indicator ? t('ita:question.belongs', { name: indicatorName(context, indicator) }) : '',
        ],
        bars: [
          scoreBar(dataset, questionName(context, asked), asked.score),
          ...(indicator ? [scoreBar(dataset, indicatorName(context, indicator), indicator.score)] : []),
        ],
        findings: context.findings(`question:${asked.code}`).slice(0, 1),
        source: sourceOf(context, asked.section),
        suggestions: [
          ...(indicator
            ? [
                suggest(context, 'indicator-questions', { number: indicator.number }),
                suggest(context, 'measure', { number: indicator.number }),
              ]
            : []),
          suggest(context, 'lowest-question'),
        ],
      });
    },
  }),
];
