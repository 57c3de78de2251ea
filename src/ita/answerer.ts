import type { Translate } from '../i18n.ts';
import type { Answerer, Asking, Understanding } from './answer.ts';
import { createChannelReader, type ChannelAsked } from './channel/asked.ts';
import { createChooser } from './choose.ts';
import type { CueId } from './cues.ts';
import type { AgencyData } from './dataset.ts';
import type { EntityKind } from './entity.ts';
import { severalNamed } from './several-named.ts';
import { neighbourOf } from './neighbour.ts';
import { placeMeant, type PlaceInRow } from './place-in-row.ts';
import { QUESTIONS } from './questions/index.ts';
import { fold, SHORT_TEXT, windowsOf } from './normalise.ts';
import { findLacking } from './not-held.ts';
import type { Choice } from './rank.ts';
import { createReader, type Reading } from './reading.ts';
import { createResponder } from './respond.ts';
import { notHeld } from './wording.ts';
import { hintsAtWrong, mayTellOfWrong, statesAWrong } from './wrongs.ts';

/** From here on a text is about ITA. */
const OF_DOMAIN = 0.35;
/** A mistyped word below this may be another word, and does not speak against a story. */
const SURE_CUE = 0.7;
/** A wish for another part of the bot counts only while this share of the text is ours. */
const LITTLE_FOREIGN = 0.4;
/** Texts up to this length may be one long question, if little in them is foreign. */
const LONGEST_WHOLE = 260;
const LITTLE_ELSE = 0.15;

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
  'rank',
];

/** What a place in a row is answered with. */
const SCORE_OF = QUESTIONS.find(({ id }) => id === 'indicator-score')!;

/** What has a score of its own. */
const ITEMS: readonly EntityKind[] = ['question', 'item', 'indicator'];
/** Before any question about the channel: a wrong that is told, and orders to the machine (as they stand, not guessed). */
const comesFirst = (best: Choice | undefined, { cues }: Reading): boolean =>
  best?.question.id === 'incident' ||
  (best?.question.id === 'not-held-orders' && cues.get('orders')?.strength === 1);

/** Prepares answering questions about one agency's results; everything that can be computed once is. */
export function createAnswerer(data: AgencyData, t: Translate): Answerer {
  const reader = createReader(data);
  const choose = createChooser(data);
  const responder = createResponder(data, t);
  const channel = createChannelReader(data.policy.nationalDoors);

  /** Whoever asks whether reporting is safe may also mean the item on it: that stays one tap away. */
  function aboutChannel(asked: ChannelAsked, reading: Reading, lang: Asking['lang']): Understanding {
    const hit = reading.entities.hits.find(
      ({ entity, by }) => ITEMS.includes(entity.kind) && by === 'wording',
    );
    const back = hit && responder.askBack([hit], lang);
    const also = back?.kind === 'ask-back' ? back.readings[0] : undefined;
    return { kind: 'channel', asked, ...(also ? { also } : {}) };
  }

  /** The score at a place counted from the highest or lowest; the row goes on from there. */
  function inRow({ entity, side, year, place }: PlaceInRow, reading: Reading, given: Asking): Understanding {
    const hit = { entity, evidence: 1, spans: [], by: 'topic' as const };
    const topic = { intent: side, entity: entity.ref, year };
    const found = responder.answer({ question: SCORE_OF, hit }, reading, { ...given, topic });
    if (found.kind !== 'answer') return found;
    const { answer } = found;
    const meaning = [t(given.lang, `ita:place.${side}`, { place }), ...answer.meaning];
    return { ...found, answer: { ...answer, meaning, topic: { ...answer.topic, intent: side } } };
  }

  function understand(reading: Reading, given: Asking): Understanding {
    const place = placeMeant(reading, given.topic, data);
    if (place === 'none') return notHeld({ agency: data.agency, lang: given.lang }, 'no-next');
    if (place) return inRow(place, reading, given);
    const named = reading.codes.codes.length > 0 || reading.years.relative.length > 0;
    const moved = given.topic && !named ? neighbourOf(reading.folded, given.topic, data) : undefined;
    if (moved === 'none') return notHeld({ agency: data.agency, lang: given.lang }, 'no-next');
    const asking: Asking = moved ? { ...given, topic: moved } : given;
    const { lang, topic } = asking;
    if (reading.folded === '') return { kind: 'unknown', cue: false };
    const chosen = choose(reading, topic);
    const { best, weak, meant } = chosen;
    const asked = comesFirst(best, reading) ? undefined : channel(reading);
    if (asked) return aboutChannel(asked, reading, lang);
    const free = best?.question.free;
    const ofIta = reading.cues.has('ita') || reading.cues.has('indicators');
    const offTopic = reading.cues.has('offtopic') && !ofIta;
    if (
      best &&
      (free === 'always' || (free === 'short' && !offTopic && reading.foreignShare < LITTLE_FOREIGN))
    )
      return responder.answer(best, reading, asking);
    const ofResults = OF_RESULTS.some((id) => (reading.cues.get(id)?.strength ?? 0) >= SURE_CUE);
    const mayTell = !ofResults && reading.years.years.length === 0 && mayTellOfWrong(reading.folded);
    if (offTopic) return mayTell ? { kind: 'complaint-like' } : { kind: 'unknown', cue: false };
    // what is told is not answered with the score of something in it
    const asks = reading.cues.has('asking') || reading.codes.codes.some(({ kind }) => kind !== 'bare');
    if (mayTell && !asks && statesAWrong(reading.folded)) return { kind: 'complaint-like' };
    if (reading.otherAgency && mayTell) return { kind: 'complaint-like' };
    const cue = (best?.domain ?? 0) >= OF_DOMAIN || ofIta;
    const lacking = findLacking({ reading, chosen, cue: cue || ofResults, lang }, data);
    if (lacking) return lacking;
    if (!best || weak) {
      // A question may be kept for staff. What only states something may be a late answer to an officer: never.
      const question = asks || ofResults || ofIta;
      return mayTell ? { kind: 'complaint-like' } : { kind: 'unknown', cue: cue && question };
    }
    const several = severalNamed(reading, best);
    if (several.length > 1) return responder.askBack(several, lang, best.question.id);
    return meant.length > 1 ? responder.askBack(meant, lang) : responder.answer(best, reading, asking);
  }

  function meaningOf(text: string, asking: Asking): Understanding {
    const read = (part: string) => {
      const reading = reader.read(part);
      return { reading, meant: understand(reading, asking) };
    };
    if (text.length <= LONGEST_WHOLE) {
      const whole = read(text);
      if (text.length <= SHORT_TEXT || whole.reading.foreignShare < LITTLE_ELSE) return whole.meant;
    }
    const all = windowsOf(text).map((part) => read(part).meant);
    const story = all.find(({ kind }) => kind === 'complaint-like');
    // what we do not hold may be the ground of a story: "I went for a permit, and …"
    const said = all.find(
      ({ kind }) => kind === 'answer' || kind === 'ask-back' || (kind === 'not-held' && !story),
    );
    return (
      said ?? story ?? all.find(({ kind }) => kind !== 'unknown') ?? all[0] ?? { kind: 'unknown', cue: false }
    );
  }

  return {
    ask(text, asking) {
      const meant = meaningOf(text, asking);
      // what is not understood may be kept for staff to answer; never what could be a complaint
      return meant.kind === 'unknown' && meant.cue && hintsAtWrong(fold(text))
        ? { kind: 'unknown', cue: false }
        : meant;
    },
  };
}
