import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newIdentity } from '../../../src/cases/age.ts';
import { clipTitle, MAX_TITLE_BYTES, readWrap, writeWrap } from '../../../src/cases/ring-wrap.ts';
import { flipped, rings, sealReason } from '../people.ts';
import { at, first, recovery, ring, second, stranger, TITLE } from './shared-ring.ts';

describe('titles', () => {
  it('open from one wrap alone', async () => {
    for (const wrap of ring.wraps) {
      const person = [first, second, recovery].find(({ key }) => key.id === wrap.recipientId);
      if (!person) throw new Error('a wrap for nobody');
      const where = { caseId: 'case_A', generation: 1 };
      expect(await rings.openTitle(wrap, where, person.key)).toBe(TITLE);
      expect(await sealReason(() => rings.openTitle(wrap, where, stranger.key))).toBe('wrong-key');
      expect(await sealReason(() => rings.openTitle(wrap, { ...where, caseId: 'case_B' }, person.key))).toBe(
        'tampered',
      );
      expect(await sealReason(() => rings.openTitle(wrap, { ...where, generation: 2 }, person.key))).toBe(
        'tampered',
      );
      for (let index = 0; index < wrap.ciphertext.length; index += 13) {
        const changed = { ...wrap, ciphertext: flipped(wrap.ciphertext, index) };
        expect(await sealReason(() => rings.openTitle(changed, where, person.key))).toBe('tampered');
      }
    }
  });

  it('are clipped to what fits, between signs, on one line', async () => {
    expect(clipTitle('  สั้น\n\tๆ\u0000 ')).toBe('สั้น ๆ');
    const long = clipTitle('น้ำท่วม'.repeat(40));
    expect(long.endsWith('…')).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(long)) - 2).toBeLessThanOrEqual(MAX_TITLE_BYTES);
    expect(Buffer.byteLength(JSON.stringify(long)) - 2).toBeGreaterThan(MAX_TITLE_BYTES - 20);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (raw) => {
        const title = clipTitle(raw);
        const content = { ...at, generation: 999_999_999, recipientId: 'r'.repeat(64), title };
        const identity = await newIdentity();
        const longest = { ...content, caseId: 'c'.repeat(64), ring: 'reporter' as const, identity };
        expect(readWrap(writeWrap(longest))).toEqual(longest);
      }),
    );
  });

  it('that are too long are refused', async () => {
    const create = rings.createStaffRing({
      caseId: 'c',
      title: 'ก'.repeat(121),
      recipients: [first.recipient],
    });
    await expect(create).rejects.toThrow(RangeError);
  });
});
