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
  async function shownTo(request: Request): Promise<StatisticsShown> {
    const lang = langOf(request);
    const published = await statistics.published();
    return {
      ...{ lang, words: createStatWords(t, lang), below: below(), live: mode === 'trial' },
      asOf: published?.asOf,
      years: published ? publicYears(published.counters, { ...published, below: below() }) : [],
    };
  }
  const yearOf = (request: Request, { years }: StatisticsShown) =>
    years.find(({ year }) => String(year) === request.query['year']) ?? years[0];

  async function sheets(request: Request) {
    const shown = await shownTo(request);
    const year = yearOf(request, shown);
    if (!year || shown.asOf === undefined) return undefined;
    const asOf = dayInWords(shown.asOf, shown.lang);
    return { year: year.year, sheets: publicSheets(year, { asOf, below: shown.below }, shown.words) };
  }

  const router = Router({ strict: true, caseSensitive: true });
  router.get(STATISTICS_PATH, async (request, response) => {
    const shown = await shownTo(request);
    const year = yearOf(request, shown);
    const path = year ? `${STATISTICS_PATH}?year=${year.year}` : STATISTICS_PATH;
    const title = shown.words.say('title');
    const body = await statisticsPage(shown, year);
    sendPage(response, renderPage({ lang: shown.lang, title, body, path }));
  });
  router.get(`${STATISTICS_PATH}.csv`, async (request, response, next) => {
    const found = await sheets(request);
    if (!found) return next();
    sendFile(response, { name: `statistics-${found.year}.csv`, type: CSV_TYPE, body: toCsv(found.sheets) });
  });
  router.get(`${STATISTICS_PATH}.xlsx`, async (request, response, next) => {
    const found = await sheets(request);
    if (!found) return next();
    const body = await toXlsx(found.sheets);
    sendFile(response, { name: `statistics-${found.year}.xlsx`, type: XLSX_TYPE, body });
  });
  return router;
}
