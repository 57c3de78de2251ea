import { argon2Sync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stretch, type StretchJob } from '../../../src/cases/stretch/stretch.ts';

const CHEAP = { memoryKiB: 64, passes: 1, parallelism: 1 };
const job = (more: Partial<StretchJob> = {}): StretchJob => ({
  message: Buffer.from('message'),
  nonce: Buffer.alloc(16, 1),
  cost: CHEAP,
  tagLength: 32,
  ...more,
});
/** As Node computes it here, in this thread. */
const here = ({ message, nonce, cost, tagLength }: StretchJob) =>
  argon2Sync('argon2id', {
    ...{ message, nonce, tagLength },
    ...{ memory: cost.memoryKiB, passes: cost.passes, parallelism: cost.parallelism },
  }).toString('hex');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** How nice each thread of this process is. */
const nicenesses = () =>
  readdirSync('/proc/self/task').map((thread) => {
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return Number(fields[16]);
  });

it('is Argon2id, whoever asks meanwhile', async () => {
  const bytes = (minLength: number) => fc.uint8Array({ minLength, maxLength: 64 });
  const jobs = fc.record({
    message: bytes(0),
    nonce: bytes(8),
    cost: fc.record({
      memoryKiB: fc.integer({ min: 8, max: 128 }),
      passes: fc.integer({ min: 1, max: 3 }),
      parallelism: fc.constant(1),
    }),
    tagLength: fc.integer({ min: 4, max: 64 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(jobs, { maxLength: 12 }), async (many) => {
      const tags = await Promise.all(many.map(stretch));
      expect(tags.map(hex)).toEqual(many.map(here));
    }),
    { numRuns: 20 },
  );
});

it('rejects what Argon2 does not know, and goes on', async () => {
  await expect(stretch(job({ nonce: Buffer.alloc(7) }))).rejects.toThrow(/nonce/);
  await expect(stretch(job({ cost: { ...CHEAP, memoryKiB: 1 } }))).rejects.toThrow(/memory/);
  expect(hex(await stretch(job()))).toBe(here(job()));
});

const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux('gives way to everybody else, and nobody else gives way with it', async () => {
  const before = nicenesses();
  await stretch(job({ message: Buffer.from('one more thread, or one that is there') }));
  const nicer = nicenesses().filter((each) => each > getPriority(0));
  expect(nicer.length).toBeGreaterThan(0);
  expect(new Set(nicer)).toEqual(new Set([Math.min(19, getPriority(0) + 5)]));
  expect(before.filter((each) => each === getPriority(0)).length).toBeGreaterThan(4);
});
