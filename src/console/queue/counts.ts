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

/** The counts above the queue. */
export function countQueue(
  port: Pick<CasePort, 'count'>,
  member: Member,
  view: ConsoleView,
): Promise<Count[]> {
  const recipient = member.worker.key.id;
  return Promise.all(
    ways(member, view).map(async (way) => ({
      ...way,
      count: await port.count({ recipient, ...queryOf(way.narrowed, view) }, MOST_COUNTED),
    })),
  );
}
