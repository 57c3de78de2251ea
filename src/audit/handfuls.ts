import { setTimeout as sleep } from 'node:timers/promises';
import type { Day } from '../clock.ts';
import type { CasePlaces, CasePort } from '../store/ports.ts';

/** Ids cost little, and each page of them may look through all that was written on a day. */
const IDS_AT_ONCE = 2000;
const CASES_AT_ONCE = 20;
/** Between two handfuls others have the thread for so long: SQLite answers at once, and an answer takes several turns. */
const PAUSE_MS = 10;

/** The places of all cases that were written to on `from` or later (left out: of all), a handful at a time. */
export async function* handfuls(
  cases: Pick<CasePort, 'written' | 'places'>,
  from: Day | undefined,
): AsyncGenerator<CasePlaces[]> {
  for (let after: string | undefined; ;) {
    const ids = await cases.written(from, after, IDS_AT_ONCE);
    for (let at = 0; at < ids.length; at += CASES_AT_ONCE) {
      yield await cases.places(ids.slice(at, at + CASES_AT_ONCE));
      await sleep(PAUSE_MS);
    }
    after = ids.at(-1);
    if (ids.length < IDS_AT_ONCE || after === undefined) return;
  }
}
