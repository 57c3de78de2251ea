import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readVersionedSecret, type VersionedSecret } from './versioned-secret.ts';

/** What a MAC may stand under; each has its own key, so that none can be passed off as another. */
export type MacPurpose = 'item' | 'wrap' | 'ring' | 'recipient' | 'gone' | 'ledger';
export type MacField = string | number | Uint8Array;

/**
 * Says "this server wrote it" over what lies in the database: age authenticates no sender, and the public recipients
 * of a case are public. A MAC is 33 bytes: the version of INTEGRITY_KEY, then HMAC-SHA-256 over the fields, each
 * preceded by its length. It proves who wrote, not when: an older row put back whole still passes (ADR 0014).
 */
export interface Integrity {
  /** Under the newest key. */
  mac(purpose: MacPurpose, fields: readonly MacField[]): Uint8Array;
  /** Under every key that is configured, newest first. */
  macs(purpose: MacPurpose, fields: readonly MacField[]): Uint8Array[];
  /** In constant time, under the version the MAC names; false for an unknown version or another length. */
  holds(mac: Uint8Array, purpose: MacPurpose, fields: readonly MacField[]): boolean;
}

const MAC_BYTES = 33;

/** Reads INTEGRITY_KEY (versioned or plain). Throws SetupError when it is malformed. */
export function createIntegrity(setting: string): Integrity {
  const secrets = readVersionedSecret(setting, 'INTEGRITY_KEY');
  const keys = new Map<string, Buffer>();
  const keyFor = (version: number, secret: string, purpose: MacPurpose) => {
    const name = `${version}/${purpose}`;
    const known = keys.get(name);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, 'suetrong', `integrity/v1/${purpose}`, 32));
    keys.set(name, key);
    return key;
  };
  const compute = (version: number, secret: string, purpose: MacPurpose, fields: readonly MacField[]) => {
    const hmac = createHmac('sha256', keyFor(version, secret, purpose));
    for (const field of fields) {
      const bytes = field instanceof Uint8Array ? field : Buffer.from(String(field), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.byteLength);
      hmac.update(length).update(bytes);
    }
    return hmac.digest();
  };
  const macUnder = ({ version, secret }: VersionedSecret, purpose: MacPurpose, fields: readonly MacField[]) =>
    Uint8Array.from([version, ...compute(version, secret, purpose, fields)]);
  return {
    mac: (purpose, fields) => macUnder(secrets[0], purpose, fields),
    macs: (purpose, fields) => secrets.map((secret) => macUnder(secret, purpose, fields)),
    holds(mac, purpose, fields) {
      const used = secrets.find(({ version }) => version === mac[0]);
      if (mac.byteLength !== MAC_BYTES || !used) return false;
      return timingSafeEqual(mac.subarray(1), compute(used.version, used.secret, purpose, fields));
    },
  };
}
