import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formReader } from './form-reader.ts';
import { boundary, cutAt, encode, endsWithin, form } from './form-parts.ts';

const reader = formReader();

describe('a form with files', () => {
  it('is read as it was written, whatever it holds and wherever it is cut on its way', async () => {
    await fc.assert(
      fc.asyncProperty(form, async ({ parts, boundary: mark, cuts }) => {
        fc.pre(!endsWithin(parts, mark) && parts.length > 0);
        const sending = {
          type: `multipart/form-data; boundary="${mark}"`,
          pieces: cutAt(encode(parts, mark), cuts),
        };
        const outcome = await reader.send(sending);
        const typed = new Map<string, string[]>();
        for (const { field, file, content } of parts)
          if (file === undefined)
            typed.set(field, [...(typed.get(field) ?? []), Buffer.from(content).toString()]);
        expect([outcome.status, outcome.typed]).toEqual([200, [...typed]]);
        expect(outcome.taken.map(({ field, hex }) => [field, hex])).toEqual(
          parts
            .filter(({ file }) => file !== undefined)
            .map(({ field, content }) => [field, Buffer.from(content).toString('hex')]),
        );
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it('is refused when it was cut off, and no file that broke off is taken for whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        form,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.constantFrom('end', 'break'),
        async ({ parts, boundary: mark, cuts }, where, how) => {
          fc.pre(!endsWithin(parts, mark) && parts.length > 0);
          const whole = encode(parts, mark);
          const end = Math.floor(where * (whole.length - 4));
          const outcome = await reader.send({
            type: `multipart/form-data; boundary=${mark}`,
            pieces: cutAt(whole.subarray(0, end), cuts),
            ...(how === 'break' && { length: whole.length, then: 'break' as const }),
          });
          expect(outcome.status).toBe(400);
          const files = parts.filter(({ file }) => file !== undefined);
          const contents = files.map(({ content }) => Buffer.from(content).toString('hex'));
          expect(outcome.taken.map(({ hex }) => hex)).toEqual(contents.slice(0, outcome.taken.length));
        },
      ),
      { numRuns: 120 },
    );
  }, 60_000);

  it('comes to an end with any bytes under any type', async () => {
    const type = fc.oneof(
      boundary.map((mark) => `multipart/form-data; boundary=${mark}`),
      fc.constantFrom(
        'multipart/form-data',
        'multipart/form-data; boundary=',
        'multipart/form-data; boundary=""',
      ),
    );
    const word = fc.oneof(
      fc.constantFrom(
        '--b',
        '\r\n',
        '--b--',
        'Content-Disposition: form-data; name="a"',
        '; filename="b"',
        ': ',
        '\0',
      ),
      fc.string({ maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(type, fc.constant('multipart/form-data; boundary=b')),
        fc.array(word, { maxLength: 40 }),
        async (declared, words) => {
          const outcome = await reader.send({ type: declared, pieces: [Buffer.from(words.join(''))] });
          expect([200, 400, 413]).toContain(outcome.status);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);
});
