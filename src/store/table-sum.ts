import { createHash } from 'node:crypto';

/** What a table comes to: the number of rows, and the sum of their SHA-256, which no order changes. */
export interface TableSum {
  rows: number;
  checksum: string;
}
const MODULUS = 1n << 256n;

/** The sum of all rows, each as the plain values of `CopyRow`. */
export async function sumOf(all: AsyncIterable<Readonly<Record<string, unknown>>>): Promise<TableSum> {
  let rows = 0;
  let sum = 0n;
  for await (const values of all) {
    rows += 1;
    sum = (sum + BigInt(`0x${digestOf(values)}`)) % MODULUS;
  }
  return { rows, checksum: sum.toString(16).padStart(64, '0') };
}

function digestOf(values: Readonly<Record<string, unknown>>): string {
  const hash = createHash('sha256');
  feed(values, (part) => hash.update(part));
  return hash.digest('hex');
}

/** One spelling for each value: fields in the order of their names, absent ones left out, byte arrays by length and content. */
function feed(value: unknown, put: (part: string | Uint8Array) => void): void {
  if (value instanceof Uint8Array) {
    put(`bytes ${value.byteLength}:`);
    put(value);
  } else if (Array.isArray(value)) {
    put(`list ${value.length}:`);
    for (const inner of value) feed(inner, put);
  } else if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, inner]) => inner !== undefined && inner !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    put(`fields ${fields.length}:`);
    for (const [name, inner] of fields) {
      put(`${JSON.stringify(name)}=`);
      feed(inner, put);
    }
  } else {
    put(`${JSON.stringify(value)};`);
  }
}
