import { z } from 'zod';

const source = z.object({
  type: z.string(),
  userId: z.string().optional(),
  groupId: z.string().optional(),
  roomId: z.string().optional(),
});

const base = z.object({
  type: z.string(),
  mode: z.string().optional(),
  timestamp: z.number().optional(),
  webhookEventId: z.string().optional(),
  replyToken: z.string().optional(),
  source: source.optional(),
});

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id: z.string(), text: z.string() }),
  z.object({ type: z.literal('sticker'), id: z.string() }),
  z.object({
    type: z.enum(['image', 'video', 'audio', 'file']),
    id: z.string(),
    fileName: z.string().optional(),
    fileSize: z.number().optional(),
    contentProvider: z.object({ type: z.string() }).optional(),
  }),
  z.object({
    type: z.literal('location'),
    id: z.string(),
    title: z.string().optional(),
    address: z.string().optional(),
    latitude: z.number(),
    longitude: z.number(),
  }),
]);
export type LineMessage = z.infer<typeof message>;

const known = z.discriminatedUnion('type', [
  base.extend({ type: z.literal('message'), message }),
  base.extend({
    type: z.literal('postback'),
    postback: z.object({ data: z.string(), params: z.object({ date: z.string().optional() }).optional() }),
  }),
  base.extend({ type: z.literal('unsend'), unsend: z.object({ messageId: z.string() }) }),
  base.extend({ type: z.literal('follow') }),
  base.extend({ type: z.literal('unfollow') }),
  base.extend({ type: z.literal('join') }),
]);

/** A webhook event this software acts on, with only the properties it uses. */
export type LineEvent = z.infer<typeof known>;

/** The events that make us forget something; they count even where the bot may not answer (`mode: standby`). */
const FORGETTING = new Set(['unsend', 'unfollow']);

/**
 * Reads one event of a webhook body. Undefined for what is not acted on: unknown types (LINE adds them unannounced),
 * standby mode, events without an id or without anybody to answer.
 */
export function readEvent(raw: unknown): (LineEvent & { webhookEventId: string }) | undefined {
  const parsed = known.safeParse(raw);
  if (!parsed.success) return undefined;
  const event = parsed.data;
  if (!event.webhookEventId || !laneOf(event)) return undefined;
  if (event.mode === 'standby' && !FORGETTING.has(event.type)) return undefined;
  return { ...event, webhookEventId: event.webhookEventId };
}

/** Whose turn it is: the group or room where there is one, else the person. Undefined when LINE does not say. */
export function laneOf(event: LineEvent): string | undefined {
  const { groupId, roomId, userId } = event.source ?? {};
  if (groupId) return `group:${groupId}`;
  if (roomId) return `room:${roomId}`;
  return userId ? `user:${userId}` : undefined;
}

/** Whether the event comes from a group or room, where this bot does not talk. */
export const isShared = (event: LineEvent): boolean => Boolean(event.source?.groupId ?? event.source?.roomId);
