import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import { encryptTo, recipientOf, type Identity } from '../age.ts';
import { SealError } from '../seal-error.ts';

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
  seal(piece: Uint8Array, index: number, last: boolean): Buffer;
  /** Throws SealError `tampered`. */
  open(sealed: Uint8Array, index: number, last: boolean): Buffer;
}

/** A fresh age file for the holder of `identity`: what stands before its payload, and the payload's secret. */
export async function beginFile(identity: Identity): Promise<{ front: Uint8Array; payload: Payload }> {
  const whole = await encryptTo(await recipientOf(identity), new Uint8Array(0));
  const front = whole.subarray(0, whole.length - TAG_BYTES);
  return { front, payload: await payloadOf(front, identity) };
}

/** How many bytes stand before the payload of an age file. Throws SealError `tampered`. */
export function frontLength(file: Uint8Array): number {
  const bytes = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, 64 * 1024));
  const mac = bytes.indexOf('\n--- ');
  const end = mac < 0 ? -1 : bytes.indexOf('\n', mac + 1);
  if (end < 0 || end + 1 + NONCE_BYTES > file.byteLength) throw new SealError('tampered');
  return end + 1 + NONCE_BYTES;
}

/** The payload's secret out of what stands before it. Throws SealError `wrong-key`, also for a damaged header. */
export async function payloadOf(front: Uint8Array, identity: Identity): Promise<Payload> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const header = front.subarray(0, front.length - NONCE_BYTES);
  const nonce = front.subarray(front.length - NONCE_BYTES);
  let fileKey: Uint8Array;
  try {
    fileKey = await decrypter.decryptHeader(header);
  } catch {
    throw new SealError('wrong-key');
  }
  const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
  return {
    seal(piece, index, last) {
      const cipher = createCipheriv(ALGORITHM, key, counter(index, last), { authTagLength: TAG_BYTES });
      return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, index, last) {
      if (sealed.length < TAG_BYTES) throw new SealError('tampered');
      const decipher = createDecipheriv(ALGORITHM, key, counter(index, last), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      try {
        return Buffer.concat([
          decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)),
          decipher.final(),
        ]);
      } catch {
        throw new SealError('tampered');
      }
    },
  };
}

/** Eleven bytes of number, big end first, and one that marks the last piece. */
function counter(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
