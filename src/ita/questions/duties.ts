import type { AskContext } from '../ask-context.ts';
import { descendantsOf } from '../agency.ts';
import { findIndicator, measuresOfUnit } from '../dataset.ts';
import { answerOf, entityName, indicatorName, notHeld, plain, sourceOf, suggest } from '../wording.ts';
import { fitting, shorten } from '../shorten.ts';
import { question } from './question.ts';
import { unitNames } from './unit-names.ts';

/** What the tasks of a unit may take of an answer, so that a telephone shows it without scrolling far. */
const ROOM = 700;

const nextYear = (context: AskContext) => context.dataset.year + 1;

/** Whether a unit only stands above those that the measures name. */
function leads({ agency, dataset }: AskContext, id: string): boolean {
  const kind = agency.units.find((unit) => unit.id === id)?.kind;
  const named = dataset.measures.some(({ units }) => units.includes(id));
  return (kind === 'executive' || kind === 'post') && !named && descendantsOf(agency, id).length > 0;
}

/** Who has to do what, over all measures, and how it is followed up. */
export const DUTIES = [
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
      const rowsAt = (cap: number) =>
        mine.map((measure) => {
          const indicator = findIndicator(dataset, measure.indicator);
          const own = measure.steps.filter(
            (step) => step.everyUnit || step.units.some((unit) => below.has(unit)),
          );
          const direct = measure.units.some((unit) => below.has(unit));
          const forAll = measure.steps.filter((step) => step.everyUnit);
          // the report names the units of the measure, not who takes which step
          const unlinked = own.length === 0 && direct;
          const steps = unlinked ? measure.steps : own.length > 0 ? own : forAll;
          const tasks = steps.length > 0 ? steps : measure.measures;
          const shared = unlinked && measure.units.some((unit) => !below.has(unit));
          return t(shared ? 'ita:duties.shared' : 'ita:duties.row', {
            name: indicator ? indicatorName(context, indicator) : '',
            tasks: tasks.map((task) => shorten(plain(context, task), cap, context.lang)).join('; '),
          });
        });
      return answerOf(context, {
        // who stands above the offices does not do their work
        headline: t(leads(context, id) ? 'ita:duties.above' : 'ita:duties.headline', {
          name,
          year: nextYear(context),
          count: mine.length,
        }),
        list: fitting(rowsAt, ROOM).lines,
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
            suggest(context, 'progress'),
          ],
        });
      },
    }),
  ),
  question({
    id: 'monitoring',
    takes: [],
    needs: ['monitoring', 'publish'],
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
        suggestions: [
          suggest(context, 'measures'),
          suggest(context, 'responsibles'),
          suggest(context, 'progress'),
        ],
      });
    },
  }),
];
