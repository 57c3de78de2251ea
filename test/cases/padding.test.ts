import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUCKETS, MAX_CONTENT, pad, paddedSize, unpad } from '../../src/cases/padding.ts';
import { sealReason } from './people.ts';

const MIB = 1024 * 1024;

describe('padding', () => {
  it('gives back any content, from a size that is a bucket', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
        const padded = pad(content);
        expect(BUCKETS).toContain(padded.byteLength);
        expect(Buffer.from(unpad(padded)).equals(content)).toBe(true);
      }),
    );
  });

  /** What fills a bucket to the brim: the length takes four bytes. */
  const roomIn = (bucket: number) => bucket - 4;

  it('takes the smallest bucket, and multiples of 1 MiB above the last', () => {
    for (const [index, bucket] of BUCKETS.entries()) {
      expect(paddedSize(roomIn(bucket))).toBe(bucket);
      expect(paddedSize(roomIn(bucket) + 1)).toBe(BUCKETS[index + 1] ?? 2 * MIB);
    }
    expect(paddedSize(0)).toBe(256);
    expect(paddedSize(roomIn(7 * MIB))).toBe(7 * MIB);
    expect(paddedSize(roomIn(7 * MIB) + 1)).toBe(8 * MIB);
    expect(paddedSize(MAX_CONTENT)).toBe(64 * MIB);
    expect(() => paddedSize(MAX_CONTENT + 1)).toThrow(RangeError);
  });

  it('tells nothing but the bucket: contents of one bucket have one size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 252 }), (length) => {
        expect(pad(new Uint8Array(length).fill(7)).byteLength).toBe(256);
      }),
    );
  });

  it('refuses everything that it could not have made', async () => {
    const good = pad(Uint8Array.from([1, 2, 3]));
    const longer = Uint8Array.from(good);
    longer[3] = 4; // says one byte more: reads a zero of the padding, which is well-formed, but not what was written
    expect([...unpad(longer)]).toEqual([1, 2, 3, 0]);
    const shorter = Uint8Array.from(good);
    shorter[3] = 2;
    const dirty = Uint8Array.from(good);
    dirty[255] = 1;
    const huge = Uint8Array.from(good);
    huge[0] = 255;
    const wrongBucket = new Uint8Array(1024);
    wrongBucket[3] = 3;
    const bad = [
      shorter,
      dirty,
      huge,
      wrongBucket,
      good.subarray(0, 255),
      good.subarray(0, 3),
      new Uint8Array(0),
    ];
    for (const padded of bad) expect(await sealReason(() => unpad(padded))).toBe('unreadable');
  });

  it('never reads beyond a view into a larger buffer', () => {
    const large = new Uint8Array(600).fill(9);
    large.set(pad(Uint8Array.from([5])), 100);
    expect([...unpad(large.subarray(100, 356))]).toEqual([5]);
  });
});
