import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** What is in a box could not be read: wrong secret, wrong place, or the bytes were changed. Never says more. */
export class BoxError extends Error {
  constructor() {
    super('sealed data could not be opened: wrong secret, wrong place, or damaged');
    this.name = 'BoxError';
  }
}

/**
 * Seals what the server itself must be able to open again: inbox rows, sessions, drafts (promise 1 in
 * `docs/threat-model.md` says for how long). Filed cases never use this; they are sealed to people (`cases/seal.ts`).
 */
export interface SecretBox {
  /** Seals `plain` for one place; it opens only under the same `place`. */
  seal(plain: Uint8Array, place: string): Buffer;
  /** Throws BoxError. */
  open(sealed: Uint8Array, place: string): Buffer;
  /** A keyed, one-way name for a value: 32 lower-case hex digits. */
  name(value: string): string;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A box whose keys come from `secret` by HKDF-SHA-256 under `purpose`; boxes of different purposes open nothing of each other. */
export function createSecretBox(secret: string, purpose: string): SecretBox {
  const derive = (label: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'suetrong', `${purpose}/${label}`, 32)));
  const sealKey = derive('seal');
  const nameKey = derive('name');
  return {
    seal(plain, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      cipher.setAAD(Buffer.from(place, 'utf8'));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== VERSION || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new BoxError();
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(1, 1 + NONCE_BYTES));
      decipher.setAAD(Buffer.from(place, 'utf8'));
      decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)),
          decipher.final(),
        ]);
      } catch {
        throw new BoxError();
      }
    },
    name: (value) => createHmac('sha256', nameKey).update(value).digest('hex').slice(0, 32),
  };
}
