import { addDays, type Day } from '../clock.ts';
import type { CasePlaces } from '../store/ports.ts';
import { unpackMarks } from './batches.ts';
import { handfuls } from './handfuls.ts';
import { LOOK_BACK_DAYS, type LedgerDeps } from './ledger-deps.ts';
import type { AuditHead, AuditLine, Verdict } from './log.ts';
import type { Batch } from './entry.ts';

/** How the database compares with the ledger; numbers only. */
export interface LedgerState {
  /** Items that were entered, are not there, and were not erased by this server. */
  missing: number;
  /** Items that are there since days and were never entered: of a changed day, or not written by this server. */
  unentered: number;
  /** Cases that this server erased though, by the log, nobody had closed them, or not long enough before. */
  early: number;
  /** What came before this day is entered; undefined before the first batch. */
  before: Day | undefined;
}

export interface LedgerCheck {
  /**
   * Checks the chain of the log as `AuditLog.verify` and, when it is whole, everything in the database against the ledger.
   * Reads the log and the places of all items once, a page at a time; in memory stand the marks of what was entered.
   * Throws RangeError as `verify`.
   */
  check(head?: AuditHead): Promise<{ verdict: Verdict; ledger?: LedgerState }>;
}

/** A case can be sealed anew while it is read, its items under new ids; then it is read again. */
const READS = 5;

export function createLedgerCheck(deps: LedgerDeps): LedgerCheck {
  const { audit, cases, marks, noted, standingOf, closes } = deps;

  async function readAgain(of: CasePlaces): Promise<CasePlaces | undefined> {
    let now: CasePlaces | undefined = of;
    for (let reads = 1; reads < READS && now?.items.some(({ day }) => day === undefined); reads += 1) {
      [now] = await cases.places([of.id]);
    }
    return now;
  }

  /** Takes the marks of what is there out of `entered`; resolves to how many items should have one and have none. */
  async function strikeOut(entered: Set<string>, before: Day | undefined): Promise<number> {
    const limit = before && addDays(before, -LOOK_BACK_DAYS);
    let unentered = 0;
    for await (const handful of handfuls(cases, undefined)) {
      const bare: { id: string; caseId: string; ring: 'staff' | 'reporter'; sequence: number }[] = [];
      for (const read of handful) {
        for (const { id, ring, sequence, day } of (await readAgain(read))?.items ?? []) {
          if (day === undefined) continue;
          const mine = marks.of(read, { ring, sequence }).filter((mark) => entered.delete(mark));
          if (mine.length === 0 && limit !== undefined && day < limit) {
            bare.push({ id, caseId: read.id, ring, sequence });
          }
        }
      }
      const standing = await standingOf(bare);
      unentered += bare.filter(({ id }) => standing.has(id) && standing.get(id) !== 'passing').length;
    }
    return unentered;
  }

  return {
    async check(head) {
      const inLog = createReading(deps.marks, closes);
      const verdict = await audit.verify(head, (line) => inLog.look(line));
      if (!verdict.ok) return { verdict };
      const { entered, gone, before } = inLog;
      const unentered = await strikeOut(entered, before());
      // Read last: what is erased while the cases are read is noted before it goes.
      for (const mark of await noted()) gone.add(mark);
      let missing = 0;
      for (const mark of entered) if (!marks.gone(mark).some((each) => gone.has(each))) missing += 1;
      return { verdict, ledger: { missing, unentered, early: inLog.early(), before: before() } };
    },
  };
}

/** What the lines of the log say, each looked at once. */
function createReading(marks: LedgerDeps['marks'], closes: LedgerDeps['closes']) {
  const entered = new Set<string>();
  const gone = new Set<string>();
  /** By case: the first day on which it may be erased. */
  const closed = new Map<string, Day>();
  let [early, keep] = [0, 0];
  let before: Day | undefined;

  function takeIn(batch: Batch, day: Day): void {
    const [all, erased] = [new Set(unpackMarks(batch.entered)), new Set(unpackMarks(batch.gone))];
    // Blanks are numbered without gaps: the first that stands nowhere ends them.
    const strike = (mark: string) => all.delete(mark) || erased.delete(mark);
    for (let n = 0; marks.blank(batch.salt, n).some(strike);) n += 1;
    for (const mark of all) entered.add(mark);
    for (const mark of erased) gone.add(mark);
    keep = batch.keep;
    if (!batch.more) before = day;
  }

  return {
    entered,
    gone,
    before: () => before,
    early: () => early,
    look({ batch, day, what, case: id, detail }: AuditLine & { batch?: Batch }): void {
      if (batch) takeIn(batch, day);
      if (id === undefined) return;
      if (what === 'case-act' && detail !== undefined && closes(detail)) closed.set(id, addDays(day, keep));
      if (what === 'case-erased' && !((closed.get(id) ?? '9') <= day)) early += 1;
    },
  };
}
