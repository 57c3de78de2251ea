import { z } from 'zod';
import { pieceShape, type Piece } from '../../cases/evidence/pieces.ts';
import { REPORTER_ACTIONS, reporterActionsFor, type ReporterActionId } from '../../cases/actions.ts';
import { CASE_KINDS, STATUSES, type Status } from '../../cases/kinds.ts';
import type { ReporterView } from '../../cases/reporter-view.ts';

const ACTION_IDS = REPORTER_ACTIONS.map(({ id }) => id) as [ReporterActionId, ...ReporterActionId[]];

const pendingSchema = z.object({
  /** `notify` is no action of the registry: it changes nothing in the case. */
  action: z.enum([...ACTION_IDS, 'notify']),
  /** What would be sent, message by message, each with its keyed name so that an unsend finds it. */
  parts: z.array(z.object({ text: z.string(), item: z.string().optional() })),
  /** Files and places that would be sent with it. */
  files: z.array(pieceShape).optional(),
  /** The original of one of them may be kept, too. */
  original: z.literal(true).optional(),
});
/** Something to be done once it is confirmed. */
export type Pending = z.infer<typeof pendingSchema>;

const chatSchema = z.object({
  v: z.literal(1),
  /** Random; buttons carry it, so that those of an older chat are noticed. */
  id: z.string(),
  caseId: z.string(),
  kind: z.enum(CASE_KINDS),
  status: z.enum(STATUSES),
  actions: z.array(z.enum(ACTION_IDS)),
  /** The id of the next writing: the same one is taken once. */
  next: z.string(),
  /** The notification to stop. */
  notify: z.string().optional(),
  /** The next text is the reason for contesting. */
  reason: z.literal(true).optional(),
  pending: pendingSchema.optional(),
});
/**
 * An open case. Holds neither the code nor anything read with it but which case it is, how it stands and what can be
 * done: writing needs no key, reading does.
 */
export type CaseChat = z.infer<typeof chatSchema>;

/** Waiting for a code. */
export const WAITING = { v: 1, at: 'code' } as const;

/** A stored state as an open case; undefined when none is open. */
export function readChat(state: unknown): CaseChat | undefined {
  const read = chatSchema.safeParse(state);
  return read.success ? read.data : undefined;
}

/**
 * Opens a case. When it is open already its ids stay, so that the same event, handled again, leaves the same buttons.
 */
export function openChat(view: ReporterView, open: CaseChat | undefined, randomId: () => string): CaseChat {
  const same = open?.caseId === view.caseId ? open : undefined;
  return {
    v: 1,
    id: same?.id ?? randomId(),
    caseId: view.caseId,
    kind: view.kind,
    status: view.status,
    actions: view.actions,
    next: same?.next ?? randomId(),
    ...(view.notify === undefined ? {} : { notify: view.notify }),
  };
}

/** The chat without what was about to be done. */
export function settled({ reason: _reason, pending: _pending, ...chat }: CaseChat): CaseChat {
  return chat;
}

/** The chat after something was written: a fresh id for the next time, and what can be done now. */
export const afterWriting = (chat: CaseChat, status: Status, randomId: () => string): CaseChat => ({
  ...settled(chat),
  status,
  actions: reporterActionsFor(chat.kind, status).map(({ id }) => id as ReporterActionId),
  next: randomId(),
});

/** The chat without an unsent message. */
export function withoutPart(chat: CaseChat, item: string): CaseChat {
  if (!chat.pending || !carries(chat.pending)) return chat;
  const parts = chat.pending.parts.filter((part) => part.item !== item);
  const files = filesOf(chat.pending).filter((piece) => piece.item !== item);
  const pending = { ...chat.pending, parts, files };
  return carries(pending) ? { ...chat, pending } : settled(chat);
}

/** The files and places that wait to be sent. */
export const filesOf = (pending: Pending | undefined): Piece[] => pending?.files ?? [];

/** Something that the reporter wrote or sent would go with it. */
export const carries = (pending: Pending): boolean => pending.parts.length + filesOf(pending).length > 0;

export const textOf = (pending: Pending): string => pending.parts.map(({ text }) => text).join('\n');
