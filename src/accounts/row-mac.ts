import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readVersionedSecret } from '../cases/versioned-secret.ts';

/** Says "this server wrote it" over the rows of one table. */
export interface RowMac {
  /** 33 bytes: the key's version, then HMAC-SHA-256 over the fields, each preceded by its length. */
  mac(fields: readonly (string | number | Uint8Array)[]): Uint8Array;
  /** In constant time, under the version the MAC names; false for an unknown version or another length. */
  holds(mac: Uint8Array, fields: readonly (string | number | Uint8Array)[]): boolean;
}

const MAC_BYTES = 33;

/**
 * A MAC for rows of one `table`, with a key of its own out of INTEGRITY_KEY (versioned or plain), so that no row can be
 * passed off as one of another table or of the cases. Throws SetupError when the setting is malformed.
 */
export function createRowMac(integrityKey: string, table: string): RowMac {
  const keys = readVersionedSecret(integrityKey, 'INTEGRITY_KEY').map(({ version, secret }) => ({
    version,
    key: Buffer.from(hkdfSync('sha256', secret, 'suetrong', `row/v1/${table}`, 32)),
  }));
  const compute = (key: Buffer, fields: readonly (string | number | Uint8Array)[]) => {
    const hmac = createHmac('sha256', key);
    for (const field of fields) {
      const bytes = field instanceof Uint8Array ? field : Buffer.from(String(field), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.byteLength);
      hmac.update(length).update(bytes);
    }
    return hmac.digest();
  };
  return {
    mac(fields) {
      const newest = keys[0]!;
      return Uint8Array.from([newest.version, ...compute(newest.key, fields)]);
    },
    holds(mac, fields) {
      const used = keys.find(({ version }) => version === mac[0]);
      if (mac.byteLength !== MAC_BYTES || !used) return false;
      return timingSafeEqual(mac.subarray(1), compute(used.key, fields));
    },
  };
}
