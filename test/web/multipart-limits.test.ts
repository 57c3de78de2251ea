import { request as ask } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { formReader, type Outcome, type Reading } from './form-reader.ts';
import { encode, type Part } from './form-parts.ts';

const reader = formReader(400);

const file = (content: Uint8Array | string, field = 'f'): Part => ({
  field,
  file: 'a',
  content: Buffer.from(content),
});
const typed = (field: string, content = 'x'): Part => ({ field, content: Buffer.from(content) });
const sendParts = (parts: readonly Part[]) => reader.send({ pieces: [encode(parts, 'b')] });

describe('a form with files', () => {
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
    [
      'more bytes announced than it may have',
      () => reader.send({ pieces: [], length: 5 * 1024 * 1024 }),
      413,
    ],
    ['no boundary', () => reader.send({ type: 'multipart/form-data', pieces: [Buffer.from('x')] }), 400],
    ['nothing at all', () => reader.send({ pieces: [] }), 400],
    [
      'nothing more',
      () => reader.send({ pieces: [encode([file('x')], 'b').subarray(0, 60)], then: 'silence' }),
      408,
    ],
  ])('with %s is refused', async (_what, go, status) => {
    expect((await go()).status).toBe(status);
  });

  it('cuts a head that is endless, so that its part is a field that no form reads, and goes on', async () => {
    const outcome = await sendParts([
      { field: 'n'.repeat(60_000), file: 'x', content: Buffer.from('x') },
      typed('a'),
    ]);
    expect([outcome.status, outcome.taken]).toEqual([200, []]);
    expect(outcome.typed).toContainEqual(['a', ['x']]);
    expect(Math.max(...outcome.typed.map(([name]) => name.length))).toBeLessThanOrEqual(8192);
  });

  it('does not mistake names for parts of an object', async () => {
    const { typed: read } = await sendParts([typed('__proto__', 'a'), typed('constructor', 'b')]);
    expect(read).toEqual([
      ['__proto__', ['a']],
      ['constructor', ['b']],
    ]);
  });

  it.each<[Reading]>([['some'], ['none'], ['fails']])(
    'is read to its end when a file is not: %s of it',
    async (how) => {
      reader.reading = how;
      const parts = [typed('before'), file(Buffer.alloc(1024 * 1024, 'y')), file('z'), typed('after')];
      const outcome = await sendParts(parts);
      expect(outcome.status).toBe(200);
      expect(outcome.typed.map(([name]) => name)).toEqual(['before', 'after']);
      expect(outcome.before[0]).toEqual(['before']);
      expect(outcome.failed).toBe(how === 'fails' ? 'the store is away' : undefined);
    },
  );

  it('tells who works on a file that is here whole when nobody is there any more to read the answer', async () => {
    reader.reading = 'works on';
    const here = reader.arrived();
    const ended = reader.settled();
    const body = encode([{ field: 'f', file: 'a.txt', content: Buffer.from('คำให้การ') }], 'b');
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const sending = ask(reader.origin, { method: 'POST', headers, agent: false });
    sending.on('error', () => undefined);
    sending.end(body);
    await here;
    sending.destroy();
    expect((await ended).taken).toHaveLength(1);
  });

  it('waits for whoever looks into a file for longer than a sender may be silent', async () => {
    reader.reading = 'slow';
    const parts = [file(Buffer.alloc(1024 * 1024, 'y')), typed('after')];
    const outcome = await sendParts(parts);
    expect([outcome.status, outcome.taken.length]).toEqual([200, 1]);
  });
});
