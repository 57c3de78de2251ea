import type { StaffRole } from '../../cases/kinds.ts';
import { ExpectedError } from '../../errors.ts';
import { measureId, progressOf } from '../../ita/progress.ts';
import { explain } from '../frame/explain.ts';
import type { Route } from '../frame/route.ts';
import { typedIn } from '../frame/unsent.ts';
import type { Answer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { listPage, PROGRESS_PATH } from './list-page.ts';
import { isDoneAlready, markOf, reportPage, reviewPage, type MeasureShown } from './report-page.ts';
import { checkTyped, readTyped } from './typed.ts';

/** Who reports on measures. No key is needed: nothing here is of a case. */
export const REPORTERS_OF_PROGRESS: readonly StaffRole[] = ['administrator', 'head'];

const EMPTY = { status: '', th: '', en: '' };

/** How the improvement measures get on: reading, and reporting for everybody to see. */
export function progressRoutes({ progress, people, record }: ConsoleNeeds): Route[] {
  const common = { roles: REPORTERS_OF_PROGRESS, refusal: 'progress-refused' } as const;

  async function shownTo({ view, param }: Visit): Promise<MeasureShown> {
    for (const dataset of view.data.datasets) {
      for (const measure of dataset.measures) {
        const ref = { year: dataset.year, indicator: measure.indicator };
        if (measureId(ref) !== param('id')) continue;
        return { dataset, measure, last: progressOf(await progress.list(), ref) };
      }
    }
    throw new ExpectedError('measure-gone', {}, 404);
  }

  async function handlePosted(visit: Visit): Promise<Answer> {
    const { view, posted, member } = visit;
    const shown = await shownTo(visit);
    const typed = readTyped(posted);
    const seen = Number(posted.one('seen')) || 0;
    const form = async (more: { notice?: string; problems?: object }) =>
      reportPage(shown, { typed, people: await people.list(), seen, ...more }, view);
    const checked = checkTyped(typed, view);
    if ('problems' in checked) return { ...(await form(checked)), status: 422 };
    const step = posted.one('step');
    if (step === 'edit') return form({});
    if (step !== 'publish') return reviewPage(shown, { draft: checked.draft, seen }, view);
    const ref = { year: shown.dataset.year, indicator: shown.measure.indicator };
    const published = { to: `${PROGRESS_PATH}?done=reported` };
    if (isDoneAlready(shown, { draft: checked.draft, seen }, member.person.id)) return published;
    try {
      await progress.report(ref, checked.draft, member.person.id, seen);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return { ...(await form({ notice: explain(error, view) })), status: error.status };
    }
    await record({ who: member.person.id, what: 'progress-reported', detail: measureId(ref) });
    return published;
  }

  return [
    {
      ...common,
      method: 'get',
      path: PROGRESS_PATH,
      async handle({ view, query }) {
        const saved = query('done') === 'reported';
        return listPage({ all: await progress.list(), people: await people.list(), saved }, view);
      },
    },
    {
      ...common,
      method: 'get',
      path: `${PROGRESS_PATH}/:id`,
      async handle(visit) {
        const shown = await shownTo(visit);
        const typed = { ...EMPTY, status: shown.last?.status ?? '' };
        return reportPage(shown, { typed, people: await people.list(), seen: markOf(shown) }, visit.view);
      },
    },
    {
      ...common,
      method: 'post',
      path: `${PROGRESS_PATH}/:id`,
      typed: typedIn('th', 'en'),
      handle: handlePosted,
    },
  ];
}
