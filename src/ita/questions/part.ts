import type { AskContext } from '../ask-context.ts';
import { findPart, indicatorsOfPart, partScore, passes } from '../dataset.ts';
import type { PartCode } from '../schema.ts';
import { formatScore } from '../score.ts';
import { answerOf, indicatorBar, indicatorRows, notHeld, plain, sourceOf, suggest } from '../wording.ts';
import { question } from './question.ts';

function partOf(context: AskContext) {
  const code = context.entity?.id as PartCode;
  const part = findPart(context.dataset, code);
  const score = partScore(context.dataset, code);
  return part && score !== null
    ? { part, score, indicators: indicatorsOfPart(context.dataset, code) }
    : undefined;
}

const missing = (context: AskContext) => notHeld(context, 'detail-year', { year: context.dataset.year });

/** The three parts: IIT asks staff, EIT asks the public, OIT looks at the website. */
export const PART = [
  question({
    id: 'part-score',
    takes: ['part'],
    cues: {
      score: 1,
      howmuch: 1,
      result: 0.8,
      pass: 0.6,
      overall: 0.6,
      grade: 0.4,
      indicators: 0.3,
      ita: 0.3,
      full: 0.2,
      internal: 0.5,
      external: 0.5,
    },
    base: 0.3,
    truth: (context) => {
      const found = partOf(context);
      return found && { score: found.score, passes: passes(context.dataset, found.score) };
    },
    answer(context) {
      const found = partOf(context);
      if (!found) return missing(context);
      const { part, score, indicators } = found;
      const { dataset, t } = context;
      return answerOf(context, {
        headline: t('ita:part.headline', { code: part.code, year: dataset.year, score: formatScore(score) }),
        meaning: [
          t('ita:part.computed'),
          t('ita:part.weighted', {
            weight: part.weight,
            points: formatScore(Math.round(score * part.weight) / 100),
          }),
          plain(context, part.measures),
          indicatorRows(context, indicators),
        ],
        bars: indicators.map((one) => indicatorBar(context, one)),
        findings: context.findings(`part:${part.code}`).slice(0, 1),
        source: sourceOf(context, indicators[0]?.section ?? dataset.overall.section),
        suggestions: [
          suggest(context, 'why-part', { code: part.code }),
          suggest(context, 'lowest-in', { code: part.code }),
          suggest(context, 'table'),
        ],
      });
    },
  }),
  question({
    id: 'part-about',
    takes: ['part'],
    needs: ['whatis', 'looksat', 'setter', 'purpose', 'weights'],
    cues: {
      whatis: 1,
      looksat: 1,
      setter: 0.8,
      weights: 1,
      internal: 0.6,
      external: 0.6,
      ita: 0.4,
      responsible: 0.2,
      purpose: 0.5,
    },
    base: 0.3,
    year: 'any',
    answer(context) {
      const found = partOf(context);
      if (!found) return missing(context);
      const { part, indicators } = found;
      const { t } = context;
      return answerOf(context, {
        headline: t('ita:part.about', { code: part.code, name: plain(context, part.name) }),
        meaning: [
          plain(context, part.measures),
          t('ita:part.weight', {
            weight: part.weight,
            names: indicators.map((one) => plain(context, one.name)).join(', '),
            count: indicators.length,
          }),
        ],
        source: sourceOf(context, part.section),
        suggestions: [
          suggest(context, 'part-score', { code: part.code }),
          suggest(context, 'parts-differ'),
          suggest(context, 'ita'),
        ],
      });
    },
  }),
  question({
    id: 'part-indicators',
    takes: ['part'],
    needs: ['table', 'indicators', ['list', 'score']],
    cues: { table: 1, indicators: 1.6, list: 1, count: 1, score: 0.7, result: 0.5, whatis: 0.5 },
    base: 0.2,
    answer(context) {
      const found = partOf(context);
      if (!found) return missing(context);
      const { part, indicators } = found;
      const { dataset, t } = context;
      return answerOf(context, {
        headline: t('ita:part.indicators', { code: part.code, count: indicators.length, year: dataset.year }),
        meaning: [indicatorRows(context, indicators)],
        bars: indicators.map((one) => indicatorBar(context, one)),
        source: sourceOf(context, indicators[0]?.section ?? dataset.overall.section),
        suggestions: [
          suggest(context, 'part-score', { code: part.code }),
          suggest(context, 'lowest-in', { code: part.code }),
        ],
      });
    },
  }),
];
