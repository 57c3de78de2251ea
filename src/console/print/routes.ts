import { KEY_HOLDERS, type Route } from '../frame/route.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { printPage } from './page.ts';

/** A case as it goes on paper. */
export const printRoutes = ({ casework, people, record }: ConsoleNeeds): Route[] => [
  {
    method: 'get',
    path: '/cases/:id/print',
    roles: KEY_HOLDERS,
    refusal: 'case-refused',
    async handle({ view, member, param }) {
      const opened = await casework.open(member.worker, param('id'));
      await record({ who: member.person.id, what: 'case-printed', case: opened.facts.id });
      return printPage({ opened, all: await people.list(), member }, view);
    },
  },
];
