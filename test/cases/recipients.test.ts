import { describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { newIdentity, recipientOf } from '../../src/cases/age.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import {
  createRecipientBook,
  fingerprint,
  staffRecipientShape,
  trustRecovery,
  trustReporter,
} from '../../src/cases/recipients.ts';
import { book, flipped, sealReason } from './people.ts';

const newRecipient = async () => recipientOf(await newIdentity());

describe('fingerprints', () => {
  it('are six groups of four digits, fixed for a key and different for others', async () => {
    const [one, two] = [await newRecipient(), await newRecipient()];
    expect(fingerprint(one)).toMatch(/^\d{4}( \d{4}){5}$/);
    expect(fingerprint(one)).toBe(fingerprint(one));
    expect(fingerprint(one)).not.toBe(fingerprint(two));
  });
});

describe('the table of staff recipients', () => {
  it('is trusted as this server wrote it', async () => {
    const row = book.enter('officer-1', await newRecipient());
    expect(staffRecipientShape.parse(row)).toEqual(row);
    expect(row.fingerprint).toBe(fingerprint(row.ageRecipient));
    expect(book.trust(row)).toEqual({ id: 'officer-1', ageRecipient: row.ageRecipient });
  });

  it('is not trusted after any change', async () => {
    const row = book.enter('officer-1', await newRecipient());
    const other = book.enter('officer-2', await newRecipient());
    const changed = [
      { ...row, id: 'officer-2' },
      { ...row, ageRecipient: other.ageRecipient },
      { ...row, ageRecipient: other.ageRecipient, fingerprint: other.fingerprint },
      { ...row, fingerprint: other.fingerprint },
      { ...row, mac: other.mac },
      { ...row, mac: flipped(row.mac, 5) },
      { ...row, mac: new Uint8Array(0) },
    ];
    for (const candidate of changed) expect(await sealReason(() => book.trust(candidate))).toBe('tampered');
    const foreign = createRecipientBook(createIntegrity('another integrity key that has enough signs'));
    expect(await sealReason(() => foreign.trust(row))).toBe('tampered');
  });

  it('takes neither reserved ids nor other keys', async () => {
    const recipient = await newRecipient();
    for (const id of ['recovery', 'reporter', '', 'ก', 'a b', 'x'.repeat(65)]) {
      expect(() => book.enter(id, recipient)).toThrow(RangeError);
    }
    const classic = await identityToRecipient(await generateX25519Identity());
    for (const key of [classic, '', recipient.slice(1)])
      expect(() => book.enter('a', key)).toThrow(RangeError);
    expect(() => trustReporter(classic)).toThrow(RangeError);
  });
});

describe('the recovery recipient', () => {
  it('is trusted under its pinned fingerprint only, however that is spaced', async () => {
    const recipient = await newRecipient();
    const pinned = fingerprint(recipient);
    for (const written of [pinned, pinned.replaceAll(' ', ''), pinned.replaceAll(' ', '-')]) {
      expect(trustRecovery(recipient, written).id).toBe('recovery');
    }
    const other = await newRecipient();
    for (const wrong of ['', pinned.slice(1), fingerprint(other)]) {
      expect(await sealReason(() => trustRecovery(recipient, wrong))).toBe('tampered');
    }
    expect(await sealReason(() => trustRecovery('age1pq1nonsense', fingerprint('age1pq1nonsense')))).toBe(
      'tampered',
    );
  });
});
