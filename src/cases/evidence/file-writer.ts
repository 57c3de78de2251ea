import { createHash, randomBytes } from 'node:crypto';
import type { Day } from '../../clock.ts';
import type { EvidencePort } from '../../store/ports.ts';
import { SealError } from '../seal-error.ts';
import { beginFile, PIECE_BYTES, TAG_BYTES } from './age-stream.ts';
import { CHUNK_BYTES, paddedFileSize, PIECES, SEALED_PIECE, type StoredFile } from './sealed-file.ts';
import { tidy } from './tidy.ts';

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
  const { identity, front, payload } = await beginFile();
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
    tidy(end - start); // what it came in
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
