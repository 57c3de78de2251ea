import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Day } from '../../clock.ts';
import type { EvidencePort } from '../../store/ports.ts';
import { newIdentity } from '../age.ts';
import { BUCKETS } from '../padding.ts';
import { SealError } from '../seal-error.ts';
import { tidy } from './tidy.ts';
import { beginFile, frontLength, payloadOf, PIECE_BYTES, TAG_BYTES } from './age-stream.ts';

/** Bytes of plaintext in one stored chunk: sixteen pieces of the age format. */
export const CHUNK_BYTES = 1024 * 1024;
const PIECES = CHUNK_BYTES / PIECE_BYTES;
const SEALED_PIECE = PIECE_BYTES + TAG_BYTES;

/**
 * A sealed file and the secret that opens it. Whoever holds this can read the file, so it lies only in a sealed draft
 * and, once filed, only in a sealed item of the case's staff ring.
 */
export const storedFileShape = z.object({
  /** Names its chunks; random. */
  id: z.string(),
  /** The secret of this file alone, an age identity. */
  identity: z.string(),
  /** Bytes without the padding. */
  size: z.number().int().min(1),
  /** Of the content, in hexadecimal: what an officer writes into the protocol. */
  sha256: z.string(),
});
export type StoredFile = z.infer<typeof storedFileShape>;

/** The padded size of a file of `size` bytes (ADR 0012); the length itself stands in the manifest. */
export function paddedFileSize(size: number): number {
  return BUCKETS.find((bucket) => size <= bucket) ?? Math.ceil(size / CHUNK_BYTES) * CHUNK_BYTES;
}

/** How many chunks a file of `size` bytes has. */
export const chunkCount = (size: number): number => Math.ceil(paddedFileSize(size) / CHUNK_BYTES);

/** Seals what is written to it, chunk by chunk, holding no more than about two. */
export interface FileWriter {
  readonly id: string;
  /** Bytes written so far. */
  readonly size: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Pads, stores the last chunk; nothing can be written afterwards. Throws RangeError when nothing was written. */
  finish(): Promise<StoredFile>;
  /** Takes everything away again. */
  abort(): Promise<void>;
}

/** `room` is asked before each chunk is stored, with its bytes; it throws when there is no room for them. */
export async function openWriter(
  port: EvidencePort,
  today: Day,
  room: (bytes: number) => Promise<void>,
): Promise<FileWriter> {
  const id = randomBytes(16).toString('hex');
  const identity = await newIdentity();
  const { front, payload } = await beginFile(identity);
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const sealed = Buffer.alloc(front.length + PIECES * SEALED_PIECE);
  let used = 0;
  let size = 0;
  let index = 0;
  let begun = false;

  async function store(plain: Uint8Array, last: boolean): Promise<void> {
    await room(plain.length);
    if (!begun) await port.begin(id, today);
    begun = true;
    const start = index === 0 ? front.length : 0;
    if (index === 0) sealed.set(front);
    let end = start;
    for (let from = 0; from < plain.length; from += PIECE_BYTES) {
      const piece = plain.subarray(from, from + PIECE_BYTES);
      const isLast = last && from + PIECE_BYTES >= plain.length;
      payload.seal(piece, index * PIECES + from / PIECE_BYTES, isLast, sealed, end);
      end += piece.length + TAG_BYTES;
    }
    // Taken away meanwhile: nobody wants it any more.
    if (!(await port.putChunk(id, index, sealed.subarray(0, end)))) throw new SealError('tampered');
    index += 1;
    tidy(3 * (end - start)); // as it came, as pieces, and as it went to the store
  }

  return {
    id,
    get size() {
      return size;
    },
    async write(bytes) {
      hash.update(bytes);
      size += bytes.length;
      for (let from = 0; from < bytes.length;) {
        // A full chunk waits for one byte more: only then is it known not to be the last.
        if (used === CHUNK_BYTES) {
          await store(chunk, false);
          used = 0;
        }
        const taken = Math.min(CHUNK_BYTES - used, bytes.length - from);
        chunk.set(bytes.subarray(from, from + taken), used);
        used += taken;
        from += taken;
      }
    },
    async finish() {
      if (size === 0) throw new RangeError('an empty file is not stored');
      const padded = paddedFileSize(size) - index * CHUNK_BYTES;
      chunk.fill(0, used, padded);
      await store(chunk.subarray(0, padded), true);
      chunk.fill(0);
      return { id, identity, size, sha256: hash.digest('hex') };
    },
    async abort() {
      chunk.fill(0);
      // What cannot be deleted now is deleted by day.
      if (begun) await port.remove(id).catch(() => undefined);
    },
  };
}

/** Reads a sealed file from any place. Rejects with SealError `tampered` when a chunk is missing or was changed. */
export interface FileReader {
  /** The bytes from `start` up to `end`, both cut to the file. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export async function openReader(port: EvidencePort, file: StoredFile): Promise<FileReader> {
  const first = await port.readChunk(file.id, 0);
  if (!first) throw new SealError('tampered');
  const front = frontLength(first);
  const payload = await payloadOf(first.subarray(0, front), file.identity);
  const padded = paddedFileSize(file.size);
  const lastPiece = Math.ceil(padded / PIECE_BYTES) - 1;
  const plain = Buffer.alloc(Math.min(CHUNK_BYTES, padded));
  let held: number | undefined;

  async function open(index: number): Promise<Buffer> {
    const length = Math.min(CHUNK_BYTES, padded - index * CHUNK_BYTES);
    if (held === index) return plain.subarray(0, length);
    const stored = await port.readChunk(file.id, index);
    const sealed = index === 0 ? stored?.subarray(front) : stored;
    const pieces = Math.ceil(length / PIECE_BYTES);
    if (sealed?.length !== length + pieces * TAG_BYTES) throw new SealError('tampered');
    held = undefined;
    for (let each = 0; each < pieces; each += 1) {
      const number = index * PIECES + each;
      const part = sealed.subarray(each * SEALED_PIECE, (each + 1) * SEALED_PIECE);
      payload.open(part, number, number === lastPiece, plain, each * PIECE_BYTES);
    }
    held = index;
    tidy(2 * length);
    return plain.subarray(0, length);
  }

  return {
    async read(start, end) {
      const from = Math.max(0, Math.min(start, file.size));
      const to = Math.max(from, Math.min(end, file.size));
      const bytes = Buffer.alloc(to - from); // a copy: the held chunk is never given away
      for (let place = from; place < to;) {
        const index = Math.floor(place / CHUNK_BYTES);
        const chunk = await open(index);
        const begin = place - index * CHUNK_BYTES;
        const part = chunk.subarray(begin, Math.min(chunk.length, begin + to - place));
        part.copy(bytes, place - from);
        place += part.length;
      }
      return bytes;
    },
  };
}

/**
 * The bytes from `start` up to `end` in order, at most a chunk at a time. Each piece is checked; length and hash of the
 * whole are not. Throws SealError `tampered`.
 */
export async function* readPart(
  port: EvidencePort,
  file: StoredFile,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  const reader = await openReader(port, file);
  const last = Math.min(end, file.size);
  for (let place = start; place < last;) {
    const next = Math.min(last, (Math.floor(place / CHUNK_BYTES) + 1) * CHUNK_BYTES);
    yield await reader.read(place, next);
    place = next;
  }
}

/** The whole content in order, a chunk at a time; checks length and hash at the end and throws SealError `tampered`. */
export async function* readWhole(port: EvidencePort, file: StoredFile): AsyncGenerator<Uint8Array> {
  const reader = await openReader(port, file);
  const hash = createHash('sha256');
  for (let place = 0; place < file.size; place += CHUNK_BYTES) {
    const bytes = await reader.read(place, place + CHUNK_BYTES);
    hash.update(bytes);
    yield bytes;
  }
  if (hash.digest('hex') !== file.sha256) throw new SealError('tampered');
}
