import type { Translate } from '../i18n.ts';
import type { Answerer, Topic, Understanding } from './answer.ts';
import type { AskContext } from './ask-context.ts';
import { findItem, findQuestion, findSubIndicator, latestDataset, type AgencyData } from './dataset.ts';
import type { CueId } from './cues.ts';
import { entityOf, type Entity, type EntityHit } from './entity.ts';
import { SHORT_TEXT, windowsOf } from './normalise.ts';
import { QUESTIONS } from './questions/index.ts';
import type { QuestionSpec } from './questions/question.ts';
import { rank, type Choice } from './rank.ts';
import { createReader, type Reading } from './reading.ts';
import { findAll, findingText } from './rules.ts';
import { createEntitySearch } from './search.ts';
import { mayTellOfWrong } from './wrongs.ts';
import { entityName, notHeld } from './wording.ts';

/** Below this a reading explains too little of the text. */
const ENOUGH_SCORE = 0.7;
/** Below this it is not about ITA. */
const ENOUGH_DOMAIN = 0.16;
/** Two readings closer than this are asked about. */
const CLOSE = 0.08;
/** Texts up to this length may be one long question, if little in them is foreign. */
const LONGEST_WHOLE = 260;
const LITTLE_ELSE = 0.15;

/** A search needs one of these beside it: similar words alone prove nothing. */
const SEARCHED: readonly CueId[] = [
  'score',
  'result',
  'indicators',
  'items',
  'eachq',
  'ita',
  'pass',
  'full',
  'zero',
  'why',
  'improve',
  'responsible',
  'whatis',
];

/** Whoever says one of these means the result. */
const OF_RESULTS: readonly CueId[] = [
  'score',
  'grade',
  'ita',
  'indicators',
  'pass',
  'mark',
  'eachq',
  'overall',
];

type Lang = AskContext['lang'];

/** Prepares answering questions about one agency's results; everything that can be computed once is. */
export function createAnswerer(data: AgencyData, t: Translate): Answerer {
  const reader = createReader(data);
  const search = createEntitySearch(data);
  const known = data.datasets.map(({ year }) => year);
  const newest = latestDataset(data);
  const findings = findAll(data.datasets).map((finding) => ({
    ...finding,
    text: {
      th: t('th', 'ita:finding', { text: findingText(finding, 'th', t) }),
      en: t('en', 'ita:finding', { text: findingText(finding, 'en', t) }),
    },
  }));

  function parentsOf(entity: Entity): Entity[] {
    for (const dataset of data.datasets) {
      if (entity.kind === 'question') {
        const asked = findQuestion(dataset, entity.id);
        if (asked) return [entityOf('indicator', String(asked.indicator)), entityOf('part', 'IIT')];
      }
      const sub =
        entity.kind === 'item'
          ? findItem(dataset, entity.id)?.subIndicator
          : entity.kind === 'sub'
            ? entity.id
            : undefined;
      const found = sub === undefined ? undefined : findSubIndicator(dataset, sub);
      if (found)
        return [
          ...(entity.kind === 'item' ? [entityOf('sub', found.code)] : []),
          entityOf('indicator', String(found.indicator)),
        ];
    }
    return [];
  }

  /** Which year is meant; undefined when a year is said that we do not have. */
  function yearOf(
    reading: Reading,
    question: QuestionSpec,
    topic: Topic | undefined,
    quoted: number | undefined,
  ): Pick<AskContext, 'year' | 'years' | 'yearFrom'> | { missing: number } {
    const { years, relative } = reading.years;
    const held = years.filter((year) => known.includes(year));
    const missing = years.find((year) => !known.includes(year));
    const ahead = question.year === 'ahead' && missing === newest.year + 1;
    if (missing !== undefined && question.year !== 'any' && !ahead) return { missing };
    const base = reading.years.base && held.length < 2 && relative.length + held.length === 1;
    if (base) return { year: newest.year, years: held, yearFrom: 'assumed' };
    if (relative.includes('ahead') && held.length === 0 && question.year === undefined)
      return { missing: newest.year + 1 };
    if (held.length > 0) return { year: Math.max(...held), years: held, yearFrom: 'said' };
    if (quoted !== undefined) return { year: quoted, years: [], yearFrom: 'said' };
    const from = topic?.year !== undefined && known.includes(topic.year) ? topic.year : undefined;
    if (relative.includes('before') && !relative.includes('latest')) {
      const earlier = known.filter((year) => year < (from ?? newest.year));
      if (earlier.length === 0) return { missing: (from ?? newest.year) - 1 };
      return { year: Math.max(...earlier), years: [], yearFrom: 'before' };
    }
    if (relative.length > 0) return { year: newest.year, years: [], yearFrom: 'latest' };
    return from !== undefined
      ? { year: from, years: [], yearFrom: 'topic' }
      : { year: newest.year, years: [], yearFrom: 'assumed' };
  }

  function answer(
    { question, hit }: Pick<Choice, 'question' | 'hit'>,
    reading: Reading,
    lang: Lang,
    topic: Topic | undefined,
  ): Understanding {
    const when = yearOf(reading, question, topic, hit?.year);
    const agency = data.agency;
    if ('missing' in when) {
      return notHeld({ agency, lang }, 'year', {
        year: when.missing,
        years: known.toReversed().join(', '),
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
      return answer({ question, ...(hit ? { hit } : {}) }, reading, lang, { ...topic, year: newest.year });
    }
    return found;
  }

  /** Asks which of several entities is meant, in words that leave no doubt. */
  function askBack(hits: readonly EntityHit[], lang: Lang): Understanding {
    const context = {
      lang,
      data,
      agency: data.agency,
      dataset: newest,
      t: (key: string, params?: Record<string, string | number>) => t(lang, key, params),
    } as AskContext;
    return {
      kind: 'ask-back',
      readings: hits.slice(0, 4).map(({ entity }) => ({
        label: entityName(context, entity),
        say: t(lang, `ask:reading.${entity.kind}`, { id: entity.id, name: entityName(context, entity) }),
      })),
    };
  }

  /** The other entities that the text could mean just as well. */
  function rivals(best: Choice, choices: readonly Choice[]): EntityHit[] {
    const { hit } = best;
    if (!hit || hit.by === 'topic' || best.question.many) return [];
    if (hit.by === 'bare') {
      const start = hit.spans[0]?.[0];
      return choices.flatMap(({ hit: other }) =>
        other?.by === 'bare' && other.spans[0]?.[0] === start ? [other] : [],
      );
    }
    const family = (entity: Entity) =>
      best.question.step
        ? [entity, ...parentsOf(entity)].find(({ kind }) => kind === 'indicator')?.ref
        : entity.ref;
    return choices.flatMap(({ hit: other, score }) =>
      other &&
      other.by === hit.by &&
      hit.by !== 'code' &&
      family(other.entity) !== family(hit.entity) &&
      best.score - score < CLOSE
        ? [other]
        : [],
    );
  }

  /** "EIT ข้อ 3": the report prints no question of that part. */
  function eitQuestion(reading: Reading, lang: Lang): Understanding | undefined {
    const bare = reading.codes.codes.find(({ kind }) => kind === 'bare');
    const parts = reading.entities.hits.filter(
      ({ entity, by }) => entity.kind === 'part' && by === 'wording',
    );
    const only = parts.length === 1 && parts[0]?.entity.id === 'EIT';
    const measure = (['improve', 'steps', 'responsible'] as const).some((id) => reading.cues.has(id));
    return bare && only && !measure
      ? notHeld({ agency: data.agency, lang }, 'no-eit-question', { code: `E${bare.code}` })
      : undefined;
  }

  function missingCode(reading: Reading, lang: Lang): Understanding | undefined {
    const [missing] = reading.entities.missing;
    if (!missing) return undefined;
    const { kind, code } = missing;
    const last = newest.items.at(-1)?.code ?? '';
    return notHeld({ agency: data.agency, lang }, `no-${kind}`, {
      code,
      number: code,
      last: kind === 'indicator' ? newest.indicators.length : last,
      from: newest.questions[0]?.code ?? '',
      to: newest.questions.at(-1)?.code ?? '',
      year: newest.year,
    });
  }

  function understand(reading: Reading, lang: Lang, topic: Topic | undefined): Understanding {
    if (reading.folded === '') return { kind: 'unknown', cue: false };
    const options = { ...(topic ? { topic } : {}), parentsOf };
    let choices = rank(reading, QUESTIONS, options);
    const weak = (choice: Choice | undefined) =>
      choice === undefined ||
      (choice.question.free === undefined &&
        (choice.score < ENOUGH_SCORE || choice.domain - reading.foreignShare < ENOUGH_DOMAIN));
    let best = choices[0];
    const wantsSearch =
      weak(best) || (best?.hit === undefined && reading.foreign >= 6 && best?.question.free === undefined);
    if (wantsSearch && !reading.otherAgency && SEARCHED.some((id) => reading.cues.has(id))) {
      const found = search.find(reading.folded);
      if (found.length > 0) {
        const again = rank(
          { ...reading, entities: { ...reading.entities, hits: [...reading.entities.hits, ...found] } },
          QUESTIONS,
          options,
        );
        if (weak(best) ? !weak(again[0]) : (again[0]?.score ?? 0) > (best?.score ?? 0) + 0.5) {
          choices = again;
          best = again[0];
        }
      }
    }
    if (best?.question.free === 'always') return answer(best, reading, lang, topic);
    if (best?.question.free === 'short' && reading.foreignShare < 0.4)
      return answer(best, reading, lang, topic);
    const mayTell =
      !OF_RESULTS.some((id) => reading.cues.has(id)) &&
      reading.years.years.length === 0 &&
      mayTellOfWrong(reading.folded);
    if (reading.cues.has('offtopic') && !reading.cues.has('ita') && !reading.cues.has('indicators')) {
      return mayTell ? { kind: 'complaint-like' } : { kind: 'unknown', cue: false };
    }
    const eit = eitQuestion(reading, lang);
    if (eit && !reading.otherAgency) return eit;
    const cue = (best?.domain ?? 0) >= 0.35 || reading.cues.has('ita') || reading.cues.has('indicators');
    if (reading.otherAgency && mayTell) return { kind: 'complaint-like' };
    if (reading.otherAgency) {
      return cue ? notHeld({ agency: data.agency, lang }, 'other-agency') : { kind: 'unknown', cue: false };
    }
    if (best?.hit?.by !== 'code') {
      const missing = missingCode(reading, lang);
      if (missing) return missing;
    }
    if (!best || weak(best)) return mayTell ? { kind: 'complaint-like' } : { kind: 'unknown', cue };
    const others = rivals(best, choices).filter(
      (other, at, all) => all.findIndex(({ entity }) => entity.ref === other.entity.ref) === at,
    );
    const meant = best.hit
      ? [best.hit, ...others.filter(({ entity }) => entity.ref !== best.hit?.entity.ref)]
      : [];
    if (meant.length > 1) return askBack(meant, lang);
    return answer(best, reading, lang, topic);
  }

  return {
    ask(text, { lang, topic }) {
      const read = (part: string) => {
        const reading = reader.read(part);
        return { reading, meant: understand(reading, lang, topic) };
      };
      if (text.length <= LONGEST_WHOLE) {
        const whole = read(text);
        if (text.length <= SHORT_TEXT || whole.reading.foreignShare < LITTLE_ELSE) return whole.meant;
      }
      let other: Understanding | undefined;
      for (const part of windowsOf(text)) {
        const { meant } = read(part);
        if (meant.kind === 'answer' || meant.kind === 'ask-back' || meant.kind === 'not-held') return meant;
        if (other === undefined || (other.kind === 'unknown' && meant.kind !== 'unknown')) other = meant;
      }
      return other ?? { kind: 'unknown', cue: false };
    },
  };
}
