import { findIndicator, passes } from '../ita/dataset.ts';
import type { Dataset, Indicator } from '../ita/schema.ts';
import { formatScore } from '../ita/score.ts';
import { sectionName } from '../ita/sections.ts';
import { html, type Html } from '../web/html.ts';
import { scoreBar } from '../web/bar.ts';
import { withLang } from '../web/lang.ts';
import { PROGRESS_PATH } from './progress.ts';
import { yearText, type SiteView } from './view.ts';

/** The results of all years we have: overall, by indicator, and where each figure stands in its source. */
export function itaPage(view: SiteView): Html {
  const { say, data } = view;
  const [newest] = data.datasets;
  if (!newest) throw new Error('no dataset');
  return html`<div class="prose wide">
    <h1>${say('ita.title')}</h1>
    <p class="lead">${say('ita.lead', { pass: newest.passMark })}</p>
    <ul class="years">
      ${data.datasets.map((dataset) => html`<li>${overall(dataset, view)}</li>`)}
    </ul>
    <h2 id="indicators">${say('ita.indicators')}</h2>
    <p class="note">${say('ita.caption')}</p>
    <div class="scroll" role="region" aria-labelledby="indicators" tabindex="0">
      ${indicatorTable(newest, view)}
    </div>
    <p><a href="${withLang(PROGRESS_PATH, view.lang)}">${view.tell('progress:public.link')}</a></p>
    <h2>${say('ita.sources')}</h2>
    <ul class="statements">
      ${data.datasets.map((dataset) => sources(dataset, view))}
    </ul>
  </div>`;
}

function overall(dataset: Dataset, view: SiteView): Html {
  const { score, grade } = dataset.overall;
  const verdict = passes(dataset, score) ? 'passed' : 'failed';
  return html`<strong
      >${view.say('ita.overall', { year: yearText(dataset.year, view), score: formatScore(score), grade })}</strong
    >
    <span class="verdict ${verdict}">${view.say(`ita.${verdict}`)}</span>
    ${scoreBar({ score, mark: dataset.passMark, tone: verdict === 'passed' ? 'good' : 'bad' })}`;
}

/** The newest year's indicators, with every year's score beside them. */
function indicatorTable(newest: Dataset, view: SiteView): Html {
  const { datasets } = view.data;
  return html`<table class="scores">
    <thead>
      <tr>
        <th scope="col">${view.say('ita.name')}</th>
        ${datasets.map((dataset) => html`<th scope="col">${view.say('ita.year', { year: yearText(dataset.year, view) })}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${newest.indicators.map(
        (indicator) =>
          html`<tr>
            <th scope="row">${indicator.number}. ${indicator.name[view.lang]}</th>
            ${datasets.map((dataset) => scoreCell(dataset, findIndicator(dataset, indicator.number), view))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function scoreCell(dataset: Dataset, indicator: Indicator | undefined, { say }: SiteView): Html {
  if (!indicator) return html`<td>${say('ita.none')}</td>`;
  const passed = passes(dataset, indicator.score);
  return html`<td>
    <span class="figure">${formatScore(indicator.score)}</span>
    <span class="visually-hidden">${say(`ita.${passed ? 'passed' : 'failed'}`)}</span>
    ${scoreBar({ score: indicator.score, mark: dataset.passMark, tone: passed ? 'good' : 'bad' })}
  </td>`;
}

/** The document of a year, and what it prints differently elsewhere. */
function sources(dataset: Dataset, view: SiteView): Html {
  const { say, lang } = view;
  const figures = [
    { what: say('ita.whole'), ...dataset.overall },
    ...dataset.indicators.map((indicator) => ({
      ...indicator,
      what: `${indicator.number}. ${indicator.name[lang]}`,
    })),
  ];
  return html`<li>
      ${say('ita.source', { year: yearText(dataset.year, view), source: dataset.source[lang] })}
    </li>
    ${figures.map((figure) => contradiction(figure, dataset, view))}`;
}

type Printed = Pick<Dataset['overall'], 'score' | 'section' | 'alsoPrinted'> & { what: string };

function contradiction(printed: Printed, dataset: Dataset, view: SiteView): Html | undefined {
  const { what, score, section } = printed;
  const place = (label: string) =>
    sectionName(label, view.lang, (_lang, key, params) => view.tell(key, params));
  const others = printed.alsoPrinted
    .filter((other) => other.score !== score)
    .map((other) =>
      view.say('ita.elsewhere', { score: formatScore(other.score), section: place(other.section) }),
    );
  if (others.length === 0) return undefined;
  const year = yearText(dataset.year, view);
  const said = { year, what, section: place(section), score: formatScore(score), others: others.join(', ') };
  return html`<li>${view.say('ita.printed', said)}</li>`;
}
