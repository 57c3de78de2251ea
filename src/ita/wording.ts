import type { AskContext } from './ask-context.ts';
import type { AnswerBar, ItaAnswer, Understanding } from './answer.ts';
import { findIndicator, findItem, findQuestion, findSubIndicator, passes } from './dataset.ts';
import type { Entity } from './entity.ts';
import {
  OUTSIDE_REPORT,
  type Dataset,
  type Indicator,
  type Item,
  type Question,
  type Text,
} from './schema.ts';
import { formatScore } from './score.ts';
import { sectionName } from './sections.ts';

/** Parts of answers that many questions share. Wording itself stands in `ita.json`. */

/** An answer without a list stays within this many characters, all its parts together. */
export const ANSWER_LIMIT = 900;

export const plain = ({ lang }: Pick<AskContext, 'lang'>, text: Text): string => text[lang];

const say = (context: AskContext, key: string, params?: Record<string, string | number>) =>
  context.t(`ita:${key}`, params);

export const indicatorName = (context: AskContext, { number, name }: Indicator): string =>
  say(context, 'name.indicator', { number, name: plain(context, name) });

/** Indicators with their scores, one a line. */
export const indicatorRows = (context: AskContext, indicators: readonly Indicator[]): string =>
  indicators
    .map((one) =>
      say(context, 'row.indicator', { name: indicatorName(context, one), score: formatScore(one.score) }),
    )
    .join('\n');

export const itemName = (context: AskContext, { code, name }: Item): string =>
  say(context, 'name.item', { code, name: plain(context, name) });

export const questionName = (context: AskContext, { code, topic }: Question): string =>
  say(context, 'name.question', { code, name: plain(context, topic) });

/** What an entity is called, in the newest year that knows it. */
export function entityName(context: AskContext, entity: Entity): string {
  for (const dataset of [context.dataset, ...context.data.datasets]) {
    const indicator = entity.kind === 'indicator' ? findIndicator(dataset, Number(entity.id)) : undefined;
    if (indicator) return indicatorName(context, indicator);
    const item = entity.kind === 'item' ? findItem(dataset, entity.id) : undefined;
    if (item) return itemName(context, item);
    const asked = entity.kind === 'question' ? findQuestion(dataset, entity.id) : undefined;
    if (asked) return questionName(context, asked);
    const sub = entity.kind === 'sub' ? findSubIndicator(dataset, entity.id) : undefined;
    if (sub) return say(context, 'name.sub', { code: sub.code, name: plain(context, sub.name) });
    const definition = dataset.definitions.find(({ id }) => entity.kind === 'definition' && id === entity.id);
    if (definition) return plain(context, definition.term);
  }
  const unit = context.agency.units.find(({ id }) => entity.kind === 'unit' && id === entity.id);
  if (unit) return plain(context, unit.name);
  return entity.kind === 'grade' ? say(context, 'name.grade', { grade: entity.id }) : entity.id;
}

/** Where a fact stands; years of one document name that document's year. */
export function sourceOf(context: AskContext, section: string, dataset: Dataset = context.dataset): string {
  if (section === OUTSIDE_REPORT) return say(context, 'source.outside');
  const { year } = context.data.datasets.find(({ source }) => source.th === dataset.source.th) ?? dataset;
  return say(context, 'source.report', {
    year,
    section: sectionName(section, context.lang, (_lang, key, params) => context.t(key, params)),
  });
}

/** A bar against the pass mark; its label is given. */
export const scoreBar = (dataset: Dataset, label: string, score: number): AnswerBar => ({
  label,
  value: score,
  display: formatScore(score),
  tone: passes(dataset, score) ? 'good' : 'bad',
  mark: dataset.passMark,
});

export const indicatorBar = (
  context: AskContext,
  indicator: Indicator,
  dataset = context.dataset,
): AnswerBar =>
  scoreBar(
    dataset,
    say(context, 'bar.indicator', { number: indicator.number, name: plain(context, indicator.name) }),
    indicator.score,
  );

export const yearBar = (context: AskContext, dataset: Dataset, score: number): AnswerBar =>
  scoreBar(dataset, say(context, 'bar.year', { year: dataset.year }), score);

/** "up 3.80", "down 48.87", "the same". */
export function changeText(context: AskContext, from: number, to: number): string {
  const by = formatScore(Math.abs(Math.round(to * 100) - Math.round(from * 100)) / 100);
  return say(context, `change.${to > from ? 'up' : to < from ? 'down' : 'same'}`, { by });
}

export const passText = (context: AskContext, dataset: Dataset, score: number): string =>
  say(context, passes(dataset, score) ? 'pass.yes' : 'pass.no', {
    mark: dataset.passMark,
    by: formatScore(Math.abs(dataset.passMark - score)),
  });

/** A way on: `key` under `ita:suggest` has a label and what to say. */
export const suggest = (
  context: AskContext,
  key: string,
  params: Record<string, string | number> = {},
): ItaAnswer['suggestions'][number] => ({
  label: say(context, `suggest.${key}.label`, params),
  say: say(context, `suggest.${key}.say`, params),
});

const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length + 1, 0);

/** Puts an answer together: missing parts are empty, contradictions give way when the text gets too long. */
export function answerOf(
  context: AskContext,
  parts: Partial<ItaAnswer> & Pick<ItaAnswer, 'headline' | 'source'>,
): Understanding {
  const note =
    context.yearFrom === 'latest' || context.yearFrom === 'before' || context.yearFrom === 'unclear'
      ? [say(context, `note.${context.yearFrom}`, { year: context.year })]
      : [];
  const answer: ItaAnswer = {
    list: [],
    bars: [],
    findings: [],
    suggestions: [],
    topic: context.topic(context.entity),
    ...parts,
    meaning: [...note, ...(parts.meaning ?? []).filter((line) => line !== '')],
  };
  answer.suggestions = answer.suggestions.slice(0, 4);
  if (answer.list.length === 0) {
    const rest = [
      answer.headline,
      ...answer.meaning,
      answer.source,
      ...answer.suggestions.map(({ label }) => label),
    ];
    const bars = answer.bars.flatMap(({ label, display }) => [label, display]);
    while (answer.findings.length > 0 && length([...rest, ...bars, ...answer.findings]) > ANSWER_LIMIT) {
      answer.findings = answer.findings.slice(0, -1);
    }
  }
  return { kind: 'answer', answer };
}

/** Not in our data; `key` is under `not-held` of `ask.json`. */
export const notHeld = (
  context: Pick<AskContext, 'agency' | 'lang'>,
  key: string,
  params: Record<string, string | number> = {},
): Understanding => ({
  kind: 'not-held',
  key: `ask:not-held.${key}`,
  params: { municipality: context.agency.name[context.lang], ...params },
});

/** The indicator an entity belongs to, in a year's data. */
export function indicatorOf(dataset: Dataset, entity: Entity | undefined): Indicator | undefined {
  if (!entity) return undefined;
  if (entity.kind === 'indicator') return findIndicator(dataset, Number(entity.id));
  if (entity.kind === 'question') {
    const asked = findQuestion(dataset, entity.id);
    return asked && findIndicator(dataset, asked.indicator);
  }
  const sub =
    entity.kind === 'sub'
      ? entity.id
      : entity.kind === 'item'
        ? findItem(dataset, entity.id)?.subIndicator
        : undefined;
  const found = sub === undefined ? undefined : findSubIndicator(dataset, sub);
  return found && findIndicator(dataset, found.indicator);
}
