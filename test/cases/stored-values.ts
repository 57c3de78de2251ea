import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One stored value, and where. */
export interface StoredValue {
  file: string;
  table: string;
  column: string;
  value: string | number | bigint | Uint8Array | null;
  /** The whole row it stands in. */
  row: Record<string, StoredValue['value']>;
}

/** The SQLite files of a directory. */
export const databasesIn = (dir: string) => readdirSync(dir).filter((file) => file.endsWith('.sqlite'));

/** Every column of every table, as `file/table.column`; hidden row numbers, where a table has them, too. */
export function columnsIn(dir: string): string[] {
  return databasesIn(dir).flatMap((file) => {
    const db = new DatabaseSync(join(dir, file), { readOnly: true });
    const names = tablesOf(db).flatMap(({ name, sql }) => [
      ...db
        .prepare(`SELECT name FROM pragma_table_info('${name}')`)
        .all()
        .map((column) => `${file}/${name}.${String(column['name'])}`),
      ...(/WITHOUT ROWID/i.test(sql) ? [] : [`${file}/${name}.rowid`]),
    ]);
    db.close();
    return names;
  });
}

function tablesOf(db: DatabaseSync) {
  return db
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    .all()
    .map((row) => ({ name: String(row['name']), sql: String(row['sql']) }));
}

/** Every value in every table. */
export function valuesIn(dir: string): StoredValue[] {
  return databasesIn(dir).flatMap((file) => {
    const db = new DatabaseSync(join(dir, file), { readOnly: true });
    const values = tablesOf(db).flatMap(({ name: table }) =>
      db
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .flatMap((row) =>
          Object.entries(row).map(([column, value]) => ({ file, table, column, value, row })),
        ),
    );
    db.close();
    return values;
  });
}

/** The bytes of every file below a directory, write-ahead logs and all. */
export function filesIn(dir: string): { name: string; bytes: Buffer }[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dir, name)).isFile())
    .map((name) => ({ name, bytes: readFileSync(join(dir, name)) }));
}

/**
 * Bytes with everything that can be unpacked from them: base64 (both alphabets) and hex runs, twice over, each of the
 * ways that a value could be hidden in a value.
 */
export function layersOf(bytes: Buffer, depth = 2): Buffer[] {
  if (depth === 0) return [bytes];
  const text = bytes.toString('latin1');
  const inner = [
    ...(text.match(/[A-Za-z0-9+/]{12,}={0,2}/g) ?? []).map((run) => Buffer.from(run, 'base64')),
    ...(text.match(/[A-Za-z0-9_-]{12,}/g) ?? [])
      .filter((run) => /[-_]/.test(run))
      .map((run) => Buffer.from(run, 'base64url')),
    ...(text.match(/(?:[0-9a-fA-F]{2}){6,}/g) ?? []).map((run) => Buffer.from(run, 'hex')),
  ];
  return [bytes, ...inner.flatMap((layer) => layersOf(layer, depth - 1))];
}

/**
 * A text inside something longer that was written as base64 or hex: whatever stands before it, as in an address
 * `/track/cXdl…`, where no run begins with the text. Without the signs at the ends, which depend on the neighbours.
 */
function insideRuns(bytes: Buffer): string[] {
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(before === 0 ? 0 : before + 1, -1),
  );
  const urlSafe = base64.map((run) => run.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = bytes.toString('hex');
  return [...base64, ...urlSafe, hex, hex.toUpperCase()];
}

/** A text in the encodings that a program writes by itself. Encodings within encodings are found by `layersOf`. */
export function disguisesOf(text: string): Buffer[] {
  const escaped = [...text]
    .flatMap((sign) => [...sign].flatMap((each) => each.split('')))
    .map((unit) => (unit < '\u0080' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
  const percent = encodeURIComponent(text);
  const ways = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(JSON.stringify(text).slice(1, -1)),
    Buffer.from(escaped),
    Buffer.from(percent),
    Buffer.from(percent.toLowerCase()),
    ...[Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
      .flatMap(insideRuns)
      .map((run) => Buffer.from(run)),
  ];
  return [...new Map(ways.map((bytes) => [bytes.toString('latin1'), bytes])).values()];
}

/** Which of these secrets stand, in any disguise, in which of these places. */
export function leaksOf(
  secrets: Record<string, string>,
  places: readonly { name: string; bytes: Buffer }[],
): string[] {
  const found = new Set<string>();
  const find = searchFor(
    Object.entries(secrets).flatMap(([what, text]) => disguisesOf(text).map((bytes) => ({ what, bytes }))),
  );
  for (const { name, bytes } of places) {
    const layers = Buffer.concat(layersOf(bytes).flatMap((layer) => [layer, Buffer.from([0])]));
    for (const what of find(layers)) found.add(`${what} in ${name}`);
  }
  return [...found];
}

const BEGINNING = 4;

/** Looks for many needles in one walk over the hay, by their first bytes: there are thousands, and megabytes of hay. */
function searchFor(needles: readonly { what: string; bytes: Buffer }[]): (hay: Buffer) => Set<string> {
  const byBeginning = new Map<number, { what: string; bytes: Buffer }[]>();
  // Most places are passed by at one look: bits of the beginnings that there are.
  const some = new Uint8Array(1 << 16);
  const mixed = (beginning: number) => (beginning ^ (beginning >>> 13)) & 0xffff;
  for (const needle of needles) {
    if (needle.bytes.length < BEGINNING) throw new RangeError(`too short to be looked for: ${needle.what}`);
    const beginning = needle.bytes.readInt32BE(0);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), needle]);
    some[mixed(beginning)] = 1;
  }
  return (hay) => {
    const found = new Set<string>();
    let beginning = 0;
    for (let at = 0; at < hay.length; at += 1) {
      beginning = (beginning << 8) | hay[at]!;
      if (at < BEGINNING - 1 || some[mixed(beginning)] === 0) continue;
      const start = at - BEGINNING + 1;
      for (const { what, bytes } of byBeginning.get(beginning) ?? [])
        if (bytes.equals(hay.subarray(start, start + bytes.length))) found.add(what);
    }
    return found;
  };
}

/** Stored values as bytes, for `leaksOf`. */
export const asPlaces = (values: readonly StoredValue[]) =>
  values.flatMap(({ file, table, column, value }) =>
    value === null
      ? []
      : [
          {
            name: `${file}/${table}.${column}`,
            bytes: value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
          },
        ],
  );

/** Bytes that stand, in base64, in a field of JSON. */
export const b64Of = (value: Uint8Array, key: string): Buffer => {
  const { [key]: field } = JSON.parse(Buffer.from(value).toString()) as Record<string, { b64: string }>;
  return Buffer.from(field!.b64, 'base64');
};

/** Every ciphertext of filed cases among stored values. */
export const ciphertextsIn = (values: readonly StoredValue[]) =>
  values.flatMap(({ table, column, value }) => {
    if (table === 'evidence_chunk' && column === 'sealed') return [Buffer.from(value as Uint8Array)];
    if (table === 'item' && column === 'sealed') return [b64Of(value as Uint8Array, 'ciphertext')];
    if (table === 'case_access' && column === 'wrap') return [b64Of(value as Uint8Array, 'ciphertext')];
    if (table === 'case_body' && column === 'reporter_ring') {
      const { wraps } = JSON.parse(Buffer.from(value as Uint8Array).toString()) as {
        wraps: { ciphertext: { b64: string } }[];
      };
      return wraps.map(({ ciphertext }) => Buffer.from(ciphertext.b64, 'base64'));
    }
    return [];
  });
