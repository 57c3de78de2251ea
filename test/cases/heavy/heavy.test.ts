import { argon2Sync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { performance } from 'node:perf_hooks';
import { expect, it } from '@jest/globals';
import { Decrypter } from 'age-encryption';
import fc from 'fast-check';
import { newIdentity, recipientOf } from '../../../src/cases/age.ts';
import { emptyFile, encrypt, fileKey, keyPair, stretch } from '../../../src/cases/heavy/heavy.ts';
import { encryptHere } from '../../../src/cases/heavy/age-here.ts';
import type { StretchInput } from '../../../src/cases/heavy/stretch-here.ts';

const CHEAP = { memoryKiB: 64, passes: 1, parallelism: 1 };
const job = (more: Partial<StretchInput> = {}): StretchInput => ({
  message: Buffer.from('message'),
  nonce: Buffer.alloc(16, 1),
  cost: CHEAP,
  tagLength: 32,
  ...more,
});
/** As Node computes it here, in this thread. */
const here = ({ message, nonce, cost, tagLength }: StretchInput) =>
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

it('encrypts whatever is asked meanwhile, and leaves what it was given as it was', async () => {
  const identity = await newIdentity();
  const recipient = await recipientOf(identity);
  const many = fc.array(fc.uint8Array({ maxLength: 200_000 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(many, async (plains) => {
      // Parts of one memory, as Node makes them: what is handed over must not take the neighbours with it.
      const shared = Buffer.concat(plains);
      let at = 0;
      const parts = plains.map(({ length }) => shared.subarray(at, (at += length)));
      const files = await Promise.all(parts.map((part) => encrypt(recipient, part)));
      expect(parts.map(hex)).toEqual(plains.map(hex));
      const opened = files.map((file) => {
        const decrypter = new Decrypter();
        decrypter.addIdentity(identity);
        return decrypter.decrypt(file);
      });
      expect((await Promise.all(opened)).map(hex)).toEqual(plains.map(hex));
    }),
    { numRuns: 20 },
  );
});

it('makes key pairs that belong together, each another', async () => {
  const pairs = await Promise.all([1, 2, 3].map(() => keyPair()));
  for (const { identity, recipient } of pairs) expect(await recipientOf(identity)).toBe(recipient);
  expect(new Set(pairs.map(({ identity }) => identity)).size).toBe(3);
});

it('begins a file whose secret is the one in its header, for its own identity alone', async () => {
  const [one, other] = await Promise.all([emptyFile(), emptyFile()]);
  const decrypter = new Decrypter();
  decrypter.addIdentity(one.identity);
  expect(await decrypter.decrypt(one.file)).toHaveLength(0); // as the library reads it
  // Behind the header: a nonce, and the tag of an empty piece.
  const header = one.file.subarray(0, one.file.length - 16 - 16);
  expect(one.fileKey).toHaveLength(16);
  expect(hex((await fileKey(header, one.identity))!)).toBe(hex(one.fileKey));
  expect(await fileKey(header, other.identity)).toBeUndefined();
  expect(await fileKey(header.subarray(0, -1), one.identity)).toBeUndefined();
  const changed = Uint8Array.from(header);
  changed[header.length - 10]! ^= 1;
  expect(await fileKey(changed, one.identity)).toBeUndefined();
  expect(header[0]).toBe('a'.charCodeAt(0)); // it was not handed over
});

it('rejects who is no recipient, and goes on', async () => {
  const recipient = await recipientOf(await newIdentity());
  await expect(encrypt(recipient.slice(0, -1), Buffer.from('x'))).rejects.toThrow(
    'not a hybrid age recipient',
  );
  expect((await encrypt(recipient, Buffer.from('x'))).length).toBeGreaterThan(1000);
});

it('leaves the main thread free', async () => {
  const recipient = await recipientOf(await newIdentity());
  await encrypt(recipient, Buffer.from('the first one starts the thread'));
  const before = performance.eventLoopUtilization();
  for (let n = 0; n < 20; n += 1) await encrypt(recipient, Buffer.from('x'));
  const { active } = performance.eventLoopUtilization(before);
  const begun = performance.now();
  for (let n = 0; n < 20; n += 1) await encryptHere({ recipient, plain: Buffer.from('x') });
  expect(active).toBeLessThan((performance.now() - begun) / 2);
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
