import { describe, expect, it } from '@jest/globals';
import { encryptTo, newIdentity, recipientOf } from '../../../src/cases/age.ts';
import { createIntegrity } from '../../../src/cases/integrity.ts';
import { createKeyRings } from '../../../src/cases/key-ring.ts';
import { readWrap, WRAP_BYTES, writeWrap } from '../../../src/cases/ring-wrap.ts';
import { stampRing, stampWrap, verifyRing, type Ring } from '../../../src/cases/ring.ts';
import { flipped, integrity, rings, sealReason, text, utf8 } from '../people.ts';
import { at, first, openReason, ring, stranger } from './shared-ring.ts';

describe('tampering with a ring', () => {
  it('in any stored field is noticed', async () => {
    const [a, b] = ring.wraps;
    if (!a || !b) throw new Error('two wraps');
    const other = await rings.createStaffRing({
      caseId: 'case_B',
      title: 'x',
      recipients: [first.recipient],
    });
    const changed: Ring[] = [
      { ...ring, generation: 2 },
      { ...ring, recipient: other.recipient },
      { ...ring, wraps: [] },
      { ...ring, wraps: ring.wraps.slice(1) },
      { ...ring, wraps: [...ring.wraps, ...other.wraps] },
      { ...ring, wraps: ring.wraps.toReversed() },
      { ...ring, wraps: [{ ...a, recipientId: b.recipientId }, ...ring.wraps.slice(1)] },
      { ...ring, wraps: [{ ...a, ciphertext: b.ciphertext }, ...ring.wraps.slice(1)] },
      { ...ring, wraps: [{ ...a, ciphertext: a.ciphertext.subarray(0, -1) }, ...ring.wraps.slice(1)] },
      { ...ring, wraps: [{ ...a, mac: b.mac }, ...ring.wraps.slice(1)] },
      { ...ring, mac: other.mac },
      { ...ring, mac: new Uint8Array(0) },
      { ...other, caseId: 'case_A' },
    ];
    for (let index = 0; index < ring.mac.length; index += 1)
      changed.push({ ...ring, mac: flipped(ring.mac, index) });
    for (const candidate of changed) {
      expect(await openReason(candidate)).toBe('tampered');
      expect(await sealReason(() => verifyRing(integrity, candidate, at))).toBe('tampered');
      expect(
        await sealReason(() => rings.addRecipients(candidate, at, first.key, [stranger.recipient])),
      ).toBe('tampered');
      expect(await sealReason(() => rings.rotate(candidate, at, first.key, [stranger.recipient]))).toBe(
        'tampered',
      );
      expect(await sealReason(() => rings.dropRecipients(candidate, at, ['second']))).toBe('tampered');
      expect(await sealReason(() => rings.restamp(candidate, at))).toBe('tampered');
    }
  });

  it('by exchanging it for another case’s or name’s is noticed', async () => {
    expect(await openReason(ring, first, { caseId: 'case_B', ring: 'staff' })).toBe('misplaced');
    expect(await openReason(ring, first, { caseId: 'case_A', ring: 'reporter' })).toBe('misplaced');
    const foreign = createKeyRings(createIntegrity('another integrity key that has enough signs'));
    expect(await sealReason(() => foreign.openRing(ring, at, first.key))).toBe('tampered');
  });

  it.each([
    ['case', { caseId: 'case_B' }],
    ['ring', { ring: 'reporter' }],
    ['generation', { generation: 2 }],
    ['recipient', { recipientId: 'second' }],
  ] as const)('with the integrity key cannot move a wrap to another %s', async (_, difference) => {
    const identity = await newIdentity();
    const content = { ...at, generation: 1, recipientId: 'first', title: '', identity, ...difference };
    const ciphertext = await encryptTo(first.recipient.ageRecipient, writeWrap(content));
    const wrap = stampWrap(integrity, { ...at, generation: 1 }, { recipientId: 'first', ciphertext });
    const recipient = await recipientOf(identity);
    const forged = stampRing(integrity, { ...at, generation: 1, recipient, wraps: [wrap] });
    expect(await openReason(forged)).toBe('misplaced');
  });

  it('with the integrity key cannot make a key holder accept a public recipient that is not the ring’s', async () => {
    const own = await recipientOf(await newIdentity());
    expect(await openReason(stampRing(integrity, { ...ring, recipient: own }))).toBe('tampered');
  });

  it('is no text when a wrap was written otherwise', async () => {
    const identity = await newIdentity();
    const good = text(writeWrap({ ...at, generation: 1, recipientId: 'first', title: 'ก', identity }));
    const bad = [
      '',
      good.slice(0, -1),
      good.replace('version 1', 'version 2'),
      good.replace('# ring: staff', '# ring: other'),
      good.replace('"ก"', '"ก'),
      good.replace(/AGE-SECRET-KEY-PQ-1../, 'AGE-SECRET-KEY-PQ-1QQ'),
      good.replace(/\n\n/, '\nx'),
    ].map(utf8);
    for (const plain of bad) expect(await sealReason(() => readWrap(plain))).toBe('unreadable');
    expect(utf8(good).byteLength).toBe(WRAP_BYTES);
  });
});
