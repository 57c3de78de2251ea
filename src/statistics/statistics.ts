import { z } from 'zod';
import { dueRange, type LegalClock } from '../cases/legal-clock.ts';
import { CASE_KINDS, OPEN_STATUSES } from '../cases/kinds.ts';
import { addDays, dayOf, type Clock, type Day } from '../clock.ts';
import type { CasePort, SettingPort } from '../store/ports.ts';
import { blocksOf, followUp, type Block } from './blocks.ts';
import type { Counters } from './count.ts';
import { monthOf, monthsOf, periodOf, quarterBefore, type Month } from './fiscal-year.ts';

const PUBLISHED = 'statistics-published';
const SINCE = 'statistics-since';

const tally = z.object({
  kind: z.string(),
  category: z.string(),
  unit: z.string(),
  status: z.string(),
  outcome: z.string().optional(),
  answered: z.string().optional(),
  took: z.string().optional(),
  month: z.string(),
  count: z.number(),
});
const counters = z.object({ cases: z.array(tally), overdue: z.array(tally) });
const publicationShape = z.object({
  asOf: z.string(),
  since: z.string(),
  through: z.string(),
  blocks: z.array(
    z.object({
      kind: z.enum(CASE_KINDS),
      year: z.number(),
      asOf: z.string(),
      months: z.array(z.string()),
      counters,
    }),
  ),
});
/** Before blocks were kept one by one. */
const olderShape = publicationShape.omit({ blocks: true }).extend({ counters });
/** What the public was told last. */
export interface Publication {
  /** The day it was made. */
  asOf: Day;
  since: Month;
  /** The last month counted. */
  through: Month;
  /** Some may be older than the publication (`followUp`). */
  blocks: readonly Block[];
}

export interface Statistics {
  /** Of the cases that a recipient can open, or could when they were erased. */
  ofRecipient(recipient: string): Promise<Counters>;
  /** Of everybody's. Only for those who may know of every case. */
  all(): Promise<Counters>;
  /** The first month that is counted. */
  since(): Promise<Month>;
  /** What the public sees; undefined before the first publication. */
  published(): Promise<Publication | undefined>;
  /**
   * Publishes the quarters that were over on the day of the last release, unless they are. Only with a new quarter: who
   * compares the public page with the cases of his own queue day by day must not see when a case came in that he cannot open;
   * and with the former publication in hand, nobody may see that a few came in between (`followUp`).
   */
  publish(released: Day): Promise<void>;
}

export function createStatistics(deps: {
  cases: Pick<CasePort, 'tally' | 'tallyDue'>;
  settings: SettingPort;
  clock: Clock;
  legalClock: () => LegalClock;
  /** Counts below this are hidden; from the policy. */
  below: () => number;
  /** Trial mode: the public sees the counters as they are, without waiting for a quarter to end. */
  live: boolean;
}): Statistics {
  const { cases, settings, clock, legalClock, below, live } = deps;
  const today = () => dayOf(clock.now());

  async function countersOf(recipient?: string): Promise<Counters> {
    const { to } = dueRange('overdue', today(), legalClock());
    return {
      cases: await cases.tally(recipient),
      overdue: await cases.tallyDue({
        recipient,
        statuses: OPEN_STATUSES,
        before: addDays(to ?? today(), to === undefined ? 0 : 1),
      }),
    };
  }

  async function since(counters?: Counters): Promise<Month> {
    const begun = Buffer.from(await settings.make(SINCE, Buffer.from(monthOf(today())))).toString('utf8');
    const counted = (counters ?? (await countersOf())).cases.map(({ month }) => month);
    return [begun, ...counted].sort()[0]!;
  }

  async function make(through: Month): Promise<Publication> {
    const { cases: all, overdue } = await countersOf();
    const fits = ({ month }: { month: Month }) => month <= through;
    const counters = { cases: all.filter(fits), overdue: overdue.filter(fits) };
    const made = { asOf: today(), since: await since({ cases: all, overdue }), through };
    return { ...made, blocks: blocksOf(counters, made) };
  }

  async function stored(): Promise<Publication | undefined> {
    const bytes = await settings.get(PUBLISHED);
    if (!bytes) return undefined;
    const json: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const older = olderShape.safeParse(json);
    return older.success
      ? { ...older.data, blocks: blocksOf(older.data.counters, older.data) }
      : publicationShape.parse(json);
  }

  return {
    ofRecipient: (recipient) => countersOf(recipient),
    all: () => countersOf(),
    since: () => since(),
    published: () => (live ? make(monthOf(today())) : stored()),
    async publish(released) {
      const through = monthsOf(quarterBefore(periodOf(monthOf(released)))).at(-1)!;
      const before = await stored();
      if (before?.through === through) return;
      const fresh = await make(through);
      const blocks = followUp(before?.blocks ?? [], fresh.blocks, below());
      await settings.set(PUBLISHED, Buffer.from(JSON.stringify({ ...fresh, blocks })));
    },
  };
}
