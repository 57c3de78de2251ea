import { createPool } from './pool.ts';
import type { StretchInput } from './stretch-here.ts';

/** As many as there are lanes that lead here: filing, tracking, and sign-in from known and from strange browsers. */
const stretching = createPool('stretch', 4);
const encrypting = createPool('encrypt', 1);

/** A copy that is nobody else's, to be handed over. */
const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/**
 * Argon2id, off the main thread: many stretch at once when many report, and whoever only asks a question is not to wait
 * for them. Rejects for a cost or nonce that Argon2 does not know, and when the memory cannot be had.
 */
export function stretch(input: StretchInput): Promise<Uint8Array> {
  const [message, nonce] = [copy(input.message), copy(input.nonce)];
  return stretching.run({ ...input, message, nonce }, [message, nonce]);
}

/** `plain` as a binary age file for `recipient`, off the main thread. Rejects for what is not a hybrid recipient. */
export function encrypt(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const mine = copy(plain);
  return encrypting.run({ recipient, plain: mine }, [mine]);
}
