import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { release } from '../../../src/cases/evidence/release.ts';

describe('memory that is given back', () => {
  it('is gone at once', () => {
    const before = process.memoryUsage().arrayBuffers;
    const large = new Uint8Array(64 * 1024 * 1024);
    expect(process.memoryUsage().arrayBuffers).toBeGreaterThan(before + large.length / 2);
    release(large);
    expect(large.length).toBe(0);
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(before + 32 * 1024 * 1024);
  });

  it('is what a cipher gives; a part of a larger buffer stays as it is', () => {
    const cipher = createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12), {
      authTagLength: 16,
    });
    const sealed = cipher.update(Buffer.alloc(65_536));
    release(sealed);
    expect(sealed.length).toBe(0);
    const whole = Buffer.alloc(100_000, 7);
    release(whole.subarray(0, 99_999));
    release(whole.subarray(1));
    const pooled = Buffer.from('ใบเสร็จ');
    release(pooled);
    expect([whole.length, pooled.toString()]).toEqual([100_000, 'ใบเสร็จ']);
  });
});
