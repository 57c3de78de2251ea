import type { Period } from '../../statistics/fiscal-year.ts';
import { FIGURES, type StaffStatistics, type StaffTable } from '../../statistics/staff-sheets.ts';
import type { StatWords } from '../../statistics/words.ts';
import { barChart } from '../../web/chart.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

export const STATISTICS_PATH = '/statistics';

export interface StatisticsShown {
  words: StatWords;
  period: Period;
  /** All that can be chosen, newest first. */
  periods: readonly Period[];
  /** Whose cases are counted. */
  of: 'own' | 'all';
  numbers: StaffStatistics;
}

/** Tables that are drawn, too. */
const DRAWN = ['month', 'category'];

export const addressOf = ({ year, quarter }: Period, file = ''): string =>
  `${STATISTICS_PATH}${file}?year=${year}${quarter === undefined ? '' : `&quarter=${quarter}`}`;

/** For who may see no numbers but the public's. */
export function onlyPublicPage(why: 'public' | 'pending', words: StatWords, view: ConsoleView): Answer {
  const title = words.say('console.title');
  return {
    title,
    path: STATISTICS_PATH,
    body: html`<h1>${title}</h1>
      <div class="callout"><p>${words.say(`console.${why}`)}</p></div>
      ${toPublic(words, view)}`,
  };
}

const toPublic = ({ say }: StatWords, { lang }: ConsoleView): Html =>
  html`<p><a href="${withLang('/statistics', lang)}">${say('console.toPublic')}</a></p>`;

export async function statisticsPage(shown: StatisticsShown, view: ConsoleView): Promise<Answer> {
  const { words, period, numbers, of } = shown;
  const { say } = words;
  const { total, tables, medians } = numbers;
  const sections: Html[] = [];
  for (const table of tables) sections.push(await tableSection(table, words));
  return {
    title: say('console.title'),
    path: addressOf(period),
    body: html`<div class="statistics">
      <h1>${say('console.title')}: ${words.period(period)}</h1>
      ${choice(shown, view)}
      <p class="soft">${say(`console.${of}`)}</p>
      <dl class="headline">
        ${FIGURES.map(
          (name) =>
            html`<div>
              <dt>${say(`column.${name}`)}</dt>
              <dd>${total[name]}</dd>
            </div>`,
        )}
      </dl>
      ${total.received === 0 && html`<p class="empty">${say('console.none')}</p>`}
      <p class="downloads no-print">
        ${(['csv', 'xlsx'] as const).map((type) => html`<a class="button quiet" href="${view.at(addressOf(period, `.${type}`))}">${say(type)}</a> `)}
      </p>
      <h2>${say('median.title')}</h2>
      <ul class="statements">
        ${medians.map(({ name, step, of: count }) => html`<li>${name}: <strong>${step}</strong> <span class="soft">(${say('median.of', { count })})</span></li>`)}
      </ul>
      <p class="note">${say('median.note')}</p>
      ${sections} ${toPublic(words, view)}
    </div>`,
  };
}

function choice({ words, period, periods }: StatisticsShown, view: ConsoleView): Html {
  const isCurrent = (each: Period) => each.year === period.year && each.quarter === period.quarter;
  return html`<nav class="counts no-print" aria-label="${words.say('console.period')}">
    <ul>
      ${periods.map(
        (each) =>
          html`<li>
            <a ${attributes({ href: view.at(addressOf(each)), 'aria-current': isCurrent(each) && 'true' })}
              >${each.quarter === undefined ? words.year(each.year) : words.say('quarterShort', { quarter: each.quarter })}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

async function tableSection({ id, title, by, rows }: StaffTable, words: StatWords): Promise<Html> {
  const { say } = words;
  const chart =
    DRAWN.includes(id) &&
    rows.some(({ received }) => received > 0) &&
    (await barChart({
      label: say('chart', { title }),
      bars: rows.map(({ name }) => name),
      pieces: [
        { name: say('standing.finished'), tone: 'good', values: rows.map(({ finished }) => finished) },
        {
          name: say('standing.inTime'),
          tone: 'brand',
          values: rows.map((row) => row.inProgress - row.overdue),
        },
        { name: say('standing.overdue'), tone: 'bad', values: rows.map(({ overdue }) => overdue) },
      ],
    }));
  return html`<section aria-labelledby="by-${id}">
    <h2 id="by-${id}">${title}</h2>
    ${chart}
    <div class="scroll" role="region" aria-labelledby="by-${id}" tabindex="0">
      <table class="numbers four">
        <thead>
          <tr>
            <th scope="col">${by}</th>
            ${FIGURES.map((name) => html`<th scope="col">${say(`column.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row.name}</th>
                ${FIGURES.map((name) => html`<td class="figure">${row[name]}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
