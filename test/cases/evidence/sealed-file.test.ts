import { createHash, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { frontLength, payloadOf } from '../../../src/cases/evidence/age-stream.ts';
import { openReader, readWhole } from '../../../src/cases/evidence/file-reader.ts';
import { openWriter } from '../../../src/cases/evidence/file-writer.ts';
import {
  CHUNK_BYTES,
  chunkCount,
  paddedFileSize,
  type StoredFile,
} from '../../../src/cases/evidence/sealed-file.ts';
import { SealError } from '../../../src/cases/seal-error.ts';
import { EVIDENCE_CHUNK_LIMIT, type EvidencePort } from '../../../src/store/ports.ts';
import { createBench, type Bench } from './bench.ts';

let bench: Bench;
let port: EvidencePort;
beforeAll(async () => {
  bench = await createBench();
  port = bench.store.evidence;
});
afterAll(() => bench.close());

async function stored(content: Uint8Array, pieces = 70_001): Promise<StoredFile> {
  const writer = await openWriter(port, '2026-11-22', async () => undefined);
  for (let from = 0; from < content.length; from += pieces) {
    await writer.write(content.subarray(from, from + pieces));
  }
  return writer.finish();
}

async function whole(file: StoredFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of readWhole(port, file)) parts.push(part);
  return Buffer.concat(parts);
}

const chunksOf = async (file: StoredFile) =>
  Promise.all(
    Array.from({ length: chunkCount(file.size) }, async (_, n) => (await port.readChunk(file.id, n))!),
  );

/** Another file, of the same secret, with these chunks. */
async function withChunks(file: StoredFile, chunks: readonly Uint8Array[]): Promise<StoredFile> {
  const id = randomBytes(16).toString('hex');
  await port.begin(id, '2026-11-22');
  for (const [n, chunk] of chunks.entries()) await port.putChunk(id, n, chunk);
  return { ...file, id };
}

const SIZES = [
  1,
  255,
  256,
  257,
  65_536,
  65_537,
  CHUNK_BYTES - 1,
  CHUNK_BYTES,
  CHUNK_BYTES + 1,
  2 * CHUNK_BYTES + 5,
];

describe('a sealed file', () => {
  it.each(SIZES)('of %d bytes comes back as it was, padded on the disk', async (size) => {
    const content = randomBytes(size);
    const file = await stored(content);
    expect(file).toMatchObject({ size, sha256: createHash('sha256').update(content).digest('hex') });
    expect((await whole(file)).equals(content)).toBe(true);
    const chunks = await chunksOf(file);
    expect(chunks.every((chunk) => chunk.length <= EVIDENCE_CHUNK_LIMIT)).toBe(true);
    expect(await port.readChunk(file.id, chunks.length)).toBeUndefined();
    const other = await chunksOf(await stored(randomBytes(Math.max(1, size - 1))));
    if (paddedFileSize(size) === paddedFileSize(Math.max(1, size - 1))) {
      expect(other.map(({ length }) => length)).toEqual(chunks.map(({ length }) => length));
    }
  });

  it('is an age file: the library opens it, and what the library sealed opens here', async () => {
    const content = randomBytes(CHUNK_BYTES + 100_000);
    const file = await stored(content);
    const decrypter = new Decrypter();
    decrypter.addIdentity(file.identity);
    const opened = await decrypter.decrypt(Buffer.concat(await chunksOf(file)));
    expect(opened).toHaveLength(2 * CHUNK_BYTES);
    expect(Buffer.from(opened).subarray(0, content.length).equals(content)).toBe(true);
    expect(opened.subarray(content.length).every((byte) => byte === 0)).toBe(true);

    const identity = await generateHybridIdentity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(identity));
    const sealed = await encrypter.encrypt(content.subarray(0, 70_000));
    const front = frontLength(sealed);
    const payload = await payloadOf(sealed.subarray(0, front), identity);
    const again = Buffer.alloc(70_000);
    payload.open(sealed.subarray(front, front + 65_552), 0, false, again, 0);
    payload.open(sealed.subarray(front + 65_552), 1, true, again, 65_536);
    expect(again.equals(content.subarray(0, 70_000))).toBe(true);
  });

  it('is read from any place', async () => {
    const content = randomBytes(3 * CHUNK_BYTES - 17);
    const reader = await openReader(port, await stored(content));
    const end = content.length;
    const ranges = [
      [0, 0],
      [0, 1],
      [5, 100_000],
      [CHUNK_BYTES - 1, CHUNK_BYTES + 1],
      [10, end],
      [end - 1, end],
      [end - 5, end + 50],
      [end + 1, end + 9],
    ];
    for (const [from, to] of ranges as [number, number][]) {
      expect(Buffer.from(await reader.read(from, to)).equals(content.subarray(from, to))).toBe(true);
      expect(Buffer.from(await reader.lend(from, to)).equals(content.subarray(from, to))).toBe(true);
    }
  });

  it('gives bytes away for good, and lends them until it is asked again', async () => {
    const content = randomBytes(2 * CHUNK_BYTES);
    const reader = await openReader(port, await stored(content));
    const given = await reader.read(0, 1000);
    const lent = await reader.lend(0, 1000);
    await reader.lend(CHUNK_BYTES, CHUNK_BYTES + 1000);
    expect(Buffer.from(given).equals(content.subarray(0, 1000))).toBe(true);
    expect(Buffer.from(lent).equals(content.subarray(CHUNK_BYTES, CHUNK_BYTES + 1000))).toBe(true);
  });

  it('of which anything was changed, moved, left out or added does not open', async () => {
    const file = await stored(randomBytes(3 * CHUNK_BYTES));
    const [a, b, c] = (await chunksOf(file)) as [Uint8Array, Uint8Array, Uint8Array];
    const flipped = Buffer.from(b);
    flipped[500_000]! ^= 1;
    const other = await chunksOf(await stored(randomBytes(3 * CHUNK_BYTES)));
    const forged = [
      [a, flipped, c],
      [a, c, b],
      [a, b],
      [a, b, b],
      [a, b, c.subarray(0, -1)],
      [b, a, c],
      [a, other[1]!, c],
      [],
    ];
    for (const chunks of forged)
      await expect(whole(await withChunks(file, chunks))).rejects.toThrow(SealError);
    await expect(whole(await withChunks(file, other))).rejects.toMatchObject({ reason: 'wrong-key' });
    expect(await whole(await withChunks(file, [a, b, c]))).toHaveLength(file.size);
    // A shorter one that claims to be it: its last piece is not marked as the last.
    await expect(whole({ ...(await withChunks(file, [a, b])), size: 2 * CHUNK_BYTES })).rejects.toThrow(
      SealError,
    );
    await expect(whole({ ...file, size: file.size - 1 })).rejects.toMatchObject({ reason: 'tampered' });
    await expect(whole({ ...file, identity: await generateHybridIdentity() })).rejects.toThrow(SealError);
  });

  it('that was taken away while it was written is not finished', async () => {
    const writer = await openWriter(port, '2026-11-22', async () => undefined);
    await writer.write(randomBytes(CHUNK_BYTES + 1));
    await port.remove(writer.id);
    await expect(writer.finish()).rejects.toThrow(SealError);
    const empty = await openWriter(port, '2026-11-22', async () => undefined);
    await expect(empty.finish()).rejects.toThrow(RangeError);
  });
});
