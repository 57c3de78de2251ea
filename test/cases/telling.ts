import { DAY } from '../support/clock.ts';
import { layersOf, valuesIn, type StoredValue } from './stored-values.ts';

type Row = StoredValue['row'];
type Simple = string | number;

/** The values of a row, one by one: JSON taken apart, bytes as hex with their length. */
function leavesOf(row: Row): Map<string, Simple> {
  const leaves = new Map<string, Simple>();
  const walk = (path: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner);
    else leaves.set(path, typeof value === 'string' ? value : Number(value));
    if (typeof value === 'string') leaves.set(`length of ${path}`, value.length);
  };
  for (const [column, value] of Object.entries(row)) {
    const bytes = value instanceof Uint8Array ? Buffer.from(value) : undefined;
    const text = bytes?.toString('utf8') ?? value;
    walk(column, bytes?.toString('hex') ?? value);
    if (typeof text === 'string' && /^[{[]/.test(text)) walk(`${column}, read`, JSON.parse(text));
  }
  return leaves;
}

const ranksOf = (values: readonly Simple[]): number[] => {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  // The middle of equals: ties tell nothing.
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
};

/** Spearman's coefficient: 1 or -1 when one order is the other, about 0 when neither tells the other. */
function correlation(a: readonly Simple[], b: readonly Simple[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (x.length - 1) / 2;
  const sum = (f: (at: number) => number) => x.reduce((total, _, at) => total + f(at), 0);
  const spread = Math.sqrt(sum((at) => (x[at]! - mean) ** 2) * sum((at) => (y[at]! - mean) ** 2));
  return spread === 0 ? 0 : sum((at) => (x[at]! - mean) * (y[at]! - mean)) / spread;
}

/**
 * Columns (and the order in which tables hand their rows out) that tell who came before whom. `places` says of random
 * ids and hashes whose record they mark, as a place in the order; what marks fewer than `least` people is left out.
 */
export function tellOrder(
  dir: string,
  places: ReadonlyMap<string, number>,
  least: number,
): { looked: number; tell: string[] } {
  const tables = new Map<string, Row[]>();
  for (const { table, row } of valuesIn(dir)) {
    const rows = tables.get(table) ?? [];
    if (rows.at(-1) !== row) rows.push(row);
    tables.set(table, rows);
  }
  const tell: string[] = [];
  let looked = 0;
  const hold = (name: string, values: Simple[], order: number[]) => {
    if (new Set(order).size < least) return;
    looked += 1;
    if (Math.abs(correlation(values, order)) > 0.9) tell.push(name);
  };
  for (const [table, rows] of tables) {
    const ours = rows.flatMap((row) => {
      const place = Object.values(row)
        .map((value) => places.get(String(value)))
        .find((each) => each !== undefined);
      return place === undefined ? [] : [{ leaves: leavesOf(row), place }];
    });
    hold(
      `${table} by itself`,
      ours.map((_, at) => at),
      ours.map(({ place }) => place),
    );
    for (const path of new Set(ours.flatMap(({ leaves }) => [...leaves.keys()]))) {
      const having = ours.filter(({ leaves }) => leaves.has(path));
      hold(
        `${table}.${path}`,
        having.map(({ leaves }) => leaves.get(path)!),
        having.map(({ place }) => place),
      );
    }
  }
  return { looked, tell };
}

const startedAt = Date.now();

/** Within a day of anything that happened at these moments of the test's clock, or by the machine's. */
function near(ms: number, moments: readonly number[]): boolean {
  const within = (from: number, to: number) => ms > from - DAY && ms < to + DAY;
  return within(moments[0]!, moments.at(-1)!) || within(startedAt, Date.now());
}

/** Whether bytes hold a moment of these days: as digits, as a clock time, or as a 64-bit number of either kind. */
export function datesIn(bytes: Buffer, moments: readonly number[]): string[] {
  const found: string[] = [];
  for (const layer of layersOf(bytes, 1)) {
    const text = layer.toString('latin1');
    for (const [run] of text.matchAll(/(?<![0-9A-Za-z+/=-])\d{10,19}(?![0-9A-Za-z+/=-])/g)) {
      for (const unit of [1000, 1, 1e-3, 1e-6]) if (near(Number(run) * unit, moments)) found.push(run);
    }
    for (const [time] of text.matchAll(/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/g)) found.push(time);
    for (let at = 0; at + 8 <= layer.length; at += 1) {
      const numbers = [
        layer.readUInt32BE(at) * 2 ** 32 + layer.readUInt32BE(at + 4),
        layer.readUInt32LE(at + 4) * 2 ** 32 + layer.readUInt32LE(at),
        // Whole milliseconds only: among so much ciphertext some eight bytes are a number of about this size by chance.
        ...[layer.readDoubleBE(at), layer.readDoubleLE(at)].filter(
          (number) =>
            Math.abs(number * 1000 - Math.round(number * 1000)) < 1e-3 &&
            (number < 1e11 || Number.isInteger(number)),
        ),
      ];
      for (const number of numbers)
        if (near(number, moments) || near(number * 1000, moments)) found.push(`number ${number}`);
    }
  }
  return found;
}

/** What dates something finer than a day, of all that is stored (in one table). */
export function tellTime(dir: string, moments: readonly number[], only?: string): string[] {
  return valuesIn(dir).flatMap(({ table, column, value }) => {
    if (value === null || (only !== undefined && table !== only)) return [];
    const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
    return datesIn(bytes, moments).map((found) => `${table}.${column}: ${found}`);
  });
}
