import { z } from 'zod';
import { isRecipient, newIdentity, recipientOf, type Recipient } from '../cases/age.ts';
import type { Key } from '../cases/key-ring.ts';
import { fingerprint, RECOVERY_ID, trustRecovery, type TrustedRecipient } from '../cases/recipients.ts';
import { combineShares, shareMark, splitRecovery, type RecoveryShare } from '../cases/recovery.ts';
import { SealError } from '../cases/seal-error.ts';
import type { SettingPort } from '../store/ports.ts';
import type { Person } from './person.ts';
import type { PersonStore } from './person-store.ts';

/** The setting whose making is the moment of set-up. */
export const FOUNDATION = 'foundation';

const foundationShape = z.object({
  v: z.literal(1),
  recovery: z.string().refine(isRecipient),
  /** First people that may not stand in their table yet: rows in base64. Emptied once they do. */
  people: z.array(z.object({ id: z.string(), row: z.base64() })),
  /** `shareMark` of each share, so that one holder alone can be known as such. Absent in installations set up before. */
  marks: z.array(z.string()).default([]),
});
type Foundation = z.infer<typeof foundationShape>;

/** A recovery key that is not in force yet. Its identity is gone already: only the shares can bring it back. */
export interface NewRecovery {
  recipient: Recipient;
  /** To be pinned in the configuration. */
  fingerprint: string;
  shares: readonly RecoveryShare[];
  /** What is stored of the shares. */
  marks: readonly string[];
}

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
  /** Whether this text is one of the three shares made at set-up. */
  knowsShare(text: string): Promise<boolean>;
  /** The key out of two shares, if it is the one in force. Throws ShareError; SealError `tampered` for another key. */
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
  settings: SettingPort;
  people: PersonStore;
  pinned?: string;
  trustStored: boolean;
}): RecoverySetup {
  const { settings, people, pinned, trustStored } = deps;
  let seen: { bytes: Buffer; foundation: Foundation } | undefined;
  /** Reading a key takes as long as answering a message, and every message asks whether one can report. */
  let trusted: { of: Foundation; recipient: TrustedRecipient } | undefined;

  async function stored(): Promise<Foundation | undefined> {
    const bytes = await settings.get(FOUNDATION);
    if (!bytes) return undefined;
    if (seen?.bytes.equals(bytes)) return seen.foundation;
    let json: unknown;
    try {
      json = JSON.parse(Buffer.from(bytes).toString('utf8'));
    } catch {
      throw new SealError('unreadable');
    }
    const read = foundationShape.safeParse(json);
    if (!read.success) throw new SealError('unreadable');
    seen = { bytes: Buffer.from(bytes), foundation: read.data };
    return read.data;
  }

  const encode = (foundation: Foundation) => Buffer.from(JSON.stringify(foundation));

  async function finish(): Promise<void> {
    const foundation = await stored();
    if (!foundation || foundation.people.length === 0) return;
    for (const { id, row } of foundation.people) {
      // Decoding first: a row slipped into the setting must not become a person.
      await people.insert(people.decode(id, Buffer.from(row, 'base64')));
    }
    await settings.set(FOUNDATION, encode({ ...foundation, people: [] }));
  }

  return {
    finish,
    async exists() {
      return (await settings.get(FOUNDATION)) !== undefined;
    },
    async prepare() {
      const identity = await newIdentity();
      const recipient = await recipientOf(identity);
      const shares = await splitRecovery(identity);
      const marks = shares.map(({ text }) => shareMark(text));
      return { recipient, fingerprint: fingerprint(recipient), shares, marks };
    },
    async found(recovery, first) {
      const value = encode({
        v: 1,
        recovery: recovery.recipient,
        marks: [...recovery.marks],
        people: first.map((person) => ({
          id: person.id,
          row: Buffer.from(people.encode(person)).toString('base64'),
        })),
      });
      const kept = await settings.make(FOUNDATION, value);
      if (!value.equals(kept)) return false;
      await finish();
      return true;
    },
    async knowsShare(text) {
      const mark = shareMark(text);
      return (await stored())?.marks.includes(mark) ?? false;
    },
    async open(texts) {
      const key = await combineShares(texts);
      const foundation = await stored();
      if (foundation?.recovery !== key.recipient) throw new SealError('tampered');
      return { id: RECOVERY_ID, identity: key.identity };
    },
    async storedFingerprint() {
      const foundation = await stored();
      return foundation && fingerprint(foundation.recovery);
    },
    async recovery() {
      const foundation = await stored();
      if (!foundation) return undefined;
      const expected = pinned ?? (trustStored ? fingerprint(foundation.recovery) : undefined);
      if (expected === undefined) return undefined;
      if (trusted?.of !== foundation)
        trusted = { of: foundation, recipient: trustRecovery(foundation.recovery, expected) };
      return trusted.recipient;
    },
  };
}
