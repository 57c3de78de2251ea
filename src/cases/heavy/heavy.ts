import type { EmptyFile, KeyPair } from './age-here.ts';
import { createPool } from './pool.ts';
import type { StretchInput } from './stretch-here.ts';

/** As many as there are lanes that lead here: filing, tracking, and sign-in from known and from strange browsers. */
const stretching = createPool(4);
const sealing = createPool(1);

/** A copy that is nobody else's, to be handed over. */
const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/**
 * Argon2id, off the main thread: many stretch at once when many report, and whoever only asks a question is not to wait
 * for them. Rejects for a cost or nonce that Argon2 does not know, and when the memory cannot be had.
 */
export function stretch(input: StretchInput): Promise<Uint8Array> {
  const [message, nonce] = [copy(input.message), copy(input.nonce)];
  return stretching.run('stretch', { ...input, message, nonce }, [message, nonce]);
}

/** `plain` as a binary age file for `recipient`, off the main thread. Rejects for what is not a hybrid recipient. */
export function encrypt(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const mine = copy(plain);
  return sealing.run('encrypt', { recipient, plain: mine }, [mine]);
}

/** A fresh random key pair, off the main thread. */
export function keyPair(): Promise<KeyPair> {
  return sealing.run('keyPair', undefined);
}

/** The beginning of a file that is written piece by piece, under a fresh key of its own, off the main thread. */
export function emptyFile(): Promise<EmptyFile> {
  return sealing.run('emptyFile', undefined);
}

/** The secret of a file's payload, off the main thread. Undefined when its header is damaged or for somebody else. */
export function fileKey(header: Uint8Array, identity: string): Promise<Uint8Array | undefined> {
  const mine = copy(header);
  return sealing.run('fileKey', { header: mine, identity }, [mine]);
}
