import { ACCESS_DUTIES } from '../../cases/access-duties.ts';
import { ExpectedError } from '../../errors.ts';
import type { Route } from '../frame/route.ts';
import type { Answer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { caseAccessPage, confirmAccessPage } from './case-page.ts';

const STEPS = ['give', 'take'] as const;
type Step = (typeof STEPS)[number];

/** Giving one case to somebody, or taking it. */
export function caseAccessRoutes({ people, access }: Pick<ConsoleNeeds, 'people' | 'access'>): Route[] {
  const refusal = 'case-refused';

  async function page({ view, member, param, query }: Visit): Promise<Answer> {
    const caseId = param('id');
    const done = STEPS.find((step) => step === query('done'));
    return caseAccessPage(
      {
        caseId,
        access: await access.look(member.worker, caseId),
        people: await people.list(),
        me: member.person,
        said: done && view.tell(`access:case.done.${done}`),
      },
      view,
    );
  }

  const change = (step: Step): Route => ({
    method: 'post',
    path: `/cases/:id/access/${step}`,
    roles: ACCESS_DUTIES[step],
    refusal,
    async handle({ view, member, param, posted }) {
      const caseId = param('id');
      const personId = posted.one('person');
      const { holders, eligible } = await access.look(member.worker, caseId);
      // A button pressed twice: it is as it was wanted.
      if (step === 'give' && posted.one('step') === 'do' && holders.includes(personId)) {
        return { to: `/cases/${caseId}/access?done=give` };
      }
      if (!(step === 'give' ? eligible : holders).includes(personId)) {
        throw new ExpectedError(step === 'give' ? 'access-not-allowed' : 'access-not-there', {}, 409);
      }
      if (posted.one('step') !== 'do') {
        return confirmAccessPage(
          step,
          { caseId, people: await people.list(), me: member.person },
          personId,
          view,
        );
      }
      if (step === 'give') {
        const gift = await access.give(member.worker, caseId, personId, 'give');
        if (gift === 'conflict') throw new ExpectedError('access-not-allowed', {}, 409);
      } else await access.take(member.worker, caseId, personId);
      if (step === 'take' && personId === member.person.id) return { to: '' };
      return { to: `/cases/${caseId}/access?done=${step}` };
    },
  });

  return [
    { method: 'get', path: '/cases/:id/access', roles: ACCESS_DUTIES.take, refusal, handle: page },
    ...STEPS.map(change),
  ];
}
