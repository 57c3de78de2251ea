import { newIdentity, recipientOf } from '../../src/cases/age.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createKeyRings, type Key } from '../../src/cases/key-ring.ts';
import {
  createRecipientBook,
  fingerprint,
  trustRecovery,
  trustReporter,
  type ReporterRecipient,
  type TrustedRecipient,
} from '../../src/cases/recipients.ts';
import { createSealer } from '../../src/cases/seal.ts';
import { SealError, type SealReason } from '../../src/cases/seal-error.ts';

export const INTEGRITY_KEY = 'integrity key of the tests with enough signs';

export const integrity = createIntegrity(INTEGRITY_KEY);
export const rings = createKeyRings(integrity);
export const sealer = createSealer(integrity);
export const book = createRecipientBook(integrity);

export interface Person {
  key: Key;
  recipient: TrustedRecipient;
}

export async function makePerson(id: string): Promise<Person> {
  const identity = await newIdentity();
  return { key: { id, identity }, recipient: book.trust(book.enter(id, await recipientOf(identity))) };
}

export async function makeRecovery(): Promise<Person> {
  const identity = await newIdentity();
  const ageRecipient = await recipientOf(identity);
  return {
    key: { id: 'recovery', identity },
    recipient: trustRecovery(ageRecipient, fingerprint(ageRecipient)),
  };
}

export async function makeReporter(): Promise<{ key: Key; reporter: ReporterRecipient }> {
  const identity = await newIdentity();
  return { key: { id: 'reporter', identity }, reporter: trustReporter(await recipientOf(identity)) };
}

/** The reason of the SealError that `work` ends with; anything else, also success, fails the test. */
export async function sealReason(work: () => unknown): Promise<SealReason> {
  let outcome: unknown;
  try {
    outcome = await work();
  } catch (error) {
    if (error instanceof SealError) return error.reason;
    throw error;
  }
  throw new Error(`expected a SealError, got ${typeof outcome}`);
}

/** A copy with one byte changed. */
export function flipped(bytes: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}

export const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));
export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
