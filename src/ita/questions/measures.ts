import type { AskContext } from '../ask-context.ts';
import { descendantsOf, unitPath } from '../agency.ts';
import { findIndicator, findMeasure, measuresOfUnit } from '../dataset.ts';
import type { Measure, Step } from '../schema.ts';
import { formatScore } from '../score.ts';
import {
  answerOf,
  entityName,
  indicatorName,
  indicatorOf,
  notHeld,
  plain,
  sourceOf,
  suggest,
} from '../wording.ts';
import { question } from './question.ts';

/** Units in words, with the offices they stand in: "กองคลัง ฝ่ายบริหารงานคลัง งานพัสดุและทรัพย์สิน". */
function unitNames(context: AskContext, units: readonly string[], everyUnit: boolean): string {
  const { agency, t } = context;
  const names = units.map((id) =>
    unitPath(agency, id)
      .map(({ name }) => plain(context, name))
      .join(t('ita:measure.within')),
  );
  return [...names, ...(everyUnit ? [t('ita:measure.every-unit')] : [])].join(', ');
}

const stepRow = (context: AskContext, step: Step, many: boolean): string => {
  const own = step.units.length > 0 || step.everyUnit ? unitNames(context, step.units, step.everyUnit) : '';
  const details = step.details.map((detail) => plain(context, detail)).join(', ');
  const text = [plain(context, step), details].filter((part) => part !== '').join(': ');
  return context.t(own ? 'ita:measure.step-units' : many ? 'ita:measure.step' : 'ita:measure.only-step', {
    number: step.number,
    text,
    units: own,
  });
};

/** The measure for what is asked about; undefined with the reason when there is none. */
function measureFor(context: AskContext): { measure: Measure; name: string } | undefined {
  const indicator = indicatorOf(context.dataset, context.entity);
  const measure = indicator && findMeasure(context.dataset, indicator.number);
  return indicator && measure ? { measure, name: indicatorName(context, indicator) } : undefined;
}

const none = (context: AskContext) => {
  const indicator = indicatorOf(context.dataset, context.entity);
  return context.dataset.measures.length === 0 || !indicator
    ? notHeld(context, 'detail-year', { year: context.dataset.year })
    : notHeld(context, 'no-measure', {
        name: indicatorName(context, indicator),
        score: formatScore(indicator.score),
        year: context.dataset.year,
      });
};

const nextYear = (context: AskContext) => context.dataset.year + 1;
const TAKES = ['indicator', 'question', 'sub', 'item'] as const;

/** What is to be done, step by step, and by whom. */
export const MEASURES = [
  question({
    id: 'measure',
    takes: TAKES,
    needs: ['improve', 'steps'],
    cues: {
      improve: 1,
      steps: 1,
      indicators: 1,
      responsible: 0.2,
      whatis: 0.6,
      why: 0.2,
      score: 0.2,
      duties: 0.4,
      up: 0.6,
      remarks: 0.2,
      weaknesses: 0.3,
      obstacles: 0.3,
    },
    base: 0.2,
    year: 'ahead',
    step: true,
    answer(context) {
      const found = measureFor(context);
      if (!found) return none(context);
      const { measure, name } = found;
      const { number, t } = context;
      const steps = measure.steps.filter((step) => number === undefined || step.number === number);
      const shown = steps.length > 0 ? steps : measure.steps;
      const lines = [
        measure.measures.map((text, at) =>
          t(measure.measures.length > 1 ? 'ita:measure.one-of' : 'ita:measure.one', {
            number: at + 1,
            text: plain(context, text),
          }),
        ),
        [t('ita:measure.steps')],
        shown.map((step) => stepRow(context, step, shown.length > 1)),
      ].flat();
      return answerOf(context, {
        headline: t('ita:measure.headline', {
          name,
          year: nextYear(context),
          units: unitNames(context, measure.units, measure.everyUnit),
        }),
        list: lines,
        source: sourceOf(context, measure.section),
        suggestions: [
          suggest(context, 'responsible', { number: measure.indicator }),
          suggest(context, 'monitoring'),
          suggest(context, 'why-indicator', { number: measure.indicator }),
        ],
        topic: context.topic({
          ref: `indicator:${measure.indicator}`,
          kind: 'indicator',
          id: String(measure.indicator),
        }),
      });
    },
  }),
  question({
    id: 'responsible',
    takes: TAKES,
    needs: ['responsible'],
    cues: {
      responsible: 1,
      improve: 0.9,
      steps: 0.6,
      duties: 0.4,
      indicators: 1,
      score: 0.2,
      whatis: 0.2,
      monitoring: 0.2,
    },
    base: 0.3,
    year: 'ahead',
    step: true,
    answer(context) {
      const found = measureFor(context);
      if (!found) return none(context);
      const { measure, name } = found;
      const { number, t } = context;
      const step = measure.steps.find((one) => one.number === number);
      const params = { name, number: number ?? '', year: nextYear(context) };
      const byStep = step && (step.units.length > 0 || step.everyUnit);
      return answerOf(context, {
        headline: byStep
          ? t('ita:responsible.step', { ...params, units: unitNames(context, step.units, step.everyUnit) })
          : t('ita:responsible.headline', {
              ...params,
              units: unitNames(context, measure.units, measure.everyUnit),
            }),
        meaning: [
          byStep ? t('ita:responsible.task', { text: plain(context, step) }) : '',
          measure.steps.some((one) => one.units.length > 0 || one.everyUnit) && !byStep
            ? measure.steps
                .map((one) =>
                  t('ita:responsible.row', {
                    number: one.number,
                    units: unitNames(context, one.units, one.everyUnit),
                  }),
                )
                .join('\n')
            : '',
          t('ita:responsible.printed', { text: measure.responsiblePrinted }),
        ],
        source: sourceOf(context, measure.section),
        suggestions: [
          suggest(context, 'measure', { number: measure.indicator }),
          suggest(context, 'monitoring'),
        ],
        topic: context.topic({
          ref: `indicator:${measure.indicator}`,
          kind: 'indicator',
          id: String(measure.indicator),
        }),
      });
    },
  }),
  question({
    id: 'duties',
    takes: ['unit'],
    cues: {
      duties: 1,
      responsible: 1,
      improve: 0.7,
      steps: 0.5,
      whatis: 0.6,
      list: 1,
      indicators: 0.6,
      wish: 0,
      looksat: 0.4,
    },
    base: -0.1,
    year: 'ahead',
    answer(context) {
      const { dataset, agency, entity, t } = context;
      const id = entity?.id ?? '';
      const below = new Set([id, ...descendantsOf(agency, id).map((unit) => unit.id)]);
      const mine = measuresOfUnit(dataset, agency, id);
      const name = entity ? entityName(context, entity) : '';
      if (mine.length === 0) return notHeld(context, 'no-duties', { name, year: dataset.year });
      const rows = mine.map((measure) => {
        const indicator = findIndicator(dataset, measure.indicator);
        const own = measure.steps.filter(
          (step) => step.everyUnit || step.units.some((unit) => below.has(unit)),
        );
        const direct = measure.units.some((unit) => below.has(unit));
        const tasks =
          own.length > 0
            ? own.map((step) => plain(context, step))
            : direct
              ? measure.measures.map((text) => plain(context, text))
              : measure.steps.filter((step) => step.everyUnit).map((step) => plain(context, step));
        return t('ita:duties.row', {
          name: indicator ? indicatorName(context, indicator) : '',
          tasks: tasks.join('; '),
        });
      });
      return answerOf(context, {
        headline: t('ita:duties.headline', { name, year: nextYear(context), count: mine.length }),
        list: rows,
        source: sourceOf(context, mine[0]?.section ?? ''),
        suggestions: [
          ...mine.slice(0, 2).map(({ indicator }) => suggest(context, 'measure', { number: indicator })),
          suggest(context, 'monitoring'),
        ],
      });
    },
  }),
  ...(['measures', 'responsibles'] as const).map((id) =>
    question({
      id,
      takes: [],
      needs: [
        id === 'measures' ? 'improve' : 'responsible',
        ...(id === 'measures' ? (['steps'] as const) : []),
      ],
      cues: {
        improve: 0.9,
        [id === 'measures' ? 'steps' : 'responsible']: 1,
        list: 1,
        us: 0.8,
        ita: 0.5,
        up: 0.7,
        score: 0.5,
        indicators: 0.8,
        table: 0.4,
        count: 0.7,
        duties: 0.6,
        overall: 0.6,
        pass: 0.5,
        result: 0.4,
        whatis: 0.6,
        weaknesses: 0.4,
        grade: 0.3,
        below: 0.4,
      },
      base: -0.2,
      year: 'ahead',
      answer(context) {
        const { dataset, t } = context;
        if (dataset.measures.length === 0) return notHeld(context, 'detail-year', { year: dataset.year });
        return answerOf(context, {
          headline: t(`ita:${id}.headline`, { count: dataset.measures.length, year: nextYear(context) }),
          list: dataset.measures.map((measure) => {
            const indicator = findIndicator(dataset, measure.indicator);
            const name = indicator ? indicatorName(context, indicator) : '';
            return t(`ita:${id}.row`, {
              name,
              text: plain(context, measure.measures[0] ?? { th: '', en: '' }),
              units: unitNames(context, measure.units, measure.everyUnit),
            });
          }),
          source: sourceOf(context, dataset.measures[0]?.section ?? ''),
          suggestions: [
            suggest(context, id === 'measures' ? 'responsibles' : 'measures'),
            suggest(context, 'monitoring'),
          ],
        });
      },
    }),
  ),
  question({
    id: 'monitoring',
    takes: [],
    needs: ['monitoring', ['publish', 'improve'], ['publish', 'result'], ['monitoring', 'publish']],
    cues: {
      monitoring: 1,
      publish: 1,
      improve: 0.9,
      responsible: 0.8,
      count: 0.6,
      steps: 0.5,
      ita: 0.4,
      us: 0.4,
      result: 0.4,
      date: 0.6,
      duties: 0.3,
      setter: 0.4,
      whatis: 0.4,
      track: -0.3,
    },
    base: 0.2,
    year: 'ahead',
    answer(context) {
      const { dataset, cues, t } = context;
      const { monitoring } = dataset;
      if (!monitoring) return notHeld(context, 'detail-year', { year: dataset.year });
      const months = monitoring.intervalsMonths.join(', ');
      const rule = (id: string) => monitoring.rules.find((one) => one.id === id);
      const asked = cues.has('publish') ? rule('publication') : undefined;
      return answerOf(context, {
        headline: asked
          ? t('ita:monitoring.publish', { text: plain(context, asked) })
          : t('ita:monitoring.headline', { months, count: monitoring.intervalsMonths.length }),
        meaning: monitoring.rules.map((one) => t('ita:row.point', { text: plain(context, one) })),
        findings: context.findings('monitoring').slice(0, 1),
        source: sourceOf(context, monitoring.section),
        suggestions: [suggest(context, 'measures'), suggest(context, 'responsibles')],
      });
    },
  }),
];
