import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';

/** Throws RangeError when `recipient` is not a hybrid recipient of the age format. */
export function encrypterFor(recipient: string): Encrypter {
  const wrong = () => new RangeError('not a hybrid age recipient');
  if (!recipient.startsWith('age1pq1')) throw wrong();
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw wrong(); // mistyped or cut short
  }
  return encrypter;
}

/** `plain` as a binary age file, some four milliseconds of computing: for the thread. Throws as `encrypterFor`. */
export function encryptHere({
  recipient,
  plain,
}: {
  recipient: string;
  plain: Uint8Array;
}): Promise<Uint8Array> {
  return encrypterFor(recipient).encrypt(plain);
}

/** A fresh secret key and what belongs to it. */
export interface KeyPair {
  identity: string;
  recipient: string;
}

/** A fresh random key pair, some three milliseconds of computing: for the thread. */
export async function keyPairHere(): Promise<KeyPair> {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** An age file of nothing under a key of its own, and the secret of its payload. */
export interface EmptyFile {
  identity: string;
  file: Uint8Array;
  fileKey: Uint8Array;
}

/** The beginning of a file that is written piece by piece; some ten milliseconds of computing: for the thread. */
export async function emptyFileHere(): Promise<EmptyFile> {
  const { identity, recipient } = await keyPairHere();
  const encrypter = encrypterFor(recipient);
  let fileKey = new Uint8Array(0);
  // Is shown the secret, and adds nothing to the header.
  encrypter.addRecipient({
    wrapFileKey: (secret) => {
      fileKey = secret.slice();
      return [];
    },
  });
  return { identity, file: await encrypter.encrypt(new Uint8Array(0)), fileKey };
}

/**
 * The secret of a payload out of its header, some seven milliseconds of computing: for the thread. Undefined when the header
 * is damaged or for somebody else.
 */
export async function fileKeyHere({
  header,
  identity,
}: {
  header: Uint8Array;
  identity: string;
}): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decryptHeader(header).catch(() => undefined);
}
