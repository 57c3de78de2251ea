import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { newReplyToken } from './api/reply-tokens.ts';
import { newMessageId } from './api/state.ts';

export interface Source {
  type: 'user' | 'group' | 'room';
  userId?: string;
  groupId?: string;
  roomId?: string;
}

/** A webhook event as LINE sends it. */
export interface LineEvent {
  type: string;
  /** `active`, or `standby`: another program holds the chat, and there is no reply token. */
  mode: string;
  timestamp: number;
  /** LINE says it may be missing. */
  source?: Source;
  webhookEventId: string;
  deliveryContext: { isRedelivery: boolean };
  replyToken?: string;
  message?: { id: string; type: string } & Record<string, unknown>;
  [key: string]: unknown;
}

/** Whatever should differ from the usual event; undefined removes a member. */
export type EventChanges = Partial<LineEvent>;

/** The pretended account itself: `destination` of every webhook request. */
export const BOT_USER_ID = `U${'b07'.repeat(10)}00`;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: ten signs of time, sixteen of chance. */
export function newUlid(moment: Date): string {
  let time = moment.getTime();
  let head = '';
  for (let index = 0; index < 10; index += 1) {
    head = `${CROCKFORD[time % 32] ?? ''}${head}`;
    time = Math.floor(time / 32);
  }
  return head + [...randomBytes(16)].map((byte) => CROCKFORD[byte % 32]).join('');
}

const hash = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 32);

/** LINE's id for a user called so in a test or the simulator; an id stays as it is. */
export const userIdOf = (name: string): string => (/^U[0-9a-f]{32}$/.test(name) ? name : `U${hash(name)}`);
export const groupIdOf = (name: string): string => `C${hash(name)}`;
export const roomIdOf = (name: string): string => `R${hash(name)}`;

export type EventMaker = ReturnType<typeof createEventMaker>;

/**
 * Makes the events a LINE user can cause. `user` is any name (or a LINE user id); the last argument changes
 * or, with undefined, removes members. Nothing is sent, and no minute starts, before the event is posted.
 */
export function createEventMaker(clock: Clock) {
  const bare = (type: string, source: Source, members: EventChanges, changes: EventChanges): LineEvent => {
    const now = clock.now();
    const event: LineEvent = {
      type,
      mode: 'active',
      timestamp: now.getTime(),
      source,
      webhookEventId: newUlid(now),
      deliveryContext: { isRedelivery: false },
      ...members,
      ...changes,
    };
    return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as LineEvent;
  };
  const fromUser = (user: string): Source => ({ type: 'user', userId: userIdOf(user) });
  const answerable = () => ({ replyToken: newReplyToken() });
  const message = (
    user: string,
    type: string,
    content: Record<string, unknown>,
    changes: EventChanges = {},
  ): LineEvent =>
    bare(
      'message',
      fromUser(user),
      { ...answerable(), message: { id: newMessageId(), type, ...content } },
      changes,
    );
  const media = { contentProvider: { type: 'line' } };
  const quotable = () => ({ quoteToken: randomBytes(16).toString('hex') });

  return {
    text: (user: string, text: string, changes?: EventChanges) =>
      message(user, 'text', { text, ...quotable() }, changes),
    sticker: (user: string, changes?: EventChanges) =>
      message(
        user,
        'sticker',
        { packageId: '446', stickerId: '1988', stickerResourceType: 'STATIC', ...quotable() },
        changes,
      ),
    image: (user: string, changes?: EventChanges) =>
      message(user, 'image', { ...media, ...quotable() }, changes),
    video: (user: string, changes?: EventChanges) =>
      message(user, 'video', { duration: 4000, ...media, ...quotable() }, changes),
    audio: (user: string, changes?: EventChanges) =>
      message(user, 'audio', { duration: 4000, ...media }, changes),
    file: (user: string, file: { fileName: string; fileSize: number }, changes?: EventChanges) =>
      message(user, 'file', { ...file }, changes),
    location: (
      user: string,
      place: { title?: string; address?: string; latitude: number; longitude: number },
      changes?: EventChanges,
    ) => message(user, 'location', { ...place }, changes),
    /** `params` is what a date picker adds, for example `{date: '2026-11-22'}`. */
    postback: (user: string, data: string, params?: Record<string, string>, changes: EventChanges = {}) =>
      bare(
        'postback',
        fromUser(user),
        { ...answerable(), postback: params ? { data, params } : { data } },
        changes,
      ),
    follow: (user: string, changes: EventChanges = {}) =>
      bare('follow', fromUser(user), { ...answerable(), follow: { isUnblocked: false } }, changes),
    unfollow: (user: string, changes: EventChanges = {}) => bare('unfollow', fromUser(user), {}, changes),
    unsend: (user: string, messageId: string, changes: EventChanges = {}) =>
      bare('unsend', fromUser(user), { unsend: { messageId } }, changes),
    join: (group: string, changes: EventChanges = {}) =>
      bare('join', { type: 'group', groupId: groupIdOf(group) }, answerable(), changes),
    joinRoom: (room: string, changes: EventChanges = {}) =>
      bare('join', { type: 'room', roomId: roomIdOf(room) }, answerable(), changes),
    leave: (group: string, changes: EventChanges = {}) =>
      bare('leave', { type: 'group', groupId: groupIdOf(group) }, {}, changes),
    /** Any text said in a group. */
    groupText: (group: string, user: string, text: string, changes: EventChanges = {}) =>
      message(
        user,
        'text',
        { text, ...quotable() },
        { source: { type: 'group', groupId: groupIdOf(group), userId: userIdOf(user) }, ...changes },
      ),
    /** A type of event nobody has heard of. */
    other: (user: string, type: string, changes: EventChanges = {}) =>
      bare(type, fromUser(user), answerable(), changes),
    /** The same event while another program holds the chat: no reply token. */
    standby: (event: LineEvent): LineEvent => {
      const { replyToken: _, ...rest } = event;
      return { ...rest, mode: 'standby' };
    },
    /** The same event once more: same id, timestamp and reply token. */
    redelivery: (event: LineEvent): LineEvent => ({ ...event, deliveryContext: { isRedelivery: true } }),
  };
}
