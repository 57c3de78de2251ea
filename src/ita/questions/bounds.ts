import type { AskContext } from '../ask-context.ts';
import { findBounds, findExact, within, type Bounds } from '../bounds.ts';
import type { Understanding } from '../answer.ts';
import { formatScore } from '../score.ts';
import { answerOf, indicatorBar, indicatorName, itemName, notHeld, questionName, sourceOf, suggest } from '../wording.ts'; // prettier-ignore
import { INDICATOR_TABLES } from './indicator-tables.ts';
import { question } from './question.ts';

/** A limit as people write it: 50, 84.5. */
const number = (value: number): string => String(value);

/** Limits in words, to stand right after "score". */
export function limitsText({ t }: AskContext, { from, to }: Bounds): string {
  if (from && from.value === to?.value) return t('ita:bounds.exactly', { value: number(from.value) });
  if (from && to && !from.open && !to.open)
    return t('ita:bounds.between', { from: number(from.value), to: number(to.value) });
  return [
    from ? t(`ita:bounds.${from.open ? 'over' : 'from'}`, { value: number(from.value) }) : '',
    to ? t(`ita:bounds.${to.open ? 'under' : 'to'}`, { value: number(to.value) }) : '',
  ]
    .filter((one) => one !== '')
    .join(t('ita:bounds.and'));
}

/** Questions or items are meant (folded). */
const OF_ITEMS = /ขอ(?!มุล|ง)|(?<![a-z])(?:items?|questions?)(?![a-z])/;

interface Row {
  name: string;
  score: number;
  section: string;
}

/** What is meant by "which": indicators, questions of the staff survey, or items of the website check. */
function candidates(context: AskContext): { kind: 'indicator' | 'question' | 'item'; rows: Row[] } {
  const { dataset, entity, cues } = context;
  const part = entity?.kind === 'part' ? entity.id : undefined;
  // a limit that happens to be somebody's score names nobody
  const named = context.hits.some(({ entity: { ref }, by }) => ref === entity?.ref && by !== 'value');
  const indicator = entity?.kind === 'indicator' && named ? Number(entity.id) : undefined;
  const small =
    indicator !== undefined ||
    ((cues.has('eachq') || cues.has('items') || OF_ITEMS.test(context.folded)) && !cues.has('indicators'));
  if (small && part === 'OIT')
    return { kind: 'item', rows: dataset.items.map((one) => ({ ...one, name: itemName(context, one) })) };
  if (small)
    return {
      kind: 'question',
      rows: dataset.questions
        .filter((one) => indicator === undefined || one.indicator === indicator)
        .map((one) => ({ ...one, name: questionName(context, one) })),
    };
  const rows = dataset.indicators.filter((one) => part === undefined || one.part === part);
  return { kind: 'indicator', rows: rows.map((one) => ({ ...one, name: indicatorName(context, one) })) };
}

function answer(context: AskContext): Understanding {
  const { dataset, folded, cues, t } = context;
  const said = (cues.get('bound')?.spans ?? []).map(([from, to]) => folded.slice(from, to)).join(' ; ');
  const bounds = findBounds(said, []) ?? findExact(`which ${said}`, []);
  // "and in 62?" names no limits of its own: all scores then
  const table = INDICATOR_TABLES.find(({ id }) => id === 'table');
  if (!bounds) return table ? table.answer(context) : notHeld(context, 'nothing');
  const { kind, rows } = candidates(context);
  if (rows.length === 0 || (kind === 'question' && context.entity?.id === 'EIT'))
    return context.entity?.id === 'EIT'
      ? notHeld(context, 'only-iit-questions', { code: 'EIT' })
      : notHeld(context, 'detail-year', { year: dataset.year });
  const found = rows.filter(({ score }) => within(score, bounds));
  const lines = found.map(({ name, score }) => t('ita:row.indicator', { name, score: formatScore(score) }));
  const params = { year: dataset.year, count: found.length, total: rows.length, limits: limitsText(context, bounds) }; // prettier-ignore
  return answerOf(context, {
    headline: t(`ita:bounds.${kind}${found.length === 0 ? '-none' : ''}`, params),
    ...(kind === 'indicator' ? { meaning: [lines.join('\n')] } : { list: lines }),
    bars:
      kind === 'indicator'
        ? dataset.indicators
            .filter((one) => found.some(({ name }) => name === indicatorName(context, one)))
            .map((one) => indicatorBar(context, one))
        : [],
    source: sourceOf(context, rows[0]?.section ?? dataset.overall.section),
    suggestions: [suggest(context, 'table'), suggest(context, 'lowest'), suggest(context, 'highest')],
  });
}

/** Which scores lie within limits that are said. */
export const BOUNDS = [
  question({
    id: 'within-bounds',
    takes: ['part', 'indicator'],
    alone: true,
    needs: (['which', 'indicators', 'items', 'list', 'count', 'eachq'] as const).map(
      (id) => ['bound', id] as const,
    ),
    cues: {
      bound: 1,
      which: 1,
      indicators: 1.2,
      items: 1,
      list: 1,
      count: 1,
      eachq: 1,
      score: 0.6,
      above: 0.5,
      below: 0.5,
      versus: 1,
      result: 0.4,
      ita: 0.5,
      us: 0.5,
    },
    base: 0.6,
    answer,
  }),
];
