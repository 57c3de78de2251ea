import type { AskContext } from '../ask-context.ts';
import { findSubIndicator, itemsOf, itemsOfSub } from '../dataset.ts';
import type { Item } from '../schema.ts';
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
import { byRemark, doubtfulFull, remarkRows } from './remarks.ts';

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
      wanted === 0 ? remarkRows(context, byRemark(context, found)) : found.map(({ code }) => code).join(', '),
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

/** How many items got no points or all of them, which, and why. */
export const ITEM_COUNTS = [
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
      ['full', 'weights'],
    ],
    cues: {
      full: 1.1,
      items: 1,
      count: 1,
      list: 1,
      score: 0.6,
      pass: 0.5,
      weights: 1,
      which: 0.8,
      eachq: 0.5,
      result: 0.3,
      howmuch: 0.3,
    },
    base: 0.1,
    answer: (context) => counted(context, 100),
  }),
];
