import { describe, expect, it } from '@jest/globals';
import { decryptWith } from '../../../src/cases/age.ts';
import { createIntegrity } from '../../../src/cases/integrity.ts';
import { createKeyRings } from '../../../src/cases/key-ring.ts';
import { INTEGRITY_KEY, rings, sealer, sealReason, text, utf8 } from '../people.ts';
import { at, first, openReason, recovery, ring, second, stranger, TITLE } from './shared-ring.ts';

describe('changing who may open', () => {
  const place = { caseId: 'case_A', kind: 'report', sequence: 0 } as const;

  it('adds people by a key holder, with the same key and title', async () => {
    const more = await rings.addRecipients(ring, at, second.key, [stranger.recipient]);
    expect(more.wraps.map(({ recipientId }) => recipientId)).toEqual([
      'first',
      'recovery',
      'second',
      'stranger',
    ]);
    expect(more.recipient).toBe(ring.recipient);
    expect(await rings.openRing(more, at, stranger.key)).toEqual(await rings.openRing(ring, at, first.key));
    expect(await sealReason(() => rings.addRecipients(ring, at, stranger.key, [stranger.recipient]))).toBe(
      'wrong-key',
    );
    expect(await openReason(ring, stranger)).toBe('wrong-key');
  });

  it('gives somebody who is in it already a new wrap, once', async () => {
    const again = await rings.addRecipients(ring, at, first.key, [first.recipient]);
    expect(again.wraps.map(({ recipientId }) => recipientId)).toEqual(['first', 'recovery', 'second']);
    expect(await rings.openRing(again, at, first.key)).toEqual(await rings.openRing(ring, at, second.key));
  });

  it('drops people without a key', async () => {
    const fewer = rings.dropRecipients(ring, at, ['second', 'nobody']);
    expect(await openReason(fewer, second)).toBe('wrong-key');
    expect((await rings.openRing(fewer, at, first.key)).title).toBe(TITLE);
    expect(() => rings.dropRecipients(ring, at, ['first', 'second', 'recovery'])).toThrow(RangeError);
  });

  it('rotates: who was left out opens the old items with a kept key, and nothing new', async () => {
    const kept = await rings.openRing(ring, at, second.key);
    const next = await rings.rotate(ring, at, first.key, [first.recipient, recovery.recipient]);
    expect(next).toMatchObject({ generation: 2, caseId: 'case_A', ring: 'staff' });
    expect(await openReason(next, second)).toBe('wrong-key');
    const open = await rings.openRing(next, at, recovery.key);
    expect(open.title).toBe(TITLE);
    expect(open.identity).not.toBe(kept.identity);
    const item = await sealer.sealItem({ ...place, body: utf8('ใหม่') }, next);
    await expect(decryptWith(kept.identity, item.ciphertext)).rejects.toThrow('wrong-key');
    expect(text(await sealer.openItem(item, place, open))).toBe('ใหม่');
    const third = await rings.rotate(next, at, first.key, [first.recipient], 'ชื่อใหม่');
    expect(await rings.openRing(third, at, first.key)).toMatchObject({ generation: 3, title: 'ชื่อใหม่' });
    expect(await sealReason(() => rings.rotate(ring, at, stranger.key, [stranger.recipient]))).toBe(
      'wrong-key',
    );
  });

  it('carries a ring over to a new integrity key', async () => {
    const both = createKeyRings(
      createIntegrity(`2:the next integrity key of these tests,1:${INTEGRITY_KEY}`),
    );
    const newOnly = createKeyRings(createIntegrity('2:the next integrity key of these tests'));
    const stamped = both.restamp(ring, at);
    expect((await newOnly.openRing(stamped, at, first.key)).title).toBe(TITLE);
    expect(await sealReason(() => newOnly.openRing(ring, at, first.key))).toBe('tampered');
  });
});
