import type { RecipientBook, StaffRecipient, TrustedRecipient } from './recipients.ts';
import { mayOpen, type Accused, type Member, type UnitTree } from './conflict.ts';

/** A member of staff as the cases see him: who he is in the hierarchy, and his confirmed key, if he has one. */
export interface Colleague extends Member {
  id: string;
  /** Undefined until a second key holder confirmed the fingerprint. */
  recipient?: StaffRecipient;
}

/**
 * Who gets the key of a case: everybody the conflict rule allows who has a confirmed key.
 * Throws SealError `tampered` when a row of the recipient table is not this server's; better no filing than to a stranger.
 */
export function recipientsFor(
  accused: Accused,
  staff: readonly Colleague[],
  tree: UnitTree,
  book: RecipientBook,
): TrustedRecipient[] {
  return staff.flatMap((person) =>
    person.recipient && mayOpen(person, accused, tree) ? [book.trust(person.recipient)] : [],
  );
}
