import { createHash, randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { identityFromSeed, recipientOf, seedOf, type Identity, type Recipient } from './age.ts';
import { fingerprint } from './recipients.ts';
import { readShare, ShareError, writeShare } from './share-text.ts';

/** One of the three shares, for one person's paper. Nothing of it is stored anywhere. */
export interface RecoveryShare {
  number: 1 | 2 | 3;
  /** `3F09A1-77C2D4`: which key, and which splitting of it. For the envelope; not secret. */
  set: string;
  /** Six lines of three groups of four signs; reads back through `checkShare`. */
  text: string;
}

export interface RecoveredKey {
  identity: Identity;
  recipient: Recipient;
  /** To be compared with the pinned one (`trustRecovery`). */
  fingerprint: string;
}

const SHARES = 3;
const NEEDED = 2;

/**
 * Splits the recovery identity so that any two of three shares give it back and one alone says nothing about it.
 * Splitting again makes a new set that does not fit the old one; both open the same key.
 * Throws SealError `unreadable` when `identity` is not a hybrid identity.
 */
export async function splitRecovery(
  identity: Identity,
): Promise<[RecoveryShare, RecoveryShare, RecoveryShare]> {
  const key = keyMark(await recipientOf(identity));
  const set = Uint8Array.from(randomBytes(3));
  const parts = await split(seedOf(identity), SHARES, NEEDED);
  const shares = parts.map((share, index) => {
    const number = (index + 1) as RecoveryShare['number'];
    return { number, set: setName(set, key), text: writeShare({ number, set, key, share }) };
  });
  return shares as [RecoveryShare, RecoveryShare, RecoveryShare];
}

/** Which share a typed text is, so that a typo is told at once. Throws ShareError `signs`, `length`, `typo`, `version`. */
export function checkShare(text: string): Pick<RecoveryShare, 'number' | 'set'> {
  const { number, set, key } = readShare(text);
  return { number: number as RecoveryShare['number'], set: setName(set, key) };
}

/**
 * A hash of what a share holds, however it is typed. It tells whoever has it nothing of the share, which has 256 random
 * bits. Throws ShareError as `checkShare`.
 */
export function shareMark(text: string): string {
  const { number, set, key, share } = readShare(text);
  return createHash('sha256')
    .update('suetrong share mark\n')
    .update(Uint8Array.from([number, ...set, ...key, ...share]))
    .digest('hex');
}

/** Whether a typed share says that it was made from this key, in whatever splitting. Throws ShareError as `checkShare`. */
export function isShareOf(recipient: Recipient, text: string): boolean {
  return Buffer.from(keyMark(recipient)).equals(readShare(text).key);
}

/**
 * The recovery key out of two (or all three) typed shares. Throws ShareError: as `checkShare`; `not-enough` (fewer
 * than two); `same-share`; `different-sets`; `mismatch` when they do not give the key that they were made from.
 */
export async function combineShares(texts: readonly string[]): Promise<RecoveredKey> {
  const shares = texts.map(readShare);
  const [first, ...others] = shares;
  if (!first || shares.length < NEEDED) throw new ShareError('not-enough');
  const name = setName(first.set, first.key);
  if (others.some(({ set, key }) => setName(set, key) !== name)) throw new ShareError('different-sets');
  if (new Set(shares.map(({ number }) => number)).size < shares.length) throw new ShareError('same-share');
  // The library tells its shares apart by their last byte; shares that were tampered with may still collide there.
  if (new Set(shares.map(({ share }) => share.at(-1))).size < shares.length) throw new ShareError('mismatch');
  const identity = identityFromSeed(await combine(shares.map(({ share }) => share)));
  const recipient = await recipientOf(identity);
  if (!Buffer.from(keyMark(recipient)).equals(first.key)) throw new ShareError('mismatch');
  return { identity, recipient, fingerprint: fingerprint(recipient) };
}

function keyMark(recipient: Recipient): Uint8Array {
  const hash = createHash('sha256').update('suetrong recovery key\n').update(recipient).digest();
  return Uint8Array.from(hash.subarray(0, 3));
}

/** Key and set in hex: two splittings of one key share the first group only. */
function setName(set: Uint8Array, key: Uint8Array): string {
  return Buffer.concat([key, set])
    .toString('hex')
    .toUpperCase()
    .replace(/(.{6})/, '$1-');
}
