import { z } from 'zod';
import { decryptWith, encryptTo } from './age.ts';
import { bytesShape } from './bytes-shape.ts';
import type { Integrity } from './integrity.ts';
import type { OpenRing } from './key-ring.ts';
import { pad, paddedSize, unpad } from './padding.ts';
import { requireId } from './recipients.ts';
import type { RingName } from './ring-wrap.ts';
import { verifyRing, type Ring } from './ring.ts';
import { SealError } from './seal-error.ts';

/**
 * Every kind of sealed item and the one ring it can be sealed to. The reporter's ring opens no more than the status
 * and the officers' messages, since whoever seizes a code opens it.
 */
export const ITEM_KINDS = {
  report: 'staff',
  evidence: 'staff',
  dialogue: 'staff',
  note: 'staff',
  notify: 'staff',
  status: 'reporter',
  message: 'reporter',
} as const satisfies Record<string, RingName>;
export type ItemKind = keyof typeof ITEM_KINDS;
const KIND_NAMES = Object.keys(ITEM_KINDS) as [ItemKind, ...ItemKind[]];

const MAX_SEQUENCE = 2 ** 32 - 1;

/** What an item is: no two items ever share a place. */
export const itemPlaceShape = z.object({
  caseId: z.string(),
  kind: z.enum(KIND_NAMES),
  /** 0 to 2^32 − 1; the order within the case (or its kind), never a time. */
  sequence: z.number().int().min(0).max(MAX_SEQUENCE),
});
export type ItemPlace = z.infer<typeof itemPlaceShape>;

/** An item as it is stored. `ciphertext` is a binary age file that opens with the ring's identity. */
export const sealedItemShape = itemPlaceShape.extend({
  /** Of the ring it is sealed to. */
  generation: z.number().int().min(1),
  ciphertext: bytesShape,
  mac: bytesShape,
});
export type SealedItem = z.infer<typeof sealedItemShape>;

/**
 * Seals what belongs to a filed case, to people and never to this server: nothing here can open what it sealed
 * without a key holder's identity. Throws SealError, never part of a content.
 */
export interface Sealer {
  /**
   * Seals `body` (at most 64 MiB) to the ring that its kind belongs to. Throws SealError `tampered` when the ring is
   * not as this server wrote it and `misplaced` when it is another case's, or not the ring for this kind.
   */
  sealItem(item: ItemPlace & { body: Uint8Array }, ring: Ring): Promise<SealedItem>;
  /**
   * The body of the item that the caller asked for as `place`. Throws SealError: `misplaced` when the item says, or
   * holds inside, that it is another one; `wrong-key` when `open` is another case's, ring's or generation's;
   * `tampered` before anything is decrypted when the MAC does not hold; `unreadable`.
   */
  openItem(item: SealedItem, place: ItemPlace, open: OpenRing): Promise<Uint8Array>;
  /** The same item sealed to a later generation of its ring (`KeyRings.rotate`). Idempotent: one that is there already is returned. */
  resealItem(item: SealedItem, place: ItemPlace, from: OpenRing, to: Ring): Promise<SealedItem>;
  /** The same item with a MAC under the newest INTEGRITY_KEY. Throws SealError `tampered` or `misplaced`. */
  restamp(item: SealedItem, place: ItemPlace): SealedItem;
}

export function createSealer(integrity: Integrity): Sealer {
  const stamp = (item: Omit<SealedItem, 'mac'>): SealedItem => {
    const { caseId, kind, sequence, generation, ciphertext } = item;
    return { caseId, kind, sequence, generation, ciphertext, mac: integrity.mac('item', macFields(item)) };
  };
  const verify = (item: SealedItem, place: ItemPlace) => {
    if (!samePlace(item, place)) throw new SealError('misplaced');
    if (!integrity.holds(item.mac, 'item', macFields(item))) throw new SealError('tampered');
  };
  const sealItem: Sealer['sealItem'] = async ({ body, caseId, kind, sequence }, ring) => {
    const place = itemPlaceShape.parse({ caseId, kind, sequence });
    verifyRing(integrity, ring, { caseId, ring: ITEM_KINDS[kind] });
    const ciphertext = await encryptTo(ring.recipient, pad(withHeader(place, body)));
    return stamp({ ...place, generation: ring.generation, ciphertext });
  };
  const openItem: Sealer['openItem'] = async (item, place, open) => {
    verify(item, place);
    const fits =
      open.caseId === place.caseId &&
      open.ring === ITEM_KINDS[place.kind] &&
      open.generation === item.generation;
    if (!fits) throw new SealError('wrong-key');
    const { place: inside, body } = readHeader(unpad(await decryptWith(open.identity, item.ciphertext)));
    if (!samePlace(inside, place)) throw new SealError('misplaced');
    return body;
  };
  return {
    sealItem,
    openItem,
    async resealItem(item, place, from, to) {
      verifyRing(integrity, to, { caseId: place.caseId, ring: ITEM_KINDS[place.kind] });
      verify(item, place);
      if (item.generation === to.generation) return item;
      if (item.generation > to.generation) throw new SealError('misplaced');
      return sealItem({ ...place, body: await openItem(item, place, from) }, to);
    },
    restamp(item, place) {
      verify(item, place);
      return stamp(item);
    },
  };
}

/**
 * The padded size of an item, in bytes: what may stand beside it in plain. Not to be computed from the body alone:
 * the bucket of the body beside a ciphertext in another bucket would tell the length of what was written.
 */
export function itemSize(place: ItemPlace, bodyLength: number): number {
  return paddedSize(headerOf(place).byteLength + bodyLength);
}

function samePlace(a: ItemPlace, b: ItemPlace): boolean {
  return a.caseId === b.caseId && a.kind === b.kind && a.sequence === b.sequence;
}

function macFields(item: Omit<SealedItem, 'mac'>) {
  return [item.caseId, item.kind, item.sequence, item.generation, item.ciphertext];
}

const headerShape = z.strictObject({
  v: z.literal(1),
  case: z.string(),
  kind: z.enum(KIND_NAMES),
  sequence: z.number(),
});
const NEWLINE = 10;

/** One line of JSON, so that somebody with nothing but the age tool can see what he opened. */
function headerOf({ caseId, kind, sequence }: ItemPlace): Uint8Array {
  requireId(caseId);
  const header: z.infer<typeof headerShape> = { v: 1, case: caseId, kind, sequence };
  return new TextEncoder().encode(`${JSON.stringify(header)}\n`);
}

function withHeader(place: ItemPlace, body: Uint8Array): Uint8Array {
  return Buffer.concat([headerOf(place), body]);
}

function readHeader(content: Uint8Array): { place: ItemPlace; body: Uint8Array } {
  const end = content.indexOf(NEWLINE);
  const read = headerShape.safeParse(tryJson(Buffer.from(content.subarray(0, Math.max(end, 0))).toString()));
  if (!read.success) throw new SealError('unreadable');
  const { case: caseId, kind, sequence } = read.data;
  return { place: { caseId, kind, sequence }, body: content.slice(end + 1) };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the shape check reports it
  }
}
