import { createHmac, randomBytes } from 'node:crypto';
import { newIdentity, recipientOf, type Identity, type Recipient } from '../cases/age.ts';
import { stretch } from '../cases/heavy/heavy.ts';
import type { KdfCost } from '../cases/heavy/stretch-here.ts';
import { readVersionedSecret, type VersionedSecret } from '../cases/versioned-secret.ts';
import { BoxError, createSecretBox } from '../secret-box.ts';
import { passphraseBytes } from './passphrase.ts';
import type { Person } from './person.ts';

/** What passphrases are stretched with (ADR 0015). Changing it makes every passphrase given out worthless. */
export const STAFF_COST: Readonly<KdfCost> = { memoryKiB: 64 * 1024, passes: 3, parallelism: 1 };

export type SealedKey = Omit<Person['key'], 'id'>;

export interface PersonKeys {
  /** A fresh key of a person, sealed under the passphrase. */
  make(personId: string, passphrase: string): Promise<SealedKey>;
  /**
   * The identity, and `resealed` when it was sealed under an older STAFF_PEPPER and should be stored anew. Undefined for a
   * wrong passphrase, for an absent key (which takes as long) and for a pepper version that was dropped.
   */
  open(
    personId: string,
    key: SealedKey | undefined,
    typed: string,
  ): Promise<{ identity: Identity; resealed?: SealedKey } | undefined>;
}

const SALT_BYTES = 16;

/** `pepper` is STAFF_PEPPER, plain or versioned; `cost` is for tests. Throws SetupError for a malformed pepper. */
export function createPersonKeys(settings: { pepper: string; cost?: KdfCost }): PersonKeys {
  const { cost = STAFF_COST } = settings;
  const peppers = readVersionedSecret(settings.pepper, 'STAFF_PEPPER');
  const [newest] = peppers;
  const nobody: SealedKey = {
    ageRecipient: '',
    salt: randomBytes(SALT_BYTES),
    pepper: newest.version,
    sealed: randomBytes(128),
  };

  const stretchTyped = (typed: string, nonce: Uint8Array): Promise<Uint8Array> => {
    const message = passphraseBytes(typed) ?? randomBytes(SALT_BYTES);
    return stretch({ message, nonce, cost, tagLength: 32 });
  };
  const boxUnder = ({ secret }: VersionedSecret, stretched: Uint8Array) => {
    const key = createHmac('sha512', secret)
      .update('suetrong staff passphrase v1\n')
      .update(stretched)
      .digest('hex');
    return createSecretBox(key, 'staff-identity');
  };
  const seal = (personId: string, identity: Identity, stretched: Uint8Array): Uint8Array =>
    boxUnder(newest, stretched).seal(Buffer.from(identity, 'ascii'), personId);

  return {
    async make(personId, passphrase) {
      const salt = randomBytes(SALT_BYTES);
      const identity = await newIdentity();
      const ageRecipient: Recipient = await recipientOf(identity);
      const sealed = seal(personId, identity, await stretchTyped(passphrase, salt));
      return { ageRecipient, salt, pepper: newest.version, sealed };
    },
    async open(personId, key = nobody, typed) {
      const stretched = await stretchTyped(typed, key.salt);
      const pepper = peppers.find(({ version }) => version === key.pepper);
      if (!pepper) return undefined;
      try {
        const identity = boxUnder(pepper, stretched).open(key.sealed, personId).toString('ascii');
        if (pepper === newest) return { identity };
        return {
          identity,
          resealed: { ...key, pepper: newest.version, sealed: seal(personId, identity, stretched) },
        };
      } catch (error) {
        if (error instanceof BoxError) return undefined;
        throw error;
      }
    },
  };
}
