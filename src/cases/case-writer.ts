import { randomBytes } from 'node:crypto';
import { dayOf, type Clock } from '../clock.ts';
import type { CasePort, CaseRow, ItemRef, ItemRow } from '../store/ports.ts';
import type { Integrity } from './integrity.ts';
import { toBody } from './contents.ts';
import type { Ring } from './ring.ts';
import { ITEM_KINDS, itemSize, type ItemKind, type SealedItem, type Sealer } from './seal.ts';
import { SealError } from './seal-error.ts';
import { itemFromStored, itemToStored, ringFromStored, wholeRingFromStored } from './stored-form.ts';

/** Something to be sealed into a case. */
export interface NewItem {
  id: string;
  kind: ItemKind;
  body: Uint8Array;
  pending: boolean;
  /** As `ItemRef.ahead`. */
  ahead?: string;
}

const hexId = () => randomBytes(16).toString('hex');

/** An item with a fresh random id, shown at once. */
export const newItem = (kind: ItemKind, content: unknown): NewItem => ({
  id: hexId(),
  kind,
  body: toBody(content),
  pending: false,
});

export interface Change {
  row: CaseRow;
  items: readonly NewItem[];
  /** Ids of items that go. Their numbers are not given to others. */
  drop?: readonly string[];
}

/** Puts sealed items and a new row into the store so that a crash at any moment leaves the case as before or after. */
export interface CaseWriter {
  /** Seals items to the case's rings, numbered after those it has. Stores nothing. */
  sealInto(
    row: CaseRow,
    items: readonly NewItem[],
    once?: string,
  ): Promise<{ row: CaseRow; items: ItemRow[] }>;
  /**
   * Applies `change` to the stored case, again on the newest version when somebody else was faster. A change that
   * carries a `once` the case has seen was made before, and nothing happens. Undefined when the case is gone; rejects
   * as `change` throws.
   */
  change(
    caseId: string,
    once: string | undefined,
    change: (row: CaseRow) => Change | Promise<Change>,
  ): Promise<CaseRow | undefined>;
  ringOf(row: CaseRow, ring: 'staff' | 'reporter'): Ring;
  /**
   * The items of one ring as they lie in the store, in order, with their references. Throws SealError `tampered` when
   * one that the case refers to is not there, and as `itemFromStored`.
   */
  readItems(row: CaseRow, ring: 'staff' | 'reporter'): Promise<{ ref: ItemRef; item: SealedItem }[]>;
}

const MAX_TRIES = 50;

/** What stays in the row of an item that went: its number, so that no later item can be passed off as it. */
const tombstoneOf = ({ ring, sequence, once }: ItemRef): ItemRef => ({
  id: hexId(),
  ring,
  sequence,
  once,
  pending: false,
  size: 0,
});
export const isTombstone = ({ size }: ItemRef): boolean => size === 0;

export function createCaseWriter(deps: {
  port: CasePort;
  sealer: Sealer;
  integrity: Integrity;
  clock: Clock;
}): CaseWriter {
  const { port, sealer, integrity, clock } = deps;

  const ringOf: CaseWriter['ringOf'] = (row, ring) =>
    ring === 'staff' ? ringFromStored(row.staffRing, row.wraps) : wholeRingFromStored(row.reporterRing);

  // Every change has a `once`, so that the row does not tell the reporter's changes from the staff's.
  const sealInto: CaseWriter['sealInto'] = async (row, items, once = hexId()) => {
    const refs = [...row.items];
    const rows: ItemRow[] = [];
    const day = dayOf(clock.now());
    for (const { id, kind, body, pending, ahead } of items) {
      const ring = ITEM_KINDS[kind];
      const sequence = refs.reduce(
        (next, ref) => (ref.ring === ring ? Math.max(next, ref.sequence + 1) : next),
        0,
      );
      const to = ringOf(row, ring);
      const sealed = await sealer.sealItem({ caseId: row.id, kind, sequence, body }, to);
      rows.push({ id, caseId: row.id, sealed: itemToStored(sealed), day });
      refs.push({
        id,
        ring,
        sequence,
        once,
        pending,
        ...(ahead === undefined ? {} : { ahead }),
        size: itemSize({ caseId: row.id, kind, sequence }, body.byteLength),
      });
    }
    return { row: { ...row, items: refs }, items: rows };
  };

  /** An item can have gone since the row was read; then the row as it is now has no reference to it any more. */
  async function requireGone(caseId: string, missing: readonly ItemRef[]): Promise<void> {
    if (missing.length === 0) return;
    const now = await port.get(caseId);
    const still = now?.items.some(({ id }) => missing.some((ref) => ref.id === id));
    if (still) throw new SealError('tampered');
  }

  return {
    ringOf,
    sealInto,
    async change(caseId, once, change) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const row = await port.get(caseId);
        if (!row) return undefined;
        if (once !== undefined && row.items.some((ref) => ref.once === once)) return row;
        const wanted = await change(row);
        const refs = wanted.row.items.map((ref) => (wanted.drop?.includes(ref.id) ? tombstoneOf(ref) : ref));
        const sealed = await sealInto({ ...wanted.row, items: refs }, wanted.items, once);
        for (const item of sealed.items) await port.putItem(item);
        const next = { ...sealed.row, version: row.version + 1 };
        if (await port.replace(next)) return next;
      }
      throw new Error('a case changes too fast to be written');
    },
    async readItems(row, ring) {
      const refs = row.items.filter((ref) => ref.ring === ring && !isTombstone(ref));
      const rows = new Map((await port.readItems(refs.map(({ id }) => id))).map((item) => [item.id, item]));
      await requireGone(
        row.id,
        refs.filter(({ id }) => !rows.has(id)),
      );
      return refs.flatMap((ref) => {
        const stored = rows.get(ref.id);
        if (!stored) return [];
        const at = { caseId: row.id, ring, sequence: ref.sequence };
        return [{ ref, item: itemFromStored(stored.sealed, at, integrity) }];
      });
    },
  };
}
