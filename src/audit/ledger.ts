import { addDays, dayOf, type Day } from '../clock.ts';
import { batchesBack, toBatches, unpackMarks } from './batches.ts';
import { createLedgerCheck, type LedgerCheck, type LedgerState } from './ledger-check.ts';
import { handfuls } from './handfuls.ts';
import { LOOK_BACK_DAYS, type LedgerDeps } from './ledger-deps.ts';

/**
 * What makes silent deletion visible (ADR 75). Once a day the audit log gets one batch of marks, a mark for each item of a
 * case that is there and was not marked before; the first batch of a month also one for each that was erased since the last
 * month. Nothing tells what a mark stands for, nor how many of a batch are blanks; whoever has INTEGRITY_KEY can look for each
 * one's item.
 */
export interface Ledger extends LedgerCheck {
  /**
   * Enters what came before today, unless it is entered: once, however many processes try and wherever one died. `keep`:
   * the fewest days that a closed case is kept.
   */
  enter(keep: number): Promise<void>;
}

/** Erasures are answered together, so that not even the key tells which day's entries went with which case. */
const monthOf = (day: Day | undefined) => day?.slice(0, 7);
/** Other processes can be faster; each time the log has grown by a batch. */
const MAX_TRIES = 20;

export function createLedger(deps: LedgerDeps): Ledger {
  const { audit, cases, marks, noted, settle, standingOf, clock } = deps;

  /** Everything in the log, blanks and all, and the day up to which nothing is left to enter. */
  async function entered() {
    const last = await audit.lastBatch();
    const items = new Set<string>();
    const gone = new Set<string>();
    let whole: Day | undefined;
    for await (const { day, batch } of batchesBack(audit, last)) {
      for (const mark of unpackMarks(batch.entered)) items.add(mark);
      for (const mark of unpackMarks(batch.gone)) gone.add(mark);
      if (!batch.more) whole ??= day;
    }
    return { last, items, gone, whole };
  }

  /** The marks of what came since `from` and not today, so that no batch says which half of a day something came in. */
  async function fresh(from: Day | undefined, today: Day, known: ReadonlySet<string>): Promise<string[]> {
    const found: string[] = [];
    for await (const handful of handfuls(cases, from)) {
      const places = handful.flatMap((of) =>
        of.items
          .filter(({ day }) => day !== undefined && day !== today)
          .map(({ id, ring, sequence }) => ({
            id,
            caseId: of.id,
            ring,
            sequence,
            marks: marks.of(of, { ring, sequence }),
          }))
          .filter((place) => !place.marks.some((mark) => known.has(mark))),
      );
      const standing = await standingOf(places);
      for (const place of places) {
        if (standing.get(place.id) === 'lasting') found.push(place.marks[0]!);
      }
    }
    return found;
  }

  return {
    ...createLedgerCheck(deps),
    async enter(keep) {
      const blank = (salt: string, n: number) => marks.blank(salt, n)[0]!;
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const today = dayOf(clock.now());
        const newest = await audit.lastBatch();
        if (newest && newest.day >= today && !newest.batch.more) return;
        const { last, items, gone, whole } = await entered();
        const from = whole && addDays(whole, -LOOK_BACK_DAYS);
        const erased =
          monthOf(whole) === monthOf(today) ? [] : (await noted()).filter((mark) => !gone.has(mark));
        const fill = { entered: await fresh(from, today, items), gone: erased };
        let before: number | undefined = last?.sequence ?? 0;
        for (const batch of toBatches(fill, blank, { before, keep })) {
          before = await audit.writeBatch({ ...batch, before });
          if (before === undefined) break;
        }
        if (before === undefined) continue;
        const inLog = new Set([...gone, ...erased]);
        return settle((mark) => inLog.has(mark));
      }
      throw new Error('the ledger is written by too many at once');
    },
  };
}

const FINDINGS = ['missing', 'unentered', 'early'] as const satisfies readonly (keyof LedgerState)[];

/** What is not as it should be, worst first; empty when all is well. Wording under `ledger:<key>`. */
export const ledgerFindings = (state: LedgerState): { key: (typeof FINDINGS)[number]; count: number }[] =>
  FINDINGS.filter((key) => state[key] > 0).map((key) => ({ key, count: state[key] }));
