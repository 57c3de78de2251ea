import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Identity } from '../age.ts';
import { emptyFile, fileKey } from '../heavy/heavy.ts';
import { SealError } from '../seal-error.ts';
import { release } from './release.ts';

/**
 * The payload of the age format (age-encryption.org/v1, "STREAM"), piece by piece and from any place, which the
 * library does not offer; header and keys are the library's. Tests hold both directions against the library.
 */

/** Bytes of plaintext in one piece of an age payload. */
export const PIECE_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
const NONCE_BYTES = 16;
const ALGORITHM = 'chacha20-poly1305';

/** The secret of one payload. */
export interface Payload {
  /** Writes a piece, sealed and TAG_BYTES longer, into `to` from `at` on. */
  seal(piece: Uint8Array, index: number, last: boolean, to: Buffer, at: number): void;
  /** The reverse. Throws SealError `tampered`, having written what is not to be used. */
  open(sealed: Uint8Array, index: number, last: boolean, to: Buffer, at: number): void;
}

/** A fresh age file under an identity of its own: what stands before its payload, and the payload's secret. */
export async function beginFile(): Promise<{ identity: Identity; front: Uint8Array; payload: Payload }> {
  const { identity, file, fileKey: secret } = await emptyFile();
  const front = file.subarray(0, file.length - TAG_BYTES);
  return { identity, front, payload: payloadUnder(secret, nonceOf(front)) };
}

/** How many bytes stand before the payload of an age file. Throws SealError `tampered`. */
export function frontLength(file: Uint8Array): number {
  const bytes = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, 64 * 1024));
  const mac = bytes.indexOf('\n--- ');
  const end = mac < 0 ? -1 : bytes.indexOf('\n', mac + 1);
  if (end < 0 || end + 1 + NONCE_BYTES > file.byteLength) throw new SealError('tampered');
  return end + 1 + NONCE_BYTES;
}

const nonceOf = (front: Uint8Array) => front.subarray(front.length - NONCE_BYTES);

/** The payload's secret out of what stands before it. Throws SealError `wrong-key`, also for a damaged header. */
export async function payloadOf(front: Uint8Array, identity: Identity): Promise<Payload> {
  const secret = await fileKey(front.subarray(0, front.length - NONCE_BYTES), identity);
  if (!secret) throw new SealError('wrong-key');
  return payloadUnder(secret, nonceOf(front));
}

function payloadUnder(secret: Uint8Array, nonce: Uint8Array): Payload {
  const key = Buffer.from(hkdfSync('sha256', secret, nonce, 'payload', 32));
  return {
    // Into memory that is there: a film has thousands of pieces, and what they leave behind would add up.
    seal(piece, index, last, to, at) {
      const cipher = createCipheriv(ALGORITHM, key, counter(index, last), { authTagLength: TAG_BYTES });
      const length = moved(cipher.update(piece), to, at);
      cipher.final(); // nothing: this cipher keeps no rest
      cipher.getAuthTag().copy(to, at + length);
    },
    open(sealed, index, last, to, at) {
      const end = sealed.length - TAG_BYTES;
      if (end < 0) throw new SealError('tampered');
      const decipher = createDecipheriv(ALGORITHM, key, counter(index, last), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(sealed.subarray(end));
      try {
        moved(decipher.update(sealed.subarray(0, end)), to, at);
        decipher.final();
      } catch {
        throw new SealError('tampered');
      }
    },
  };
}

function moved(bytes: Buffer, to: Buffer, at: number): number {
  const length = bytes.copy(to, at);
  release(bytes);
  return length;
}

/** Eleven bytes of number, big end first, and one that marks the last piece. */
function counter(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
