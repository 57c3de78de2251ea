import { holdsKeys, PEOPLE_DUTIES } from '../../accounts/duties.ts';
import type { FreshKey } from '../../accounts/people.ts';
import type { PersonView } from '../../accounts/person.ts';
import { KEY_ROLES, type StaffRole } from '../../cases/kinds.ts';
import { ExpectedError } from '../../errors.ts';
import { isLang } from '../../i18n.ts';
import { explain } from '../frame/explain.ts';
import type { Route } from '../frame/route.ts';
import type { Answer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { addPage, faultOf, readNew } from './add-page.ts';
import { changePage, freshPage, CHANGES, type Change } from './change-page.ts';
import { confirmPage } from './confirm-page.ts';
import { linkPage } from './link-page.ts';
import { listPage } from './list-page.ts';
import { movePage } from './move-page.ts';

const LISTERS: readonly StaffRole[] = ['administrator', ...KEY_ROLES];

/** Members of staff: who there is, new ones, confirming keys, new passphrases, ending access. */
export function peopleRoutes({ people, isUnplaced }: Pick<ConsoleNeeds, 'people' | 'isUnplaced'>): Route[] {
  const refusal = 'people-refused';

  async function subject({ param }: Visit): Promise<PersonView> {
    const person = (await people.list()).find(({ id }) => id === param('id'));
    if (!person?.active) throw new ExpectedError('person-unknown', {}, 404);
    return person;
  }

  async function add({ view, member, posted, origin }: Visit): Promise<Answer> {
    const words = posted.one('words');
    const way = posted.one('way');
    const person = readNew(posted);
    try {
      if (way === 'link') return linkPage(await people.invite(member.worker, person), origin, view);
      const fresh = await people.add(member.worker, person, isLang(words) ? words : 'th');
      return freshPage('added', fresh, view);
    } catch (error) {
      if (!(error instanceof ExpectedError) || faultOf(error.key) === undefined) throw error;
      const typed = { ...person, words, way };
      return addPage({ typed, fault: { key: error.key, text: explain(error, view) ?? '' } }, view);
    }
  }

  async function confirm(visit: Visit): Promise<Answer> {
    const { view, member, posted } = visit;
    const person = await subject(visit);
    try {
      await people.confirm(member.worker, person.id, posted.one('fingerprint'));
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.status >= 404) throw error;
      return confirmPage(person, view, explain(error, view));
    }
    // Earlier cases are given by hand: whoever confirmed it is asked at once.
    return {
      to: holdsKeys(person.role) ? `/people/${person.id}/pass?done=confirmed` : '/people?done=confirmed',
    };
  }

  async function move(visit: Visit): Promise<Answer> {
    const { view, member, posted } = visit;
    const person = await subject(visit);
    const typed = readNew(posted);
    const { role, unit, outside, intake } = typed;
    try {
      await people.move(member.worker, person.id, { role, unit, outside, intake });
    } catch (error) {
      if (!(error instanceof ExpectedError) || faultOf(error.key) === undefined) throw error;
      return movePage(person, view, { typed, key: error.key, text: explain(error, view) ?? '' });
    }
    return { to: '/people?done=moved' };
  }

  const change = (what: Change): Route[] => [
    {
      method: 'get',
      path: `/people/:id/${what}`,
      roles: PEOPLE_DUTIES[what],
      refusal,
      handle: async (visit) => changePage(what, await subject(visit), visit.view),
    },
    {
      method: 'post',
      path: `/people/:id/${what}`,
      roles: PEOPLE_DUTIES[what],
      refusal,
      async handle(visit) {
        const { view, member, posted, origin } = visit;
        const person = await subject(visit);
        const words = posted.one('words');
        if (what === 'renew' && posted.one('way') === 'link') {
          return linkPage(await people.inviteAgain(member.worker, person.id), origin, view);
        }
        if (what === 'renew') {
          const fresh: FreshKey = await people.renew(member.worker, person.id, isLang(words) ? words : 'th');
          return freshPage('renewed', fresh, view);
        }
        await people.disable(member.worker, person.id);
        return { to: '/people?done=disabled' };
      },
    },
  ];

  return [
    {
      method: 'get',
      path: '/people',
      roles: LISTERS,
      refusal,
      handle: async ({ view, member, query }) =>
        listPage({ all: await people.list(), me: member.person, done: query('done'), isUnplaced }, view),
    },
    {
      method: 'get',
      path: '/people/add',
      roles: PEOPLE_DUTIES.add,
      refusal,
      handle: async ({ view }) => addPage({}, view),
    },
    { method: 'post', path: '/people/add', roles: PEOPLE_DUTIES.add, refusal, handle: add },
    {
      method: 'get',
      path: '/people/:id/confirm',
      roles: PEOPLE_DUTIES.confirm,
      refusal,
      handle: async (visit) => confirmPage(await subject(visit), visit.view),
    },
    { method: 'post', path: '/people/:id/confirm', roles: PEOPLE_DUTIES.confirm, refusal, handle: confirm },
    {
      method: 'get',
      path: '/people/:id/move',
      roles: PEOPLE_DUTIES.move,
      refusal,
      handle: async (visit) => movePage(await subject(visit), visit.view),
    },
    { method: 'post', path: '/people/:id/move', roles: PEOPLE_DUTIES.move, refusal, handle: move },
    ...CHANGES.flatMap(change),
  ];
}
