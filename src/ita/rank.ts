import type { Topic } from './answer.ts';
import type { CueSpec } from './cue.ts';
import { CUES, type CueId } from './cues.ts';
import { parseRef, type Entity, type EntityHit } from './entity.ts';
import type { Span } from './lexicon.ts';
import type { Reading } from './reading.ts';
import type { QuestionSpec } from './questions/question.ts';

/** A reading of the text: this question, about this. */
export interface Choice {
  question: QuestionSpec;
  hit?: EntityHit;
  /** Evidence explained less evidence left over. */
  score: number;
  /** 0 to 1: how sure we are that the text is about ITA at all, before looking at what is foreign in it. */
  domain: number;
}

export interface RankOptions {
  topic?: Topic;
  /** Also what an entity belongs to: the indicator of a question or item, for following up. */
  parentsOf: (entity: Entity) => Entity[];
}

/** Cues that fit everywhere: they never count against a question. */
const NEUTRAL: ReadonlySet<CueId> = new Set([
  'ita',
  'us',
  'which',
  'wish',
  'list',
  'howmuch',
  'items',
  'greet',
  'year',
  'thanks',
  'graft',
  'confirm',
  'asking',
  'bound',
  'pair',
  'range',
  'versus',
]);
const LOSS = 0.5;
const IGNORED_ENTITY = 0.5;
const SAME_QUESTION = 1.7;
const FROM_TOPIC = 1.6;
const FROM_PARENT = 1;
/** Intent in a text above this is a question of its own, not just "and in 62?". */
const OWN_INTENT = 1.3;

const cueSpec = (id: CueId): CueSpec => CUES[id];
const cueEntries = (reading: Reading) => [...reading.cues.entries()];

/** Whether more than half of a span lies in the mask. */
function mostlyIn(mask: Uint8Array, [from, to]: Span): boolean {
  let inside = 0;
  for (let at = from; at < to; at += 1) inside += mask[at] as number;
  return 2 * inside > to - from;
}

const allIn = (mask: Uint8Array, spans: readonly Span[]) => spans.every((span) => mostlyIn(mask, span));

function mark(mask: Uint8Array, spans: readonly Span[]): void {
  for (const [from, to] of spans) mask.fill(1, from, to);
}

/** Bare numbers lean to the kind the text or the last answer names. */
function leanBare(hits: readonly EntityHit[], topic: Topic | undefined): EntityHit[] {
  const parts = hits.filter(({ entity }) => entity.kind === 'part').map(({ entity }) => entity.id);
  const last = topic?.entity ? parseRef(topic.entity)?.kind : undefined;
  const wanted = parts.includes('OIT') ? 'item' : parts.includes('IIT') ? 'question' : undefined;
  return hits.map((hit) => {
    if (hit.by !== 'bare') return hit;
    if (wanted)
      return hit.entity.kind === wanted ? { ...hit, by: 'code', evidence: 4.2 } : { ...hit, evidence: 0.5 };
    if (last === hit.entity.kind) return { ...hit, by: 'code', evidence: hit.evidence + 1 };
    return hit;
  });
}

/** Every question the text could be, best first. */
export function rank(
  reading: Reading,
  questions: readonly QuestionSpec[],
  { topic, parentsOf }: RankOptions,
): Choice[] {
  const hits = leanBare(reading.entities.hits, topic).slice(0, 12);
  const cues = cueEntries(reading);
  const intent = cues.reduce(
    (sum, [id, hit]) => sum + (NEUTRAL.has(id) ? 0 : cueSpec(id).weight * hit.strength),
    0,
  );
  // "thank you" after an answer is no question about it
  const onlyTalk =
    (reading.cues.has('thanks') || reading.cues.has('greet')) &&
    hits.length === 0 &&
    intent === 0 &&
    reading.years.spans.length === 0;
  const last = topic?.entity ? parseRef(topic.entity) : undefined;
  const fromTopic: EntityHit[] = last
    ? [last, ...parentsOf(last)].map((entity, steps) => ({
        entity,
        evidence: steps === 0 ? FROM_TOPIC : FROM_PARENT,
        spans: [],
        by: 'topic' as const,
      }))
    : [];
  const length = reading.folded.length;
  const choices: Choice[] = [];

  for (const question of questions) {
    const same = topic !== undefined && question.id === topic.intent;
    const said = (need: CueId | readonly CueId[]) =>
      typeof need === 'string' ? reading.cues.has(need) : need.every((id) => reading.cues.has(id));
    if (!same && question.needs !== undefined && !question.needs.some(said)) continue;
    const named = hits.filter(({ entity }) => question.takes.includes(entity.kind)).slice(0, 4);
    const candidates: (EntityHit | undefined)[] = [...named];
    if (named.every(({ evidence }) => evidence < 1.2)) {
      const known = fromTopic.find(({ entity }) => question.takes.includes(entity.kind));
      if (known) candidates.push(known);
    }
    if (question.takes.length === 0 || question.alone) candidates.push(undefined);

    for (const hit of candidates) {
      const entityMask = new Uint8Array(length);
      if (hit) mark(entityMask, hit.spans);
      const more = question.many && hit ? named.filter((other) => other !== hit) : [];
      for (const other of more) mark(entityMask, other.spans);
      const heard = (id: CueId) => {
        const cue = reading.cues.get(id);
        return cue !== undefined && !allIn(entityMask, cue.spans);
      };
      const needed =
        question.needs === undefined ||
        question.needs.some((need) => (typeof need === 'string' ? heard(need) : need.every(heard)));
      const asksElse = reading.cues.has('howmuch') && question.cues.howmuch === undefined;
      const sameAsBefore = same && intent < OWN_INTENT && !asksElse && !onlyTalk;
      if (!needed && !sameAsBefore) continue;

      const explained = Uint8Array.from(entityMask);
      let score = (question.base ?? 0) + (hit?.evidence ?? 0) + (more.length > 0 ? 1 : 0);
      let doubt = 1;
      for (const [id, cue] of cues) {
        const gain = question.cues[id];
        if (gain === undefined && !NEUTRAL.has(id)) continue;
        doubt *= 1 - (cueSpec(id).domain ?? 0) * cue.strength;
        if (allIn(entityMask, cue.spans)) continue;
        mark(explained, cue.spans);
        score += (gain ?? 0) * cueSpec(id).weight * cue.strength;
      }
      for (const [id, cue] of cues) {
        if (question.cues[id] !== undefined || NEUTRAL.has(id) || allIn(explained, cue.spans)) continue;
        score -= LOSS * cueSpec(id).weight * cue.strength;
      }
      const ignored = hits.find(
        (other) =>
          other.entity.ref !== hit?.entity.ref &&
          other.spans.length > 0 &&
          !(question.step && other.by === 'bare') &&
          !allIn(explained, other.spans),
      );
      if (ignored) score -= IGNORED_ENTITY * ignored.evidence;
      if (sameAsBefore) score += SAME_QUESTION;
      if (hit)
        doubt *=
          1 - (hit.by === 'topic' ? 0.7 : hit.by === 'search' ? 0.3 : Math.min(0.9, hit.evidence / 3.5));
      else if (sameAsBefore) doubt *= 0.4;
      if (reading.years.years.length > 0 || reading.years.relative.length > 0) doubt *= 0.7;
      if (reading.ours) doubt *= 0.5;
      if (topic !== undefined) doubt *= 0.65;
      choices.push({ question, ...(hit ? { hit } : {}), score, domain: 1 - doubt });
    }
  }
  return choices.sort((a, b) => b.score - a.score);
}
