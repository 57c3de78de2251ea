import { createHash } from 'node:crypto';
import { crockfordSigns } from './typed-text.ts';

/**
 * - `length`, `signs`: not a whole share, or something in it is no sign of one.
 * - `typo`: a line was mistyped; `row` says which, from 1 (0: each line is right by itself, the whole is not).
 * - `version`: made by a newer version of this software.
 * - `same-share`, `different-sets`, `not-enough`, `mismatch`: see `combineShares`.
 * - `old`: of the right key, but not one of the shares in force.
 */
export type ShareProblem =
  | 'length'
  | 'signs'
  | 'typo'
  | 'version'
  | 'same-share'
  | 'different-sets'
  | 'not-enough'
  | 'mismatch'
  | 'old';

/** A recovery share cannot be used. Holds nothing of the share. */
export class ShareError extends Error {
  readonly reason: ShareProblem;
  readonly row: number | undefined;

  constructor(reason: ShareProblem, row?: number) {
    super(`the recovery share cannot be used: ${reason}${row === undefined ? '' : ` in line ${row}`}`);
    this.name = 'ShareError';
    this.reason = reason;
    this.row = row;
  }
}

/** One share as data. */
export interface ShareData {
  /** 1, 2 or 3. */
  number: number;
  /** Three random bytes that the shares of one split have in common. */
  set: Uint8Array;
  /** The first three bytes of a hash of the recovery recipient. */
  key: Uint8Array;
  /** What the secret-sharing library made: 33 bytes. */
  share: Uint8Array;
}

export const SHARE_ROWS = 6;
const ROW_DATA = 11;
const ROW_SIGNS = ROW_DATA + 1;
const VERSION = 1;
const SET_BYTES = 3;
const KEY_BYTES = 3;
const SHARE_BYTES = 33;
const CHECKED_BYTES = 1 + SET_BYTES + KEY_BYTES + SHARE_BYTES;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A share for paper: six lines of three groups of four signs of Crockford's base 32, the last sign of each line
 * checking that line (any one wrong sign, any two swapped, a line in the wrong place), and a byte checking the whole.
 */
export function writeShare({ number, set, key, share }: ShareData): string {
  const checked = Uint8Array.from([(VERSION << 4) | number, ...set, ...key, ...share]);
  if (checked.byteLength !== CHECKED_BYTES)
    throw new RangeError('a share has 33 bytes, its set and key three');
  const words = toWords(Uint8Array.from([...checked, wholeCheck(checked)]));
  return Array.from({ length: SHARE_ROWS }, (_, row) => {
    const data = words.slice(row * ROW_DATA, (row + 1) * ROW_DATA);
    const signs = [...data, rowSum(row, [...data, 0])].map((word) => CROCKFORD[word]).join('');
    return (signs.match(/.{4}/g) ?? []).join(' ');
  }).join('\n');
}

/**
 * Reads a share as somebody types it: small or capital letters, Thai digits, O for 0, I and L for 1, any spaces,
 * dashes and line breaks. Throws ShareError `signs`, `length`, `typo` or `version`.
 */
export function readShare(text: string): ShareData {
  const signs = crockfordSigns(text);
  const words = [...signs].map((sign) => CROCKFORD.indexOf(sign));
  if (words.includes(-1)) throw new ShareError('signs');
  if (words.length !== SHARE_ROWS * ROW_SIGNS) throw new ShareError('length');
  const data: number[] = [];
  for (let row = 0; row < SHARE_ROWS; row += 1) {
    const line = words.slice(row * ROW_SIGNS, (row + 1) * ROW_SIGNS);
    if (rowSum(row, line) !== 0) throw new ShareError('typo', row + 1);
    data.push(...line.slice(0, ROW_DATA));
  }
  const bytes = toBytes(data);
  const checked = bytes.subarray(0, CHECKED_BYTES);
  if (bytes[CHECKED_BYTES] !== wholeCheck(checked)) throw new ShareError('typo', 0);
  const [first = 0] = checked;
  if (first >> 4 !== VERSION) throw new ShareError('version');
  const keyAt = 1 + SET_BYTES;
  const shareAt = keyAt + KEY_BYTES;
  return {
    number: first & 15,
    set: checked.slice(1, keyAt),
    key: checked.slice(keyAt, shareAt),
    share: checked.slice(shareAt),
  };
}

/** Multiplication by 2 in the field of 32 elements with x⁵ = x² + 1, where 2 generates all others. */
function double(word: number): number {
  return ((word << 1) ^ (word & 16 ? 0b100101 : 0)) & 31;
}

/**
 * 0 for a line with its right check sign; the right check sign for a line that ends in 0. A polynomial in 2, so that
 * signs at different places count differently; it starts with the line's number, so that lines cannot be swapped.
 */
function rowSum(row: number, line: readonly number[]): number {
  return line.reduce((sum, word) => double(sum) ^ word, row + 1);
}

function wholeCheck(checked: Uint8Array): number {
  return createHash('sha256').update('suetrong recovery share\n').update(checked).digest()[0] ?? 0;
}

/** 41 bytes as 66 words of 5 bits; the last two bits are 0. */
function toWords(bytes: Uint8Array): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const full = bits.padEnd(SHARE_ROWS * ROW_DATA * 5, '0');
  return (full.match(/.{5}/g) ?? []).map((word) => Number.parseInt(word, 2));
}

function toBytes(words: readonly number[]): Uint8Array {
  const bits = words.map((word) => word.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
