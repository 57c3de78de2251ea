import { changed, findIndicator } from '../dataset.ts';
import { entityOf } from '../entity.ts';
import { formatScore } from '../score.ts';
import { answerOf, changeText, indicatorName, notHeld, sourceOf, suggest, yearBar } from '../wording.ts';
import { question } from './question.ts';
import { oneYear, pairOf } from './year-pair.ts';

/** What rose or fell between two years, and what moved most. */
export const CHANGES = [
  ...(['rose', 'fell'] as const).map((id) =>
    question({
      id,
      takes: ['part'],
      alone: true,
      needs: [id === 'rose' ? 'up' : 'down'],
      cues: {
        [id === 'rose' ? 'up' : 'down']: 1,
        indicators: 2.2,
        which: 2.5,
        list: 1.2,
        ita: 0.5,
        us: 0.5,
        compare: 0.6,
        twoyears: 0.6,
        score: 0.5,
        count: 1,
      },
      base: -0.5,
      answer(context) {
        const pair = pairOf(context);
        if (!pair) return oneYear(context);
        const [from, to] = pair;
        const { t, entity } = context;
        const list = changed(to, from, id === 'rose' ? 1 : -1).filter(
          ({ part }) => entity?.kind !== 'part' || part === entity.id,
        );
        const rows = list.map((one) => {
          const before = findIndicator(from, one.number)?.score ?? 0;
          return t('ita:row.change', {
            name: indicatorName(context, one),
            first: formatScore(before),
            last: formatScore(one.score),
            change: changeText(context, before, one.score),
          });
        });
        return answerOf(context, {
          headline: t(`ita:${id}.headline`, { from: from.year, to: to.year, count: list.length }),
          meaning: [rows.join('\n')],
          findings: context.findings('claim:fell', to.year).slice(0, 1),
          source: sourceOf(context, to.indicators[0]?.section ?? to.overall.section, to),
          suggestions: [
            suggest(context, id === 'rose' ? 'fell' : 'rose'),
            suggest(context, 'compare'),
            suggest(context, 'why-overall'),
          ],
          topic: context.topic(entity, to.year),
        });
      },
    }),
  ),

  ...(
    [
      ['most', 'up'],
      ['most', 'down'],
      ['least', 'up'],
      ['least', 'down'],
    ] as const
  ).map(([much, way]) =>
    question({
      id: `${much}-${way}`,
      takes: ['part'],
      alone: true,
      needs: [[way, much === 'most' ? 'highest' : 'lowest']],
      cues: {
        [way]: 1,
        [much === 'most' ? 'highest' : 'lowest']: 1,
        indicators: 1,
        which: 1,
        compare: 0.7,
        twoyears: 0.7,
        score: 0.6,
        improve: 0.3,
      },
      base: 0.2,
      answer(context) {
        const pair = pairOf(context);
        if (!pair) return oneYear(context);
        const [from, to] = pair;
        const { t, entity } = context;
        const moved = changed(to, from, way === 'up' ? 1 : -1)
          .filter(({ part }) => entity?.kind !== 'part' || part === entity.id)
          .map((one) => ({ one, first: findIndicator(from, one.number)?.score ?? 0 }))
          .sort((a, b) => Math.abs(b.one.score - b.first) - Math.abs(a.one.score - a.first));
        if (much === 'least') moved.reverse();
        const [most] = moved;
        if (!most) return notHeld(context, 'nothing');
        const { one, first } = most;
        return answerOf(context, {
          headline: t(`ita:${much}.${way}`, {
            name: indicatorName(context, one),
            from: from.year,
            to: to.year,
            first: formatScore(first),
            last: formatScore(one.score),
            change: changeText(context, first, one.score),
          }),
          meaning: [one.plain ? one.plain[context.lang] : ''],
          bars: [yearBar(context, from, first), yearBar(context, to, one.score)],
          source: sourceOf(context, one.section, to),
          suggestions: [
            suggest(context, way === 'up' ? 'rose' : 'fell'),
            suggest(context, 'why-indicator', { number: one.number }),
          ],
          topic: context.topic(entityOf('indicator', String(one.number)), to.year),
        });
      },
    }),
  ),
];
