import type { Press } from './reply.ts';

/**
 * What somebody did, without a word about LINE. `item` is a keyed hash of the message it came in,
 * so that an unsend can find it; message ids themselves never get this far.
 */
export type Input =
  | { kind: 'text'; text: string; item?: string }
  | { kind: 'press'; press: Press }
  /** `date` is `YYYY-MM-DD`. */
  | { kind: 'date'; press: Press; date: string }
  | { kind: 'sticker'; item?: string }
  | { kind: 'media'; media: MediaKind; item: string; handle: string; name?: string; bytes?: number }
  | {
      kind: 'place';
      item?: string;
      title?: string;
      address?: string;
      latitude: number;
      longitude: number;
    }
  /** Somebody added or unblocked the account. */
  | { kind: 'arrival' }
  /** Somebody blocked the account: forget them. */
  | { kind: 'departure' }
  | { kind: 'unsend'; item: string };

/** `handle` of a media input is the channel’s name for the file, good for fetching it and nothing else. */
export type MediaKind = 'image' | 'video' | 'audio' | 'file';
