import type { AskContext } from '../ask-context.ts';
import { findIndicator } from '../dataset.ts';
import { noteFor, PROGRESS_STATUSES, progressOf, type MeasureProgress } from '../progress.ts';
import type { Measure } from '../schema.ts';
import { answerOf, indicatorName, notHeld, sourceOf, suggest } from '../wording.ts';
import { dayIn } from './documents.ts';
import { measureFor, noMeasure } from './measures.ts';
import { question } from './question.ts';
import { unitNames } from './unit-names.ts';

const nameOf = (context: AskContext, { indicator }: Measure): string => {
  const found = findIndicator(context.dataset, indicator);
  return found ? indicatorName(context, found) : String(indicator);
};

const reportOn = ({ progress, dataset }: AskContext, { indicator }: Measure): MeasureProgress | undefined =>
  progressOf(progress, { year: dataset.year, indicator });

/** Where it stands: with those who report, or, when nobody has, with the rule that they should. */
const source = (context: AskContext, reported: boolean): string =>
  reported ? context.t('ita:source.progress') : sourceOf(context, context.dataset.monitoring?.section ?? '');

/** That reports are owed, and how often: said where none is there. */
function rule({ dataset, t }: AskContext): string {
  const months = dataset.monitoring?.intervalsMonths;
  return months ? t('ita:monitoring.headline', { months: months.join(', '), count: months.length }) : '';
}

function line(context: AskContext, measure: Measure): string {
  const { t } = context;
  const name = nameOf(context, measure);
  const report = reportOn(context, measure);
  if (!report) return t('ita:progress.none-of', { name });
  const status = t(`progress:status.${report.status}`);
  return t('ita:progress.of', { name, status, day: dayIn(context, report.day) });
}

function aboutOne(context: AskContext, measure: Measure) {
  const { t, lang } = context;
  const report = reportOn(context, measure);
  const units = unitNames(context, measure.units, measure.everyUnit);
  const id = String(measure.indicator);
  return answerOf(context, {
    headline: line(context, measure),
    meaning: [report ? noteFor(report.note, lang).text : rule(context), t('progress:units', { units })],
    source: source(context, report !== undefined),
    suggestions: [suggest(context, 'measure', { number: measure.indicator }), suggest(context, 'progress')],
    topic: context.topic({ ref: `indicator:${id}`, kind: 'indicator', id }),
  });
}

function aboutAll(context: AskContext) {
  const { t, dataset } = context;
  const { year, measures } = dataset;
  const reports = measures.flatMap((measure) => reportOn(context, measure) ?? []);
  const count = measures.length;
  const suggestions = [suggest(context, 'measures'), suggest(context, 'monitoring')];
  if (reports.length === 0) {
    return answerOf(context, {
      headline: t('ita:progress.none', { year, count }),
      meaning: [rule(context)],
      source: source(context, false),
      suggestions,
    });
  }
  const counts = PROGRESS_STATUSES.flatMap((status) => {
    const number = reports.filter((report) => report.status === status).length;
    return number === 0 ? [] : [t('ita:progress.count', { status: t(`progress:status.${status}`), number })];
  });
  return answerOf(context, {
    headline: t('ita:progress.all', { year, count, reported: reports.length, counts: counts.join(', ') }),
    list: measures.map((measure) => line(context, measure)),
    source: source(context, true),
    suggestions,
  });
}

const CUES_BESIDE = {
  sofar: 1,
  monitoring: 0.5,
  improve: 0.8,
  steps: 0.3,
  indicators: 0.6,
  us: 0.3,
  publish: 0.3,
  result: 0.3,
  // the same words ask after one's own report
  track: -1,
  complain: -1,
} as const;

/** How far the measures have come, as those responsible report it; plainly, when nobody has. */
export const PROGRESS = [
  question({
    id: 'progress',
    takes: ['indicator', 'question', 'sub', 'item'],
    needs: ['sofar'],
    cues: CUES_BESIDE,
    base: 0.3,
    year: 'ahead',
    step: true,
    answer(context) {
      const found = measureFor(context);
      return found ? aboutOne(context, found.measure) : noMeasure(context);
    },
  }),
  question({
    id: 'progress-all',
    takes: [],
    // roads and canals get on too: something must say that measures are meant
    needs: [
      ['sofar', 'improve'],
      ['sofar', 'ita'],
      ['sofar', 'indicators'],
    ],
    cues: { ...CUES_BESIDE, table: 0.8, list: 0.5 },
    base: 0.3,
    year: 'ahead',
    answer(context) {
      const { dataset } = context;
      return dataset.measures.length === 0
        ? notHeld(context, 'detail-year', { year: dataset.year })
        : aboutAll(context);
    },
  }),
];
