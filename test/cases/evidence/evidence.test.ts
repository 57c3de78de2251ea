import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Clean, CleaningResult } from '../../../src/cases/evidence/cleaner.ts';
import {
  copiesOf,
  defaultCopy,
  evidenceContent,
  neutralName,
  type EvidenceContent,
  type FileEvidence,
} from '../../../src/cases/evidence/contents.ts';
import type { Received } from '../../../src/cases/evidence/arrivals.ts';
import { EvidenceError } from '../../../src/cases/evidence/problems.ts';
import { evidenceType, typeOf } from '../../../src/cases/evidence/types.ts';
import { DAY } from '../../support/clock.ts';
import { evidenceStored } from '../../support/stored.ts';
import { createBench, inPieces, type Bench } from './bench.ts';

const MIB = 1024 * 1024;
const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});
const benchWith = async (clean?: Clean) => {
  const bench = await createBench({ clean });
  benches.push(bench);
  return bench;
};

/** A cleaner that turns letters large, so that copy and original differ. */
const upper: Clean = async ({ size, read, write }) => {
  await write(
    Buffer.from(
      Buffer.from(await read(0, size))
        .toString()
        .toUpperCase(),
    ),
  );
  return { kind: 'cleaned', found: 'text' };
};
const always =
  (result: CleaningResult): Clean =>
  async ({ write }) => {
    await write(Buffer.from('half a fi'));
    return result;
  };
const text = (words: string) => Buffer.from(words);
const contentOf = (received: Received): FileEvidence => {
  if (received.kind === 'problem') throw new Error(received.problem);
  return received.content;
};
/** A file without chunks, or chunks without a file, would be a fault by itself. */
async function filesIn({ dir, mongodbUri }: Bench): Promise<number> {
  const { files, chunks } = await evidenceStored({ dataDir: dir, mongodbUri });
  if (files === 0) expect(chunks).toBe(0);
  return files;
}

describe('evidence', () => {
  it('keeps the cleaned copy alone, unless the reporter wants the original, too', async () => {
    const bench = await benchWith(upper);
    const alone = contentOf(await bench.receive(text('words')));
    expect(alone).toEqual({ v: 1, is: 'file', clean: expect.anything() });
    expect((await bench.read(defaultCopy(alone))).toString()).toBe('WORDS');
    expect(await filesIn(bench)).toBe(1);
    const both = contentOf(await bench.receive(text('words'), { keepOriginal: true }));
    expect((await bench.read(defaultCopy(both))).toString()).toBe('WORDS');
    expect((await bench.read(both.original!)).toString()).toBe('words');
    expect(both.original!.type).toBe('text');
    expect(await filesIn(bench)).toBe(3);
    expect(evidenceContent.parse(JSON.parse(JSON.stringify(both)))).toEqual(both);
  });

  it('asks when a file cannot be cleaned, and forgets it when the answer is no', async () => {
    const bench = await benchWith(always({ kind: 'cannot', why: 'locked' }));
    const received = await bench.receive(text('words'));
    expect(received).toMatchObject({ kind: 'consent', why: 'locked', content: { told: 'locked' } });
    const content = contentOf(received);
    expect((await bench.read(defaultCopy(content))).toString()).toBe('words');
    await bench.evidence.drop([content]);
    await bench.evidence.drop([content]);
    expect(await filesIn(bench)).toBe(0);
  });

  it.each(['damaged', 'failed', 'busy', 'too-long', 'unpacks-too-large'] as const)(
    'keeps nothing when the cleaner says %s',
    async (why) => {
      const bench = await benchWith(always({ kind: 'refused', why }));
      expect(await bench.receive(text('words'))).toEqual({ kind: 'problem', problem: why });
      expect(await filesIn(bench)).toBe(0);
    },
  );

  it('keeps nothing of a cleaner that writes nothing, or far too much', async () => {
    const silent = await benchWith(async () => ({ kind: 'cleaned', found: 'text' }));
    expect(await silent.receive(text('words'))).toEqual({ kind: 'problem', problem: 'failed' });
    const talkative = await benchWith(async ({ write }) => {
      for (;;) await write(Buffer.alloc(MIB));
    });
    expect(await talkative.receive(text('words'))).toEqual({ kind: 'problem', problem: 'failed' });
    expect([await filesIn(silent), await filesIn(talkative)]).toEqual([0, 0]);
  });

  it('keeps nothing of a transfer that breaks, is too short, too long or too slow', async () => {
    const bench = await benchWith(upper);
    const breaking = async function* () {
      yield Buffer.alloc((3 * MIB) / 2, 'a');
      throw new EvidenceError('broken');
    };
    const receive = (bytes: AsyncIterable<Uint8Array>, announced?: number, signal?: AbortSignal) =>
      bench.evidence.receive({ bytes, has: [], announced, signal, door: 'web' });
    expect(await receive(breaking())).toEqual({ kind: 'problem', problem: 'broken' });
    expect(await receive(inPieces(text('words')), 6)).toEqual({ kind: 'problem', problem: 'broken' });
    expect(await receive(inPieces(text('words')), 4)).toEqual({ kind: 'problem', problem: 'broken' });
    expect(await receive(inPieces(Buffer.alloc(0)))).toEqual({ kind: 'problem', problem: 'empty' });
    const stop = new AbortController();
    const slow = async function* () {
      yield Buffer.alloc(5000, 'a');
      stop.abort();
      yield Buffer.alloc(5000, 'a');
    };
    expect(await receive(slow(), undefined, stop.signal)).toEqual({ kind: 'problem', problem: 'too-long' });
    const failing = async function* () {
      yield Buffer.alloc(2 * MIB, 'a');
      throw new Error('the network is gone');
    };
    await expect(receive(failing())).rejects.toThrow('the network is gone');
    expect(await filesIn(bench)).toBe(0);
  });

  it('stops a file that is longer than its type may be, by its word and in fact', async () => {
    const bench = await benchWith(upper);
    const { cap } = evidenceType('text');
    expect(await bench.receive(Buffer.alloc(5000, 'a'), { announced: cap + 1 })).toEqual({
      kind: 'problem',
      problem: 'too-large',
    });
    let given = 0;
    const endless = async function* () {
      for (;;) {
        given += 100_000;
        yield Buffer.alloc(100_000, 'a');
      }
    };
    expect(await bench.evidence.receive({ bytes: endless(), has: [], door: 'web' })).toEqual({
      kind: 'problem',
      problem: 'too-large',
    });
    expect(given).toBeLessThan(cap + 300_000);
    expect(await filesIn(bench)).toBe(0);
  });

  it('takes fifty files sent at once, keeps them apart, and not one more', async () => {
    const bench = await benchWith(upper);
    const has: EvidenceContent[] = [{ v: 1, is: 'place', latitude: 16, longitude: 102 }];
    const received = await Promise.all(
      Array.from({ length: 50 }, (_, n) => bench.receive(text(`file ${n}`), { has })),
    );
    const contents = received.map(contentOf);
    const words = await Promise.all(contents.map((each) => bench.read(defaultCopy(each))));
    expect(words.map(String)).toEqual(Array.from({ length: 50 }, (_, n) => `FILE ${n}`));
    expect(await bench.receive(text('one more'), { has: [...has, ...contents] })).toEqual({
      kind: 'problem',
      problem: 'too-many-files',
    });
    expect(await filesIn(bench)).toBe(50);
  });

  it('holds the caps of a case and of a day; the next day there is room again', async () => {
    const bench = await benchWith(upper);
    bench.limits.caseBytes = MIB + 256; // as padded, too
    bench.limits.dayBytes = 2 * MIB + 256; // as padded
    const first = contentOf(await bench.receive(Buffer.alloc(600_000, 'a')));
    const full = { kind: 'problem', problem: 'case-full' };
    expect(await bench.receive(Buffer.alloc(400_001, 'a'), { has: [first] })).toEqual(full);
    expect(await bench.receive(text('a'), { has: [first], announced: 400_001 })).toEqual(full);
    expect(await bench.receive(text('a'), { has: [first] })).toMatchObject({ kind: 'kept' });
    const dayFull = { kind: 'problem', problem: 'day-full' };
    await bench.receive(Buffer.alloc(600_000, 'a'));
    expect(await bench.receive(Buffer.alloc(600_000, 'a'))).toEqual(dayFull);
    expect(await filesIn(bench)).toBe(3);
    bench.clock.advance(DAY);
    expect(await bench.receive(Buffer.alloc(600_000, 'a'))).toMatchObject({ kind: 'kept' });
  });

  it('lets adopted files live with their case, and sweeps what nobody has', async () => {
    const bench = await benchWith(upper);
    const [mine, stray, draft] = await Promise.all(
      ['mine', 'stray', 'draft'].map(async (words) =>
        contentOf(await bench.receive(text(words), { keepOriginal: true })),
      ),
    );
    const { evidence } = bench;
    expect(await evidence.adopt([mine!], 'case')).toBe('adopted');
    expect(await evidence.adopt([mine!], 'case')).toBe('adopted');
    expect(await evidence.adopt([stray!], 'never filed')).toBe('adopted');
    expect(await evidence.adopt([], 'case')).toBe('adopted');
    const isThere = async (owner: string) => owner === 'case';
    expect(await evidence.sweep(isThere)).toBe(0);
    bench.clock.advance(bench.limits.draftDays * DAY);
    expect(await evidence.sweep(isThere)).toBe(0);
    bench.clock.advance(DAY);
    expect(await evidence.sweep(isThere)).toBe(4);
    expect(await evidence.adopt([draft!], 'case')).toBe('gone');
    expect((await bench.read(defaultCopy(mine!))).toString()).toBe('MINE');
    await evidence.erase('case');
    expect(await filesIn(bench)).toBe(0);
    await expect(bench.read(defaultCopy(mine!))).rejects.toThrow('sealed data');
  });

  it('names files by what they are and nothing else', () => {
    expect(neutralName('jpeg', 3)).toBe('image-03.jpg');
    expect(neutralName('docx', 12, true)).toBe('document-12-original.docx');
    expect(copiesOf({ v: 1, is: 'place', latitude: 1, longitude: 2 })).toEqual([]);
    expect(typeOf(Buffer.alloc(0))).toBeUndefined();
  });

  it('lets nothing touch the disk in plain while it arrives', async () => {
    const bench = await benchWith();
    const needle = 'needle-of-the-disk-5d1e';
    const words = text(`${needle} `.repeat(40_000));
    const seen: string[] = [];
    let looks = 0;
    const before = new Set(readdirSync(tmpdir()));
    const look = () => {
      looks += 1;
      for (const name of readdirSync(bench.dir)) {
        if (readFileSync(join(bench.dir, name)).includes(needle)) seen.push(name);
      }
      seen.push(
        ...readdirSync(tmpdir()).filter(
          (name) => !before.has(name) && /suetrong-ev.*needle|vips|sharp/.test(name),
        ),
      );
    };
    const watched = async function* () {
      for await (const piece of inPieces(words, 50_000)) {
        yield piece;
        look();
      }
    };
    const content = contentOf(
      await bench.evidence.receive({ bytes: watched(), has: [], keepOriginal: true, door: 'web' }),
    );
    look();
    expect(looks).toBeGreaterThan(10);
    expect(seen).toEqual([]);
    expect((await bench.read(content.original!)).includes(needle)).toBe(true);
  });
});
