import type { AskContext } from '../ask-context.ts';
import { findPart } from '../dataset.ts';
import type { PartCode } from '../schema.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  indicatorBar,
  indicatorName,
  notHeld,
  passText,
  plain,
  questionName,
  scoreBar,
  sourceOf,
  suggest,
} from '../wording.ts';
import { question } from './question.ts';

type Side = 'highest' | 'lowest';

const sorted = <Scored extends { score: number }>(all: readonly Scored[], side: Side): Scored[] =>
  all.toSorted((a, b) => (side === 'highest' ? b.score - a.score : a.score - b.score));

function topQuestion(context: AskContext, side: Side) {
  const { dataset, entity, t } = context;
  const within = dataset.questions.filter(
    ({ indicator }) => entity?.kind !== 'indicator' || String(indicator) === entity.id,
  );
  const [best, ...rest] = sorted(within, side);
  if (!best) return notHeld(context, 'detail-year', { year: dataset.year });
  const indicator = dataset.indicators.find(({ number }) => number === best.indicator);
  return answerOf(context, {
    headline: t(`ita:${side}.question`, {
      year: dataset.year,
      name: questionName(context, best),
      score: formatScore(best.score),
    }),
    meaning: [
      t('ita:question.asks', { text: plain(context, best.text) }),
      indicator ? t('ita:question.belongs', { name: indicatorName(context, indicator) }) : '',
    ],
    bars: [best, ...rest.slice(0, 2)].map((one) => scoreBar(dataset, questionName(context, one), one.score)),
    source: sourceOf(context, best.section),
    suggestions: [
      suggest(context, side === 'highest' ? 'lowest-question' : 'highest-question'),
      suggest(context, side === 'highest' ? 'highest' : 'lowest'),
    ],
  });
}

/** The first and the last: of all indicators, within a part, among the questions of the staff survey. */
export const EXTREMES = (['highest', 'lowest'] as const).flatMap((side) => [
  question({
    id: side,
    takes: ['part'],
    alone: true,
    needs: [side],
    cues: {
      [side]: 1,
      indicators: 1,
      score: 0.8,
      which: 1,
      result: 0.6,
      us: 0.5,
      ita: 0.5,
      weaknesses: 0.3,
      strengths: 0.3,
      improve: 0.2,
      items: 0,
      whatis: 0.6,
    },
    base: 0.2,
    answer(context) {
      const { dataset, entity, t } = context;
      const part = entity?.kind === 'part' ? findPart(dataset, entity.id as PartCode) : undefined;
      const within = dataset.indicators.filter((one) => !part || one.part === part.code);
      const [best, ...rest] = sorted(within, side);
      if (!best) return notHeld(context, 'detail-year', { year: dataset.year });
      return answerOf(context, {
        headline: t(part ? `ita:${side}.in-part` : `ita:${side}.headline`, {
          year: dataset.year,
          name: indicatorName(context, best),
          score: formatScore(best.score),
          code: part?.code ?? '',
        }),
        meaning: [
          best.plain ? t('ita:indicator.looks-at', { text: plain(context, best.plain) }) : '',
          passText(context, dataset, best.score),
        ],
        bars: [best, ...rest.slice(0, 2)].map((one) => indicatorBar(context, one)),
        findings: context.findings(`indicator:${best.number}`).slice(0, 1),
        source: sourceOf(context, best.section),
        suggestions: [
          side === 'lowest'
            ? suggest(context, 'why-indicator', { number: best.number })
            : suggest(context, 'lowest'),
          side === 'lowest'
            ? suggest(context, 'measure', { number: best.number })
            : suggest(context, 'strengths'),
          suggest(context, side === 'lowest' ? 'highest' : 'table'),
        ],
        topic: context.topic({ ref: `indicator:${best.number}`, kind: 'indicator', id: String(best.number) }),
      });
    },
  }),

  question({
    id: `${side}-question`,
    takes: ['part', 'indicator'],
    alone: true,
    needs: [
      [side, 'eachq'],
      [side, 'items'],
    ],
    cues: { [side]: 1, eachq: 1.2, score: 0.8, which: 1, items: 1, indicators: 0.3, whatis: 0.6 },
    base: 0.1,
    answer: (context) =>
      context.entity?.kind === 'part' && context.entity.id !== 'IIT'
        ? notHeld(context, 'only-iit-questions', { code: context.entity.id })
        : topQuestion(context, side),
  }),
]);
