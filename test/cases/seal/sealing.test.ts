import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decryptWith } from '../../../src/cases/age.ts';
import { createIntegrity } from '../../../src/cases/integrity.ts';
import {
  createSealer,
  ITEM_KINDS,
  itemSize,
  type ItemKind,
  type ItemPlace,
} from '../../../src/cases/seal.ts';
import { flipped, INTEGRITY_KEY, makePerson, rings, sealer, sealReason, text, utf8 } from '../people.ts';
import {
  officer,
  otherCase,
  place,
  reporter,
  reporterRing,
  sealAt,
  SECRET,
  staff,
  staffRing,
} from './two-cases.ts';

describe('sealing', () => {
  it.each(Object.keys(ITEM_KINDS) as ItemKind[])('opens a %s with its ring and no other', async (kind) => {
    const where: ItemPlace = { caseId: 'case_A', kind, sequence: 7 };
    const [right, wrong] = ITEM_KINDS[kind] === 'staff' ? [staff, reporter] : [reporter, staff];
    const item = await sealAt(where);
    expect(text(await sealer.openItem(item, where, right))).toBe(SECRET);
    expect(await sealReason(() => sealer.openItem(item, where, wrong))).toBe('wrong-key');
    // Also with the ring's name filled in falsely, so that only the cryptography is left to refuse.
    const disguised = { ...right, identity: wrong.identity };
    expect(await sealReason(() => sealer.openItem(item, where, disguised))).toBe('wrong-key');
  });

  it('gives back any body, and stores none of it in the clear', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.nat(2 ** 32 - 1), async (body, sequence) => {
        const where: ItemPlace = { caseId: 'case_A', kind: 'dialogue', sequence };
        const item = await sealer.sealItem({ ...where, body }, staffRing);
        expect(Buffer.from(await sealer.openItem(item, where, staff)).equals(body)).toBe(true);
        if (body.length > 8) expect(Buffer.from(item.ciphertext).includes(Buffer.from(body))).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('shows the bucket of a size and not the size', async () => {
    const sizes = new Set<number>();
    for (const length of [0, 1, 50, 100, 150])
      sizes.add((await sealAt(place, 'a'.repeat(length))).ciphertext.length);
    expect(sizes.size).toBe(1);
  });

  it('tells the padded size of an item from its place and the length of its body', async () => {
    for (const length of [0, 150, 180, 190, 200, 250, 1000, 4090]) {
      const item = await sealer.sealItem({ ...place, body: new Uint8Array(length) }, staffRing);
      expect(itemSize(place, length)).toBe((await decryptWith(staff.identity, item.ciphertext)).byteLength);
    }
  });

  it('refuses a place that is none', async () => {
    for (const wrong of [
      { ...place, sequence: -1 },
      { ...place, sequence: 1.5 },
      { ...place, sequence: 2 ** 32 },
      { ...place, kind: 'anything' as ItemKind },
    ]) {
      await expect(sealer.sealItem({ ...wrong, body: utf8('x') }, staffRing)).rejects.toThrow();
    }
  });
});

describe('writing to the wrong ring', () => {
  it('is refused: a staff item never goes to the reporter’s ring, nor an item to another case', async () => {
    const body = utf8(SECRET);
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, reporterRing))).toBe('misplaced');
    expect(await sealReason(() => sealer.sealItem({ ...place, kind: 'message', body }, staffRing))).toBe(
      'misplaced',
    );
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, otherCase.ring))).toBe('misplaced');
  });

  it('is refused when somebody put his own recipient into the ring', async () => {
    const body = utf8(SECRET);
    const exchanged = { ...staffRing, recipient: otherCase.ring.recipient };
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, exchanged))).toBe('tampered');
    const moved = { ...otherCase.ring, caseId: 'case_A' };
    expect(await sealReason(() => sealer.sealItem({ ...place, body }, moved))).toBe('tampered');
  });
});

describe('re-sealing', () => {
  it('moves an item to the next generation, once, and leaves the old key useless for it', async () => {
    const heir = await makePerson('heir');
    const at = { caseId: 'case_A', ring: 'staff' } as const;
    const next = await rings.rotate(staffRing, at, officer.key, [heir.recipient]);
    const old = await sealAt(place);
    const moved = await sealer.resealItem(old, place, staff, next);
    const open = await rings.openRing(next, at, heir.key);
    expect(moved.generation).toBe(2);
    expect(text(await sealer.openItem(moved, place, open))).toBe(SECRET);
    expect(await sealReason(() => sealer.openItem(moved, place, staff))).toBe('wrong-key');
    expect(await sealReason(() => sealer.openItem(moved, place, { ...staff, generation: 2 }))).toBe(
      'wrong-key',
    );
    expect(await sealer.resealItem(moved, place, staff, next)).toBe(moved);
    expect(await sealReason(() => sealer.resealItem(moved, place, open, staffRing))).toBe('misplaced');
    const changed = { ...old, ciphertext: flipped(old.ciphertext, 9) };
    expect(await sealReason(() => sealer.resealItem(changed, place, staff, next))).toBe('tampered');
    const otherRing = { ...next, recipient: otherCase.ring.recipient };
    expect(await sealReason(() => sealer.resealItem(moved, place, staff, otherRing))).toBe('tampered');
    expect(await sealReason(() => sealer.resealItem(old, place, staff, otherRing))).toBe('tampered');
  });

  it('puts an item under the newest integrity key, and only a genuine one', async () => {
    const rotated = createSealer(
      createIntegrity(`2:the next integrity key of these tests,1:${INTEGRITY_KEY}`),
    );
    const retired = createSealer(createIntegrity('2:the next integrity key of these tests'));
    const item = await sealAt(place);
    const stamped = rotated.restamp(item, place);
    expect(text(await retired.openItem(stamped, place, staff))).toBe(SECRET);
    expect(await sealReason(() => retired.openItem(item, place, staff))).toBe('tampered');
    expect(await sealReason(() => rotated.restamp({ ...item, generation: 9 }, place))).toBe('tampered');
  });
});
