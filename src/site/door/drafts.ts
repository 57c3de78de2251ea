import { z } from 'zod';
import { answersSchema, type Answers } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { pad, unpad } from '../../cases/padding.ts';
import { dayOf, type Clock } from '../../clock.ts';
import { expireSession, parseSession, type Session } from '../../conversation/session.ts';
import { BoxError, createSecretBox, type SecretBox } from '../../secret-box.ts';
import { StoreUnavailableError, type SessionPort, type SessionRow } from '../../store/ports.ts';
import type { Ticket } from './ticket.ts';

const filedShape = z.object({
  state: z.literal('filed'),
  reference: z.string(),
  received: z.string(),
  due: z.string(),
  stranded: z.boolean(),
});
/** What is left of a draft once it was filed: enough to show the receipt again, nothing of the report. */
export type Filed = z.infer<typeof filedShape>;

const sentShape = z.object({ state: z.literal('sent'), action: z.string(), status: z.string() });
/** What is left of a message to a case once it was sent. */
export type Sent = z.infer<typeof sentShape>;

const writingShape = z.object({ state: z.literal('writing'), answers: answersSchema });
export type Written = { state: 'writing'; answers: Answers };

const keptShape = z.discriminatedUnion('state', [writingShape, filedShape, sentShape]);
export type Kept = Written | Filed | Sent;

/** What a draft is of: a report, a comment, or the files of a message to a case. */
export type DraftKind = CaseKind | 'message';
type Holder = Pick<Ticket, 'key'>;

/** Drafts of the web. Only who holds the page can open one: the server has the ciphertext and a keyed hash of its key. */
export interface Drafts {
  /**
   * Undefined when it was never kept, was dropped, or ran out, and when somebody else's bytes lie in its place. Rejects
   * with StoreUnavailableError.
   */
  load(kind: DraftKind, holder: Holder): Promise<Kept | undefined>;
  /**
   * Keeps what `next` makes of what is there, for the policy's hours from now, and resolves to it; undefined from
   * `next` leaves it as it is. `next` is asked again when somebody else came first. Rejects with StoreUnavailableError.
   */
  change(
    kind: DraftKind,
    holder: Holder,
    next: (now: Kept | undefined) => Kept | undefined,
  ): Promise<Kept | undefined>;
  drop(holder: Holder): Promise<void>;
}

/** The flow a web draft stands under in its session. No chat has it. */
export const WEB_FLOW = 'web';
const MAX_TRIES = 5;

/**
 * A web draft lies among the chats' sessions, in the same shape and sealed the same way, so that the job that lets
 * chats' drafts run out does it here, too, and so that rows do not tell by which door somebody writes. Inside stands a
 * second seal, under the draft's own key, padded: the server and its secrets alone cannot open it.
 */
export function createDrafts(deps: {
  port: SessionPort;
  /** The box that seals all sessions. */
  box: SecretBox;
  clock: Clock;
  idleHours: () => number;
}): Drafts {
  const { port, box, clock, idleHours } = deps;
  const laneOf = ({ key }: Holder) => box.name(`web-draft/${key}`);
  const place = (lane: string) => `session/${lane}`;
  const own = ({ key }: Holder) => createSecretBox(key, 'web-draft');

  function opened(kind: DraftKind, holder: Holder, row: SessionRow | undefined): Kept | undefined {
    if (!row) return undefined;
    try {
      return read(kind, holder, row);
    } catch (error) {
      if (error instanceof BoxError) return undefined;
      throw error;
    }
  }

  function read(kind: DraftKind, holder: Holder, row: SessionRow): Kept | undefined {
    const session = parseSession(box.open(row.sealed, place(row.lane)).toString('utf8'), clock.now());
    const state = expireSession(session, clock.now(), idleHours())?.flow?.state;
    if (typeof state !== 'string') return undefined;
    const padded = own(holder).open(Buffer.from(state, 'base64'), kind);
    const kept: unknown = JSON.parse(Buffer.from(unpad(padded)).toString('utf8'));
    return keptShape.parse(kept);
  }

  function sealed(kind: DraftKind, holder: Holder, kept: Kept): Buffer {
    const inner = own(holder).seal(pad(Buffer.from(JSON.stringify(kept))), kind);
    const session: Session = {
      v: 1,
      lang: 'th',
      touched: 0, // nothing but the draft is worth keeping: with it the whole row goes
      flow: { name: WEB_FLOW, state: inner.toString('base64'), touched: clock.now().getTime() },
    };
    return box.seal(Buffer.from(JSON.stringify(session)), place(laneOf(holder)));
  }

  return {
    load: async (kind, holder) => opened(kind, holder, await port.load(laneOf(holder))),

    async change(kind, holder, next) {
      const lane = laneOf(holder);
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const row = await port.load(lane);
        const now = opened(kind, holder, row);
        const kept = next(now);
        if (!kept) return now;
        const version = (row?.version ?? 0) + 1;
        const saved = { lane, version, sealed: sealed(kind, holder, kept), day: dayOf(clock.now()) };
        if (await port.save(saved)) return kept;
      }
      throw new StoreUnavailableError();
    },

    async drop(holder) {
      await port.remove(laneOf(holder));
    },
  };
}
