import type { AskContext } from '../ask-context.ts';
import type { ReportDocument } from '../schema.ts';
import { answerOf, entityName, notHeld, plain, sourceOf, suggest } from '../wording.ts';
import { question } from './question.ts';

/** A Gregorian day as the reader's language writes it: 9 กุมภาพันธ์ 2564, 9 February 2021 (2564). */
export function dayIn(context: AskContext, day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const thai = (year ?? 0) + 543;
  return context.t('ita:day', {
    date: date ?? 0,
    month: context.t(`ita:months.${month ?? 1}`),
    year: context.lang === 'th' ? thai : `${year ?? 0} (${thai})`,
  });
}

function describe(context: AskContext, found: ReportDocument): string {
  const { t } = context;
  return t(found.number ? 'ita:document.numbered' : 'ita:document.line', {
    title: plain(context, found.title),
    number: found.number ?? '',
    date: found.date ? dayIn(context, found.date) : '-',
  });
}

const roles = (context: AskContext, found: ReportDocument) =>
  found.roles.map(({ office, role }) =>
    context.t('ita:document.role', { office: plain(context, office), role: plain(context, role) }),
  );

/** Which documents of a kind somebody means: a number in the text decides. */
function documentsOf(context: AskContext, kind: ReportDocument['kind']) {
  const dataset = context.data.datasets.find(({ documents }) => documents.length > 0) ?? context.dataset;
  const all = dataset.documents.filter((one) => one.kind === kind);
  const numbered = all.filter(
    ({ number }) => number && new RegExp(`(?<!\\d)${number.split('/')[0] ?? ''}(?!\\d)`).test(context.folded),
  );
  const committee = /คนะกรมการ|committee/.test(context.folded)
    ? all.filter(({ title }) => /คณะกรรมการ/.test(title.th))
    : [];
  const shown = numbered.length > 0 ? numbered : committee.length > 0 ? committee : all;
  return { dataset, shown };
}

/** Dates, numbers and offices of the documents behind the result. */
export const DOCUMENTS = [
  ...(
    [
      [
        'announcement',
        { announcement: 1, date: 1, number: 0.8, source: 0.4 },
        [['announcement', 'date'], ['announcement', 'number'], 'announcement'],
      ],
      ['order', { order: 1, number: 1, date: 0.9, responsible: 0.9, setter: 0.3 }, ['order']],
      ['memo', { memo: 1, number: 1, date: 1, responsible: 0.4, announcement: 0.2 }, ['memo']],
    ] as const
  ).map(([kind, cues, needs]) =>
    question({
      id: `document-${kind}`,
      takes: [],
      needs,
      cues: { ita: 0.5, result: 0.6, us: 0.4, whatis: 0.5, list: 0.6, count: 0.4, publish: 0.3, ...cues },
      base: kind === 'announcement' ? -0.4 : 0.2,
      year: 'any',
      answer(context) {
        const { dataset, shown } = documentsOf(context, kind);
        const [first, ...rest] = shown;
        if (!first) return notHeld(context, 'nothing');
        const { t } = context;
        return answerOf(context, {
          headline: describe(context, first),
          meaning: [
            ...roles(context, first),
            ...rest.flatMap((one) => [describe(context, one), ...roles(context, one)]),
            first.unit
              ? t('ita:document.unit', {
                  unit: entityName(context, { ref: `unit:${first.unit}`, kind: 'unit', id: first.unit }),
                })
              : '',
          ],
          findings: shown.flatMap(({ id }) => context.findings(`document:${id}`, dataset.year)).slice(0, 1),
          source: sourceOf(context, first.section, dataset),
          suggestions: [suggest(context, 'source'), suggest(context, 'overall', { year: dataset.year })],
        });
      },
    }),
  ),
  question({
    id: 'source',
    takes: [],
    needs: ['source'],
    cues: {
      source: 1,
      ita: 0.5,
      score: 0.6,
      result: 0.6,
      us: 0.4,
      whatis: 0.5,
      announcement: 0.3,
      date: 0.2,
    },
    base: 0.1,
    year: 'any',
    answer(context) {
      const { dataset, t } = context;
      const documents = (context.data.datasets.find((one) => one.documents.length > 0) ?? dataset).documents;
      return answerOf(context, {
        headline: t('ita:document.source', { title: plain(context, dataset.source) }),
        meaning: documents
          .filter(({ date }) => date !== undefined)
          .map((one) => t('ita:row.point', { text: describe(context, one) })),
        source: sourceOf(context, dataset.overall.section),
        suggestions: [suggest(context, 'findings'), suggest(context, 'overall', { year: dataset.year })],
      });
    },
  }),
  question({
    id: 'findings',
    takes: [],
    needs: ['finding'],
    cues: {
      finding: 1,
      ita: 0.5,
      score: 0.8,
      result: 0.6,
      source: 0.5,
      list: 1,
      count: 0.6,
      why: 0.6,
      announcement: 0.3,
      us: 0.3,
      indicators: 0.3,
      overall: 0.4,
    },
    base: 0.2,
    answer(context) {
      const { dataset, t } = context;
      const all = [
        ...new Set(
          [
            'overall',
            ...dataset.indicators.map(({ number }) => `indicator:${number}`),
            'part:OIT',
            ...dataset.items.map(({ code }) => `item:${code}`),
            'monitoring',
            'document:memo',
          ].flatMap((ref) => context.findings(ref)),
        ),
      ];
      return answerOf(context, {
        headline: t(all.length > 0 ? 'ita:findings.headline' : 'ita:findings.none', {
          year: dataset.year,
          count: all.length,
        }),
        list: all.map((text) => t('ita:row.point', { text })),
        source: sourceOf(context, dataset.overall.section),
        suggestions: [suggest(context, 'overall', { year: dataset.year }), suggest(context, 'source')],
      });
    },
  }),
  question({
    id: 'motto',
    takes: [],
    needs: ['motto'],
    cues: { motto: 1, us: 0.6, whatis: 0.8 },
    year: 'any',
    answer(context) {
      const dataset = context.data.datasets.find(({ motto }) => motto !== undefined);
      if (!dataset?.motto) return notHeld(context, 'nothing');
      return answerOf(context, {
        headline: context.t('ita:motto', {
          municipality: plain(context, context.agency.name),
          text: plain(context, dataset.motto),
        }),
        source: sourceOf(context, dataset.motto.section, dataset),
        suggestions: [suggest(context, 'overall', { year: dataset.year })],
      });
    },
  }),
];
