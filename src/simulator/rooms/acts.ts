import { z } from 'zod';
import type { Lang, Translate } from '../../i18n.ts';
import type { EventMaker, LineEvent } from '../events.ts';
import type { LineApi } from '../line-api.ts';
import { happen, type MediaKind, type Room, type RoomUser } from './rooms.ts';
import { SAMPLE_PICTURE } from './sample-picture.ts';

/** What an act has at hand. */
export interface ActContext {
  room: Room;
  user: RoomUser;
  lang: Lang;
  t: Translate;
  make: EventMaker;
  api: LineApi;
}

/** What a user can do on the page. `run` shows it and gives the event it causes; undefined when it causes none. */
interface Act<Shape extends z.ZodType> {
  shape: Shape;
  /** Also for somebody who does not follow the bot, or blocked it. */
  always?: boolean;
  run(context: ActContext, given: z.infer<Shape>): LineEvent | undefined;
}

const act = <Shape extends z.ZodType>(definition: Act<Shape>) => definition;

/** LINE's apps send texts up to this long. */
const MAX_TYPED = 10_000;
const SAMPLE_PLACE = { latitude: 15.8156, longitude: 102.5997 }; // the middle of a small town in the north-east

const messageIdOf = (event: LineEvent): string => event.message?.id ?? '';

/** Every act, by the name the page calls it. */
const ACTS = {
  text: act({
    shape: z.object({ text: z.string().trim().min(1).max(MAX_TYPED) }),
    run({ room, user, make }, { text }) {
      const event = make.text(user.id, text);
      happen(room, user.key, { kind: 'mine', messageId: messageIdOf(event), text });
      return event;
    },
  }),
  postback: act({
    shape: z.object({
      data: z.string().min(1).max(300),
      displayText: z.string().max(5000).optional(),
      params: z.record(z.string(), z.string().max(100)).optional(),
    }),
    run({ room, user, make }, { data, displayText, params }) {
      if (displayText) happen(room, user.key, { kind: 'mine', text: displayText });
      return make.postback(user.id, data, params);
    },
  }),
  sticker: act({
    shape: z.object({}),
    run({ room, user, make }) {
      const event = make.sticker(user.id);
      happen(room, user.key, { kind: 'mine-sticker', messageId: messageIdOf(event) });
      return event;
    },
  }),
  place: act({
    shape: z.object({}),
    run({ room, user, make, t, lang }) {
      const [title, address] = [t(lang, 'simulator:place.title'), t(lang, 'simulator:place.address')];
      const event = make.location(user.id, { title, address, ...SAMPLE_PLACE });
      happen(room, user.key, { kind: 'mine-place', messageId: messageIdOf(event), title, address });
      return event;
    },
  }),
  picture: act({
    shape: z.object({}),
    run: (context) => sendMedia(context, 'image', SAMPLE_PICTURE, 'image/jpeg'),
  }),
  unsend: act({
    shape: z.object({}),
    run({ room, user, make, api }) {
      const messageId = user.sent.pop();
      if (!messageId) return undefined;
      happen(room, user.key, { kind: 'unsent', messageId });
      if (api.state.contents.has(messageId)) api.setContent(messageId, { kind: 'gone' });
      return make.unsend(user.id, messageId);
    },
  }),
  redeliver: act({
    shape: z.object({}),
    always: true,
    run({ room, user, make }) {
      if (!user.lastEvent) return undefined;
      happen(room, user.key, { kind: 'note', note: 'redelivered' });
      return make.redelivery(user.lastEvent);
    },
  }),
  /** Adds the bot, or unblocks it. `first`: only somebody who never did either, so that a page can say it each time it opens. */
  follow: act({
    shape: z.object({ first: z.boolean().optional() }),
    always: true,
    run({ room, user, make, api }, { first }) {
      if (user.follows || (first && user.blocked)) return undefined;
      const isUnblocked = user.blocked;
      Object.assign(user, { follows: true, blocked: false });
      api.state.blocked.delete(user.id);
      happen(room, user.key, { kind: 'note', note: 'followed' });
      return make.follow(user.id, { follow: { isUnblocked } });
    },
  }),
  block: act({
    shape: z.object({}),
    run({ room, user, make, api }) {
      Object.assign(user, { follows: false, blocked: true });
      api.state.blocked.add(user.id);
      happen(room, user.key, { kind: 'note', note: 'blocked' });
      return make.unfollow(user.id);
    },
  }),
} as const;

export type ActName = keyof typeof ACTS;

/** Makes a file message and lets the pretended LINE hold its bytes. */
export function sendMedia(
  { room, user, make, api }: ActContext,
  media: MediaKind,
  bytes: Uint8Array,
  type: string,
  name?: string,
): LineEvent {
  const event =
    media === 'file'
      ? make.file(user.id, { fileName: name ?? 'file', fileSize: bytes.length })
      : make[media](user.id);
  api.setContent(messageIdOf(event), { kind: 'bytes', bytes, type });
  happen(room, user.key, { kind: 'mine-media', messageId: messageIdOf(event), media, name });
  return event;
}

/**
 * Does what the page asks for. `refused`: the request is not one this page makes, or the user does not follow the bot;
 * `nothing`: there was nothing to do.
 */
export function runAct(context: ActContext, request: unknown): LineEvent | 'refused' | 'nothing' {
  const name = (request as { act?: unknown } | undefined)?.act;
  if (typeof name !== 'string' || !Object.hasOwn(ACTS, name)) return 'refused';
  const chosen = ACTS[name as ActName] as Act<z.ZodType>;
  const given = chosen.shape.safeParse(request);
  if (!given.success || (!chosen.always && !context.user.follows)) return 'refused';
  return chosen.run(context, given.data) ?? 'nothing';
}
