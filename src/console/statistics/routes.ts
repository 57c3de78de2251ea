import type { StaffRole } from '../../cases/kinds.ts';
import {
  fiscalYearOf,
  monthOf,
  periodOf,
  QUARTERS,
  type Month,
  type Period,
} from '../../statistics/fiscal-year.ts';
import { staffSheets, staffStatistics } from '../../statistics/staff-sheets.ts';
import { createStatWords } from '../../statistics/words.ts';
import { sendFile } from '../../web/respond.ts';
import { CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '../../web/sheet.ts';
import { KEY_HOLDERS, type Route } from '../frame/route.ts';
import type { Answer, Member, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { onlyPublicPage, STATISTICS_PATH, statisticsPage, type StatisticsShown } from './page.ts';

const READERS: readonly StaffRole[] = [...KEY_HOLDERS, 'auditor'];

/** Every quarter of the year, then the year, from the current year back to the first counted. */
function periodsFrom(since: Month, now: Month): Period[] {
  const years = Array.from(
    { length: fiscalYearOf(now) - fiscalYearOf(since) + 1 },
    (_, n) => fiscalYearOf(now) - n,
  );
  return years.flatMap((year) => [{ year }, ...QUARTERS.map((quarter) => ({ year, quarter }))]);
}

/**
 * Statistics for staff. A key holder's are made of the cases that he can open and no others, so that nobody sees a count
 * of those that accuse him (promise 5); an auditor from outside sees all; one inside the hierarchy what the public sees.
 */
export function statisticsRoutes({ statistics, record, i18n }: ConsoleNeeds): Route[] {
  const wordsFor = ({ view }: Visit) => createStatWords(i18n.t, view.lang);

  async function countersOf({ person, worker, keyed }: Member) {
    if (person.role === 'auditor') {
      return person.outside ? { of: 'all' as const, counters: await statistics.all() } : 'public';
    }
    return keyed ? { of: 'own' as const, counters: await statistics.ofRecipient(worker.key.id) } : 'pending';
  }

  async function shownTo(visit: Visit): Promise<StatisticsShown | 'public' | 'pending'> {
    const { view, member, query } = visit;
    const found = await countersOf(member);
    if (typeof found === 'string') return found;
    const now = monthOf(view.today);
    const months = found.counters.cases.map(({ month }) => month);
    const choices = periodsFrom([now, ...months].sort()[0]!, now);
    const asked = choices.find(
      ({ year, quarter }) => String(year) === query('year') && String(quarter ?? '') === query('quarter'),
    );
    const period = asked ?? periodOf(now);
    const words = wordsFor(visit);
    // The years, and the quarters of the one that is shown.
    const periods = choices.filter(({ year, quarter }) => quarter === undefined || year === period.year);
    return {
      words,
      period,
      periods,
      of: found.of,
      numbers: staffStatistics(found.counters, period, words, view.unit),
    };
  }

  async function page(visit: Visit): Promise<Answer> {
    const shown = await shownTo(visit);
    if (typeof shown === 'string') return onlyPublicPage(shown, wordsFor(visit), visit.view);
    await record({ who: visit.member.person.id, what: 'statistics-read' });
    return statisticsPage(shown, visit.view);
  }

  const file =
    (type: 'csv' | 'xlsx') =>
    async (visit: Visit): Promise<Answer> => {
      const shown = await shownTo(visit);
      if (typeof shown === 'string') return onlyPublicPage(shown, wordsFor(visit), visit.view);
      await record({ who: visit.member.person.id, what: 'statistics-exported', detail: type });
      const sheets = staffSheets(shown.numbers, shown.period, shown.words);
      const { year, quarter } = shown.period;
      const name = `statistics-${year}${quarter === undefined ? '' : `-q${quarter}`}.${type}`;
      const body = type === 'csv' ? toCsv(sheets) : await toXlsx(sheets);
      const kind = type === 'csv' ? CSV_TYPE : XLSX_TYPE;
      return { send: async ({ response }) => sendFile(response, { name, type: kind, body }) };
    };

  const route = (path: string, handle: Route['handle']): Route => ({
    ...{
      method: 'get',
      path: `${STATISTICS_PATH}${path}`,
      roles: READERS,
      refusal: 'statistics-refused',
      handle,
    },
  });
  return [route('', page), route('.csv', file('csv')), route('.xlsx', file('xlsx'))];
}
