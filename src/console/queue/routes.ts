import type { QueueEntry } from '../../cases/casework.ts';
import { KEY_HOLDERS, type Route } from '../frame/route.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { countQueue, type Count } from './counts.ts';
import { queryOf, readAfter, readFilters } from './filters.ts';
import { queuePage } from './page.ts';

/** Titles are opened one by one, so pages are short. */
const PAGE = 25;

/** The queue: what waits, by the day it is due. */
export function queueRoutes(needs: ConsoleNeeds): Route[] {
  const { casework, cases, people } = needs;
  return [
    {
      method: 'get',
      path: '',
      roles: KEY_HOLDERS,
      async handle(visit) {
        const { member, query, view } = visit;
        const filters = readFilters(visit);
        const colleagues = await people.list();
        const after = readAfter(query('after'));
        let entries: QueueEntry[] = [];
        let counts: Count[] = [];
        if (member.keyed) {
          entries = await casework.queue(member.worker, {
            ...queryOf(filters, view),
            after,
            limit: PAGE + 1,
          });
          counts = await countQueue(cases, member, view);
        }
        const more = entries.length > PAGE;
        const shown = entries.slice(0, PAGE);
        const last = shown.at(-1);
        const next = more && last ? `${last.due},${last.id}` : undefined;
        return queuePage({ member, filters, colleagues, entries: shown, counts, next, later: !!after }, view);
      },
    },
  ];
}
