import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { identityFromSeed, newIdentity, recipientOf } from '../../src/cases/age.ts';
import { fingerprint } from '../../src/cases/recipients.ts';
import { checkShare, combineShares, splitRecovery } from '../../src/cases/recovery.ts';
import { readShare, ShareError, writeShare, type ShareProblem } from '../../src/cases/share-text.ts';
import { sealReason } from './people.ts';

async function shareReason(work: () => unknown): Promise<{ reason: ShareProblem; row: number | undefined }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ShareError) return { reason: error.reason, row: error.row };
    throw error;
  }
  throw new Error('expected a ShareError');
}

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const anyShare = fc.record({
  number: fc.integer({ min: 1, max: 3 }),
  set: bytes(3),
  key: bytes(3),
  share: bytes(33),
});
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('splitting', () => {
  it('gives the key back from any two shares, and from all three', async () => {
    const identity = await newIdentity();
    const recipient = await recipientOf(identity);
    const [a, b, c] = (await splitRecovery(identity)).map(({ text }) => text) as [string, string, string];
    for (const texts of [
      [a, b],
      [b, a],
      [a, c],
      [b, c],
      [a, b, c],
      [c, a, b],
    ]) {
      expect(await combineShares(texts)).toEqual({
        identity,
        recipient,
        fingerprint: fingerprint(recipient),
      });
    }
  });

  it('works for every seed', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), async (seed) => {
        const identity = identityFromSeed(seed);
        const [a, , c] = await splitRecovery(identity);
        expect((await combineShares([a.text, c.text])).identity).toBe(identity);
      }),
      { numRuns: 25 },
    );
  });

  it('takes a hybrid identity only', async () => {
    expect(await sealReason(() => splitRecovery('AGE-SECRET-KEY-1NOTHING'))).toBe('unreadable');
  });

  it('puts nothing of the key into one share', async () => {
    const seed = new Uint8Array(32).fill(0);
    const values = new Set<number>();
    for (let round = 0; round < 40; round += 1) {
      const [one] = await splitRecovery(identityFromSeed(seed));
      readShare(one.text)
        .share.subarray(0, 32)
        .forEach((byte) => values.add(byte));
    }
    expect(values.size).toBeGreaterThan(240); // 1280 random bytes show nearly all of 256; the seed's own would be one
  });
});

describe('a share on paper', () => {
  it('is six lines of three groups of four, and says which it is', async () => {
    const shares = await splitRecovery(await newIdentity());
    for (const [index, { number, set, text }] of shares.entries()) {
      expect(text).toMatch(
        /^([0-9A-HJKMNP-TV-Z]{4} ){2}[0-9A-HJKMNP-TV-Z]{4}(\n([0-9A-Z]{4} ){2}[0-9A-Z]{4}){5}$/,
      );
      expect(number).toBe(index + 1);
      expect(set).toBe(shares[0].set);
      expect(set).toMatch(/^[0-9A-F]{6}-[0-9A-F]{6}$/);
      expect(checkShare(text)).toEqual({ number, set });
    }
  });

  it('reads back however it is typed', () => {
    fc.assert(
      fc.property(anyShare, (share) => {
        const text = writeShare(share);
        const thai = text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
        for (const typed of [
          text,
          text.toLowerCase(),
          text.replace(/\s/g, ''),
          text.replace(/\s/g, ' - '),
          thai,
          text.replaceAll('0', 'o').replaceAll('1', 'l'),
          text.replaceAll('0', 'O').replaceAll('1', 'I'),
          `\u200b ${text} \n`,
        ]) {
          expect(readShare(typed)).toEqual(share);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('tells the line of any wrong sign', async () => {
    const text = (await splitRecovery(await newIdentity()))[0].text;
    for (const [at, sign] of [...text].entries()) {
      if (/\s/.test(sign)) continue;
      const row = Math.floor(at / 15) + 1; // a line has 14 signs and its end
      for (const wrong of SIGNS) {
        if (wrong === sign) continue;
        const typed = `${text.slice(0, at)}${wrong}${text.slice(at + 1)}`;
        expect(await shareReason(() => checkShare(typed))).toEqual({ reason: 'typo', row });
      }
    }
  });

  it('tells the line of any two signs swapped within it', () => {
    fc.assert(
      fc.property(anyShare, fc.nat(5), fc.nat(11), fc.nat(11), (share, row, i, j) => {
        const lines = writeShare(share).replaceAll(' ', '').split('\n');
        const line = [...(lines[row] ?? '')];
        fc.pre(line[i] !== line[j]);
        [line[i], line[j]] = [line[j] ?? '', line[i] ?? ''];
        lines[row] = line.join('');
        const outcome = (() => {
          try {
            return readShare(lines.join(''));
          } catch (error) {
            return error;
          }
        })();
        expect(outcome).toMatchObject({ reason: 'typo', row: row + 1 });
      }),
    );
  });

  it('is refused with lines swapped, missing or doubled, with other signs, or of another version', async () => {
    const lines = (await splitRecovery(await newIdentity()))[0].text.split('\n');
    const [one = '', two = '', ...rest] = lines;
    expect(await shareReason(() => checkShare([two, one, ...rest].join('\n')))).toMatchObject({
      reason: 'typo',
    });
    expect(await shareReason(() => checkShare([one, ...rest].join('\n')))).toMatchObject({
      reason: 'length',
    });
    expect(await shareReason(() => checkShare([one, one, two, ...rest].join('\n')))).toMatchObject({
      reason: 'length',
    });
    expect(await shareReason(() => checkShare(''))).toMatchObject({ reason: 'length' });
    for (const wrong of ['U', 'ก', '!', '*']) {
      expect(await shareReason(() => checkShare(wrong + lines.join('').slice(1)))).toMatchObject({
        reason: 'signs',
      });
    }
    // A line copied from another sheet is right by itself.
    const sheet = (byte: number) =>
      writeShare({
        number: 1,
        set: new Uint8Array(3),
        key: new Uint8Array(3),
        share: new Uint8Array(33).fill(byte),
      });
    const mixed = [...sheet(1).split('\n').slice(0, 3), ...sheet(2).split('\n').slice(3)];
    expect(await shareReason(() => checkShare(mixed.join('\n')))).toEqual({ reason: 'typo', row: 0 });
    const newer = writeShare({
      number: 0x20 | 1,
      set: new Uint8Array(3),
      key: new Uint8Array(3),
      share: new Uint8Array(33),
    });
    expect(await shareReason(() => checkShare(newer))).toMatchObject({ reason: 'version' });
  });
});

describe('combining', () => {
  it('says what is wrong with the shares', async () => {
    const identity = await newIdentity();
    const [a, b] = await splitRecovery(identity);
    const again = await splitRecovery(identity);
    const other = await splitRecovery(await newIdentity());
    const reason = (...texts: string[]) => shareReason(() => combineShares(texts));
    expect(await reason()).toMatchObject({ reason: 'not-enough' });
    expect(await reason(a.text)).toMatchObject({ reason: 'not-enough' });
    expect(await reason(a.text, a.text.toLowerCase())).toMatchObject({ reason: 'same-share' });
    expect(await reason(a.text, b.text, a.text)).toMatchObject({ reason: 'same-share' });
    expect(await reason(a.text, other[1].text)).toMatchObject({ reason: 'different-sets' });
    expect(await reason(a.text, again[1].text)).toMatchObject({ reason: 'different-sets' });
    expect(await reason(a.text, 'x')).toMatchObject({ reason: 'length' });
    // Made with care so that every check sign is right, but not from this key.
    const [mine, theirs] = [readShare(a.text), readShare(other[1].text)];
    const forged = writeShare({ ...mine, number: 2, share: theirs.share });
    expect(await reason(a.text, forged)).toMatchObject({ reason: 'mismatch' });
    const collides = writeShare({ ...mine, number: 2 });
    expect(await reason(a.text, collides)).toMatchObject({ reason: 'mismatch' });
  });

  it('has errors that repeat nothing of a share', async () => {
    const [a] = await splitRecovery(await newIdentity());
    const mistyped = a.text.replace(/^./, (sign) => (sign === '2' ? '3' : '2'));
    const message = await combineShares([a.text, mistyped]).then(
      String,
      (error: Error) => `${error.message}${error.stack}`,
    );
    expect(message).toContain('typo in line 1');
    for (const group of a.text.split(/\s/)) expect(message).not.toContain(group);
  });
});
