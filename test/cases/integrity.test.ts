import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createIntegrity, type MacField } from '../../src/cases/integrity.ts';
import { readVersionedSecret } from '../../src/cases/versioned-secret.ts';
import { SetupError } from '../../src/errors.ts';
import { flipped } from './people.ts';

const OLD = 'old secret of at least thirty-two signs';
const NEW = 'new secret of at least thirty-two signs';

describe('MACs', () => {
  const integrity = createIntegrity(OLD);

  it('hold for the same fields and purpose only', () => {
    const fields: MacField[] = ['case', 3, Uint8Array.from([1, 2])];
    const mac = integrity.mac('item', fields);
    expect(mac.byteLength).toBe(33);
    expect(integrity.holds(mac, 'item', ['case', 3, Uint8Array.from([1, 2])])).toBe(true);
    expect(integrity.holds(mac, 'wrap', fields)).toBe(false);
    expect(createIntegrity(NEW).holds(mac, 'item', fields)).toBe(false);
    for (let index = 0; index < mac.length; index += 1) {
      expect(integrity.holds(flipped(mac, index), 'item', fields)).toBe(false);
    }
    expect(integrity.holds(mac.subarray(0, 32), 'item', fields)).toBe(false);
    expect(integrity.holds(new Uint8Array(0), 'item', fields)).toBe(false);
  });

  it('keep fields apart, wherever they are cut', () => {
    const texts = fc.array(fc.string({ maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const same = a.length === b.length && a.every((value, index) => value === b[index]);
        expect(integrity.holds(integrity.mac('ring', a), 'ring', b)).toBe(same);
      }),
    );
    expect(integrity.holds(integrity.mac('ring', ['ab', 'c']), 'ring', ['a', 'bc'])).toBe(false);
  });

  it('hold on after the key was rotated, and no longer once the old version is retired', () => {
    const mac = integrity.mac('ring', ['x']);
    const rotated = createIntegrity(`2:${NEW},1:${OLD}`);
    expect(rotated.holds(mac, 'ring', ['x'])).toBe(true);
    expect(rotated.mac('ring', ['x'])[0]).toBe(2);
    expect(createIntegrity(`2:${NEW}`).holds(mac, 'ring', ['x'])).toBe(false);
    expect(createIntegrity(`2:${NEW}`).holds(rotated.mac('ring', ['x']), 'ring', ['x'])).toBe(true);
  });
});

describe('versioned secrets', () => {
  it('are plain or a list, newest first', () => {
    expect(readVersionedSecret('plain+/=', 'X')).toEqual([{ version: 1, secret: 'plain+/=' }]);
    expect(readVersionedSecret(`12:${NEW},3:${OLD}`, 'X')).toEqual([
      { version: 12, secret: NEW },
      { version: 3, secret: OLD },
    ]);
  });

  it.each([
    '',
    '2:short',
    `0:${OLD}`,
    `256:${OLD}`,
    `1:${OLD},2:${NEW}`,
    `2:${OLD},2:${NEW}`,
    `2:${OLD},1:${OLD}`,
    `2:${OLD},${NEW}`,
  ])('name the variable, never the secret, when malformed (%#)', (setting) => {
    expect(() => readVersionedSecret(setting, 'CODE_PEPPER')).toThrow(SetupError);
    try {
      readVersionedSecret(setting, 'CODE_PEPPER');
    } catch (error) {
      expect((error as Error).message).toContain('CODE_PEPPER');
      expect((error as Error).message).not.toMatch(/old secret|new secret|short/);
    }
  });
});
