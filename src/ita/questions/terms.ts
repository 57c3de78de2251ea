import { OUTSIDE_REPORT } from '../schema.ts';
import { answerOf, entityName, notHeld, plain, sourceOf, suggest } from '../wording.ts';
import { question } from './question.ts';

/** What words mean, who assesses, since when, why, and by which law. */
export const TERMS = [
  question({
    id: 'definition',
    takes: ['definition'],
    cues: { setter: 0.2, whatis: 1.3, looksat: 1, ita: 0.6, result: 0.1, list: 0.3, year: -1, score: -0.5 },
    needs: ['whatis', 'looksat', 'setter'],
    base: 0.9,
    year: 'any',
    answer(context) {
      const { data, entity, t } = context;
      const found = data.datasets
        .flatMap((dataset) => dataset.definitions.map((definition) => ({ dataset, definition })))
        .find(({ definition }) => definition.id === entity?.id);
      if (!found || !entity) return notHeld(context, 'nothing');
      const { definition, dataset } = found;
      return answerOf(context, {
        headline: t('ita:definition.headline', {
          term: entityName(context, entity),
          text: plain(context, definition),
        }),
        meaning:
          definition.id === 'ita'
            ? [
                t('ita:definition.ita', {
                  parts: dataset.parts.map(({ code, weight }) => `${code} ${weight}%`).join(' · '),
                  mark: dataset.passMark,
                }),
              ]
            : [],
        source: sourceOf(context, definition.section, dataset),
        suggestions: [
          suggest(context, 'overall', { year: dataset.year }),
          suggest(context, 'parts-differ'),
          suggest(context, 'pass-mark'),
        ],
      });
    },
  }),
  question({
    id: 'setter',
    takes: ['definition'],
    alone: true,
    needs: ['setter'],
    cues: {
      setter: 1,
      ita: 0.6,
      result: 0.8,
      score: 0.7,
      mark: 0.6,
      whatis: 0.3,
      responsible: 0.3,
      us: 0.5,
      pass: 0.2,
      list: 0.2,
      weights: 0.2,
      looksat: 0.4,
      improve: -0.5,
    },
    base: 0.3,
    year: 'any',
    answer(context) {
      const { dataset, data, t } = context;
      const nacc = data.datasets.flatMap(({ definitions }) => definitions).find(({ id }) => id === 'nacc');
      const parts = dataset.parts.map((part) =>
        t('ita:part.asks', { code: part.code, measures: plain(context, part.measures) }),
      );
      return answerOf(context, {
        headline: nacc ? t('ita:setter.headline', { name: plain(context, nacc) }) : t('ita:setter.unknown'),
        meaning: parts,
        source: sourceOf(context, nacc?.section ?? OUTSIDE_REPORT),
        suggestions: [suggest(context, 'ita'), suggest(context, 'pass-mark')],
      });
    },
  }),
  ...(
    [
      ['history', ['since-2556', 'pilot-and-official', 'cabinet'], { date: 1, whichyear: 1 }],
      ['purpose', ['why-analysed', 'target-80', 'same-frame-2563'], { why: 1, whatis: 0.6 }],
      ['target', ['target-80'], { whatis: 0.8, howmuch: 1 }],
    ] as const
  ).map(([id, facts, extra]) =>
    question({
      id,
      takes: ['definition'],
      alone: true,
      needs: [id],
      cues: {
        [id]: 1,
        ita: 0.7,
        result: 0.7,
        list: 0.4,
        us: 0.3,
        improve: 0.2,
        score: 0.3,
        pass: 0.4,
        ...extra,
      },
      base: 0.3,
      year: 'any',
      answer(context) {
        const { data, t } = context;
        const dataset = data.datasets.find(({ background }) => background.length > 0);
        const found = facts.flatMap((fact) => dataset?.background.find((one) => one.id === fact) ?? []);
        const [first] = found;
        if (!dataset || !first) return notHeld(context, 'nothing');
        const nacc = dataset.definitions.find((one) => one.id === 'ita');
        return answerOf(context, {
          headline: id === 'purpose' ? t('ita:purpose.headline') : plain(context, first),
          meaning: [
            ...(id === 'purpose' && nacc ? [plain(context, nacc)] : []),
            ...found.slice(id === 'purpose' ? 0 : 1).map((one) => plain(context, one)),
          ],
          source: sourceOf(context, first.section, dataset),
          suggestions: [suggest(context, 'ita'), suggest(context, 'law')],
        });
      },
    }),
  ),
  question({
    id: 'law',
    takes: [],
    needs: ['law'],
    cues: {
      law: 1,
      list: 1,
      ita: 0.5,
      result: 0.5,
      us: 0.3,
      whatis: 0.7,
      number: 0.6,
      date: 0.6,
      order: 0.2,
      announcement: 0.1,
      setter: 0.3,
    },
    base: 0.1,
    year: 'any',
    answer(context) {
      const { data, folded, t } = context;
      const dataset = data.datasets.find(({ laws }) => laws.length > 0);
      if (!dataset) return notHeld(context, 'nothing');
      const wanted = LAW_WORDS.filter(([said]) => said.test(folded)).map(([, printed]) => printed);
      const named = dataset.laws.filter((law) => wanted.some((printed) => printed.test(law.th)));
      const shown = named.length > 0 ? named : dataset.laws;
      return answerOf(context, {
        headline: t('ita:law.headline', {
          count: shown.length,
          first: plain(context, shown[0] ?? { th: '', en: '' }),
        }),
        list: shown.slice(1).map((law) => t('ita:row.point', { text: plain(context, law) })),
        source: sourceOf(context, shown[0]?.section ?? '', dataset),
        suggestions: [suggest(context, 'ita'), suggest(context, 'purpose')],
      });
    },
  }),
];

/** What people say of a law (folded), and what its text holds. */
const LAW_WORDS: readonly (readonly [RegExp, RegExp])[] = [
  [/มาตรา|รัดทัมนุน|รัถทรมนุน|รัทรมนุน|รัฐทรมนุน|constitution|section/, /รัฐธรรมนูญ/],
  [/แผนแมบท|master plan/, /แผนแม่บท/],
  [/ยุททสาสตรชาติ|national strategy/, /ยุทธศาสตร์ชาติว่าด้วย/],
  [/คนะรัถมนตริ|คนะรัดมนตริ|มติครม|ครม|cabinet/, /คณะรัฐมนตรี/],
];
