import { argon2Sync } from 'node:crypto';

/** Argon2id's cost; see RFC 9106. */
export interface KdfCost {
  memoryKiB: number;
  passes: number;
  parallelism: number;
}

/** One secret to be stretched. */
export interface StretchInput {
  message: Uint8Array;
  /** Called salt elsewhere; at least 8 bytes. */
  nonce: Uint8Array;
  cost: KdfCost;
  /** Length of the answer, in bytes. */
  tagLength: number;
}

/** Argon2id, blocking: for the thread. Throws for a cost or nonce that it does not know, and when memory is short. */
export function stretchHere({ message, nonce, cost, tagLength }: StretchInput): Uint8Array {
  const { memoryKiB: memory, passes, parallelism } = cost;
  return argon2Sync('argon2id', { message, nonce, memory, passes, parallelism, tagLength });
}
