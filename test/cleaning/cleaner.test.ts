import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createCleaner, type Cleaner, type CleanerJob } from '../../src/cleaning/cleaner.ts';
import { frame, MAX_FRAME, readFrames, readRange, rangePayload } from '../../src/cleaning/frames.ts';
import { parseOutcome } from '../../src/cleaning/parse-outcome.ts';
import { createPool } from '../../src/cleaning/pool.ts';
import { drawing, hidingJpeg, pixelBomb } from './corpus/pictures.ts';

const cleaners: Cleaner[] = [];
afterEach(() => cleaners.splice(0).forEach((cleaner) => cleaner.close()));
const made = (...given: Parameters<typeof createCleaner>) => {
  const cleaner = createCleaner({ timeMs: 60_000, ...given[0] });
  cleaners.push(cleaner);
  return cleaner;
};

const jobOf = (way: string, bytes: Uint8Array, about: Partial<CleanerJob> = {}) => {
  const written: Uint8Array[] = [];
  const job: CleanerJob = {
    way,
    size: bytes.length,
    read: async (start, end) => bytes.subarray(start, end),
    write: async (piece) => void written.push(Buffer.from(piece)),
    ...about,
  };
  return { job, written: () => Buffer.concat(written) };
};

describe('the cleaner', () => {
  it('stops a child that takes too long, and whoever waits for nothing', async () => {
    const never = new Promise<Uint8Array>(() => undefined);
    const { job } = jobOf('image', Buffer.alloc(10), { read: () => never });
    const late = await made({ timeMs: 300 }).clean(job);
    expect(late).toEqual({ kind: 'refused', why: 'too-long' });
    const stop = new AbortController();
    const bytes = await hidingJpeg();
    const stopped = jobOf('image', bytes, {
      signal: stop.signal,
      read: () => {
        stop.abort();
        return never;
      },
    });
    expect(await made().clean(stopped.job)).toEqual({ kind: 'refused', why: 'too-long' });
  });

  it('tells who stands in line that it took too long, without waiting for the turn', async () => {
    const cleaner = made({ atOnce: 1, waiting: 1 });
    let free = (_bytes: Uint8Array) => undefined as void;
    const held = new Promise<Uint8Array>((resolve) => (free = resolve));
    const first = cleaner.clean(jobOf('text', Buffer.from('ก'), { read: () => held }).job);
    for (let tries = 0; tries < 2; tries += 1) {
      const late = jobOf('text', Buffer.from('ข'), { signal: AbortSignal.timeout(50) });
      expect(await cleaner.clean(late.job)).toEqual({ kind: 'refused', why: 'too-long' });
    }
    // Those who left took nobody's turn.
    const next = cleaner.clean(jobOf('text', Buffer.from('ค')).job);
    free(Buffer.from('ก'));
    expect([await first, await next].map(({ kind }) => kind)).toEqual(['cleaned', 'cleaned']);
  });

  it('stops a child that takes too much memory, and lives on', async () => {
    const cleaner = made({ memoryMib: 10 });
    const { job } = jobOf('image', await hidingJpeg());
    expect(await cleaner.clean({ ...job, read: (start, end) => later(job.read(start, end), 500) })).toEqual({
      kind: 'refused',
      why: 'failed',
    });
    const small = jobOf('image', await hidingJpeg());
    expect(await made().clean(small.job)).toEqual({ kind: 'cleaned', found: 'jpeg' });
  });

  it('says that it failed when the child dies of its own', async () => {
    const { job } = jobOf('text', Buffer.from('ก'));
    expect(await made({ heapMib: 3 }).clean(job)).toEqual({ kind: 'refused', why: 'failed' });
  });

  it('knows only its own ways', async () => {
    for (const way of ['nothing', 'constructor', '__proto__', '']) {
      expect(await made().clean(jobOf(way, Buffer.from('x')).job)).toMatchObject({ kind: 'refused' });
    }
  });

  it('rejects as reading and writing do', async () => {
    const bytes = await hidingJpeg();
    const cleaner = made();
    const reading = jobOf('image', bytes, { read: () => Promise.reject(new Error('reading')) });
    await expect(cleaner.clean(reading.job)).rejects.toThrow('reading');
    const writing = jobOf('image', bytes, { write: () => Promise.reject(new Error('writing')) });
    await expect(cleaner.clean(writing.job)).rejects.toThrow('writing');
  });

  it('decodes a picture larger than libvips keeps in memory without a file', async () => {
    const large = await sharp({
      create: { width: 8000, height: 6000, channels: 3, background: '#2a7' },
    })
      .jpeg({ quality: 30 })
      .withExif({ IFD0: { Orientation: '6' } })
      .toBuffer();
    const before = readdirSync('/tmp').filter((name) => name.startsWith('vips'));
    const { job, written } = jobOf('image', large);
    expect(await made().clean(job)).toEqual({ kind: 'cleaned', found: 'jpeg' });
    expect(written().length).toBeGreaterThan(1000);
    expect(readdirSync('/tmp').filter((name) => name.startsWith('vips'))).toEqual(before);
  }, 60_000);

  it('refuses a picture of too many pixels quickly and in little memory', async () => {
    const { job } = jobOf('image', pixelBomb(9000, 9000));
    expect(await made({ memoryMib: 300 }).clean(job)).toEqual({ kind: 'refused', why: 'too-many-pixels' });
  });

  it('takes no picture with more pixels than it was told', async () => {
    const png = await drawing(120, 80).png().toBuffer();
    const ends = [9599, 9600, undefined].map(async (maxPixels) => {
      const { job } = jobOf('image', png, { maxPixels });
      return (await made().clean(job)).kind;
    });
    expect(await Promise.all(ends)).toEqual(['refused', 'cleaned', 'cleaned']);
  });

  it('takes as many at once as it may, in order, and sends away what is too much', async () => {
    const pool = createPool(2, 2);
    const order: number[] = [];
    const open: (() => void)[] = [];
    const works = [1, 2, 3, 4, 5].map((n) =>
      pool.run(async () => {
        order.push(n);
        await new Promise<void>((resolve) => open.push(resolve));
        return n;
      }),
    );
    expect(await works[4]).toBeUndefined();
    expect(order).toEqual([1, 2]);
    open.shift()!();
    expect(await works[0]).toBe(1);
    await Promise.resolve();
    expect(order).toEqual([1, 2, 3]);
    while (open.length > 0 || order.length < 4) {
      open.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(works.slice(0, 4))).toEqual([1, 2, 3, 4]);
    const failed = pool.run(() => Promise.reject(new Error('x')));
    await expect(failed).rejects.toThrow('x');
    expect(await pool.run(async () => 'next')).toBe('next');
  });
});

describe('two doors', () => {
  it('take turns: a crowd at one keeps nobody at the other waiting for longer than one work', async () => {
    const pool = createPool(2, 3);
    const order: string[] = [];
    const open: (() => void)[] = [];
    const work = (name: string, door: string) =>
      pool.run(
        async () => {
          order.push(name);
          await new Promise<void>((resolve) => open.push(resolve));
          return name;
        },
        { door },
      );
    const crowd = ['w1', 'w2', 'w3', 'w4', 'w5'].map((name) => work(name, 'web'));
    const refused = work('w6', 'web');
    const chat = ['c1', 'c2'].map((name) => work(name, 'chat'));
    expect(await refused).toBeUndefined();
    for (let n = 0; n < 7; n += 1) {
      open.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all([...crowd, ...chat])).toEqual(['w1', 'w2', 'w3', 'w4', 'w5', 'c1', 'c2']);
    expect(order).toEqual(['w1', 'w2', 'c1', 'w3', 'c2', 'w4', 'w5']);
  });
});

const later = async <T>(value: Promise<T>, ms: number): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return value;
};

describe('frames', () => {
  it('come out as they went in, however they are cut', async () => {
    const sent = [frame(1, Buffer.from('one')), frame(2, Buffer.alloc(0)), frame(5, Buffer.alloc(3000, 7))];
    for (const length of [1, 4, 7, 5000]) {
      const all = Buffer.concat(sent);
      const cut = async function* () {
        for (let from = 0; from < all.length; from += length) yield all.subarray(from, from + length);
      };
      const got: Buffer[] = [];
      for await (const { kind, payload } of readFrames(cut())) got.push(frame(kind, payload));
      expect(got).toEqual(sent);
    }
  });

  it('let go of each piece of the stream as soon as it is used up, and not before', async () => {
    const all = Buffer.concat([frame(1, Buffer.alloc(10, 1)), frame(2, Buffer.alloc(10, 2))]);
    const given = [all.subarray(0, 12), all.subarray(12, 25), all.subarray(25)];
    const gone: number[] = [];
    const forget = (bytes: Uint8Array) => {
      gone.push(given.findIndex((each) => each === bytes));
      bytes.fill(9);
    };
    const frames = readFrames(Readable.from(given), forget);
    const got: [number[], number[]][] = [];
    for await (const { payload } of frames) got.push([[...new Set(payload)], [...gone]]);
    expect(got).toEqual([
      [[1], [0]],
      [[2], [0, 1, 2]],
    ]);
  });

  it('of too great a length are refused, and ranges must lie inside the file', async () => {
    const long = Buffer.alloc(5);
    long.writeUInt32BE(MAX_FRAME + 1, 1);
    const read = async () => {
      for await (const _each of readFrames([long] as unknown as AsyncIterable<Uint8Array>)) continue;
    };
    await expect(read()).rejects.toThrow(RangeError);
    expect(() => frame(1, Buffer.alloc(MAX_FRAME + 1))).toThrow(RangeError);
    expect(readRange(rangePayload(5, 10), 10)).toEqual({ start: 5, end: 10 });
    for (const payload of [
      rangePayload(5, 11),
      rangePayload(6, 5),
      Buffer.alloc(3),
      rangePayload(0, MAX_FRAME + 1),
    ]) {
      expect(
        readRange(payload, MAX_FRAME * 2 && payload.length === 12 && payload[11] === 11 ? 10 : 10),
      ).toBeUndefined();
    }
  });

  it('tell an end only in its own words', () => {
    const said = (value: unknown) => parseOutcome(Buffer.from(JSON.stringify(value)));
    expect(said({ kind: 'cleaned', found: 'pdf' })).toEqual({ kind: 'cleaned', found: 'pdf' });
    for (const value of [
      { kind: 'cleaned', found: 'exe' },
      { kind: 'cleaned' },
      null,
      'cleaned',
      { kind: 'refused', why: '<b>' },
    ]) {
      expect(said(value)).toBeUndefined();
    }
    expect(parseOutcome(Buffer.from('{'))).toBeUndefined();
  });
});
