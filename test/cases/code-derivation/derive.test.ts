import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { recipientOf, seedOf } from '../../../src/cases/age.ts';
import { CODE_COST, createCodeDerivation } from '../../../src/cases/code-derivation/derive.ts';
import type { TrackingCode } from '../../../src/cases/tracking.ts';
import { SetupError } from '../../../src/errors.ts';

const CHEAP = { memoryKiB: 64, passes: 1, parallelism: 1 };
const SALT = Uint8Array.from({ length: 32 }, (_, index) => index);
const OLD = 'old pepper of at least thirty-two signs';
const NEW = 'new pepper of at least thirty-two signs';
const code = '12345678901234567893' as TrackingCode;
const other = '12345678901234567894' as TrackingCode;
const make = (pepper: string, salt = SALT, cost = CHEAP) => createCodeDerivation({ salt, pepper, cost });

describe('what a code gives', () => {
  it('is the same every time, and hangs on code, salt, pepper and cost', async () => {
    const [keys] = await make(OLD)(code);
    expect(keys).toEqual((await make(OLD)(code))[0]);
    expect(keys.locator).toMatch(/^[0-9a-f]{64}$/);
    const others = await Promise.all([
      make(OLD)(other),
      make(NEW)(code),
      make(
        OLD,
        SALT.map((byte) => byte ^ 1),
      )(code),
      make(OLD, SALT, { ...CHEAP, passes: 2 })(code),
    ]);
    const all = [keys, ...others.map(([first]) => first)];
    expect(new Set(all.map(({ locator }) => locator)).size).toBe(5);
    expect(new Set(all.map(({ identity }) => identity)).size).toBe(5);
  });

  it('is an identity of the age format that the locator says nothing about', async () => {
    const [{ identity, locator }] = await make(OLD)(code);
    expect(await recipientOf(identity)).toMatch(/^age1pq1/);
    expect(Buffer.from(seedOf(identity)).toString('hex')).not.toBe(locator);
  });

  it('is found again under every version of the pepper, newest first', async () => {
    const [before] = await make(OLD)(code);
    const after = await make(`2:${NEW},1:${OLD}`)(code);
    expect(after.map(({ pepperVersion }) => pepperVersion)).toEqual([2, 1]);
    expect(after[1]).toEqual(before);
    expect(after[0].locator).toBe((await make(NEW)(code))[0].locator);
  });

  it('needs a salt and a well-formed pepper', () => {
    expect(() => make(OLD, SALT.subarray(0, 15))).toThrow(RangeError);
    expect(() => make('')).toThrow(SetupError);
    expect(() => make(`1:${OLD},2:${NEW}`)).toThrow(SetupError);
  });
});

describe('the real cost', () => {
  it('is 64 MiB, three passes, one lane, and leaves the main thread free', async () => {
    expect(CODE_COST).toEqual({ memoryKiB: 65_536, passes: 3, parallelism: 1 });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const [keys] = await createCodeDerivation({ salt: SALT, pepper: OLD })(code);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    // Computed once by an independent implementation (golang.org/x/crypto/argon2 and crypto/hmac).
    expect(keys.locator).toBe('2838d8c88de8ad5b58f20768b4f68c5d938c0626565f346e883c199d65bf0354');
    expect(Buffer.from(seedOf(keys.identity)).toString('hex')).toBe(
      'bb89c584ff83dd4b039b0fe153b511c02bf3890077b8e45de0a1aa0652fb112c',
    );
  });

  it('is Argon2id as RFC 9106 (section 5.3) has it', () => {
    const tag = argon2Sync('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      memory: 32,
      passes: 3,
      parallelism: 4,
      tagLength: 32,
    });
    expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  });
});
