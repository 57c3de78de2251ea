import { describe, expect, it } from '@jest/globals';
import { createIntegrity } from '../../../src/cases/integrity.ts';
import { pad } from '../../../src/cases/padding.ts';
import { createSealer, type ItemPlace } from '../../../src/cases/seal.ts';
import { flipped, sealer, sealReason, utf8 } from '../people.ts';
import { forged, otherCase, place, remac, sealAt, SECRET, staff } from './two-cases.ts';

describe('tampering', () => {
  it('with any byte of ciphertext or MAC, or a cut anywhere, is noticed before anything is opened', async () => {
    const item = await sealAt(place);
    for (let index = 0; index < item.ciphertext.length; index += 1) {
      const changed = { ...item, ciphertext: flipped(item.ciphertext, index) };
      expect(await sealReason(() => sealer.openItem(changed, place, staff))).toBe('tampered');
    }
    for (let index = 0; index < item.mac.length; index += 1) {
      const changed = { ...item, mac: flipped(item.mac, index) };
      expect(await sealReason(() => sealer.openItem(changed, place, staff))).toBe('tampered');
    }
    for (let end = 0; end < item.ciphertext.length; end += 97) {
      const cut = { ...item, ciphertext: item.ciphertext.subarray(0, end) };
      expect(await sealReason(() => sealer.openItem(cut, place, staff))).toBe('tampered');
    }
    for (const mac of [new Uint8Array(0), item.mac.subarray(1), Uint8Array.from([...item.mac, 0])]) {
      expect(await sealReason(() => sealer.openItem({ ...item, mac }, place, staff))).toBe('tampered');
    }
  });

  it('is noticed by age itself when the writer has the integrity key', async () => {
    const item = await sealAt(place);
    const step = Math.floor(item.ciphertext.length / 40);
    for (let index = 0; index < item.ciphertext.length; index += step) {
      const changed = remac({ ...item, ciphertext: flipped(item.ciphertext, index) });
      expect(['tampered', 'wrong-key']).toContain(
        await sealReason(() => sealer.openItem(changed, place, staff)),
      );
    }
    const cut = remac({ ...item, ciphertext: item.ciphertext.subarray(0, -1) });
    expect(await sealReason(() => sealer.openItem(cut, place, staff))).toBe('tampered');
  });

  it('under another integrity key is noticed', async () => {
    const stranger = createSealer(createIntegrity('quite another key with enough signs in it'));
    const item = await sealAt(place);
    expect(await sealReason(() => stranger.openItem(item, place, staff))).toBe('tampered');
  });
});

describe('swapping', () => {
  const places: ItemPlace[] = [
    { caseId: 'case_A', kind: 'report', sequence: 1 },
    { caseId: 'case_A', kind: 'note', sequence: 0 },
    { caseId: 'case_B', kind: 'report', sequence: 0 },
  ];

  it.each(places)('with $caseId $kind $sequence is noticed, with and without relabelling', async (other) => {
    const item = await sealAt(place);
    const opener = other.caseId === 'case_A' ? staff : otherCase.open;
    expect(await sealReason(() => sealer.openItem(item, other, opener))).toBe('misplaced');
    expect(await sealReason(() => sealer.openItem({ ...item, ...other }, other, opener))).toBe('tampered');
  });

  it.each(places)(
    'with $caseId $kind $sequence is noticed inside even with the integrity key',
    async (other) => {
      const item = await sealAt(place);
      const relabelled = remac({ ...item, ...other });
      // The other case's key cannot open it; with this case's key under that name, the inside tells.
      const opener = { ...staff, caseId: other.caseId };
      expect(await sealReason(() => sealer.openItem(relabelled, other, opener))).toBe('misplaced');
      if (other.caseId !== 'case_A') {
        expect(await sealReason(() => sealer.openItem(relabelled, other, otherCase.open))).toBe('wrong-key');
      }
    },
  );

  it('of generations is noticed', async () => {
    const item = await sealAt(place);
    expect(await sealReason(() => sealer.openItem({ ...item, generation: 2 }, place, staff))).toBe(
      'tampered',
    );
    expect(await sealReason(() => sealer.openItem(item, place, { ...staff, generation: 2 }))).toBe(
      'wrong-key',
    );
    expect(await sealReason(() => sealer.openItem(item, place, otherCase.open))).toBe('wrong-key');
  });

  it('of rings is noticed, even by one that says another name than its key has', async () => {
    const item = await sealAt(place);
    for (const named of [{ caseId: 'case_B' }, { ring: 'reporter' as const }]) {
      expect(await sealReason(() => sealer.openItem(item, place, { ...staff, ...named }))).toBe('wrong-key');
    }
  });
});

describe('what was written otherwise', () => {
  it.each([
    ['no padding', utf8(SECRET)],
    ['nothing', new Uint8Array(0)],
    ['no header', pad(utf8(SECRET))],
    ['an empty header', pad(utf8(`\n${SECRET}`))],
    ['another version', pad(utf8('{"v":2,"case":"case_A","kind":"report","sequence":0}\nx'))],
    ['an unknown kind', pad(utf8('{"v":1,"case":"case_A","kind":"other","sequence":0}\nx'))],
    ['a field too many', pad(utf8('{"v":1,"case":"case_A","kind":"report","sequence":0,"x":1}\nx'))],
  ])('is unreadable: %s', async (_, plain) => {
    const item = await forged(plain);
    expect(await sealReason(() => sealer.openItem(item, place, staff))).toBe('unreadable');
  });

  it('has errors that repeat nothing of it', async () => {
    const item = await forged(utf8(SECRET));
    const error = await sealer.openItem(item, place, staff).catch((caught: unknown) => caught as Error);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('นาย');
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('case_A');
  });
});
