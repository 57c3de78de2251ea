import { createKeyWork, type Tally, type Teller } from '../../accounts/key-work.ts';
import type { PersonView } from '../../accounts/person.ts';
import { ACCESS_DUTIES } from '../../cases/access-duties.ts';
import { staffAction } from '../../cases/actions.ts';
import { ExpectedError } from '../../errors.ts';
import { holdsKeys } from '../../accounts/duties.ts';
import type { Route } from '../frame/route.ts';
import type { Sessions } from '../frame/sessions.ts';
import type { Answer, Member, Visit } from '../frame/view.ts';
import type { RunNeeds } from '../needs.ts';
import { caseAccessRoutes } from './case-routes.ts';
import { overviewPage } from './overview-page.ts';
import { handOverPage, passPage } from './person-pages.ts';
import type { Run } from './runs.ts';

/** Who can open which cases: sealing anew, passing on, handing over. */
export function accessRoutes(needs: RunNeeds, sessions: Pick<Sessions, 'watch'>): Route[] {
  const { people, access, casework, runs } = needs;
  const work = createKeyWork({ access, casework });
  const assigners = staffAction('assign')?.roles ?? [];
  const refusal = 'people-refused';

  async function begin(
    member: Member,
    what: Pick<Run, 'kind' | 'about'>,
    job: (tell: Teller) => Promise<Tally>,
  ): Promise<Answer> {
    if (!member.keyed) throw new ExpectedError('key-unconfirmed', {}, 409);
    const { worker, lane } = member;
    const session = await sessions.watch({ lane, person: worker.id });
    const lives = async () => {
      const me = (await people.colleagues()).find(({ id }) => id === worker.id);
      return me?.active === true && me.recipient?.id === worker.key.id && (await session());
    };
    if (!runs.begin(worker, what, lives, job)) throw new ExpectedError('run-going', {}, 409);
    return { to: '/access' };
  }

  async function subject({ param }: Visit): Promise<PersonView> {
    const person = (await people.list()).find(({ id }) => id === param('id'));
    if (!person) throw new ExpectedError('person-unknown', {}, 404);
    return person;
  }
  async function colleaguesFor(person: PersonView): Promise<PersonView[]> {
    return (await people.list()).filter(
      ({ id, active, role, key }) => active && key === 'confirmed' && holdsKeys(role) && id !== person.id,
    );
  }

  return [
    {
      method: 'get',
      path: '/access',
      roles: ACCESS_DUTIES.reseal,
      refusal,
      async handle({ view, member }) {
        const stale = member.keyed ? (await access.stale(member.worker)).shown.length : 0;
        return overviewPage({ stale, run: runs.of(member.person.id), people: await people.list() }, view);
      },
    },
    {
      method: 'post',
      path: '/access/reseal',
      roles: ACCESS_DUTIES.reseal,
      refusal,
      handle: ({ member }) => begin(member, { kind: 'reseal' }, (tell) => work.reseal(member.worker, tell)),
    },
    {
      method: 'get',
      path: '/people/:id/pass',
      roles: ACCESS_DUTIES.pass,
      refusal,
      handle: async (visit) => passPage(await subject(visit), visit.view, visit.query('done')),
    },
    {
      method: 'post',
      path: '/people/:id/pass',
      roles: ACCESS_DUTIES.pass,
      refusal,
      async handle(visit) {
        const { id, active, key } = await subject(visit);
        if (!active || key !== 'confirmed') throw new ExpectedError('grant-unconfirmed', {}, 409);
        const { member } = visit;
        return begin(member, { kind: 'pass', about: id }, (tell) => work.pass(member.worker, id, tell));
      },
    },
    {
      method: 'get',
      path: '/people/:id/hand-over',
      roles: assigners,
      refusal,
      async handle(visit) {
        const person = await subject(visit);
        return handOverPage(person, await colleaguesFor(person), visit.view);
      },
    },
    {
      method: 'post',
      path: '/people/:id/hand-over',
      roles: assigners,
      refusal,
      async handle(visit) {
        const { member, posted, view } = visit;
        const person = await subject(visit);
        const colleagues = await colleaguesFor(person);
        const to = colleagues.find(({ id }) => id === posted.one('to'));
        if (!to) return handOverPage(person, colleagues, view, view.tell('access:handOver.missing'));
        return begin(member, { kind: 'hand-over', about: person.id }, (tell) =>
          work.handOver(member.worker, person.id, to.id, tell),
        );
      },
    },
    ...caseAccessRoutes(needs),
  ];
}
