import { z } from 'zod';
import { answersSchema, type Answers } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { pad, unpad } from '../../cases/padding.ts';
import { dayOf, type Clock } from '../../clock.ts';
import { expireSession, parseSession, type Session } from '../../conversation/session.ts';
import { createSecretBox, type SecretBox } from '../../secret-box.ts';
import { StoreUnavailableError, type SessionPort } from '../../store/ports.ts';
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

const keptShape = z.union([z.object({ state: z.literal('writing'), answers: answersSchema }), filedShape]);
export type Kept = { state: 'writing'; answers: Answers } | Filed;

/** Drafts of the web. Only who holds the page can open one: the server has the ciphertext and a keyed hash of its key. */
export interface Drafts {
  /** Undefined when it was never kept, was dropped, or ran out. Rejects with StoreUnavailableError. */
  load(kind: CaseKind, ticket: Ticket): Promise<Kept | undefined>;
  /** Keeps it in place of what was there, for the policy's hours from now. Rejects with StoreUnavailableError. */
  keep(kind: CaseKind, ticket: Ticket, kept: Kept): Promise<void>;
  drop(ticket: Ticket): Promise<void>;
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
  const laneOf = ({ key }: Ticket) => box.name(`web-draft/${key}`);
  const place = (lane: string) => `session/${lane}`;
  const own = ({ key }: Ticket) => createSecretBox(key, 'web-draft');

  return {
    async load(kind, ticket) {
      const row = await port.load(laneOf(ticket));
      if (!row) return undefined;
      const session = parseSession(box.open(row.sealed, place(row.lane)).toString('utf8'), clock.now());
      const state = expireSession(session, clock.now(), idleHours())?.flow?.state;
      if (typeof state !== 'string') return undefined;
      const padded = own(ticket).open(Buffer.from(state, 'base64'), kind);
      const kept: unknown = JSON.parse(Buffer.from(unpad(padded)).toString('utf8'));
      return keptShape.parse(kept);
    },

    async keep(kind, ticket, kept) {
      const lane = laneOf(ticket);
      const now = clock.now();
      const inner = own(ticket).seal(pad(Buffer.from(JSON.stringify(kept))), kind);
      const session: Session = {
        v: 1,
        lang: 'th',
        touched: 0, // nothing but the draft is worth keeping: with it the whole row goes
        flow: { name: WEB_FLOW, state: inner.toString('base64'), touched: now.getTime() },
      };
      const sealed = box.seal(Buffer.from(JSON.stringify(session)), place(lane));
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const version = ((await port.load(lane))?.version ?? 0) + 1;
        if (await port.save({ lane, version, sealed, day: dayOf(now) })) return;
      }
      throw new StoreUnavailableError();
    },

    async drop(ticket) {
      await port.remove(laneOf(ticket));
    },
  };
}
