import { createHmac } from 'node:crypto';
import { identityFromSeed, type Identity } from '../age.ts';
import { stretch } from '../heavy/heavy.ts';
import type { KdfCost } from '../heavy/stretch-here.ts';
import type { TrackingCode } from '../tracking.ts';
import { readVersionedSecret } from '../versioned-secret.ts';

/** What every code of an installation is derived with. Changing it makes all codes given out worthless (ADR 0011). */
export const CODE_COST: Readonly<KdfCost> = { memoryKiB: 64 * 1024, passes: 3, parallelism: 1 };

/** What a code is worth under one version of CODE_PEPPER. */
export interface CodeKeys {
  pepperVersion: number;
  /** Finds the case: 64 lower-case hex digits. Stored with the case; says nothing about the code or the identity. */
  locator: string;
  /** Opens the reporter ring. Never stored. */
  identity: Identity;
}

/**
 * Turns a code into its keys under every version of CODE_PEPPER, newest first: a new case is filed under the first,
 * a case is looked for under each. Slow on purpose (0.3 s, 64 MiB) and off the main thread; go through `lanes.ts`.
 */
export type DeriveCode = (code: TrackingCode) => Promise<readonly [CodeKeys, ...CodeKeys[]]>;

const MIN_SALT_BYTES = 16;
const HALF_BYTES = 32;

/**
 * `salt` is random, at least 16 bytes, made once for an installation and stored with it; `pepper` is CODE_PEPPER,
 * plain or versioned. Losing either makes all codes worthless. `cost` is for tests.
 * Throws SetupError for a malformed pepper, RangeError for a short salt.
 */
export function createCodeDerivation(settings: {
  salt: Uint8Array;
  pepper: string;
  cost?: KdfCost;
}): DeriveCode {
  const { salt, cost = CODE_COST } = settings;
  const [newest, ...older] = readVersionedSecret(settings.pepper, 'CODE_PEPPER');
  if (salt.byteLength < MIN_SALT_BYTES) throw new RangeError('the salt needs at least 16 bytes');
  return async (code) => {
    const message = Buffer.from(code, 'ascii');
    const stretched = await stretch({ message, nonce: salt, cost, tagLength: 2 * HALF_BYTES });
    const under = ({ version, secret }: typeof newest): CodeKeys => {
      const bytes = createHmac('sha512', secret)
        .update('suetrong tracking code v1\n')
        .update(stretched)
        .digest();
      return {
        pepperVersion: version,
        locator: bytes.subarray(0, HALF_BYTES).toString('hex'),
        identity: identityFromSeed(bytes.subarray(HALF_BYTES)),
      };
    };
    return [under(newest), ...older.map(under)];
  };
}
