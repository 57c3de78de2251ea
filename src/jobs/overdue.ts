import { dueRange, type LegalClock } from '../cases/legal-clock.ts';
import { OPEN_STATUSES } from '../cases/kinds.ts';
import { RECOVERY_ID } from '../cases/recipients.ts';
import { dayOf, type Clock, type Day } from '../clock.ts';
import type { CasePort, QueueRow, SettingPort } from '../store/ports.ts';
import type { Job } from './scheduler.ts';

/** The cases that are known to be overdue, each with the deadline it missed. */
const RECORDED = 'overdue-recorded';
const PAGE = 200;
/** Nobody is answerable for a case that nobody may open. */
const STATUSES = OPEN_STATUSES.filter((status) => status !== 'stranded');

/**
 * Writes to the audit log, once for each deadline, that a case went over it: so that it cannot be made good in silence.
 * It looks once a day, and by the recovery recipient, who is in every case; no key is needed, since deadlines are plain.
 */
export function createOverdueJob(deps: {
  cases: Pick<CasePort, 'queue'>;
  settings: Pick<SettingPort, 'get' | 'set'>;
  clock: Clock;
  legalClock: () => LegalClock;
  record: (event: { what: 'case-overdue'; case: string; detail: Day }) => Promise<void>;
}): Job {
  const { cases, settings, clock, legalClock, record } = deps;
  let looked: Day | undefined;

  async function* overdue(today: Day): AsyncGenerator<QueueRow> {
    const due = dueRange('overdue', today, legalClock());
    for (let after: { due: Day; id: string } | undefined; ;) {
      const query = { recipient: RECOVERY_ID, statuses: STATUSES, due, after, limit: PAGE };
      const rows = await cases.queue(query);
      yield* rows;
      after = rows.at(-1);
      if (rows.length < PAGE || !after) return;
    }
  }

  return {
    name: 'overdue',
    everyMs: 60 * 60_000,
    async run() {
      const today = dayOf(clock.now());
      if (looked === today) return;
      const stored = Buffer.from((await settings.get(RECORDED)) ?? Buffer.from('[]')).toString('utf8');
      const known = new Set(JSON.parse(stored) as string[]);
      const now: string[] = [];
      for await (const { id, due } of overdue(today)) {
        const mark = `${id} ${due}`;
        if (!known.has(mark)) await record({ what: 'case-overdue', case: id, detail: due });
        now.push(mark);
      }
      await settings.set(RECORDED, Buffer.from(JSON.stringify(now)));
      looked = today;
    },
  };
}
