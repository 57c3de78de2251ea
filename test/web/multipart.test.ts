import { request as ask } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FormError, readMultipart, type FormLimits } from '../../src/web/multipart.ts';
import { serve, type Served } from '../support/served.ts';

const LIMITS: FormLimits = { typedBytes: 64 * 1024, parts: 40, bytes: 4 * 1024 * 1024, idleMs: 400 };
type Taken = { field: string; name: string; hex: string };
interface Outcome {
  status: number;
  typed: [string, string[]][];
  taken: Taken[];
  /** Fields that had come before each file. */
  before: string[][];
  failed: string | undefined;
}

/** How much of a file its taker reads. */
type Reading = 'all' | 'some' | 'none' | 'fails' | 'slow' | 'works on';
let reading: Reading = 'all';
let last: Outcome | undefined;
let settled: (outcome: Outcome) => void = () => undefined;
/** Called when all of a file is here and its taker works on. */
let arrived: () => void = () => undefined;
let served: Served;
beforeAll(async () => {
  served = await serve((request, response) => {
    const taken: Taken[] = [];
    const before: string[][] = [];
    const done = (outcome: Omit<Outcome, 'taken' | 'before'>) => {
      last = { ...outcome, taken, before };
      settled(last);
      response.writeHead(outcome.status, { connection: 'close' }).end();
    };
    readMultipart(request, LIMITS, async ({ field, name, bytes, signal }, typed) => {
      before.push([...typed.keys()]);
      if (reading === 'none') return;
      if (reading === 'slow') await new Promise((resolve) => setTimeout(resolve, 3 * LIMITS.idleMs));
      const parts: Uint8Array[] = [];
      for await (const part of bytes) {
        if (reading === 'fails') throw new Error('the store is away');
        parts.push(part);
        if (reading === 'some') break;
      }
      if (reading === 'works on' && !signal.aborted) {
        arrived();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      }
      taken.push({ field, name, hex: Buffer.concat(parts).toString('hex') });
    }).then(
      ({ typed, failed }) =>
        done({ status: 200, typed: [...typed], failed: failed && String((failed.error as Error).message) }),
      (error: unknown) =>
        done({ status: error instanceof FormError ? error.status : 500, typed: [], failed: undefined }),
    );
  });
});
afterAll(() => served.close());

interface Sending {
  type?: string;
  pieces: readonly Uint8Array[];
  /** Announced length; chunked when left out. */
  length?: number;
  /** The connection breaks, or falls silent, instead of ending. */
  then?: 'break' | 'silence';
}

/** Sends bytes as a body and resolves to what the reader made of them. */
function send({ type = 'multipart/form-data; boundary=b', pieces, length, then }: Sending): Promise<Outcome> {
  return new Promise((resolve) => {
    settled = resolve;
    const headers = { 'content-type': type, ...(length !== undefined && { 'content-length': length }) };
    const sending = ask(served.origin, { method: 'POST', headers, agent: false }, (response) =>
      response.resume(),
    );
    sending.on('error', () => undefined);
    // Breaking off before the connection stands would be no request at all, and nobody would answer.
    const connected = new Promise<void>((is) =>
      sending.once('socket', (socket) =>
        socket.connecting ? socket.once('connect', () => is()) : process.nextTick(is),
      ),
    );
    sending.flushHeaders();
    void (async () => {
      for (const piece of pieces) {
        sending.write(piece);
        if (pieces.length < 30) await new Promise((next) => setImmediate(next));
      }
      if (then === 'break') void connected.then(() => setTimeout(() => sending.destroy(), 20));
      else if (then === undefined) sending.end();
    })();
  });
}

interface Part {
  field: string;
  file?: string;
  content: Uint8Array;
}
const partHead = ({ field, file }: Part) => {
  const quoted = (text: string) => text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const name = file === undefined ? '' : `; filename="${quoted(file)}"\r\nContent-Type: image/jpeg`;
  return `Content-Disposition: form-data; name="${quoted(field)}"${name}\r\n\r\n`;
};
const encode = (parts: readonly Part[], boundary: string): Buffer =>
  Buffer.concat([
    ...parts.flatMap((part) => [
      Buffer.from(`--${boundary}\r\n${partHead(part)}`),
      part.content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
const cutAt = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const at = [...new Set([0, ...places.map((place) => Math.floor(place * bytes.length)), bytes.length])].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
};

const boundary = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019-_'".split('')), minLength: 1, maxLength: 60 })
  .map((text) => `x${text}x`);
const fieldName = fc.string({ unit: fc.constantFrom(...'abcz-09'.split('')), minLength: 1, maxLength: 12 });
/** Bytes that like to look like the end of a part. */
const treacherous = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('\r\n', '--', '\r\n--', '\r\n--x', '\r\n\r\n', '\0').map((text) => Buffer.from(text)),
      fc.constant(Buffer.alloc(70_000, 'k')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts));
const partOf = fc.oneof(
  fc.record({
    field: fieldName,
    content: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => new Uint8Array(Buffer.from(text))),
  }),
  fc.record({
    field: fieldName,
    file: fc.constantFrom('a.jpg', 'ภาพ ๑.png', '', '"x"; filename=y'),
    content: treacherous.map((bytes) => new Uint8Array(bytes)),
  }),
);
const form = fc.record({
  parts: fc.array(partOf as fc.Arbitrary<Part>, { maxLength: 12 }),
  boundary,
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
});
const endsWithin = (parts: readonly Part[], mark: string) =>
  parts.some(({ content }) => Buffer.from(content).includes(`\r\n--${mark}`));

describe('a form with files', () => {
  it('is read as it was written, whatever it holds and wherever it is cut on its way', async () => {
    reading = 'all';
    await fc.assert(
      fc.asyncProperty(form, async ({ parts, boundary: mark, cuts }) => {
        fc.pre(!endsWithin(parts, mark) && parts.length > 0);
        const sending = {
          type: `multipart/form-data; boundary="${mark}"`,
          pieces: cutAt(encode(parts, mark), cuts),
        };
        const outcome = await send(sending);
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
    reading = 'all';
    await fc.assert(
      fc.asyncProperty(
        form,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.constantFrom('end', 'break'),
        async ({ parts, boundary: mark, cuts }, where, how) => {
          fc.pre(!endsWithin(parts, mark) && parts.length > 0);
          const whole = encode(parts, mark);
          const end = Math.floor(where * (whole.length - 4));
          const outcome = await send({
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
    reading = 'all';
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
          const outcome = await send({ type: declared, pieces: [Buffer.from(words.join(''))] });
          expect([200, 400, 413]).toContain(outcome.status);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);

  const file = (content: Uint8Array | string, field = 'f'): Part => ({
    field,
    file: 'a',
    content: Buffer.from(content),
  });
  const typed = (field: string, content = 'x'): Part => ({ field, content: Buffer.from(content) });
  const sendParts = (parts: readonly Part[]) => send({ pieces: [encode(parts, 'b')] });

  it.each<[string, () => Promise<Outcome>, number]>([
    ['too many fields', () => sendParts(Array.from({ length: 41 }, (_, n) => typed(`a${n}`))), 413],
    ['too many files', () => sendParts(Array.from({ length: 41 }, () => file('x'))), 413],
    ['one text too long', () => sendParts([typed('a', 'x'.repeat(64 * 1024 + 1))]), 413],
    [
      'many texts too long together',
      () => sendParts(Array.from({ length: 30 }, (_, n) => typed(`a${n}`, 'x'.repeat(3000)))),
      413,
    ],
    [
      'names too long together',
      () => sendParts(Array.from({ length: 30 }, (_, n) => typed(`${n}`.repeat(2000)))),
      413,
    ],
    ['more bytes than it may have', () => sendParts([file(Buffer.alloc(4 * 1024 * 1024))]), 413],
    ['more bytes announced than it may have', () => send({ pieces: [], length: 5 * 1024 * 1024 }), 413],
    ['no boundary', () => send({ type: 'multipart/form-data', pieces: [Buffer.from('x')] }), 400],
    ['nothing at all', () => send({ pieces: [] }), 400],
    [
      'nothing more',
      () => send({ pieces: [encode([file('x')], 'b').subarray(0, 60)], then: 'silence' }),
      408,
    ],
  ])('with %s is refused', async (_what, go, status) => {
    reading = 'all';
    expect((await go()).status).toBe(status);
  });

  it('skips a part whose head is endless, and goes on', async () => {
    reading = 'all';
    const outcome = await sendParts([
      { field: 'n'.repeat(60_000), file: 'x', content: Buffer.from('x') },
      typed('a'),
    ]);
    expect([200, 400, 413]).toContain(outcome.status);
    expect(outcome.taken.map(({ field }) => field.length <= 8192)).not.toContain(false);
  });

  it('does not mistake names for parts of an object', async () => {
    reading = 'all';
    const { typed: read } = await sendParts([typed('__proto__', 'a'), typed('constructor', 'b')]);
    expect(read).toEqual([
      ['__proto__', ['a']],
      ['constructor', ['b']],
    ]);
  });

  it.each<[Reading]>([['some'], ['none'], ['fails']])(
    'is read to its end when a file is not: %s of it',
    async (how) => {
      reading = how;
      const parts = [typed('before'), file(Buffer.alloc(1024 * 1024, 'y')), file('z'), typed('after')];
      const outcome = await sendParts(parts);
      expect(outcome.status).toBe(200);
      expect(outcome.typed.map(([name]) => name)).toEqual(['before', 'after']);
      expect(outcome.before[0]).toEqual(['before']);
      expect(outcome.failed).toBe(how === 'fails' ? 'the store is away' : undefined);
    },
  );

  it('tells who works on a file that is here whole when nobody is there any more to read the answer', async () => {
    reading = 'works on';
    const here = new Promise<void>((resolve) => (arrived = resolve));
    const ended = new Promise<Outcome>((resolve) => (settled = resolve));
    const body = encode([{ field: 'f', file: 'a.txt', content: Buffer.from('คำให้การ') }], 'b');
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const sending = ask(served.origin, { method: 'POST', headers, agent: false });
    sending.on('error', () => undefined);
    sending.end(body);
    await here;
    sending.destroy();
    expect((await ended).taken).toHaveLength(1);
    reading = 'all';
  });

  it('waits for whoever looks into a file for longer than a sender may be silent', async () => {
    reading = 'slow';
    const parts = [file(Buffer.alloc(1024 * 1024, 'y')), typed('after')];
    const outcome = await sendParts(parts);
    expect([outcome.status, outcome.taken.length]).toEqual([200, 1]);
  });
});
