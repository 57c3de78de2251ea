import { fingerprint, type RecipientBook } from '../cases/recipients.ts';
import { ExpectedError } from '../errors.ts';
import type { Person } from './person.ts';

/** Throws ExpectedError `not-taken-up`, `nothing-to-confirm` unless the person's key waits to be confirmed. */
export function requirePending(now: Person): void {
  if (now.invitation) throw new ExpectedError('not-taken-up', {}, 409);
  if (now.recipient) throw new ExpectedError('nothing-to-confirm');
}

/** The person as a recipient, if that is the fingerprint of the key. Throws ExpectedError `fingerprint-differs`. */
export function confirmed(now: Person, shownFingerprint: string, book: RecipientBook): Person {
  const digits = (text: string) => text.normalize('NFKC').replace(/\D/g, '');
  if (digits(shownFingerprint) !== digits(fingerprint(now.key.ageRecipient))) {
    throw new ExpectedError('fingerprint-differs');
  }
  return { ...now, recipient: book.enter(now.key.id, now.key.ageRecipient) };
}
