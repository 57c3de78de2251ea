import type { Understanding } from '../answer.ts';
import type { AskContext } from '../ask-context.ts';
import { findIndicator, findMeasure } from '../dataset.ts';
import { exact, formatScore, mean, rounded } from '../score.ts';
import { answerOf, entityName, indicatorName, notHeld, sourceOf, suggest } from '../wording.ts';
import { entityOf } from '../entity.ts';
import { question } from './question.ts';
import { unitNames } from './unit-names.ts';

const numberOf = (id: string): number => Number(id.replace(/^[A-Z]/, ''));

/** The numbers that are named by code; with "to" between them also all between. */
function numbersMeant({ hits, entity, cues }: AskContext): number[] {
  const named = hits
    .filter((hit) => hit.by === 'code' && hit.entity.kind === entity?.kind)
    .map((hit) => numberOf(hit.entity.id));
  const [low, high] = [Math.min(...named), Math.max(...named)];
  return cues.has('range')
    ? Array.from({ length: high - low + 1 }, (_one, at) => low + at)
    : [...new Set(named)].sort((a, b) => a - b);
}

function rowsOf(context: AskContext): { id: string; name: string; score: number; section: string }[] {
  const { dataset, entity } = context;
  const meant = numbersMeant(context);
  const kind = entity?.kind;
  const all =
    kind === 'indicator'
      ? dataset.indicators.map((one) => ({ ...one, id: String(one.number) }))
      : (kind === 'question' ? dataset.questions : dataset.items).map((one) => ({ ...one, id: one.code }));
  return all
    .filter(({ id }) => meant.includes(numberOf(id)))
    .map(({ id, score, section }) => ({
      id,
      score,
      section,
      name: entityName(context, entityOf(kind ?? 'item', id)),
    }));
}

function scores(context: AskContext): Understanding {
  const { dataset, entity, t } = context;
  const rows = rowsOf(context);
  const [first, last] = [rows[0], rows.at(-1)];
  const average = mean(rows.map(({ score }) => exact(score)));
  if (!first || !last || !average || !entity) return notHeld(context, 'detail-year', { year: dataset.year });
  const [low, high] = [rows.toSorted((a, b) => a.score - b.score)[0], rows.toSorted((a, b) => b.score - a.score)[0]]; // prettier-ignore
  const short = (id: string) => t(`ask:reading.${entity.kind}`, { id });
  const sum = rows.reduce((total, { score }) => total + Math.round(score * 100), 0) / 100;
  const zeros = rows.filter(({ score }) => score === 0);
  const items = entity.kind === 'item';
  return answerOf(context, {
    headline: t(`ita:range.${items ? 'items' : 'scores'}`, {
      from: short(first.id),
      to: short(last.id),
      year: dataset.year,
      count: rows.length,
      full: rows.length - zeros.length,
      zero: zeros.length,
      low: formatScore(low?.score ?? 0),
      lowest: short(low?.id ?? ''),
      high: formatScore(high?.score ?? 0),
      highest: short(high?.id ?? ''),
    }),
    meaning: items
      ? [zeros.length > 0 ? t('ita:range.zeros', { codes: zeros.map(({ id }) => id).join(', ') }) : '']
      : [t('ita:range.sum', { sum: formatScore(sum), mean: formatScore(rounded(average)) })],
    list: rows.map(({ name, score }) => t('ita:row.indicator', { name, score: formatScore(score) })),
    findings: rows.flatMap(({ id }) => context.findings(`${entity.kind}:${id}`)).slice(0, 2),
    source: sourceOf(context, first.section),
    suggestions: [suggest(context, 'table')],
  });
}

function responsible(context: AskContext): Understanding {
  const { dataset, t } = context;
  const indicators = numbersMeant(context)
    .map((number) => findIndicator(dataset, number))
    .filter((one) => one !== undefined);
  const measures = indicators.map((one) => findMeasure(dataset, one.number));
  const [held] = measures.filter((one) => one !== undefined);
  if (!held) return notHeld(context, 'detail-year', { year: dataset.year });
  return answerOf(context, {
    headline: t('ita:responsibles.of', {
      numbers: indicators.map(({ number }) => number).join(', '),
      year: dataset.year + 1,
    }),
    list: indicators.map((one, at) => {
      const measure = measures[at];
      return t(`ita:responsibles.${measure ? 'row' : 'none'}`, {
        name: indicatorName(context, one),
        units: measure ? unitNames(context, measure.units, measure.everyUnit) : '',
      });
    }),
    source: sourceOf(context, held.section),
    suggestions: [suggest(context, 'responsibles'), suggest(context, 'monitoring')],
  });
}

/** Several things of one kind, named by their codes. */
export const RANGES = [
  question({
    id: 'range-scores',
    takes: ['indicator', 'question', 'item'],
    many: true,
    needs: ['range'],
    cues: { range: 1, score: 1, howmuch: 1, zero: 1, full: 1, which: 1, items: 1, list: 1, eachq: 1, highest: 1, lowest: 1, overall: 1, count: 1, indicators: 1, table: 1, versus: 1, compare: 0.5, result: 0.6, pass: 0.3 }, // prettier-ignore
    base: 0.5,
    answer: scores,
  }),
  question({
    id: 'responsible-several',
    takes: ['indicator'],
    many: true,
    needs: [
      ['pair', 'responsible'],
      ['range', 'responsible'],
    ],
    cues: { pair: 1, range: 1, responsible: 1, improve: 0.9, indicators: 1, us: 0.5, table: 0.5, list: 1, whatis: 0.3, duties: 0.5 }, // prettier-ignore
    base: 0.8,
    year: 'ahead',
    answer: responsible,
  }),
];
