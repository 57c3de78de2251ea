import { addDays, dayOf, type Clock, type Day } from '../clock.ts';
import { expireSession, IDLE_HOURS, parseSession } from '../conversation/session.ts';
import { BoxError, type SecretBox } from '../secret-box.ts';
import type { SessionRow, Store } from '../store/ports.ts';
import type { Job } from './scheduler.ts';

/** The hash of a handled event is kept this long, since LINE can send an event again. */
export const EVENT_ID_DAYS = 3;

const PAGE = 200;

/**
 * Deletes what is past its time: ids of handled events, idle sessions and drafts, and the moment on the database's files.
 * The exact times stand only inside the seal, so the job opens each session; a row by itself tells no more than a day
 * (promise 4). By that day go rows that do not open any more, because APP_SECRET is a new one or the row was damaged.
 */
export function createPurgeJob(deps: {
  store: Store;
  box: SecretBox;
  clock: Clock;
  draftIdleHours: () => number;
}): Job {
  const { store, box, clock, draftIdleHours } = deps;

  async function purgeSessions(): Promise<void> {
    for (let after: string | undefined; ;) {
      const rows = await store.sessions.page(after, PAGE);
      for (const row of rows) {
        const json = opened(row);
        if (json === undefined) {
          if (row.day < lastDay()) await store.sessions.remove(row.lane, row.version);
          continue;
        }
        const kept = expireSession(parseSession(json, clock.now()), clock.now(), draftIdleHours());
        if (!kept) await store.sessions.remove(row.lane, row.version);
        else if (JSON.stringify(kept) !== json) await rewrite(row, kept);
      }
      after = rows.at(-1)?.lane;
      if (rows.length < PAGE || after === undefined) return;
    }
  }

  function opened(row: SessionRow): string | undefined {
    try {
      return box.open(row.sealed, `session/${row.lane}`).toString('utf8');
    } catch (error) {
      if (error instanceof BoxError) return undefined;
      throw error;
    }
  }

  /** What was last touched before this day is past its time, whatever it is. */
  function lastDay(): Day {
    const hours = Math.max(IDLE_HOURS, draftIdleHours());
    return dayOf(new Date(clock.now().getTime() - hours * 3_600_000));
  }

  /** A draft that ran out is cut out of a session that otherwise lives. If the person writes meanwhile, theirs wins. */
  async function rewrite(row: SessionRow, kept: object): Promise<void> {
    await store.sessions.save({
      lane: row.lane,
      version: row.version + 1,
      sealed: box.seal(Buffer.from(JSON.stringify(kept)), `session/${row.lane}`),
      day: row.day,
    });
  }

  return {
    name: 'purge',
    everyMs: 10 * 60_000,
    async run() {
      await purgeSessions();
      const today = dayOf(clock.now());
      await store.inbox.purgeFinished(addDays(today, -EVENT_ID_DAYS));
      await store.blurTimes(today);
    },
  };
}
