import { setImmediate as turn } from 'node:timers/promises';
import { dayOf, type Clock, type Day } from '../clock.ts';
import type { AuditPort, AuditRow } from '../store/ports.ts';
import { decodeEntry, encodeEntry, type AuditEntry, type Batch } from './entry.ts';

/** A MAC under a key outside the database. `audit/` knows no key itself. */
export interface ChainMac {
  mac(fields: readonly (string | number | Uint8Array)[]): Uint8Array;
  holds(mac: Uint8Array, fields: readonly (string | number | Uint8Array)[]): boolean;
}

export interface AuditLine extends AuditEntry {
  sequence: number;
  /** The finest time that is kept. */
  day: Day;
}

/** A line that holds a batch of the ledger. */
export interface BatchLine {
  sequence: number;
  day: Day;
  batch: Batch;
}

/** The newest line as a witness outside the database can keep it: `12-4F00A1…`, content-free. */
export type AuditHead = string;

export type Verdict =
  | { ok: true; lines: number; head: AuditHead | undefined }
  /** `sequence`: the first line that is not as it was written, or is missing. */
  | {
      ok: false;
      sequence: number;
      why: 'changed' | 'missing' | 'unreadable' | 'head-missing' | 'head-differs';
    };

/**
 * The append-only log. Each line's MAC covers its number, day, content and the MAC before it, so that a line which is
 * changed, exchanged, moved, inserted or deleted before the last one is found by whoever has INTEGRITY_KEY.
 * Not found by the chain alone: lines cut off the end, or the whole log put back as it was on an earlier day. For that a
 * head must be kept elsewhere (written down, mailed to the auditor) and given to `verify`.
 */
export interface AuditLog {
  /** Durable when it resolves. Rejects when the entry holds more than short names. */
  write(entry: AuditEntry): Promise<void>;
  /**
   * Checks every line, and that `head` (kept elsewhere) is one of them; `look` sees each line that is as it was written,
   * in order. Throws RangeError for what is no head.
   */
  verify(head?: AuditHead, look?: (line: AuditLine & { batch?: Batch }) => void): Promise<Verdict>;
  head(): Promise<AuditHead | undefined>;
  /**
   * Appends a batch of the ledger, unless the log has a newer one than `batch.before`: then undefined, however many
   * processes try. Resolves to its number.
   */
  writeBatch(batch: Batch): Promise<number | undefined>;
  /** The newest batch. */
  lastBatch(): Promise<BatchLine | undefined>;
  /** The batch of this number. */
  batchAt(sequence: number): Promise<BatchLine | undefined>;
  /** Lines after `after` in order, without batches, at most `limit`. Unreadable ones show as `unreadable`. */
  page(after: number, limit: number): Promise<AuditLine[]>;
}

const PAGE = 100;
const MAX_TRIES = 200;
const HEAD_BYTES = 10;
const NOTHING = new Uint8Array();

const fieldsOf = ({ sequence, day, entry }: Omit<AuditRow, 'mac'>, before: Uint8Array) =>
  [sequence, day, entry, before] as const;

const headOf = ({ sequence, mac }: AuditRow): AuditHead =>
  `${sequence}-${Buffer.from(mac).subarray(-HEAD_BYTES).toString('hex').toUpperCase()}`;

export function createAuditLog(deps: { port: AuditPort; mac: ChainMac; clock: Clock }): AuditLog {
  const { port, mac, clock } = deps;
  // One writer of this process at a time; other processes are kept apart by the port.
  let writing: Promise<unknown> = Promise.resolve();

  /** Undefined when `holds` says no to the lines that stand now. */
  async function append(
    bytes: Uint8Array,
    holds: () => Promise<boolean> = async () => true,
  ): Promise<number | undefined> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const last = await port.last();
      // Asked after the last line was read: a line that comes later takes the number that is tried here.
      if (!(await holds())) return undefined;
      const bare = { sequence: (last?.sequence ?? 0) + 1, day: dayOf(clock.now()), entry: bytes };
      const row = { ...bare, mac: mac.mac(fieldsOf(bare, last?.mac ?? NOTHING)) };
      if (await port.append(row)) return bare.sequence;
    }
    throw new Error('the audit log grows too fast to be written');
  }

  /** One writer after the other within this process. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = writing.then(work);
    writing = turn.catch(() => undefined);
    return turn;
  }

  const batchIn = ({ sequence, day, entry }: AuditRow): BatchLine | undefined => {
    const batch = decodeEntry(entry)?.batch;
    return batch && { sequence, day, batch };
  };

  /** The newest batch after line `after`. */
  async function newestBatch(after: number): Promise<BatchLine | undefined> {
    for (let end = (await port.last())?.sequence ?? 0; end > after; end -= PAGE) {
      const from = Math.max(after, end - PAGE);
      const found = (await port.page(from, end - from)).findLast((row) => batchIn(row));
      if (found) return batchIn(found);
    }
    return undefined;
  }

  async function* rows(): AsyncGenerator<AuditRow> {
    for (let after = 0; ;) {
      const page = await port.page(after, PAGE);
      yield* page;
      const last = page.at(-1);
      if (!last) return;
      after = last.sequence;
      await turn();
    }
  }

  return {
    async write(entry) {
      const bytes = encodeEntry(entry);
      await inTurn(() => append(bytes));
    },
    writeBatch(batch) {
      const bytes = encodeEntry({ what: 'items-entered', batch });
      return inTurn(() => append(bytes, async () => (await newestBatch(batch.before)) === undefined));
    },
    lastBatch: () => newestBatch(0),
    async batchAt(sequence) {
      const [row] = await port.page(sequence - 1, 1);
      return row?.sequence === sequence ? batchIn(row) : undefined;
    },
    async verify(head, look) {
      const kept = head === undefined ? undefined : readHead(head);
      let before: Uint8Array = NOTHING;
      let last: AuditRow | undefined;
      let count = 0;
      for await (const row of rows()) {
        count += 1;
        if (row.sequence !== count) return { ok: false, sequence: count, why: 'missing' };
        if (!mac.holds(row.mac, fieldsOf(row, before))) return { ok: false, sequence: count, why: 'changed' };
        const entry = decodeEntry(row.entry);
        if (!entry) return { ok: false, sequence: count, why: 'unreadable' };
        if (kept?.sequence === count && headOf(row) !== kept.head) {
          return { ok: false, sequence: count, why: 'head-differs' };
        }
        look?.({ ...entry, sequence: row.sequence, day: row.day });
        before = row.mac;
        last = row;
      }
      if (kept && kept.sequence > count) return { ok: false, sequence: count + 1, why: 'head-missing' };
      return { ok: true, lines: count, head: last && headOf(last) };
    },
    async head() {
      const last = await port.last();
      return last && headOf(last);
    },
    async page(after, limit) {
      return (await port.page(after, limit)).map(({ sequence, day, entry }) => {
        const { batch: _batch, ...line } = decodeEntry(entry) ?? { what: 'unreadable' };
        return { ...line, sequence, day };
      });
    },
  };
}

function readHead(text: string): { sequence: number; head: AuditHead } {
  const [, sequence, mark] = /^\s*([1-9]\d{0,14})-([0-9A-Fa-f]{20})\s*$/.exec(text) ?? [];
  if (!sequence || !mark) throw new RangeError('not a head of the audit log');
  return { sequence: Number(sequence), head: `${sequence}-${mark.toUpperCase()}` };
}
