import { randomBytes } from 'node:crypto';
import type { LineEvent } from '../events.ts';
import type { RuleBreach } from '../line-rules.ts';

/** The people one visitor of the simulator can be. Their names are `simulator:users.<key>`. */
export const USER_KEYS = ['a', 'b', 'c'] as const;
export type UserKey = (typeof USER_KEYS)[number];

export type MediaKind = 'image' | 'video' | 'audio' | 'file';

/** Something that happened in a chat, as the page hears of it. */
export type Happening =
  /** A message of the user's own. `messageId` is missing when there is none to unsend (a pressed button's displayText). */
  | { kind: 'mine'; messageId?: string; text: string }
  | { kind: 'mine-sticker'; messageId: string }
  | { kind: 'mine-place'; messageId: string; title: string; address: string }
  | { kind: 'mine-media'; messageId: string; media: MediaKind; name?: string }
  | { kind: 'unsent'; messageId: string }
  | { kind: 'bot'; via: string; messages: readonly object[] }
  | { kind: 'refused'; status: number; message: string; messages: unknown; breaches: RuleBreach[] }
  | { kind: 'loading'; seconds: number }
  /** An event went to the webhook. */
  | { kind: 'event'; event: LineEvent }
  /** What the webhook answered; no status when it could not be reached. */
  | { kind: 'answered'; status: number | undefined }
  | { kind: 'note'; note: 'followed' | 'blocked' | 'redelivered' | 'alarm' };

export type Entry = Happening & { seq: number; user: UserKey };

export interface RoomUser {
  key: UserKey;
  /** LINE's id for them. */
  id: string;
  /** Whether the bot was added; false again while blocked. */
  follows: boolean;
  blocked: boolean;
  lastEvent: LineEvent | undefined;
  /** Ids of own messages that can be unsent, the newest last. */
  sent: string[];
}

/** One visitor's chats. */
export interface Room {
  id: string;
  users: Record<UserKey, RoomUser>;
  entries: Entry[];
  nextSeq: number;
  listeners: Set<(entry: Entry) => void>;
}

export interface Rooms {
  open(): Room;
  find(id: unknown): Room | undefined;
  /** Who in which room a LINE user id is. */
  whoIs(userId: string): { room: Room; user: RoomUser } | undefined;
  all(): Iterable<Room>;
}

const MAX_ROOMS = 50;
const MAX_ENTRIES = 600;

/** Rooms in memory: the newest fifty, gone when the server stops. `forgotten` hears of each that makes room. */
export function createRooms(forgotten: (room: Room) => void): Rooms {
  const rooms = new Map<string, Room>();
  const people = new Map<string, { room: Room; user: RoomUser }>();

  function forget(room: Room): void {
    rooms.delete(room.id);
    for (const { id } of Object.values(room.users)) people.delete(id);
    forgotten(room);
  }

  return {
    open() {
      for (const room of rooms.values()) {
        if (rooms.size < MAX_ROOMS) break;
        forget(room); // a Map gives its oldest first
      }
      const newUser = (key: UserKey): RoomUser => ({
        key,
        id: `U${randomBytes(16).toString('hex')}`,
        follows: false,
        blocked: false,
        lastEvent: undefined,
        sent: [],
      });
      const room: Room = {
        id: randomBytes(9).toString('base64url'),
        users: { a: newUser('a'), b: newUser('b'), c: newUser('c') },
        entries: [],
        nextSeq: 1,
        listeners: new Set(),
      };
      rooms.set(room.id, room);
      for (const user of Object.values(room.users)) people.set(user.id, { room, user });
      return room;
    },
    find: (id) => (typeof id === 'string' ? rooms.get(id) : undefined),
    whoIs: (userId) => people.get(userId),
    all: () => rooms.values(),
  };
}

/** Tells a room's listeners what happened and keeps it for whoever comes later; a loading animation is not kept. */
export function happen(room: Room, user: UserKey, happening: Happening): void {
  const entry: Entry = { ...happening, seq: room.nextSeq, user };
  room.nextSeq += 1;
  if (happening.kind !== 'loading') room.entries.push(entry);
  if (room.entries.length > MAX_ENTRIES) room.entries.shift();
  for (const listener of room.listeners) listener(entry);
}
