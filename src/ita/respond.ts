import type { Translate } from '../i18n.ts';
import type { Asking, Understanding } from './answer.ts';
import type { AskContext } from './ask-context.ts';
import { withVerdict } from './claims.ts';
import { latestDataset, type AgencyData } from './dataset.ts';
import type { EntityHit } from './entity.ts';
import type { Choice } from './rank.ts';
import type { Reading } from './reading.ts';
import { findAll, findingText } from './rules.ts';
import { yearMeant } from './which-year.ts';
import { entityName, notHeld } from './wording.ts';

type Lang = AskContext['lang'];

export interface Responder {
  /** The answer to a chosen question. */
  answer(choice: Pick<Choice, 'question' | 'hit'>, reading: Reading, asking: Asking): Understanding;
  /** Asks which of several entities is meant, in words that leave no doubt; `question` is what was asked about them. */
  askBack(hits: readonly EntityHit[], lang: Lang, question?: string): Understanding;
}

/** Questions about an indicator that can be asked again in words of their own: under `ita:suggest`. */
const ASKED_AGAIN: Readonly<Record<string, string>> = {
  measure: 'measure',
  responsible: 'responsible',
  'indicator-why': 'why-indicator',
};

/** More to choose from than this helps nobody. */
const MOST_READINGS = 4;

/** Whether a quoted score tells the year: not when the text asks if it is the score of something it names. */
const quotedYear = (hit: EntityHit | undefined, reading: Reading): number | undefined =>
  reading.cues.has('confirm') && (hit?.spans.length ?? 0) > 1 ? undefined : hit?.year;

/** Prepares answering from one agency's data; its contradictions are looked for once. */
export function createResponder(data: AgencyData, t: Translate): Responder {
  const { agency } = data;
  const held = data.datasets.map(({ year }) => year);
  const newest = latestDataset(data);
  const findings = findAll(data.datasets).map((finding) => ({
    ...finding,
    text: {
      th: t('th', 'ita:finding', { text: findingText(finding, 'th', t) }),
      en: t('en', 'ita:finding', { text: findingText(finding, 'en', t) }),
    },
  }));

  function answer(
    { question, hit }: Pick<Choice, 'question' | 'hit'>,
    reading: Reading,
    asking: Asking,
  ): Understanding {
    const { lang, topic, progress = [] } = asking;
    const when = yearMeant(reading, question, { topic, quoted: quotedYear(hit, reading), held });
    if ('missing' in when) {
      return notHeld({ agency, lang }, 'year', {
        year: when.missing,
        years: held.toReversed().join(', '),
        latest: newest.year,
      });
    }
    const dataset = data.datasets.find(({ year }) => year === when.year) ?? newest;
    const before = data.datasets.find(({ year }) => year < dataset.year);
    const bare = reading.codes.codes.find(({ kind }) => kind === 'bare');
    const context: AskContext = {
      ...when,
      lang,
      t: (key, params) => t(lang, key, params),
      data,
      agency,
      dataset,
      progress,
      ...(before ? { before } : {}),
      ...(hit ? { entity: hit.entity } : {}),
      hits: reading.entities.hits,
      cues: reading.cues,
      ...(bare && hit?.by !== 'bare' && !hit?.spans.some(([from]) => from === bare.span[0])
        ? { number: Number(bare.code) }
        : {}),
      folded: reading.folded,
      findings: (ref, year = dataset.year) =>
        findings.filter((one) => one.year === year && one.where.includes(ref)).map(({ text }) => text[lang]),
      findingPlaces: (rule, year = dataset.year) =>
        findings.filter((one) => one.year === year && one.rule === rule).map(({ where }) => where),
      topic: (entity, year = dataset.year) => ({
        intent: question.id,
        ...(entity ? { entity: entity.ref } : {}),
        year,
      }),
    };
    const found = question.answer(context);
    // the year of the last answer may lack what the newest one has
    const lacks = found.kind === 'not-held' && found.key.endsWith('.detail-year');
    if (lacks && when.yearFrom === 'topic' && dataset !== newest && topic) {
      return answer({ question, ...(hit ? { hit } : {}) }, reading, {
        ...asking,
        topic: { ...topic, year: newest.year },
      });
    }
    if (found.kind !== 'answer') return found;
    const headline = withVerdict(found.answer.headline, reading, question.truth?.(context), context.t);
    return { ...found, answer: { ...found.answer, headline } };
  }

  return {
    answer,
    askBack(hits, lang, question = '') {
      const context = {
        lang,
        data,
        agency,
        dataset: newest,
        t: (key: string, params?: Record<string, string | number>) => t(lang, key, params),
      } as AskContext;
      return {
        kind: 'ask-back',
        readings: hits.slice(0, MOST_READINGS).map(({ entity }) => ({
          label: entityName(context, entity),
          say:
            entity.kind === 'indicator' && ASKED_AGAIN[question]
              ? t(lang, `ita:suggest.${ASKED_AGAIN[question]}.say`, { number: entity.id })
              : t(lang, `ask:reading.${entity.kind}`, { id: entity.id, name: entityName(context, entity) }),
        })),
      };
    },
  };
}
