import { z } from 'zod';
import { bytesShape } from './bytes-shape.ts';
import type { Integrity } from './integrity.ts';
import { RING_NAMES, type RingName } from './ring-wrap.ts';
import { SealError } from './seal-error.ts';

/** The secret of a ring, and the title, sealed to one recipient. `ciphertext` is a binary age file of one fixed size. */
export const wrapShape = z.object({
  recipientId: z.string(),
  ciphertext: bytesShape,
  /** Over case, ring, generation, recipient id and ciphertext, so that one wrap can be used without the others. */
  mac: bytesShape,
});
export type Wrap = z.infer<typeof wrapShape>;

/** A ring as it is stored: nothing in it is secret, everything is bound together by the MACs. */
export const ringShape = z.object({
  caseId: z.string(),
  ring: z.enum(RING_NAMES),
  /** From 1; a new one is made when somebody loses access. */
  generation: z.number().int().min(1),
  /** The public recipient that anyone seals items to. */
  recipient: z.string(),
  /** In the order of the recipients' ids, at least one. */
  wraps: z.array(wrapShape).min(1),
  mac: bytesShape,
});
export type Ring = z.infer<typeof ringShape>;

/** Where the caller believes a ring to belong. */
export interface RingPlace {
  caseId: string;
  ring: RingName;
}

/** What every wrap of one ring is bound to, besides its recipient. */
export interface Bound extends RingPlace {
  generation: number;
}

/**
 * Checks that this server wrote the ring as it stands, for this case and name. Throws SealError `misplaced` or
 * `tampered`. Without this, whoever writes to the database could put a public recipient of his own in its place.
 */
export function verifyRing(integrity: Integrity, ring: Ring, at: RingPlace): void {
  if (ring.caseId !== at.caseId || ring.ring !== at.ring) throw new SealError('misplaced');
  const genuine =
    integrity.holds(ring.mac, 'ring', ringFields(ring)) &&
    ring.wraps.every((wrap) => integrity.holds(wrap.mac, 'wrap', wrapFields(ring, wrap)));
  if (!genuine) throw new SealError('tampered');
}

/** A wrap with its MAC under the newest key. */
export function stampWrap(integrity: Integrity, bound: Bound, wrap: Omit<Wrap, 'mac'>): Wrap {
  const { recipientId, ciphertext } = wrap;
  return { recipientId, ciphertext, mac: integrity.mac('wrap', wrapFields(bound, wrap)) };
}

/** A ring with its MAC under the newest key; its wraps must have theirs. Throws RangeError when it has none. */
export function stampRing(integrity: Integrity, ring: Omit<Ring, 'mac'>): Ring {
  const { caseId, ring: name, generation, recipient } = ring;
  const wraps = ring.wraps.toSorted((a, b) => (a.recipientId < b.recipientId ? -1 : 1));
  if (wraps.length === 0) throw new RangeError('a ring without recipients could never be opened');
  const bare = { caseId, ring: name, generation, recipient, wraps };
  return { ...bare, mac: integrity.mac('ring', ringFields(bare)) };
}

/** What a wrap's MAC covers. */
export function wrapFields(bound: Bound, wrap: Omit<Wrap, 'mac'>) {
  return [bound.caseId, bound.ring, bound.generation, wrap.recipientId, wrap.ciphertext];
}

/** Each wrap's MAC stands for its ciphertext. */
function ringFields(ring: Omit<Ring, 'mac'>) {
  const wraps = ring.wraps.flatMap((wrap) => [wrap.recipientId, wrap.mac]);
  return [ring.caseId, ring.ring, ring.generation, ring.recipient, ...wraps];
}
