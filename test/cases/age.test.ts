import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decryptWith,
  encryptTo,
  identityFromSeed,
  isRecipient,
  newIdentity,
  recipientOf,
  seedOf,
} from '../../src/cases/age.ts';
import { flipped, sealReason, text, utf8 } from './people.ts';

describe('identities', () => {
  it('reads and writes the seeds of the library’s own identities', async () => {
    for (let round = 0; round < 20; round += 1) {
      const identity = await generateHybridIdentity();
      expect(identityFromSeed(seedOf(identity))).toBe(identity);
    }
  });

  it('makes identities from any seed that the library takes', async () => {
    const seeds = [
      new Uint8Array(32),
      new Uint8Array(32).fill(255),
      Uint8Array.from({ length: 32 }, (_, i) => i),
    ];
    for (const seed of seeds) {
      const identity = identityFromSeed(seed);
      const file = await encryptTo(await identityToRecipient(identity), utf8('ลับ'));
      expect(text(await decryptWith(identity, file))).toBe('ลับ');
    }
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        expect([...seedOf(identityFromSeed(seed))]).toEqual([...seed]);
      }),
    );
    expect(() => identityFromSeed(new Uint8Array(31))).toThrow(RangeError);
  });

  it('refuses a mistyped identity and other types of keys', async () => {
    const identity = await newIdentity();
    const wrong = [
      '',
      identity.toLowerCase(),
      identity.slice(0, -1),
      `${identity}Q`,
      `${identity.slice(0, 30)}${identity[30] === 'Q' ? 'P' : 'Q'}${identity.slice(31)}`,
      await generateX25519Identity(),
    ];
    for (const candidate of wrong) expect(await sealReason(() => recipientOf(candidate))).toBe('unreadable');
  });
});

describe('recipients', () => {
  it('are hybrid ones only', async () => {
    const recipient = await recipientOf(await newIdentity());
    expect(isRecipient(recipient)).toBe(true);
    const wrong = [
      '',
      'age1',
      recipient.slice(0, -1),
      recipient.replace(/.$/, (sign) => (sign === 'q' ? 'p' : 'q')),
      await identityToRecipient(await generateX25519Identity()),
    ];
    for (const candidate of wrong) {
      expect(isRecipient(candidate)).toBe(false);
      await expect(encryptTo(candidate, utf8('x'))).rejects.toThrow(RangeError);
    }
  });
});

describe('age files', () => {
  it('tell a wrong key from damage', async () => {
    const identity = await newIdentity();
    const file = await encryptTo(await recipientOf(identity), utf8('เนื้อหา'));
    expect(await sealReason(async () => decryptWith(await newIdentity(), file))).toBe('wrong-key');
    expect(await sealReason(() => decryptWith(identity, file.subarray(0, -1)))).toBe('tampered');
    expect(await sealReason(() => decryptWith(identity, flipped(file, file.length - 1)))).toBe('tampered');
    expect(await sealReason(() => decryptWith(identity, utf8('no age file')))).toBe('tampered');
    expect(await sealReason(() => decryptWith(identity, new Uint8Array(0)))).toBe('tampered');
  });

  it('never open, not in part, after any byte was changed or the end was cut', async () => {
    const identity = await newIdentity();
    const file = await encryptTo(await recipientOf(identity), new Uint8Array(70_000).fill(65)); // two chunks
    const header = text(file).indexOf('\n--- ');
    const places = [
      0,
      21,
      23,
      40,
      800,
      header - 3,
      header + 6,
      header + 50,
      header + 60,
      5000,
      68_000,
      file.length - 1,
    ];
    for (const place of places) {
      expect(['tampered', 'wrong-key']).toContain(
        await sealReason(() => decryptWith(identity, flipped(file, place))),
      );
    }
    for (const end of [
      10,
      1000,
      header,
      header + 50,
      header + 64,
      5000,
      file.length - 16,
      file.length - 4480,
    ]) {
      expect(await sealReason(() => decryptWith(identity, file.subarray(0, end)))).toBe('tampered');
    }
  });
});
