import type { StaffView } from '../../cases/casework.ts';
import { staffAction } from '../../cases/actions.ts';
import type { PersonView } from '../../accounts/person.ts';
import { ExpectedError } from '../../errors.ts';
import { explain } from '../frame/explain.ts';
import { KEY_HOLDERS, type Route } from '../frame/route.ts';
import type { Answer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import {
  asksFirst,
  doingOf,
  isDoneAlready,
  problemsWith,
  readFilled,
  seenMark,
  typedIn,
  type Filled,
  type Problems,
} from './doing.ts';
import { linkSaid } from '../links/section.ts';
import { casePage } from './page.ts';
import { confirmPage } from './confirm.ts';

/** One case: reading it, and everything that can be done with it. */
export function caseRoutes(needs: ConsoleNeeds): Route[] {
  const { casework, people, record } = needs;

  /** Those who can open the case, by their keys. */
  async function staffOf(opened: StaffView): Promise<{ all: PersonView[]; access: PersonView[] }> {
    const [all, colleagues] = [await people.list(), await people.colleagues()];
    const holders = new Set(
      colleagues.flatMap(({ id, recipient }) =>
        recipient && opened.access.includes(recipient.id) ? [id] : [],
      ),
    );
    return { all, access: all.filter(({ id, active }) => active && holders.has(id)) };
  }

  async function act(visit: Visit): Promise<Answer> {
    const { view, member, posted, param } = visit;
    const { worker } = member;
    const caseId = param('id');
    const opened = await casework.open(worker, caseId);
    const staff = await staffOf(opened);
    const filled = readFilled(posted);
    const again = (
      status: number,
      shown: { filled?: Filled; problems?: Problems; notice?: string; unsent?: readonly string[] },
    ): Answer => ({ ...casePage({ opened, staff, member, ...shown }, view), status });

    const seen = posted.one('seen') === seenMark(opened);
    if (filled && !seen && isDoneAlready(filled, opened, worker.id)) {
      return { to: `/cases/${caseId}?done=${filled.action.id}` };
    }
    if (!filled || !opened.actions.some((id) => id === filled.action.id)) {
      const yours = filled?.action.roles.includes(worker.role) ?? true;
      const key = yours ? 'action-not-possible' : 'action-not-yours';
      await record({ who: worker.id, what: 'case-refused', case: caseId, detail: key });
      return again(yours ? 409 : 403, {
        notice: explain(new ExpectedError(key), view),
        unsent: typedIn(posted),
      });
    }
    const problems = problemsWith(
      filled,
      opened,
      staff.access.map(({ id }) => id),
    );
    if (Object.keys(problems).length > 0) return again(422, { filled, problems });
    if (!seen) return again(409, { filled, notice: view.say('case.changed') });
    if (posted.one('step') === 'back') return again(200, { filled });
    if (asksFirst(filled.action) && posted.one('step') !== 'do') {
      return confirmPage({ opened, filled, staff }, view);
    }
    try {
      await casework.act(worker, doingOf(filled, caseId));
    } catch (error) {
      // Somebody was faster by a moment. The case is as he left it; what was typed stays.
      if (!(error instanceof ExpectedError) || error.key === 'case-gone') throw error;
      return again(409, { filled, notice: explain(error, view) });
    }
    return { to: `/cases/${caseId}?done=${filled.action.id}` };
  }

  return [
    {
      method: 'get',
      path: '/cases/:id',
      roles: KEY_HOLDERS,
      refusal: 'case-refused',
      async handle({ view, member, param, query }) {
        const opened = await casework.open(member.worker, param('id'));
        const done = staffAction(query('done'))?.id;
        const said = done
          ? view.say('case.done', { action: view.tell(`cases:action.${done}.label`) })
          : linkSaid(query('linked'), view);
        return casePage({ opened, staff: await staffOf(opened), member, said }, view);
      },
    },
    {
      method: 'post',
      path: '/cases/:id/act',
      roles: KEY_HOLDERS,
      refusal: 'case-refused',
      typed: typedIn,
      handle: act,
    },
  ];
}
