import { z } from 'zod';
import type { Topic } from '../ita/answer.ts';
import { LANGS, type Lang } from '../i18n.ts';
import type { Answer } from './reply.ts';

/** Topics of ITA questions are followed up for ten minutes ("แล้วปี 62 ล่ะ"). */
export const TOPIC_MINUTES = 10;
/**
 * So long the last answer can be said again; LINE would not take it later. Then only the event's hash is left, so that it
 * still acts once: the answer, and whether it held a code, would tell for a day that somebody filed or follows a case.
 */
export const ANSWER_MINUTES = 15;
/** A session in which nothing is open is forgotten after a day without a word. */
export const IDLE_HOURS = 24;

/**
 * How the answer to the last event is said once more when the event comes back (redelivery, crash):
 * `stored`: it stands in the session; `prompt`: it is made again from the state, because it holds something that is
 * never stored (a tracking code); `advance`: the step itself may run again, because it is idempotent.
 */
export type Replay = { as: 'stored'; answer: Answer | undefined } | { as: 'prompt' } | { as: 'advance' };

export interface OpenFlow {
  name: string;
  state: unknown;
  touched: number;
  /** Minutes after which it is forgotten; without it the hours of a draft count. */
  idle?: number;
}

/**
 * What the bot remembers of one chat. Small, serialisable, sealed at rest, without a name or tracking code, and without an id
 * but that of a case that is open in it, for its idle minutes, and the channel's names for a draft's files whose originals
 * could still be kept (ADR 22).
 */
export interface Session {
  v: 1;
  lang: Lang;
  /** Milliseconds since 1970 of the last event. Inside the seal only. */
  touched: number;
  topic?: { topic: Topic; at: number };
  /** The open flow with its own state; flows check their state's shape themselves. */
  flow?: OpenFlow;
  /** Drafts that were left for something in between, one of each flow; they can be taken up again while they live. */
  parked?: OpenFlow[];
  /** Messages that were unsent, by their keyed names: what comes late or again of them is not taken in. */
  gone?: string[];
  /** The last event handled, by its keyed hash. */
  applied?: { event: string; replay: Replay };
}

export function newSession(now: Date): Session {
  return { v: 1, lang: 'th', touched: now.getTime() };
}

/** So many unsent messages are remembered. */
const MAX_GONE = 20;

/** Remembers that a message was taken back. */
export function withGone(session: Session, item: string): Session {
  return {
    ...session,
    gone: [...(session.gone ?? []).filter((each) => each !== item), item].slice(-MAX_GONE),
  };
}

const openFlow = z.object({
  name: z.string(),
  state: z.unknown(),
  touched: z.number(),
  idle: z.number().positive().optional(),
});

const shape = z.object({
  v: z.literal(1),
  lang: z.enum(LANGS),
  touched: z.number(),
  topic: z
    .object({
      topic: z.object({ intent: z.string(), entity: z.string().optional(), year: z.number().optional() }),
      at: z.number(),
    })
    .optional(),
  flow: openFlow.optional(),
  parked: z.array(openFlow).optional(),
  gone: z.array(z.string()).optional(),
  applied: z
    .object({
      event: z.string(),
      replay: z.union([
        z.object({ as: z.literal('stored'), answer: z.custom<Answer>().optional() }),
        z.object({ as: z.literal('prompt') }),
        z.object({ as: z.literal('advance') }),
      ]),
    })
    .optional(),
});

/** Reads a stored session; one of an older version or damaged shape begins anew rather than stopping the chat. */
export function parseSession(json: string, now: Date): Session {
  try {
    const parsed = shape.safeParse(JSON.parse(json));
    return parsed.success ? (parsed.data as Session) : newSession(now);
  } catch (error) {
    if (error instanceof SyntaxError) return newSession(now);
    throw error;
  }
}

/** What is past its time is taken out. Undefined when nothing worth keeping is left. */
export function expireSession(session: Session, now: Date, draftIdleHours: number): Session | undefined {
  const hours = (since: number) => (now.getTime() - since) / 3_600_000;
  const lives = ({ touched, idle }: OpenFlow) =>
    hours(touched) < (idle === undefined ? draftIdleHours : Math.min(idle / 60, draftIdleHours));
  const { flow, parked, topic, ...rest } = session;
  const kept: Session = { ...rest };
  const waiting = (parked ?? []).filter(lives);
  if (waiting.length > 0) kept.parked = waiting;
  if (flow && lives(flow)) kept.flow = flow;
  if (topic && hours(topic.at) * 60 < TOPIC_MINUTES) kept.topic = topic;
  if (kept.applied && hours(session.touched) * 60 >= ANSWER_MINUTES) {
    kept.applied = { event: kept.applied.event, replay: { as: 'stored', answer: undefined } };
  }
  if (!kept.flow && !kept.parked && hours(session.touched) >= IDLE_HOURS) return undefined;
  return kept;
}
