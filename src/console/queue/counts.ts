import { isClosed } from '../../cases/kinds.ts';
import { PRESSING } from '../../cases/legal-clock.ts';
import type { CasePort } from '../../store/ports.ts';
import { statusName } from '../frame/case-words.ts';
import type { ConsoleView, Member } from '../frame/view.ts';
import { queryOf, SEEN_STATUSES, type Filters } from './filters.ts';

/** Counting ends here, so that a queue of a million cases opens as fast as one of ten thousand. */
export const MOST_COUNTED = 1000;

/** A way to narrow the queue, and how many cases it leads to. */
export interface Count {
  narrowed: Filters;
  label: string;
  /** MOST_COUNTED: so many or more. */
  count: number;
  /** Shown also when there are none. */
  always?: true;
  look?: 'overdue' | 'soon';
}

/** What staff look for first: everything open, what presses, what is new, what is theirs; then each status. */
function ways({ person }: Member, view: ConsoleView): Omit<Count, 'count'>[] {
  const { say } = view;
  const open: Filters = { status: 'open', unread: false };
  return [
    { narrowed: open, label: say('queue.open'), always: true },
    ...PRESSING.toReversed().map((due): Omit<Count, 'count'> => ({
      narrowed: { ...open, due },
      label: say(`filter.urgency.${due}`),
      look: due === 'overdue' ? 'overdue' : 'soon',
    })),
    { narrowed: { status: 'all', unread: true }, label: say('queue.new') },
    { narrowed: { ...open, assignee: person.id }, label: say('queue.mine') },
    ...SEEN_STATUSES.map((status) => ({
      narrowed: { status, unread: false },
      label: statusName(status, view),
    })),
  ];
}

/** The counts above the queue. Each status is counted once, and what is open is their sum. */
export function countQueue(
  port: Pick<CasePort, 'count'>,
  member: Member,
  view: ConsoleView,
): Promise<Count[]> {
  const recipient = member.worker.key.id;
  const count = (narrowed: Filters): Promise<number> => {
    const { statuses, ...filter } = queryOf(narrowed, view);
    // All of them need no names: MongoDB then counts one run of an index and not one for each.
    return port.count({ recipient, ...filter, ...(narrowed.status !== 'all' && { statuses }) }, MOST_COUNTED);
  };
  const plain = new Map<Filters['status'], Promise<number>>(
    SEEN_STATUSES.map((status) => [status, count({ status, unread: false })]),
  );
  plain.set('open', sum(SEEN_STATUSES.filter((status) => !isClosed(status)).map((each) => plain.get(each)!)));
  return Promise.all(
    ways(member, view).map(async (way) => {
      const { status, unread, due, assignee } = way.narrowed;
      const known = unread || due || assignee ? undefined : plain.get(status);
      return { ...way, count: await (known ?? count(way.narrowed)) };
    }),
  );
}

async function sum(counts: readonly Promise<number>[]): Promise<number> {
  const all = await Promise.all(counts);
  return Math.min(
    MOST_COUNTED,
    all.reduce((a, b) => a + b, 0),
  );
}
