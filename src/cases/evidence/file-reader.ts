import { createHash } from 'node:crypto';
import type { EvidencePort } from '../../store/ports.ts';
import { SealError } from '../seal-error.ts';
import { frontLength, payloadOf, PIECE_BYTES, TAG_BYTES } from './age-stream.ts';
import { release } from './release.ts';
import { CHUNK_BYTES, paddedFileSize, PIECES, SEALED_PIECE, type StoredFile } from './sealed-file.ts';
import { tidy } from './tidy.ts';

/** A run of bytes, `end` not included. */
export interface FilePart {
  start: number;
  end: number;
}

/** Reads a sealed file from any place. Rejects with SealError `tampered` when a chunk is missing or was changed. */
export interface FileReader {
  /** The bytes from `start` up to `end`, both cut to the file. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** The same in the reader's own memory: they hold until it is asked again. */
  lend(start: number, end: number): Promise<Uint8Array>;
}

export async function openReader(port: EvidencePort, file: StoredFile): Promise<FileReader> {
  const first = await port.readChunk(file.id, 0);
  if (!first) throw new SealError('tampered');
  const front = frontLength(first);
  const payload = await payloadOf(first.subarray(0, front), file.identity);
  release(first);
  const padded = paddedFileSize(file.size);
  const lastPiece = Math.ceil(padded / PIECE_BYTES) - 1;
  const plain = Buffer.alloc(Math.min(CHUNK_BYTES, padded));
  let held: number | undefined;
  let lent = Buffer.alloc(0);

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
    release(stored!);
    tidy(length);
    return plain.subarray(0, length);
  }

  const cutToFile = (start: number, end: number) => {
    const from = Math.max(0, Math.min(start, file.size));
    return { from, to: Math.max(from, Math.min(end, file.size)) };
  };

  /** Writes the bytes `from` up to `to` into `bytes`. */
  async function fill(bytes: Buffer, from: number, to: number): Promise<Buffer> {
    for (let place = from; place < to;) {
      const index = Math.floor(place / CHUNK_BYTES);
      const chunk = await open(index);
      const begin = place - index * CHUNK_BYTES;
      const part = chunk.subarray(begin, Math.min(chunk.length, begin + to - place));
      part.copy(bytes, place - from);
      place += part.length;
    }
    return bytes;
  }

  return {
    async read(start, end) {
      const { from, to } = cutToFile(start, end);
      return fill(Buffer.alloc(to - from), from, to);
    },
    async lend(start, end) {
      const { from, to } = cutToFile(start, end);
      const index = Math.floor(from / CHUNK_BYTES);
      const begin = from - index * CHUNK_BYTES;
      if (from < to && begin + to - from <= CHUNK_BYTES) {
        return (await open(index)).subarray(begin, begin + to - from);
      }
      if (lent.length < to - from) lent = Buffer.alloc(to - from);
      return fill(lent.subarray(0, to - from), from, to);
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
  { start, end }: FilePart,
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
