import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodePress, encodePress } from '../../src/line/postback.ts';
import { anyPress } from '../support/answers.ts';

describe('a press as postback data', () => {
  it('comes back as it was, in at most 300 signs of ASCII', () => {
    fc.assert(
      fc.property(anyPress, (press) => {
        const data = encodePress(press);
        expect(data).toMatch(/^[\x21-\x7e]{1,300}$/);
        expect(decodePress(data)).toEqual(press);
      }),
    );
  });

  it('keeps Thai values too, and tells an empty value from none', () => {
    const press = { flow: 'complaint', act: 'unit', value: 'กองช่าง: 1%', draft: '0123456789abcdef' };
    expect(decodePress(encodePress(press))).toEqual(press);
    expect(decodePress('s1:menu:help')).toEqual({ flow: 'menu', act: 'help' });
    expect(decodePress('s1:menu:help:v=')).toEqual({ flow: 'menu', act: 'help', value: '' });
  });

  it('is refused when it would not fit or is no name', () => {
    const fits = { flow: 'f', act: 'a', value: 'x'.repeat(300 - 's1:f:a:v='.length) };
    expect(encodePress(fits)).toHaveLength(300);
    expect(() => encodePress({ ...fits, value: `${fits.value}x` })).toThrow(RangeError);
    expect(() => encodePress({ flow: 'Menu', act: 'help' })).toThrow(RangeError);
    expect(() => encodePress({ flow: 'menu', act: 'a:b' })).toThrow(RangeError);
    expect(() => encodePress({ flow: '', act: 'help' })).toThrow(RangeError);
  });

  it.each([
    '',
    's1',
    's1:menu',
    's1:menu:',
    's0:menu:help',
    's2:menu:help',
    's1:menu:help:',
    's1:menu:help:x=1',
    's1:menu:help:v=1:v=2',
    's1:menu:help:d=1:v=2',
    's1:menu:help:v=%',
    's1:menu:help:v=%zz',
    's1:menu:help:v=%41',
    's1:menu:help:v=%e0',
    's1:menu:help:v=ก',
    's1:MENU:help',
    ' s1:menu:help',
    's1:menu:help\n',
    's1:__proto__:help',
    'action=buy&itemid=111',
    `s1:menu:help:v=${'x'.repeat(300)}`,
  ])('%j is no press', (data) => {
    expect(decodePress(data)).toBeUndefined();
  });

  it('anything else is undefined or exactly what encoding gives, and never throws', () => {
    const pieces = fc.constantFrom('s1', ':', 'menu', 'v=', 'd=', '%', '%41', '%E0', 'a', 'ก', '\ud800', '=');
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 8 }).map((parts) => `s1:menu:help${parts.join('')}`),
    );
    fc.assert(
      fc.property(anything, (data) => {
        const press = decodePress(data);
        if (press) expect(encodePress(press)).toBe(data);
      }),
      { numRuns: 3000 },
    );
  });
});
