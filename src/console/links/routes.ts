import { KEY_HOLDERS, type Route } from '../frame/route.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { readAfter, SEEN_STATUSES } from '../queue/filters.ts';
import { ALIKE, linkPage } from './page.ts';

/** Titles are opened one by one, so pages are short. */
const PAGE = 25;

/** Cases about the same thing. */
export function linkRoutes({ casework }: Pick<ConsoleNeeds, 'casework'>): Route[] {
  const common = { path: '/cases/:id/link', roles: KEY_HOLDERS, refusal: 'case-refused' } as const;
  return [
    {
      ...common,
      method: 'get',
      async handle({ view, member, param, query }) {
        const opened = await casework.open(member.worker, param('id'));
        const alike = ALIKE.find((each) => each === query('same')) ?? 'unit';
        const { unit, category, id } = opened.facts;
        const found = await casework.queue(member.worker, {
          statuses: SEEN_STATUSES,
          ...(alike === 'unit' ? { unit } : alike === 'category' ? { category } : {}),
          after: readAfter(query('after')),
          limit: PAGE + 1,
        });
        const page = found.slice(0, PAGE);
        const last = found.length > PAGE ? page.at(-1) : undefined;
        const entries = page.filter((entry) => entry.id !== id);
        return linkPage({ opened, alike, entries, next: last && `${last.due},${last.id}` }, view);
      },
    },
    {
      ...common,
      method: 'post',
      async handle({ member, param, posted }) {
        const linked = posted.one('linked') === '1';
        const caseId = param('id');
        await casework.link(member.worker, { caseId, other: posted.one('other'), linked });
        return { to: `/cases/${caseId}?linked=${linked ? 1 : 0}` };
      },
    },
  ];
}
