import { addDays, dayOf, type Clock } from '../clock.ts';
import type { CasePort, CaseRow, ItemRef } from '../store/ports.ts';
import { KEPT_DAYS, type GoneEntry, type GoneList } from './gone.ts';
import type { Integrity } from './integrity.ts';
import { SealError } from './seal-error.ts';
import { itemFromStored } from './stored-form.ts';

/**
 * What stands in the audit log for an item of a case: 16 bytes of an HMAC under INTEGRITY_KEY over case, locator, ring and
 * number, as base64url. Without the key it matches nothing, and nobody can make one. It is the same whenever it is made,
 * whatever became of the item's seal. The locator is in it because it goes with the case: afterwards not even the key leads
 * from a case's id, which other lines of the log name, to its marks. Lists of marks hold one for each version of the key,
 * newest first.
 */
export type Mark = string;

type Place = Pick<ItemRef, 'ring' | 'sequence'>;
type OfCase = Pick<CaseRow, 'id' | 'locator'>;

export interface Marks {
  of(of: OfCase, place: Place): Mark[];
  /** A blank of a batch, from 0: what fills it up, so that it does not say how many items there are. */
  blank(salt: string, n: number): Mark[];
  /** Marks of no item, by which a case's notes are filled up; the same each time. */
  lot(of: OfCase, count: number): Mark[];
  /** What says of a mark that its item was erased. */
  gone(mark: Mark): Mark[];
}

const BYTES = 16;
/** A MAC begins with the version of its key, which is not to be seen. */
const toMark = (mac: Uint8Array): Mark => Buffer.from(mac.subarray(1, 1 + BYTES)).toString('base64url');

export function createMarks(integrity: Integrity): Marks {
  const make = (...fields: (string | number)[]) => integrity.macs('ledger', fields).map(toMark);
  return {
    of: ({ id, locator }, { ring, sequence }) => make('item', id, locator, ring, sequence),
    blank: (salt, n) => make('blank', salt, n),
    lot: ({ id, locator }, count) =>
      Array.from({ length: count }, (_, n) => toMark(integrity.mac('ledger', ['lot', id, locator, n]))),
    gone: (mark) => integrity.macs('gone', ['mark', mark]).map(toMark),
  };
}

/** Erased cases are noted in lots of so many, so that the list does not say how many items one had. */
const LOT = 16;

/**
 * Notes, before a case is erased, that its marks are to be answered; `forget` when it was not erased after all. They lie in
 * the list of what is gone, so that a restore brings them back.
 */
export function createMarkNotes(
  marks: Marks,
  { gone, clock }: { gone: Pick<GoneList, 'note' | 'forget' | 'list' | 'drop'>; clock: Clock },
) {
  type Erased = OfCase & Pick<CaseRow, 'items'>;
  const marksOf = (row: Erased) => row.items.flatMap((ref) => marks.of(row, ref));
  const entries = async () => (await gone.list()).filter(({ kind }) => kind === 'mark');
  const markIn = ({ tag }: GoneEntry) => toMark(Buffer.from(tag, 'hex'));
  return {
    async note(row: Erased): Promise<void> {
      const all = marksOf(row);
      const blanks = marks.lot(row, LOT).slice(0, (LOT - (all.length % LOT)) % LOT);
      for (const mark of [...all, ...blanks]) await gone.note('mark', mark);
    },
    async forget(row: Erased): Promise<void> {
      for (const mark of [...marksOf(row), ...marks.lot(row, LOT)]) await gone.forget('mark', mark);
    },
    /** What the list says is gone, as `Marks.gone` makes it. */
    noted: async (): Promise<Mark[]> => (await entries()).map(markIn),
    /** Forgets notes that the log has, and that no backup which still lives needs any more. */
    async settle(inLog: (mark: Mark) => boolean): Promise<void> {
      const before = addDays(dayOf(clock.now()), -KEPT_DAYS);
      for (const entry of await entries())
        if (entry.day < before && inLog(markIn(entry))) await gone.drop(entry);
    },
  };
}
export type MarkNotes = ReturnType<typeof createMarkNotes>;

/** `lasting`: it stays until its case is erased. `passing`: a reporter's wish to be told. `foreign`: this server did not write it. */
export type Standing = 'lasting' | 'passing' | 'foreign';

/** What kind of item lies at each of these places, by id; needs no key of a person. Items that are not there are left out. */
export async function standingOf(
  places: readonly (Place & { id: string; caseId: string })[],
  { cases, integrity }: { cases: Pick<CasePort, 'readItems'>; integrity: Integrity },
): Promise<Map<string, Standing>> {
  const rows = new Map((await cases.readItems(places.map(({ id }) => id))).map((row) => [row.id, row]));
  const found = new Map<string, Standing>();
  for (const { id, ...place } of places) {
    const row = rows.get(id);
    if (!row) continue;
    try {
      found.set(id, itemFromStored(row.sealed, place, integrity).kind === 'notify' ? 'passing' : 'lasting');
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      found.set(id, 'foreign');
    }
  }
  return found;
}
