import { decryptWith, encryptTo, newKeyPair, recipientOf, type Identity, type Recipient } from './age.ts';
import type { Integrity } from './integrity.ts';
import { paced } from './pacing.ts';
import { REPORTER_ID, requireId, type ReporterRecipient, type TrustedRecipient } from './recipients.ts';
import { readWrap, writeWrap, type WrapContent } from './ring-wrap.ts';
import {
  stampRing,
  stampWrap,
  verifyRing,
  wrapFields,
  type Bound,
  type Ring,
  type RingPlace,
  type Wrap,
} from './ring.ts';
import { SealError } from './seal-error.ts';

/** Somebody's secret key and the recipient id it belongs to. */
export interface Key {
  id: string;
  identity: Identity;
}

/** A ring that was opened; `identity` opens its items. Never store or log it. */
export interface OpenRing extends RingPlace {
  generation: number;
  title: string;
  identity: Identity;
}

/**
 * The two rings of a case. Every method checks the MACs of what it is given first and throws SealError:
 * `tampered`, `misplaced` (a ring of another case or name), `wrong-key` (no wrap for this key), `unreadable`.
 * Methods return a new Ring to be stored in place of the old one and change nothing that they were given; two such
 * changes of one ring at once must be kept apart by the store (compare and set on `mac`).
 */
export interface KeyRings {
  /** A fresh staff ring, generation 1. Needs a recipient at least (the recovery key); ids must differ (RangeError). */
  createStaffRing(input: {
    caseId: string;
    title: string;
    recipients: readonly TrustedRecipient[];
  }): Promise<Ring>;
  /** A fresh reporter ring, generation 1: one recipient, no title. */
  createReporterRing(input: { caseId: string; reporter: ReporterRecipient }): Promise<Ring>;
  /** Resolves to the ring's secret; also checks that it is the secret of the public recipient. About 15 ms. */
  openRing(ring: Ring, at: RingPlace, key: Key): Promise<OpenRing>;
  /** The title out of one wrap of a staff ring, for the queue: nothing else of the ring need be loaded. About 8 ms. */
  openTitle(wrap: Wrap, at: { caseId: string; generation: number }, key: Key): Promise<string>;
  /** Gives newcomers access to a staff ring, as a key holder. Who is in it already gets a new wrap. */
  addRecipients(ring: Ring, at: RingPlace, key: Key, newcomers: readonly TrustedRecipient[]): Promise<Ring>;
  /**
   * Takes wraps away, without any key: the first, immediate half of revoking. Who kept the ring's secret can still
   * use it, therefore `rotate` follows. Throws RangeError when nobody would be left.
   */
  dropRecipients(ring: Ring, at: RingPlace, ids: readonly string[]): Ring;
  /**
   * A staff ring with a new secret, generation + 1, for `recipients` alone and for all that follows; items of the
   * old one are then moved by `Sealer.resealItem`. Keep the old ring until the last item was moved.
   */
  rotate(
    ring: Ring,
    at: RingPlace,
    key: Key,
    recipients: readonly TrustedRecipient[],
    title?: string,
  ): Promise<Ring>;
  /** The same ring with MACs under the newest INTEGRITY_KEY, so that an old version can be retired. */
  restamp(ring: Ring, at: RingPlace): Ring;
}

export function createKeyRings(integrity: Integrity): KeyRings {
  const wrapFor = async (content: WrapContent, recipient: Recipient): Promise<Wrap> => {
    const ciphertext = await encryptTo(recipient, writeWrap(content));
    return stampWrap(integrity, content, { recipientId: content.recipientId, ciphertext });
  };
  const wrapAll = async (
    content: Omit<WrapContent, 'recipientId'>,
    recipients: readonly TrustedRecipient[],
  ): Promise<Wrap[]> => {
    if (new Set(recipients.map(({ id }) => id)).size < recipients.length) {
      throw new RangeError('one recipient id is given twice');
    }
    const wraps: Wrap[] = [];
    for (const { id, ageRecipient } of recipients) {
      wraps.push(await wrapFor({ ...content, recipientId: id }, ageRecipient));
    }
    return wraps;
  };
  const freshRing = async (
    bound: Bound,
    title: string,
    recipients: readonly TrustedRecipient[],
  ): Promise<Ring> => {
    requireId(bound.caseId);
    const { identity, recipient } = await newKeyPair();
    return stampRing(integrity, {
      ...bound,
      recipient,
      wraps: await wrapAll({ ...bound, title, identity }, recipients),
    });
  };
  const openWrap = async (wrap: Wrap, bound: Bound, key: Key): Promise<WrapContent> => {
    if (wrap.recipientId !== key.id) throw new SealError('wrong-key');
    if (!integrity.holds(wrap.mac, 'wrap', wrapFields(bound, wrap))) throw new SealError('tampered');
    const content = readWrap(await decryptWith(key.identity, wrap.ciphertext));
    const here =
      content.caseId === bound.caseId &&
      content.ring === bound.ring &&
      content.generation === bound.generation &&
      content.recipientId === key.id;
    if (!here) throw new SealError('misplaced');
    return content;
  };
  const openRing: KeyRings['openRing'] = async (ring, at, key) => {
    verifyRing(integrity, ring, at);
    const wrap = ring.wraps.find(({ recipientId }) => recipientId === key.id);
    if (!wrap) throw new SealError('wrong-key');
    const { title, identity } = await openWrap(wrap, ring, key);
    if ((await recipientOf(identity)) !== ring.recipient) throw new SealError('tampered');
    return { caseId: ring.caseId, ring: ring.ring, generation: ring.generation, title, identity };
  };
  const openStaffRing = (ring: Ring, at: RingPlace, key: Key) => {
    if (at.ring !== 'staff') throw new SealError('misplaced');
    return openRing(ring, at, key);
  };

  return {
    openRing,
    createStaffRing: ({ caseId, title, recipients }) =>
      freshRing({ caseId, ring: 'staff', generation: 1 }, title, recipients),
    createReporterRing: ({ caseId, reporter }) =>
      freshRing({ caseId, ring: 'reporter', generation: 1 }, '', [
        { id: REPORTER_ID, ageRecipient: reporter.ageRecipient } as TrustedRecipient,
      ]),
    async openTitle(wrap, { caseId, generation }, key) {
      return (await openWrap(wrap, { caseId, ring: 'staff', generation }, key)).title;
    },
    async addRecipients(ring, at, key, newcomers) {
      const open = await paced(() => openStaffRing(ring, at, key));
      const added = await wrapAll(open, newcomers);
      const kept = ring.wraps.filter((wrap) => !newcomers.some(({ id }) => id === wrap.recipientId));
      return stampRing(integrity, { ...ring, wraps: [...kept, ...added] });
    },
    dropRecipients(ring, at, ids) {
      verifyRing(integrity, ring, at);
      return stampRing(integrity, {
        ...ring,
        wraps: ring.wraps.filter(({ recipientId }) => !ids.includes(recipientId)),
      });
    },
    async rotate(ring, at, key, recipients, title) {
      const open = await paced(() => openStaffRing(ring, at, key));
      const bound: Bound = { caseId: ring.caseId, ring: 'staff', generation: ring.generation + 1 };
      return freshRing(bound, title ?? open.title, recipients);
    },
    restamp(ring, at) {
      verifyRing(integrity, ring, at);
      return stampRing(integrity, {
        ...ring,
        wraps: ring.wraps.map((wrap) => stampWrap(integrity, ring, wrap)),
      });
    },
  };
}
