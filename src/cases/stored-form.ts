import type { WrapRow } from '../store/ports.ts';
import { ringShape, wrapShape, type Ring, type Wrap } from './ring.ts';
import { ITEM_KINDS, sealedItemShape, type ItemKind, type ItemPlace, type SealedItem } from './seal.ts';
import { SealError } from './seal-error.ts';
import type { Integrity } from './integrity.ts';

/** How rings and items lie in the store: JSON, bytes in base64. */

const bytesToText = (_key: string, value: unknown) =>
  value instanceof Uint8Array ? { b64: Buffer.from(value).toString('base64') } : value;
const textToBytes = (_key: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'b64' in value && typeof value.b64 === 'string'
    ? Uint8Array.from(Buffer.from(value.b64, 'base64'))
    : value;

const encode = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value, bytesToText));

function decode(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'), textToBytes);
  } catch {
    throw new SealError('unreadable');
  }
}

/** A ring in two parts: its wraps apart, so that a queue can read one of them alone. */
export function ringToStored(ring: Ring): { head: Uint8Array; wraps: WrapRow[] } {
  const { wraps, ...head } = ring;
  return {
    head: encode(head),
    wraps: wraps.map((wrap) => ({ recipient: wrap.recipientId, wrap: wrapToStored(wrap) })),
  };
}

/** Throws SealError `unreadable`. Whether the ring is genuine is checked where it is used. */
export function ringFromStored(head: Uint8Array, wraps: readonly WrapRow[]): Ring {
  const read = ringShape.safeParse({
    ...(decode(head) as object),
    wraps: wraps.map(({ wrap }) => decode(wrap)),
  });
  if (!read.success) throw new SealError('unreadable');
  return read.data;
}

/** A whole ring in one piece: the reporter's, which nobody reads in part. */
export const wholeRingToStored = (ring: Ring): Uint8Array => encode(ring);

/** As `ringFromStored`. */
export function wholeRingFromStored(bytes: Uint8Array): Ring {
  const read = ringShape.safeParse(decode(bytes));
  if (!read.success) throw new SealError('unreadable');
  return read.data;
}

export const wrapToStored = (wrap: Wrap): Uint8Array => encode(wrap);

/** Throws SealError `unreadable`. */
export function wrapFromStored(bytes: Uint8Array): Wrap {
  const read = wrapShape.safeParse(decode(bytes));
  if (!read.success) throw new SealError('unreadable');
  return read.data;
}

/**
 * An item without its place: case, ring and number are known from the case row, and its kind is not stored at all, so
 * that a thief cannot tell a note from a message.
 */
export function itemToStored({ generation, ciphertext, mac }: SealedItem): Uint8Array {
  return encode({ generation, ciphertext, mac });
}

/**
 * The item at `sequence` of a ring. Its kind is found by its MAC: only the right one holds.
 * Throws SealError `unreadable` or `tampered`.
 */
export function itemFromStored(
  bytes: Uint8Array,
  at: { caseId: string; ring: 'staff' | 'reporter'; sequence: number },
  integrity: Integrity,
): SealedItem {
  const bare = sealedItemShape
    .pick({ generation: true, ciphertext: true, mac: true })
    .safeParse(decode(bytes));
  if (!bare.success) throw new SealError('unreadable');
  const { generation, ciphertext, mac } = bare.data;
  const kinds = (Object.keys(ITEM_KINDS) as ItemKind[]).filter((kind) => ITEM_KINDS[kind] === at.ring);
  for (const kind of kinds) {
    const place: ItemPlace = { caseId: at.caseId, kind, sequence: at.sequence };
    const fields = [place.caseId, place.kind, place.sequence, generation, ciphertext];
    if (integrity.holds(mac, 'item', fields)) return { ...place, generation, ciphertext, mac };
  }
  throw new SealError('tampered');
}
