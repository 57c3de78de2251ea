import { Router, type Request } from 'express';
import { dayInWords } from '../../conversation/day.ts';
import type { Translate } from '../../i18n.ts';
import { publicSheets } from '../../statistics/public-sheets.ts';
import { publicYears } from '../../statistics/publication.ts';
import type { Statistics } from '../../statistics/statistics.ts';
import { createStatWords } from '../../statistics/words.ts';
import { langOf } from '../../web/lang.ts';
import type { RenderPage } from '../../web/layout.ts';
import { sendFile, sendPage } from '../../web/respond.ts';
import { CSV_TYPE, toCsv, toXlsx, XLSX_TYPE } from '../../web/sheet.ts';
import { STATISTICS_PATH, statisticsPage, type StatisticsShown } from './page.ts';

/** What was made of the numbers as they are: drawing takes the machine long, and anybody may ask without end. */
function createKept() {
  let of = '';
  const made = new Map<string, unknown>();
  return async function keep<T>(numbers: string, name: string, make: () => Promise<T>): Promise<T> {
    if (of !== numbers) made.clear();
    of = numbers;
    if (made.has(name)) return made.get(name) as T;
    const fresh = await make();
    if (of === numbers) made.set(name, fresh);
    return fresh;
  };
}

export interface StatisticsNeeds {
  t: Translate;
  renderPage: RenderPage;
  statistics: Pick<Statistics, 'published'>;
  /** Counts below this are hidden; from the policy. */
  below: () => number;
  mode: 'trial' | 'production';
}

/** `/statistics`, and the same as files. */
export function statisticsRoutes({ t, renderPage, statistics, below, mode }: StatisticsNeeds): Router {
  const keep = createKept();

  async function shownTo(request: Request): Promise<StatisticsShown & { numbers: string }> {
    const lang = langOf(request);
    const published = await statistics.published();
    return {
      numbers: JSON.stringify([published, below()]),
      ...{
        lang,
        words: createStatWords(t, lang),
        day: (day) => dayInWords(day, lang),
        below: below(),
        live: mode === 'trial',
      },
      years: published ? publicYears(published.blocks, { below: below(), divideAll: mode === 'trial' }) : [],
    };
  }
  const yearOf = (request: Request, { years }: StatisticsShown) =>
    years.find(({ year }) => String(year) === request.query['year']) ?? years[0];

  type Sheets = ReturnType<typeof publicSheets>;
  /** A year as a file; undefined before anything was published. */
  async function file<T>(request: Request, type: string, write: (sheets: Sheets) => Promise<T>) {
    const shown = await shownTo(request);
    const year = yearOf(request, shown);
    if (!year) return undefined;
    const body = await keep(shown.numbers, `${type} ${shown.lang} ${year.year}`, () =>
      write(publicSheets(year, shown, shown.words)),
    );
    return { name: `statistics-${year.year}.${type}`, body };
  }

  const router = Router({ strict: true, caseSensitive: true });
  router.get(STATISTICS_PATH, async (request, response) => {
    const shown = await shownTo(request);
    const year = yearOf(request, shown);
    const path = year ? `${STATISTICS_PATH}?year=${year.year}` : STATISTICS_PATH;
    const title = shown.words.say('title');
    const name = `page ${shown.lang} ${year?.year}`;
    const body = await keep(shown.numbers, name, () => statisticsPage(shown, year));
    sendPage(response, renderPage({ lang: shown.lang, title, body, path }));
  });
  router.get(`${STATISTICS_PATH}.csv`, async (request, response, next) => {
    const made = await file(request, 'csv', async (sheets) => toCsv(sheets));
    if (!made) return next();
    sendFile(response, { ...made, type: CSV_TYPE });
  });
  router.get(`${STATISTICS_PATH}.xlsx`, async (request, response, next) => {
    const made = await file(request, 'xlsx', toXlsx);
    if (!made) return next();
    sendFile(response, { ...made, type: XLSX_TYPE });
  });
  return router;
}
