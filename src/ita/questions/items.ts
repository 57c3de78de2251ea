import type { AskContext } from '../ask-context.ts';
import { findItem, findSubIndicator, itemsOf, itemsOfSub, subIndicatorMean } from '../dataset.ts';
import type { Item } from '../schema.ts';
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
import { byRemark, doubtfulFull, zerosOf } from './remarks.ts';

/** The items in question: of a sub-indicator, an indicator, or all. */
function scope(context: AskContext): { items: Item[]; name: string } {
  const { dataset, entity, t } = context;
  const sub = entity?.kind === 'sub' ? findSubIndicator(dataset, entity.id) : undefined;
  if (sub)
    return {
      items: itemsOfSub(dataset, sub.code),
      name: t('ita:name.sub', { code: sub.code, name: plain(context, sub.name) }),
    };
  const indicator = entity?.kind === 'indicator' ? indicatorOf(dataset, entity) : undefined;
  if (indicator)
    return { items: itemsOf(dataset, indicator.number), name: indicatorName(context, indicator) };
  return { items: dataset.items, name: 'OIT' };
}

function counted(context: AskContext, wanted: 0 | 100) {
  const { dataset, t } = context;
  const { items, name } = scope(context);
  if (items.length === 0) return notHeld(context, 'detail-year', { year: dataset.year });
  const found = items.filter(({ score }) => score === wanted);
  const doubtful = doubtfulFull(context).filter((code) => items.some((item) => item.code === code));
  const really = found.length + (wanted === 0 ? doubtful.length : -doubtful.length);
  const id = wanted === 0 ? 'zero' : 'full';
  return answerOf(context, {
    headline: t(`ita:${id}.headline`, { name, year: dataset.year, count: found.length, total: items.length }),
    meaning: [
      doubtful.length > 0 ? t(`ita:${id}.doubtful`, { codes: doubtful.join(', '), really }) : '',
      wanted === 0
        ? byRemark(context, found)
            .map((group) =>
              t('ita:row.remark', {
                name: group.name,
                count: group.codes.length,
                codes: group.codes.join(', '),
              }),
            )
            .join('\n')
        : found.map(({ code }) => code).join(', '),
    ],
    list:
      context.cues.has('list') || context.cues.has('which')
        ? found.map((item) => t('ita:row.item-name', { name: itemName(context, item) }))
        : [],
    findings: [],
    source: sourceOf(context, items[0]?.section ?? ''),
    suggestions: [
      suggest(context, wanted === 0 ? 'full-items' : 'zero-items'),
      suggest(context, 'measure', { number: 9 }),
      suggest(context, 'why-part', { code: 'OIT' }),
    ],
  });
}

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
    id: 'zero-items',
    takes: ['part', 'sub', 'indicator'],
    alone: true,
    needs: [
      ['zero', 'items'],
      ['zero', 'count'],
      ['zero', 'list'],
      'zero',
      ['access', 'count'],
      ['access', 'list'],
      ['pass', 'items', 'count'],
    ],
    cues: {
      zero: 1.1,
      items: 1,
      count: 1,
      list: 1,
      score: 0.6,
      pass: 0.6,
      below: 0.5,
      which: 0.8,
      access: 0.9,
      ita: 0.3,
      eachq: 0.5,
      why: 0.3,
      remarks: 0.6,
      result: 0.3,
      howmuch: 0.4,
      defect: 0.5,
      indicators: 0.2,
    },
    base: -0.2,
    answer: (context) => counted(context, 0),
  }),
  question({
    id: 'full-items',
    takes: ['part', 'sub', 'indicator'],
    alone: true,
    needs: [
      ['full', 'items'],
      ['full', 'count'],
      ['full', 'list'],
      ['full', 'which'],
    ],
    cues: {
      full: 1.1,
      items: 1,
      count: 1,
      list: 1,
      score: 0.6,
      pass: 0.5,
      which: 0.8,
      eachq: 0.5,
      result: 0.3,
      howmuch: 0.3,
    },
    base: 0.1,
    answer: (context) => counted(context, 100),
  }),
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
          meaning: [
            low
              .map((one) =>
                t('ita:row.indicator', { name: indicatorName(context, one), score: formatScore(one.score) }),
              )
              .join('\n'),
          ],
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
          groups
            .map((group) =>
              t('ita:row.remark', {
                name: group.name,
                count: group.codes.length,
                codes:
                  group.codes.length > 8 ? `${group.codes.slice(0, 4).join(', ')} …` : group.codes.join(', '),
              }),
            )
            .join('\n'),
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
