import { createHash } from 'node:crypto';
import type { AlertBox } from '../accounts/alert-box.ts';
import { FOUNDATION, foundationPutBack } from '../accounts/foundation.ts';
import { personPutBack } from '../accounts/put-back.ts';
import type { RowMac } from '../accounts/row-mac.ts';
import type { GoneEntry, IsGone } from '../cases/gone.ts';
import type { Integrity } from '../cases/integrity.ts';
import { casePutBack } from '../cases/put-back.ts';
import type { Day } from '../clock.ts';
import type { BackupTable, RestoreTarget } from '../store/backup-tables.ts';
import type { CopyValues, ErasedTally } from '../store/copy.ts';
import type { CaseRow } from '../store/ports.ts';
import { encodeLine, type Line } from './lines.ts';
import type { RowCounts } from './make.ts';
import { BackupProblem } from './problem.ts';

/** What a whole and genuine backup holds. */
export interface Checked {
  day: Day;
  counts: Partial<RowCounts>;
}

/**
 * The lines of a backup, as they come. Throws BackupProblem `damaged` or `other-server` when they are not whole and
 * genuine, at their end at the latest, and what reading them throws.
 */
export async function* genuine(lines: AsyncIterable<Line>, mac: RowMac): AsyncGenerator<Line> {
  const hash = createHash('sha256');
  let rows = 0;
  let [begun, ended] = [false, false];
  for await (const line of lines) {
    if (ended || 'head' in line !== !begun) throw new BackupProblem('damaged');
    begun = true;
    if ('end' in line) {
      ended = true;
      if (line.end.rows !== rows) throw new BackupProblem('damaged');
      if (!mac.holds(Buffer.from(line.end.mac, 'base64'), [hash.digest()])) {
        throw new BackupProblem('other-server');
      }
    } else {
      hash.update(encodeLine(line));
      if ('table' in line) rows += 1;
    }
    yield line;
  }
  if (!ended) throw new BackupProblem('damaged');
}

/** Reads all of a backup. Throws as `genuine`. */
export async function checkBackup(lines: AsyncIterable<Line>, mac: RowMac): Promise<Checked> {
  const counts: Partial<RowCounts> = {};
  let day: Day = '';
  for await (const line of genuine(lines, mac)) {
    if ('head' in line) day = line.head.day;
    if ('table' in line) counts[line.table] = (counts[line.table] ?? 0) + 1;
  }
  return { day, counts };
}

/** What became of the rows. */
export interface Restored {
  counts: Partial<RowCounts>;
  /** Cases in the backup that had been erased since, and were not written. */
  erased: number;
  /** People in the backup who had been disabled or moved since. */
  people: number;
  /** People who must link their LINE account anew. */
  links: number;
}

/** Rows are written together, so many or so large. */
const ROWS_AT_ONCE = 100;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

/**
 * Writes a backup into an empty installation; what is gone is never written at all. The caller finishes the target, or
 * abandons it when this, or what gives the lines, throws.
 */
export async function restoreBackup(
  lines: AsyncIterable<Line>,
  target: RestoreTarget,
  gone: { is: IsGone; entries: readonly GoneEntry[]; person: RowMac; alerts: AlertBox; integrity: Integrity },
): Promise<Restored> {
  const restored: Restored = { counts: {}, erased: 0, people: 0, links: 0 };
  const erased = new Map<string, ErasedTally>();
  const locators = new Set<string>();
  const files = new Set<string>();
  const retired = new Set<string>();
  let held: CopyValues[] = [];
  let heldBytes = 0;
  let heldTable: BackupTable | undefined;

  async function flush(): Promise<void> {
    if (heldTable && held.length > 0) await target.put(heldTable, held);
    [held, heldBytes] = [[], 0];
  }

  async function put(table: BackupTable, row: CopyValues): Promise<void> {
    if (heldTable !== table || held.length >= ROWS_AT_ONCE || heldBytes > BYTES_AT_ONCE) await flush();
    heldTable = table;
    held.push(row);
    heldBytes += row['sealed'] instanceof Uint8Array ? row['sealed'].byteLength : 0;
    restored.counts[table] = (restored.counts[table] ?? 0) + 1;
  }

  function countErased(facts: Omit<ErasedTally, 'count'>, by: number): void {
    const { counted, kind, category, unit, status, outcome, answered, took, month } = facts;
    const key = JSON.stringify([counted, kind, category, unit, status, outcome, answered, took, month]);
    const count = (erased.get(key)?.count ?? 0) + by;
    erased.set(key, { counted, kind, category, unit, status, outcome, answered, took, month, count });
  }

  /** The row as it is written; undefined when it is not. */
  function asPutBack(table: BackupTable, row: CopyValues): CopyValues | undefined {
    switch (table) {
      case 'person': {
        const by = { mac: gone.person, isGone: gone.is, alerts: gone.alerts };
        const changed = personPutBack(row['id'] as string, row['data'] as Uint8Array, by);
        if (!changed) return row;
        if (changed.unlinked) restored.links += 1;
        if (changed.retired !== undefined) {
          restored.people += 1;
          retired.add(changed.retired);
        }
        return { ...row, data: changed.data };
      }
      case 'setting': {
        if (row['name'] !== FOUNDATION) return row;
        const value = foundationPutBack(row['value'] as Uint8Array, gone.is);
        return value ? { ...row, value } : row;
      }
      case 'erased': {
        const { count, ...facts } = row as unknown as ErasedTally;
        countErased(facts, count);
        return undefined;
      }
      case 'item':
        return gone.is('case', row['caseId'] as string) ? undefined : row;
      case 'case': {
        const facts = row as unknown as CaseRow;
        if (!gone.is('case', facts.id)) {
          locators.add(facts.locator);
          const isGone = gone.is;
          return { ...casePutBack(facts, { isGone, retired, integrity: gone.integrity }) };
        }
        restored.erased += 1;
        countErased({ ...facts, counted: countedFor(facts), month: facts.received.slice(0, 7) }, 1);
        return undefined;
      }
      case 'evidence':
        // Files of erased cases, and of cases filed while the backup was made.
        if (!locators.has(row['owner'] as string)) return undefined;
        files.add(row['id'] as string);
        return row;
      case 'chunk':
        return files.has(row['file'] as string) ? row : undefined;
      default:
        return row;
    }
  }

  for await (const line of lines) {
    if (!('table' in line)) continue;
    const row = asPutBack(line.table, line.row);
    if (row) await put(line.table, row);
  }
  for (const row of erased.values()) await put('erased', row as unknown as CopyValues);
  // So that the next restore, from an older backup, obeys them too.
  for (const { kind, tag, day } of gone.entries) {
    await put('record', { id: `gone/${kind}.${tag}`, version: 1, data: Buffer.from(day) });
  }
  await flush();
  return restored;
}

/** Whom a case was counted for: nobody before its release hour. */
const countedFor = ({ shown, wraps }: CaseRow): string[] =>
  shown ? ['', ...wraps.map(({ recipient }) => recipient)] : [];
