import type { AskContext } from '../ask-context.ts';
import { findIndicator } from '../dataset.ts';
import type { Point } from '../schema.ts';
import { formatScore } from '../score.ts';
import { answerOf, indicatorBar, indicatorName, notHeld, plain, sourceOf, suggest } from '../wording.ts';
import { question } from './question.ts';

const missing = (context: AskContext) => notHeld(context, 'detail-year', { year: context.dataset.year });

/** Points that are indicators are said with the score of the data, not with the sentence of the report. */
function rows(context: AskContext, points: readonly Point[]): string[] {
  return points.map((point) => {
    const indicator = point.id.startsWith('indicator-')
      ? findIndicator(context.dataset, point.indicators[0] ?? 0)
      : undefined;
    return indicator
      ? context.t('ita:row.indicator', {
          name: indicatorName(context, indicator),
          score: formatScore(indicator.score),
        })
      : context.t('ita:row.point', { text: plain(context, point) });
  });
}

const OTHERS = ['strengths', 'weaknesses', 'opportunities', 'obstacles'] as const;

/** Strengths, weaknesses, opportunities, obstacles as the report names them. */
export const SWOT = [
  ...(['strengths', 'weaknesses'] as const).map((id) =>
    question({
      id,
      takes: [],
      needs: [id],
      cues: {
        [id]: 1,
        indicators: 1,
        us: 0.5,
        ita: 0.5,
        list: 1,
        count: 0.8,
        whatis: 0.8,
        improve: 0.7,
        swot: 0.5,
        score: 0.4,
        which: 0.5,
        overall: 0.4,
        result: 0.4,
        highest: 0.3,
        lowest: 0.3,
        below: 0.4,
        above: 0.4,
      },
      base: 0.3,
      answer(context) {
        const { dataset, t } = context;
        const points = dataset[id];
        if (points.length === 0) return missing(context);
        const named = points.flatMap(({ indicators }) =>
          indicators.map((number) => findIndicator(dataset, number)).filter((one) => one !== undefined),
        );
        return answerOf(context, {
          headline: t(`ita:swot.${id}`, { year: dataset.year, count: points.length, mark: dataset.passMark }),
          meaning: [rows(context, points).join('\n')],
          bars: named.map((one) => indicatorBar(context, one)),
          source: sourceOf(context, (points[0]?.section ?? '').replace(/\(.*\)$/, '')),
          suggestions: [
            suggest(context, id === 'strengths' ? 'weaknesses' : 'strengths'),
            suggest(context, 'measures'),
            suggest(context, 'obstacles'),
          ],
        });
      },
    }),
  ),
  question({
    id: 'opportunities',
    takes: [],
    needs: ['opportunities'],
    cues: {
      opportunities: 1,
      us: 0.5,
      ita: 0.5,
      list: 1,
      count: 0.8,
      whatis: 0.8,
      improve: 0.6,
      swot: 0.5,
      result: 0.3,
    },
    base: 0.2,
    answer(context) {
      const { dataset, t } = context;
      if (dataset.opportunities.length === 0) return missing(context);
      return answerOf(context, {
        headline: t('ita:swot.opportunities', { year: dataset.year, count: dataset.opportunities.length }),
        list: rows(context, dataset.opportunities),
        source: sourceOf(context, (dataset.opportunities[0]?.section ?? '').replace(/\(.*\)$/, '')),
        suggestions: [suggest(context, 'obstacles'), suggest(context, 'measures')],
      });
    },
  }),
  question({
    id: 'obstacles',
    takes: ['indicator', 'part'],
    alone: true,
    needs: ['obstacles'],
    cues: {
      obstacles: 1,
      internal: 1,
      external: 1,
      us: 0.5,
      ita: 0.5,
      list: 1,
      count: 0.8,
      whatis: 0.8,
      improve: 0.4,
      swot: 0.5,
      indicators: 0.6,
      result: 0.3,
      why: 0.3,
    },
    base: 0.2,
    answer(context) {
      const { dataset, entity, cues, t } = context;
      if (dataset.obstacles.length === 0) return missing(context);
      const origin =
        cues.has('internal') === cues.has('external')
          ? undefined
          : cues.has('internal')
            ? 'internal'
            : 'external';
      const wanted = dataset.obstacles.filter(
        (one) =>
          (origin === undefined || one.origin === origin) &&
          (entity?.kind !== 'indicator' || one.indicators.includes(Number(entity.id))),
      );
      const shown = wanted.length > 0 ? wanted : dataset.obstacles;
      const inside = shown.filter((one) => one.origin === 'internal').length;
      return answerOf(context, {
        headline: t('ita:swot.obstacles', {
          year: dataset.year,
          count: shown.length,
          inside,
          outside: shown.length - inside,
        }),
        list: shown.map((one) => t('ita:row.point', { text: plain(context, one) })),
        findings: [...new Set(shown.flatMap(({ id }) => context.findings(`obstacle:${id}`)))].slice(0, 2),
        source: sourceOf(context, '4.4'),
        suggestions: [suggest(context, 'weaknesses'), suggest(context, 'measures')],
      });
    },
  }),
  question({
    id: 'swot',
    takes: [],
    needs: ['swot', ['strengths', 'weaknesses']],
    cues: {
      swot: 1,
      us: 0.5,
      ita: 0.5,
      list: 1,
      whatis: 0.8,
      strengths: 0.8,
      weaknesses: 0.8,
      opportunities: 0.4,
      obstacles: 0.4,
      result: 0.6,
    },
    base: 0.2,
    answer(context) {
      const { dataset, t } = context;
      const definition = dataset.definitions.find(({ id }) => id === 'swot');
      if (!definition || dataset.strengths.length === 0) return missing(context);
      return answerOf(context, {
        headline: t('ita:swot.headline', {
          year: dataset.year,
          strengths: dataset.strengths.length,
          weaknesses: dataset.weaknesses.length,
          opportunities: dataset.opportunities.length,
          obstacles: dataset.obstacles.length,
        }),
        meaning: [plain(context, definition), rows(context, dataset.weaknesses).join('\n')],
        source: sourceOf(context, definition.section),
        suggestions: OTHERS.map((key) => suggest(context, key)),
      });
    },
  }),
];
