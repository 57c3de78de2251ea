import { z } from 'zod';
import { BUCKETS } from '../padding.ts';
import { PIECE_BYTES, TAG_BYTES } from './age-stream.ts';

/** Bytes of plaintext in one stored chunk: sixteen pieces of the age format. */
export const CHUNK_BYTES = 1024 * 1024;
/** Pieces of the age format in a chunk, and the length of one as it lies there. */
export const PIECES = CHUNK_BYTES / PIECE_BYTES;
export const SEALED_PIECE = PIECE_BYTES + TAG_BYTES;

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
