import { findItem, findSubIndicator, itemsOfSub, passes, subIndicatorMean } from '../dataset.ts';
import { formatScore, rounded } from '../score.ts';
import {
  answerOf,
  indicatorName,
  indicatorOf,
  itemName,
  notHeld,
  plain,
  sourceOf,
  suggest,
} from '../wording.ts';
import { question } from './question.ts';
import { zerosOf } from './remarks.ts';

/** The items of the website check (OIT). */
export const ITEMS = [
  question({
    id: 'item-score',
    takes: ['item'],
    cues: {
      whichpart: 0.8,
      score: 1,
      howmuch: 1,
      full: 1,
      zero: 1,
      pass: 1,
      result: 0.8,
      whatis: 1,
      items: 1,
      why: 0.9,
      defect: 0.9,
      remarks: 1,
      access: 0.8,
      eachq: 0.4,
      indicators: 0.6,
      looksat: 0.8,
      grade: 0.3,
      number: 0.3,
    },
    base: 0.4,
    truth({ dataset, entity }) {
      const item = findItem(dataset, entity?.id ?? '');
      return item && { score: item.score, passes: passes(dataset, item.score) };
    },
    answer(context) {
      const { dataset, entity, t } = context;
      const item = findItem(dataset, entity?.id ?? '');
      if (!item)
        return notHeld(context, dataset.items.length === 0 ? 'detail-year' : 'no-item', {
          year: dataset.year,
          code: entity?.id ?? '',
          last: `O${dataset.items.length}`,
        });
      const full = item.score === 100;
      const kinds = dataset.remarkKinds.filter(({ id }) => item.remarks.some(({ kind }) => kind === id));
      const indicator = indicatorOf(dataset, entity);
      return answerOf(context, {
        headline: t(full ? 'ita:item.full' : 'ita:item.zero', {
          name: itemName(context, item),
          year: dataset.year,
          score: formatScore(item.score),
        }),
        meaning: [
          t('ita:item.asks', { text: plain(context, item.plain) }),
          item.remarks.length > 0
            ? t('ita:item.remark', { text: item.remarks.map((remark) => remark[context.lang]).join(' / ') })
            : t('ita:item.no-remark'),
          full
            ? ''
            : kinds
                .map((kind) => plain(context, kind.plain))
                .slice(0, 1)
                .join(' '),
          indicator
            ? t('ita:item.belongs', { code: item.subIndicator, name: indicatorName(context, indicator) })
            : '',
        ],
        findings: context.findings(`item:${item.code}`).slice(0, 1),
        source: sourceOf(context, item.section),
        suggestions: [
          suggest(context, 'sub', { code: item.subIndicator }),
          suggest(context, 'zero-items'),
          ...(indicator ? [suggest(context, 'measure', { number: indicator.number })] : []),
        ],
      });
    },
  }),
  question({
    id: 'sub-score',
    takes: ['sub'],
    cues: {
      score: 1,
      howmuch: 1,
      count: 1,
      list: 1,
      whatis: 0.9,
      zero: 0.6,
      full: 0.6,
      items: 1,
      eachq: 0.8,
      result: 0.8,
      pass: 0.7,
      indicators: 1,
      looksat: 0.8,
    },
    base: 0.1,
    answer(context) {
      const { dataset, entity, t } = context;
      const sub = findSubIndicator(dataset, entity?.id ?? '');
      if (!sub) return notHeld(context, 'detail-year', { year: dataset.year });
      const items = itemsOfSub(dataset, sub.code);
      const value = subIndicatorMean(dataset, sub.code);
      return answerOf(context, {
        headline: t('ita:sub.headline', {
          name: t('ita:name.sub', { code: sub.code, name: plain(context, sub.name) }),
          year: dataset.year,
          full: items.length - zerosOf(items).length,
          zero: zerosOf(items).length,
          total: items.length,
          score: value ? formatScore(rounded(value)) : '-',
        }),
        meaning: [
          t('ita:sub.computed'),
          items
            .map((item) =>
              t('ita:row.item', { name: itemName(context, item), score: formatScore(item.score) }),
            )
            .join('\n'),
        ],
        findings: context.findings(`sub:${sub.code}`).slice(0, 1),
        source: sourceOf(context, sub.section),
        suggestions: [
          suggest(context, 'why-indicator', { number: sub.indicator }),
          suggest(context, 'measure', { number: sub.indicator }),
        ],
      });
    },
  }),
  question({
    id: 'all-items',
    takes: ['part'],
    alone: true,
    needs: [['items', 'list'], 'eachq', ['items', 'count']],
    cues: { items: 1, list: 1, eachq: 1, count: 1, score: 0.5, result: 0.3, whatis: 0.4 },
    base: -0.2,
    answer(context) {
      const { dataset, entity, t } = context;
      if (dataset.items.length === 0) return notHeld(context, 'detail-year', { year: dataset.year });
      if (entity?.kind === 'part' && entity.id === 'EIT')
        return notHeld(context, 'eit-questions', { year: dataset.year });
      if (entity?.kind === 'part' && entity.id === 'IIT') {
        return answerOf(context, {
          headline: t('ita:parts.iit', {
            year: dataset.year,
            count: dataset.questions.length,
            from: dataset.questions[0]?.code ?? '',
            to: dataset.questions.at(-1)?.code ?? '',
          }),
          list: dataset.questions.map((one) =>
            t('ita:row.question', {
              name: t('ita:name.question', { code: one.code, name: plain(context, one.topic) }),
              score: formatScore(one.score),
            }),
          ),
          source: sourceOf(context, dataset.questions[0]?.section ?? ''),
          suggestions: [suggest(context, 'lowest-question'), suggest(context, 'highest-question')],
        });
      }
      return answerOf(context, {
        headline: t('ita:parts.oit', {
          year: dataset.year,
          count: dataset.items.length,
          zero: zerosOf(dataset.items).length,
          full: dataset.items.length - zerosOf(dataset.items).length,
        }),
        list: dataset.items.map((item) =>
          t('ita:row.item', { name: itemName(context, item), score: formatScore(item.score) }),
        ),
        source: sourceOf(context, dataset.items[0]?.section ?? ''),
        suggestions: [suggest(context, 'zero-items'), suggest(context, 'full-items')],
      });
    },
  }),
];
