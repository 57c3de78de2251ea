import { Encrypter } from 'age-encryption';

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
