/**
 * - `wrong-key`: what was given opens something else (another case, ring, generation or person).
 * - `tampered`: the bytes are not what this server wrote: changed, cut short, moved under another name, or written
 *   without INTEGRITY_KEY (a wrong INTEGRITY_KEY looks the same).
 * - `misplaced`: genuine, but belongs to another case, kind, sequence, ring or recipient.
 * - `unreadable`: genuine and opened, but not in a form this version knows.
 */
export type SealReason = 'wrong-key' | 'tampered' | 'misplaced' | 'unreadable';

/** Something sealed could not be opened or must not be written. Carries neither content, ids nor keys. */
export class SealError extends Error {
  readonly reason: SealReason;

  constructor(reason: SealReason) {
    super(`sealed data could not be used: ${reason}`);
    this.name = 'SealError';
    this.reason = reason;
  }
}
