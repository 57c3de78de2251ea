import { newIdentity, recipientOf, type Recipient } from '../cases/age.ts';
import type { Key } from '../cases/key-ring.ts';
import { fingerprint, RECOVERY_ID, trustRecovery, type TrustedRecipient } from '../cases/recipients.ts';
import { combineShares, isShareOf, shareMark, splitRecovery, type RecoveryShare } from '../cases/recovery.ts';
import { SealError } from '../cases/seal-error.ts';
import { ShareError } from '../cases/share-text.ts';
import type { Foundation, FoundationBook } from './foundation.ts';
import type { Person } from './person.ts';
import type { PersonStore } from './person-store.ts';

/** A recovery key that is not in force yet. Its identity is gone already: only the shares can bring it back. */
export interface NewRecovery {
  recipient: Recipient;
  /** To be pinned in the configuration. */
  fingerprint: string;
  shares: readonly RecoveryShare[];
  /** What is stored of the shares. */
  marks: readonly string[];
}

/**
 * `in-force`: one of the three. `old`: made from the key in force, but replaced by others. `unknown`: neither, and any
 * where the shares in force have no marks.
 */
export type ShareStanding = 'in-force' | 'old' | 'unknown';

export interface RecoverySetup {
  /** Whether this installation was set up. */
  exists(): Promise<boolean>;
  /** Makes a recovery key and its 2-of-3 shares. Stores nothing. */
  prepare(): Promise<NewRecovery>;
  /**
   * Sets the installation up with this key and these first people, all or nothing, once. False, and nothing happens,
   * when it was set up before.
   */
  found(recovery: Pick<NewRecovery, 'recipient' | 'marks'>, people: readonly Person[]): Promise<boolean>;
  /** What a typed share is here. Throws ShareError as `checkShare`. */
  lookAtShare(text: string): Promise<ShareStanding>;
  /**
   * The key out of two shares in force, if it is the one in force. Throws ShareError, `old` for shares that new ones
   * replaced; SealError `tampered` for another key.
   */
  open(texts: readonly string[]): Promise<Key>;
  /** Ends a set-up that broke off after its decisive moment. To be called at start; does nothing otherwise. */
  finish(): Promise<void>;
  /** The stored key's fingerprint, for people to compare; undefined before set-up. Trusts nothing. */
  storedFingerprint(): Promise<string | undefined>;
  /**
   * The recovery recipient: undefined before set-up, and in production also before its fingerprint was pinned, so that
   * nothing can be filed under a key that nobody vouched for. Throws SealError `tampered` when it is not the pinned one.
   */
  recovery(): Promise<TrustedRecipient | undefined>;
}

/** `trustStored`: trial mode, where the stored key is believed. `pinned`: RECOVERY_FINGERPRINT, which wins over it. */
export function createRecoverySetup(deps: {
  foundation: FoundationBook;
  people: PersonStore;
  pinned?: string;
  trustStored: boolean;
}): RecoverySetup {
  const { foundation: book, people, pinned, trustStored } = deps;
  /** Reading a key takes as long as answering a message, and every message asks whether one can report. */
  let trusted: { of: Foundation; recipient: TrustedRecipient } | undefined;

  async function finish(): Promise<void> {
    const foundation = await book.read();
    if (!foundation || foundation.people.length === 0) return;
    for (const { id, row } of foundation.people) {
      // Decoding first: a row slipped into the setting must not become a person.
      await people.insert(people.decode(id, Buffer.from(row, 'base64')));
    }
    // False: another process did the same.
    await book.replace(foundation, { ...foundation, people: [] });
  }

  async function lookAtShare(text: string): Promise<ShareStanding> {
    const mark = shareMark(text);
    const foundation = await book.read();
    if (!foundation || foundation.marks.length === 0) return 'unknown';
    if (foundation.marks.includes(mark)) return 'in-force';
    return isShareOf(foundation.recovery, text) ? 'old' : 'unknown';
  }

  return {
    finish,
    lookAtShare,
    exists: () => book.exists(),
    async prepare() {
      const identity = await newIdentity();
      const recipient = await recipientOf(identity);
      const shares = await splitRecovery(identity);
      const marks = shares.map(({ text }) => shareMark(text));
      return { recipient, fingerprint: fingerprint(recipient), shares, marks };
    },
    async found(recovery, first) {
      const made = await book.make({
        v: 1,
        recovery: recovery.recipient,
        marks: [...recovery.marks],
        people: first.map((person) => ({
          id: person.id,
          row: Buffer.from(people.encode(person)).toString('base64'),
        })),
      });
      if (made) await finish();
      return made;
    },
    async open(texts) {
      const standings = await Promise.all(texts.map(lookAtShare));
      if (standings.includes('old')) throw new ShareError('old');
      const key = await combineShares(texts);
      const foundation = await book.read();
      if (foundation?.recovery !== key.recipient) throw new SealError('tampered');
      return { id: RECOVERY_ID, identity: key.identity };
    },
    async storedFingerprint() {
      const foundation = await book.read();
      return foundation && fingerprint(foundation.recovery);
    },
    async recovery() {
      const foundation = await book.read();
      if (!foundation) return undefined;
      const expected = pinned ?? (trustStored ? fingerprint(foundation.recovery) : undefined);
      if (expected === undefined) return undefined;
      if (trusted?.of !== foundation)
        trusted = { of: foundation, recipient: trustRecovery(foundation.recovery, expected) };
      return trusted.recipient;
    },
  };
}
