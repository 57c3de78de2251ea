import type { CaseTally } from './ports.ts';
import { sumOf, type TableSum } from './table-sum.ts';

/** The tables of an installation, in the order they are copied: what refers to others comes after them. */
export const COPY_TABLES = [
  'setting',
  'person',
  'record',
  'audit',
  'counter',
  'quota',
  'evidence',
  'chunk',
  'item',
  'erased',
  'case',
  'session',
  'inbox',
] as const;
export type CopyTable = (typeof COPY_TABLES)[number];

/** One row in the words of `ports.ts`, the same whichever store it comes from. Plain values, byte arrays, lists, objects. */
export type CopyValues = Record<string, unknown>;
export interface CopyRow {
  /** Unique within the table; rows come in its order. */
  key: string;
  values: CopyValues;
}

/** The counter of erased cases as a copy holds it. */
export interface ErasedTally extends CaseTally {
  /** Whom it is for: recipient ids, and '' for everybody. */
  counted: string[];
}

export interface CopySource {
  /** The rows after `after`, in order of their keys; few enough to be held in memory. Empty at the end. */
  page(table: CopyTable, after: string | undefined): CopyRow[] | Promise<CopyRow[]>;
  count(table: CopyTable): number | Promise<number>;
}

/** How far an unfinished copy has come: within `table`, after the row `after`. */
export interface CopyPlace {
  table: CopyTable;
  after: string | undefined;
}

export interface CopyTarget {
  /** `empty`: nothing is there; `used`: something is, and no copy; `done`: a finished copy; else where to go on. */
  state(): Promise<'empty' | 'used' | 'done' | CopyPlace>;
  /** Notes durably that everything before this place is stored. */
  reach(place: CopyPlace): Promise<void>;
  /** Notes that the copy is complete and checked. */
  finish(): Promise<void>;
  /** Stores rows, in place of those with the same keys. */
  put(table: CopyTable, rows: readonly CopyRow[]): Promise<void>;
  /** All values of a table, in any order. */
  all(table: CopyTable): AsyncIterable<CopyValues>;
  /** Deletes everything of a table. */
  clear(table: CopyTable): Promise<void>;
}

export type CopyReport = Record<CopyTable, TableSum>;

export type CopyProgress =
  | { step: 'copy'; table: CopyTable; done: number; of: number }
  | { step: 'check'; table: CopyTable; sum: TableSum }
  | { step: 'again'; table: CopyTable };

/** The target holds something that a copy must not touch. */
export class CopyRefused extends Error {
  readonly reason: 'used' | 'done';
  constructor(reason: 'used' | 'done') {
    super(`the target is ${reason}`);
    this.name = 'CopyRefused';
    this.reason = reason;
  }
}

/** Source and target differ after two copies. */
export class CopyDiffers extends Error {
  readonly table: CopyTable;
  constructor(table: CopyTable) {
    super(`the table ${table} differs`);
    this.name = 'CopyDiffers';
    this.table = table;
  }
}

/**
 * Copies an installation into an empty target, and goes on where an earlier copy was cut off. Then compares number and
 * checksum of every table; one that differs (because the source was used between two runs) is copied once more from the
 * start. Nobody may write to the source or use the target meanwhile. Throws CopyRefused and CopyDiffers.
 */
export async function copyStore(
  source: CopySource,
  target: CopyTarget,
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<CopyReport> {
  const state = await target.state();
  if (state === 'used' || state === 'done') throw new CopyRefused(state);
  const start: CopyPlace = state === 'empty' ? { table: COPY_TABLES[0], after: undefined } : state;
  for (const table of COPY_TABLES.slice(COPY_TABLES.indexOf(start.table))) {
    await copyTable(source, target, table, table === start.table ? start.after : undefined, onProgress);
  }
  const report = {} as CopyReport;
  for (const table of COPY_TABLES) {
    let sum = await compare(source, target, table);
    if (!sum) {
      onProgress({ step: 'again', table });
      await target.clear(table);
      await copyTable(source, target, table, undefined, onProgress);
      sum = await compare(source, target, table);
    }
    if (!sum) throw new CopyDiffers(table);
    report[table] = sum;
    onProgress({ step: 'check', table, sum });
  }
  await target.finish();
  return report;
}

async function copyTable(
  source: CopySource,
  target: CopyTarget,
  table: CopyTable,
  from: string | undefined,
  onProgress: (progress: CopyProgress) => void,
): Promise<void> {
  const of = await source.count(table);
  let after = from;
  let done = 0;
  await target.reach({ table, after });
  for (;;) {
    const rows = await source.page(table, after);
    const last = rows.at(-1);
    if (!last) return;
    await target.put(table, rows);
    after = last.key;
    await target.reach({ table, after });
    done += rows.length;
    onProgress({ step: 'copy', table, done, of });
  }
}

async function compare(
  source: CopySource,
  target: CopyTarget,
  table: CopyTable,
): Promise<TableSum | undefined> {
  const [here, there] = [await sumOf(allOf(source, table)), await sumOf(target.all(table))];
  return here.rows === there.rows && here.checksum === there.checksum ? here : undefined;
}

async function* allOf(source: CopySource, table: CopyTable): AsyncIterable<CopyValues> {
  for (let after: string | undefined; ;) {
    const rows = await source.page(table, after);
    const last = rows.at(-1);
    if (!last) return;
    for (const { values } of rows) yield values;
    after = last.key;
  }
}
