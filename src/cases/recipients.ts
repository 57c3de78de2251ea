import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isRecipient, type Recipient } from './age.ts';
import { bytesShape } from './bytes-shape.ts';
import type { Integrity } from './integrity.ts';
import { SealError } from './seal-error.ts';

/** The recipient id of the recovery key in every staff ring. */
export const RECOVERY_ID = 'recovery';
/** The recipient id of the reporter in every reporter ring. */
export const REPORTER_ID = 'reporter';

/**
 * One public key of one staff member, as the table of recipients stores it. `id` names the key, not the person:
 * who gets a new key gets a new id, so that a wrap made for an id opens with that key for ever.
 */
export const staffRecipientShape = z.object({
  id: z.string(),
  ageRecipient: z.string(),
  /** As `fingerprint` makes it. */
  fingerprint: z.string(),
  mac: bytesShape,
});
export type StaffRecipient = z.infer<typeof staffRecipientShape>;

declare const trusted: unique symbol;
/** A recipient that a case may be sealed to; only the functions of this file make one. */
export interface TrustedRecipient {
  readonly id: string;
  readonly ageRecipient: Recipient;
  readonly [trusted]: 'staff';
}
/** The reporter of one case, as its code says. Fits no staff ring. */
export interface ReporterRecipient {
  readonly ageRecipient: Recipient;
  readonly [trusted]: 'reporter';
}

export interface RecipientBook {
  /**
   * The row to store for a new key. Call it only once the fingerprint was confirmed: the row says that it was.
   * Throws RangeError for an id that is reserved or not an id, and for anything but a hybrid recipient.
   */
  enter(id: string, ageRecipient: Recipient): StaffRecipient;
  /** Checks a stored row. Throws SealError `tampered` when this server did not write it as it stands. */
  trust(row: StaffRecipient): TrustedRecipient;
}

/** Keeps the table of staff recipients honest: who can write to the database cannot make himself a recipient. */
export function createRecipientBook(integrity: Integrity): RecipientBook {
  return {
    enter(id, ageRecipient) {
      requireId(id);
      if (id === RECOVERY_ID || id === REPORTER_ID) throw new RangeError('this recipient id is reserved');
      if (!isRecipient(ageRecipient)) throw new RangeError('not a hybrid age recipient');
      const mac = integrity.mac('recipient', [id, ageRecipient]);
      return { id, ageRecipient, fingerprint: fingerprint(ageRecipient), mac };
    },
    trust({ id, ageRecipient, fingerprint: shown, mac }) {
      const holds = integrity.holds(mac, 'recipient', [id, ageRecipient]);
      if (!holds || shown !== fingerprint(ageRecipient)) throw new SealError('tampered');
      return { id, ageRecipient } as TrustedRecipient;
    },
  };
}

/**
 * The recovery recipient, if its fingerprint is the pinned one (spaces, dashes and so on do not count).
 * Throws SealError `tampered` when it is not: somebody exchanged the key that opens everything.
 */
export function trustRecovery(ageRecipient: Recipient, pinnedFingerprint: string): TrustedRecipient {
  const digits = (text: string) => text.replace(/[\s-]/g, '');
  if (!isRecipient(ageRecipient) || digits(fingerprint(ageRecipient)) !== digits(pinnedFingerprint)) {
    throw new SealError('tampered');
  }
  return { id: RECOVERY_ID, ageRecipient } as TrustedRecipient;
}

/** The reporter's recipient, derived from the code in this very request (`recipientOf(key.identity)`). Throws RangeError. */
export function trustReporter(ageRecipient: Recipient): ReporterRecipient {
  if (!isRecipient(ageRecipient)) throw new RangeError('not a hybrid age recipient');
  return { ageRecipient } as ReporterRecipient;
}

const GROUPS = 6;
const GROUP_DIGITS = 4;

/**
 * A short name of a public key for two people to compare by telephone: six groups of four digits (80 bits), such as
 * `4711 0815 …`. Digits, because they are said the same way by everybody; 24 of them, so that nobody takes a
 * fingerprint for a tracking code.
 */
export function fingerprint(recipient: Recipient): string {
  const hash = createHash('sha256')
    .update('suetrong recipient fingerprint v1\n')
    .update(recipient)
    .digest('hex');
  const number = BigInt(`0x${hash}`) % 10n ** BigInt(GROUPS * GROUP_DIGITS);
  const digits = number.toString().padStart(GROUPS * GROUP_DIGITS, '0');
  return (digits.match(/\d{4}/g) ?? []).join(' ');
}

/** Throws RangeError unless `id` has 1 to 64 letters, digits, `-` or `_`: what can stand in every sealed form. */
export function requireId(id: string): void {
  if (!/^[\w-]{1,64}$/.test(id)) throw new RangeError('an id has 1 to 64 letters, digits, - or _');
}
