import { SealError } from './seal-error.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** Sizes in bytes that a padded plaintext can have; above the last, multiples of it (ADR 0012). */
export const BUCKETS = [256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB] as const;
/** The largest content, in bytes, that `pad` takes. */
export const MAX_CONTENT = 64 * MIB - 4;
const PREFIX_BYTES = 4;

/** The size in bytes that content of `length` bytes has after padding. Throws RangeError above MAX_CONTENT. */
export function paddedSize(length: number): number {
  if (!Number.isInteger(length) || length < 0 || length > MAX_CONTENT) {
    throw new RangeError(`content must have 0 to ${MAX_CONTENT} bytes`);
  }
  const needed = length + PREFIX_BYTES;
  return BUCKETS.find((bucket) => needed <= bucket) ?? Math.ceil(needed / MIB) * MIB;
}

/** Content with its length (4 bytes, big end first) in front and zeros behind, filling its bucket exactly. */
export function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedSize(content.byteLength));
  new DataView(padded.buffer).setUint32(0, content.byteLength);
  padded.set(content, PREFIX_BYTES);
  return padded;
}

/**
 * What `pad` was given, as a copy. Throws SealError `unreadable` unless `pad` could have made these very bytes:
 * the smallest bucket, and only zeros behind.
 */
export function unpad(padded: Uint8Array): Uint8Array {
  if (padded.byteLength < PREFIX_BYTES) throw new SealError('unreadable');
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0);
  if (length > MAX_CONTENT || paddedSize(length) !== padded.byteLength) throw new SealError('unreadable');
  const end = PREFIX_BYTES + length;
  if (padded.subarray(end).some((byte) => byte !== 0)) throw new SealError('unreadable');
  return Uint8Array.from(padded.subarray(PREFIX_BYTES, end));
}
