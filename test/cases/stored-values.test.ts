import { describe, expect, it } from '@jest/globals';
import { newCode } from '../../src/cases/tracking.ts';
import { userIdOf } from '../support/fake-line.ts';
import { TYPED } from './privacy-words.ts';
import { leaksOf } from './stored-values.ts';

describe('what must stand nowhere', () => {
  it('is searched for in a way that finds: each disguise, seeded', () => {
    const disguises: ((text: string) => string | Buffer)[] = [
      (text) => text,
      (text) => JSON.stringify({ at: text }),
      (text) => encodeURIComponent(text),
      (text) => Buffer.from(text).toString('base64'),
      (text) => Buffer.from(`xx${text}`).toString('base64url'),
      (text) => Buffer.from(text).toString('hex').toUpperCase(),
      (text) => Buffer.from(text, 'utf16le'),
      (text) => Buffer.from(JSON.stringify({ b64: Buffer.from(text).toString('base64') })).toString('base64'),
      (text) => text.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ];
    for (const secret of [TYPED.what, TYPED.contact, userIdOf('reporter'), newCode()]) {
      for (const disguise of disguises) {
        const bytes = Buffer.concat([
          Buffer.from('{"v":1,"x":"'),
          Buffer.from(disguise(secret)),
          Buffer.from('"}'),
        ]);
        expect(leaksOf({ secret }, [{ name: 'seeded', bytes }])).toEqual(['secret in seeded']);
        const alone = { name: 'alone', bytes: Buffer.from(disguise(secret)) };
        expect(leaksOf({ secret }, [alone])).toEqual(['secret in alone']);
      }
    }
  });
});
