import { indicatorRows, answerOf, indicatorName, notHeld, sourceOf, suggest } from '../wording.ts';
import { formatScore } from '../score.ts';
import { question } from './question.ts';
import { byRemark, remarkRows, zerosOf } from './remarks.ts';

/** Why a part is where it is: its lowest indicator, or the items without points by remark. */
export const PART_WHY = [
  question({
    id: 'why-oit',
    takes: ['part'],
    alone: true,
    needs: ['defect', 'access', 'remarks', 'why'],
    cues: {
      why: 0.9,
      defect: 1.1,
      access: 1.2,
      remarks: 0.9,
      score: 0.6,
      zero: 0.6,
      below: 0.6,
      pass: 0.5,
      whatis: 0.3,
      list: 1,
      obstacles: 0.4,
      result: 0.4,
      lowest: 0.3,
      down: 0.5,
      count: 0.3,
    },
    base: -0.3,
    answer(context) {
      const { dataset, entity, t } = context;
      if (entity?.kind === 'part' && entity.id !== 'OIT') {
        const low = dataset.indicators
          .filter((one) => one.part === entity.id)
          .toSorted((a, b) => a.score - b.score);
        return answerOf(context, {
          headline: t('ita:why.part', {
            code: entity.id,
            year: dataset.year,
            name: low[0] ? indicatorName(context, low[0]) : '',
            score: formatScore(low[0]?.score ?? 0),
          }),
          meaning: [indicatorRows(context, low)],
          source: sourceOf(context, low[0]?.section ?? dataset.overall.section),
          suggestions: [
            suggest(context, 'lowest-question'),
            ...(low[0] ? [suggest(context, 'why-indicator', { number: low[0].number })] : []),
          ],
        });
      }
      const zeros = zerosOf(dataset.items);
      if (zeros.length === 0) return notHeld(context, 'detail-year', { year: dataset.year });
      const groups = byRemark(context, zeros);
      const share = dataset.claims.noAccessPathShare;
      return answerOf(context, {
        headline: t('ita:oit.headline', {
          year: dataset.year,
          zero: zeros.length,
          total: dataset.items.length,
          reason: groups[0]?.name ?? '',
          count: groups[0]?.codes.length ?? 0,
        }),
        meaning: [
          groups[0]?.plain ?? '',
          remarkRows(context, groups, 8),
          share ? t('ita:oit.share', { text: share[context.lang] }) : '',
        ],
        findings: context.findings('claim:no-access-share').slice(0, 1),
        source: sourceOf(context, share?.section ?? zeros[0]?.section ?? ''),
        suggestions: [
          suggest(context, 'zero-items'),
          suggest(context, 'measure', { number: 9 }),
          suggest(context, 'responsible', { number: 9 }),
        ],
      });
    },
  }),
];
