import { createHash } from 'node:crypto';
import type { RowMac } from '../accounts/row-mac.ts';
import type { Day } from '../clock.ts';
import { itemFromStored } from '../cases/stored-form.ts';
import type { Integrity } from '../cases/integrity.ts';
import { SealError } from '../cases/seal-error.ts';
import { PLAIN_TABLES, type BackupSource, type BackupTable } from '../store/backup-tables.ts';
import type { CaseRow, ItemRow } from '../store/ports.ts';
import { encodeLine, type Line } from './lines.ts';

export type RowCounts = Record<BackupTable, number>;

export interface MakeOptions {
  source: BackupSource;
  integrity: Integrity;
  mac: RowMac;
  day: Day;
  /** Counted up while the lines are read. */
  counts: Partial<RowCounts>;
}

/** So often a case is read again that changes while it is read. */
const TRIES = 20;

/** All lines of a backup, in the order that a restore needs. */
export async function* backupLines(options: MakeOptions): AsyncGenerator<Line> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const line of contentLines(options)) {
    hash.update(encodeLine(line));
    if ('table' in line) {
      rows += 1;
      options.counts[line.table] = (options.counts[line.table] ?? 0) + 1;
    }
    yield line;
  }
  const mac = Buffer.from(options.mac.mac([hash.digest()])).toString('base64');
  yield { end: { rows, mac } };
}

async function* contentLines({ source, integrity, day }: MakeOptions): AsyncGenerator<Line> {
  yield { head: { v: 1, day } };
  for (const table of PLAIN_TABLES) for await (const row of source.rows(table)) yield { table, row };
  for await (const id of source.caseIds()) {
    const read = await readWhole(source, id);
    if (!read) continue;
    const { row, items } = withoutSubscriptions(read.row, read.items, integrity);
    for (const item of items) yield { table: 'item', row: { ...item } };
    yield { table: 'case', row: { ...row } };
  }
  source.letGo();
  for await (const file of source.files()) {
    yield { table: 'evidence', row: file };
    for await (const chunk of source.chunks(file['id'] as string)) yield { table: 'chunk', row: chunk };
  }
}

/** A case with all items it refers to; undefined when it was erased meanwhile. */
async function readWhole(
  { cases }: BackupSource,
  id: string,
): Promise<{ row: CaseRow; items: ItemRow[] } | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await cases.get(id);
    if (!row) return undefined;
    const items = await cases.readItems(row.items.map((ref) => ref.id));
    if (items.length === row.items.length) return { row, items };
  }
  throw new Error('a case lacks an item that it refers to');
}

/** Who asked to be told, by LINE id, is in no backup: there it would outlive its "stop". */
function withoutSubscriptions(row: CaseRow, items: readonly ItemRow[], integrity: Integrity) {
  const kept = row.items.filter((ref, at) => {
    if (ref.ring !== 'staff') return true;
    try {
      const place = { caseId: row.id, ring: ref.ring, sequence: ref.sequence };
      return itemFromStored(items[at]!.sealed, place, integrity).kind !== 'notify';
    } catch (error) {
      // Changed by somebody: of no known kind, and worth keeping, since the staff's view will show the same.
      if (error instanceof SealError) return true;
      throw error;
    }
  });
  const ids = new Set(kept.map(({ id }) => id));
  return { row: { ...row, items: kept }, items: items.filter(({ id }) => ids.has(id)) };
}
