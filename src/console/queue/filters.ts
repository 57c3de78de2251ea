import {
  CASE_KINDS,
  CATEGORIES,
  isClosed,
  OPEN_STATUSES,
  SPECIAL_UNITS,
  STATUSES,
} from '../../cases/kinds.ts';
import { dueRange, URGENCIES, type Urgency } from '../../cases/legal-clock.ts';
import type { QueueFilter } from '../../store/ports.ts';
import type { ConsoleView, Visit } from '../frame/view.ts';

/** Statuses staff can meet; a stranded case has no key among them. */
export const SEEN_STATUSES = STATUSES.filter((status) => status !== 'stranded');
/** `open` and `all` stand for several statuses. */
export const STATUS_CHOICES = ['open', 'all', ...SEEN_STATUSES] as const;
const CATEGORY_CHOICES = [...CATEGORIES, 'comment'] as const;

/** What the queue is narrowed to. */
export interface Filters {
  status: (typeof STATUS_CHOICES)[number];
  /** How near the deadline is; only open cases have one. */
  due?: Urgency;
  kind?: string;
  category?: string;
  unit?: string;
  assignee?: string;
  unread: boolean;
}

export const FILTER_NAMES = ['status', 'due', 'kind', 'category', 'unit', 'assignee', 'unread'] as const;

const among = <T extends string>(choices: readonly T[], value: string): T | undefined =>
  choices.find((each) => each === value);

/** Reads the filters of an address; what is not known counts as not given. */
export function readFilters({ query, view }: Pick<Visit, 'query' | 'view'>): Filters {
  const units = [...SPECIAL_UNITS, ...view.data.agency.units.map(({ id }) => id)];
  return {
    status: among(STATUS_CHOICES, query('status')) ?? 'open',
    due: among(URGENCIES, query('due')),
    kind: among(CASE_KINDS, query('kind')),
    category: among(CATEGORY_CHOICES, query('category')),
    unit: among(units, query('unit')),
    assignee: /^[0-9a-f]{16,32}$/.test(query('assignee')) ? query('assignee') : undefined,
    unread: query('unread') === '1',
  };
}

/** What the store is asked for. Statuses are always named: it walks one after the other. */
export function queryOf(
  filters: Filters,
  { today, data }: Pick<ConsoleView, 'today' | 'data'>,
): Omit<QueueFilter, 'recipient'> {
  const { status, due, kind, category, unit, assignee, unread } = filters;
  const several = { open: OPEN_STATUSES, all: SEEN_STATUSES };
  const wanted = status === 'open' || status === 'all' ? several[status] : [status];
  return {
    statuses: due === undefined ? wanted : wanted.filter((each) => !isClosed(each)),
    due: due && dueRange(due, today, data.policy.legalClock),
    kind,
    // What every comment has, and what the store has an index for.
    category: category ?? (kind === 'comment' ? 'comment' : undefined),
    unit,
    assignee,
    unread: unread || undefined,
  };
}

/** The address of the queue with these filters, under `/console`. */
export function addressOf(filters: Partial<Filters>, after?: string): string {
  const params = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = filters[name];
    if (name === 'unread' ? value : value !== undefined && !(name === 'status' && value === 'open')) {
      params.set(name, name === 'unread' ? '1' : String(value));
    }
  }
  if (after !== undefined) params.set('after', after);
  return params.size > 0 ? `?${params.toString()}` : '';
}

/** The last row of the page before, as it stands in an address. */
export function readAfter(text: string): { due: string; id: string } | undefined {
  const [, due, id] = /^(\d{4}-\d{2}-\d{2}),([0-9a-f]{32})$/.exec(text) ?? [];
  return due && id ? { due, id } : undefined;
}

export const isNarrowed = ({ kind, due, category, unit, assignee, unread, status }: Filters): boolean =>
  status !== 'open' || unread || [kind, due, category, unit, assignee].some((each) => each !== undefined);
