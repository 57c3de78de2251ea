import { Decrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { encrypterFor } from './heavy/age-here.ts';
import { encrypt, keyPair } from './heavy/heavy.ts';
import { SealError } from './seal-error.ts';

/** A secret key of the age format, post-quantum hybrid: `AGE-SECRET-KEY-PQ-1…`. */
export type Identity = string;
/** The public key that belongs to an Identity: `age1pq1…`, 1959 signs. */
export type Recipient = string;

const IDENTITY_PREFIX = 'AGE-SECRET-KEY-PQ-';
const SEED_BYTES = 32;
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** A fresh random identity. */
export function newIdentity(): Promise<Identity> {
  return generateHybridIdentity();
}

/** A fresh identity and its recipient, made in a thread of its own: for what belongs to a case, never for people (ADR 87). */
export function newKeyPair(): Promise<{ identity: Identity; recipient: Recipient }> {
  return keyPair();
}

/** The public recipient of an identity (about 4 ms). Throws SealError `unreadable` when it is not a hybrid identity. */
export async function recipientOf(identity: Identity): Promise<Recipient> {
  seedOf(identity);
  return identityToRecipient(identity);
}

/** Whether a text is a hybrid recipient that can be sealed to. Others (X25519 alone, plugins) are not used here. */
export function isRecipient(text: string): boolean {
  try {
    encrypterFor(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * `plain` as a binary age file that opens with the identity of `recipient` alone (1.7 kB longer, 4 to 10 ms in a thread of
 * its own).
 * Throws RangeError when `recipient` is not a hybrid recipient.
 */
export async function encryptTo(recipient: Recipient, plain: Uint8Array): Promise<Uint8Array> {
  encrypterFor(recipient);
  return encrypt(recipient, plain);
}

/**
 * The whole content of an age file, or SealError: `wrong-key` when no part of the header is for this identity,
 * `tampered` when the file is damaged in any other way. Nothing is returned before the last byte was verified.
 */
export async function decryptWith(identity: Identity, file: Uint8Array): Promise<Uint8Array> {
  return opened(identity, (decrypter) => decrypter.decrypt(file));
}

async function opened<T>(identity: Identity, open: (decrypter: Decrypter) => Promise<T>): Promise<T> {
  seedOf(identity);
  let unmatched = false;
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  // Asked only after the real identity found nothing: tells a wrong key from damage without reading error texts.
  decrypter.addIdentity({
    unwrapFileKey: () => {
      unmatched = true;
      return null;
    },
  });
  try {
    return await open(decrypter);
  } catch {
    throw new SealError(unmatched ? 'wrong-key' : 'tampered');
  }
}

/** As `encryptTo`, while it flows. */
export async function encryptStream(
  recipient: Recipient,
  plain: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  return encrypterFor(recipient).encrypt(plain);
}

/**
 * As `decryptWith`, while it flows: what was read is genuine so far, but only a stream that ended without an error was
 * whole. Rejects as `decryptWith` does for the header; the stream fails in the middle when the file was changed or cut.
 */
export async function decryptStream(
  identity: Identity,
  file: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  return opened(identity, (decrypter) => decrypter.decrypt(file));
}

/**
 * The identity whose secret is exactly this 32-byte seed: the age format writes a hybrid identity as the Bech32 of
 * its seed. Throws RangeError for another length.
 */
export function identityFromSeed(seed: Uint8Array): Identity {
  if (seed.byteLength !== SEED_BYTES) throw new RangeError('a seed has 32 bytes');
  const words = regroup(seed, 8, 5);
  const signs = [...words, ...checksum(words)].map((word) => BECH32[word]).join('');
  return `${IDENTITY_PREFIX}1${signs.toUpperCase()}`;
}

/** The 32-byte seed inside a hybrid identity. Throws SealError `unreadable` when it is mistyped or of another type. */
export function seedOf(identity: Identity): Uint8Array {
  if (!identity.startsWith(`${IDENTITY_PREFIX}1`)) throw new SealError('unreadable');
  const words = [...identity.slice(IDENTITY_PREFIX.length + 1).toLowerCase()].map((sign) =>
    BECH32.indexOf(sign),
  );
  const seed = regroup(words.slice(0, -6), 5, 8).slice(0, SEED_BYTES);
  // Writing it again and comparing checks the signs, the checksum, the length and the spare bits at once.
  if (words.includes(-1) || seed.length !== SEED_BYTES || identityFromSeed(seed) !== identity) {
    throw new SealError('unreadable');
  }
  return seed;
}

/** Cuts a run of `from`-bit numbers into `to`-bit numbers, filling the last one with zero bits. */
function regroup(numbers: Iterable<number>, from: number, to: number): Uint8Array {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const number of numbers) {
    held = (held << from) | number;
    bits += from;
    while (bits >= to) {
      bits -= to;
      out.push((held >> bits) & ((1 << to) - 1));
    }
    held &= (1 << bits) - 1;
  }
  if (bits > 0) out.push((held << (to - bits)) & ((1 << to) - 1));
  return Uint8Array.from(out);
}

const BECH32_GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

/** The six check words of Bech32 (BIP 173) under the identity prefix. */
function checksum(words: Iterable<number>): number[] {
  const prefix = [...IDENTITY_PREFIX.toLowerCase()].map((sign) => sign.charCodeAt(0));
  let sum = 1;
  const spread = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31)];
  for (const word of [...spread, ...words, 0, 0, 0, 0, 0, 0]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    BECH32_GENERATOR.forEach((factor, bit) => {
      if ((top >> bit) & 1) sum ^= factor;
    });
  }
  return [0, 1, 2, 3, 4, 5].map((index) => ((sum ^ 1) >> (5 * (5 - index))) & 31);
}
