import {
  countedInWords,
  countInWords,
  publicTables,
  receivedInWords,
  type PublicTable,
} from '../../statistics/public-sheets.ts';
import type { Day } from '../../clock.ts';
import type { PublicKind, PublicYear } from '../../statistics/publication.ts';
import type { StatWords } from '../../statistics/words.ts';
import { barChart } from '../../web/chart.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import type { Lang } from '../../i18n.ts';

export interface StatisticsShown {
  lang: Lang;
  words: StatWords;
  /** A day in the words of the page's language. */
  day: (day: Day) => string;
  /** Newest first. */
  years: readonly PublicYear[];
  below: number;
  /** Trial mode: numbers are not held back until the quarter ends. */
  live: boolean;
}

export const STATISTICS_PATH = '/statistics';

/** The public statistics of one fiscal year. */
export async function statisticsPage(shown: StatisticsShown, year: PublicYear | undefined): Promise<Html> {
  const { words, lang } = shown;
  const { say } = words;
  if (!year) {
    return html`<div class="prose wide">
      <h1>${say('title')}</h1>
      <p class="lead">${say('lead')}</p>
      <p class="callout">${say('empty')}</p>
      ${notes(shown)}
    </div>`;
  }
  const kinds: Html[] = [];
  for (const of of year.kinds) kinds.push(await kindSection(of, year, shown));
  return html`<div class="prose wide statistics">
    <h1>${say('title')}</h1>
    <p class="lead">${say('lead')}</p>
    ${yearChoice(year, shown)}
    <h2>${words.year(year.year)}</h2>
    ${kinds}
    <h2>${say('download')}</h2>
    <p class="downloads">
      ${(['csv', 'xlsx'] as const).map(
        (type) =>
          html`<a
            class="button quiet"
            href="${withLang(`${STATISTICS_PATH}.${type}?year=${year.year}`, lang)}"
            >${say(type)}</a
          > `,
      )}
    </p>
    ${notes(shown)}
  </div>`;
}

function yearChoice(current: PublicYear, { words, years, lang }: StatisticsShown): Html | undefined {
  if (years.length < 2) return undefined;
  return html`<nav class="counts" aria-label="${words.say('years')}">
    <ul>
      ${years.map(
        ({ year }) =>
          html`<li>
            <a
              ${attributes({
                href: withLang(`${STATISTICS_PATH}?year=${year}`, lang),
                'aria-current': year === current.year && 'true',
              })}
              >${words.year(year)}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

async function kindSection(of: PublicKind, year: PublicYear, shown: StatisticsShown): Promise<Html> {
  const { words, below, day } = shown;
  const tables: Html[] = [];
  for (const table of publicTables(of, year, words)) tables.push(await tableSection(table, words));
  return html`<section aria-labelledby="${of.kind}">
    <h3 id="${of.kind}">${words.name('kind', of.kind)}</h3>
    <p class="callout"><strong>${receivedInWords(of, year, below, words)}</strong></p>
    <p class="soft">${countedInWords(of, day, words)}</p>
    ${medians(of, words)} ${tables}
  </section>`;
}

function medians({ answered, took }: PublicKind, { say, name }: StatWords): Html | undefined {
  const known = Object.entries({ answered, took }).flatMap(([what, step]) => (step ? [{ what, step }] : []));
  if (known.length === 0) return undefined;
  return html`<ul class="statements">
      ${known.map(({ what, step }) => html`<li>${say(`median.${what}`)}: <strong>${name('duration', step)}</strong></li>`)}
    </ul>
    <p class="note">${say('median.note')}</p>`;
}

async function tableSection({ id, title, by, parts, total }: PublicTable, words: StatWords): Promise<Html> {
  const { say } = words;
  const drawn = parts.flatMap(({ name, count }) => (count === undefined ? [] : [{ name, count }]));
  const chart =
    drawn.some(({ count }) => count > 0) &&
    (await barChart({
      label: say('chart', { title }),
      bars: drawn.map(({ name }) => name),
      pieces: [{ name: say('column.count'), tone: 'brand', values: drawn.map(({ count }) => count) }],
    }));
  return html`<h4 id="${id}">${title}</h4>
    ${chart}
    <div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">${by}</th>
            <th scope="col">${say('column.count')}</th>
          </tr>
        </thead>
        <tbody>
          ${parts.map(
            ({ name, count }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td ${attributes({ class: count === undefined ? 'soft' : 'figure' })}>
                  ${countInWords(count, words)}
                </td>
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${say('column.total')}</th>
            <td class="figure">${total}</td>
          </tr>
        </tfoot>
      </table>
    </div>`;
}

function notes({ words: { say }, below, live }: StatisticsShown): Html {
  const lines = ['hidden', 'units', ...(live ? [] : ['quarter', 'running']), 'stranded', 'year', 'ita'];
  return html`<h2>${say('notes.title')}</h2>
    <ul class="statements">
      ${lines.map((line) => html`<li>${say(`notes.${line}`, { below })}</li>`)}
    </ul>`;
}
