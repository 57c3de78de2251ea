import { dayInWords } from '../conversation/day.ts';
import type { Dataset, Measure } from '../ita/dataset.ts';
import { noteFor, progressOf, type MeasureProgress } from '../ita/progress.ts';
import { unitNames } from '../ita/questions/unit-names.ts';
import { html, type Html } from '../web/html.ts';
import { withLang } from '../web/lang.ts';
import { yearText, type SiteView } from './view.ts';

export const PROGRESS_PATH = '/ita/progress';

/** What became of the improvement measures, as those responsible report it; without who wrote it. */
export async function progressPage(view: SiteView): Promise<Html> {
  const { tell, data, lang } = view;
  const all = await view.progress();
  const years = data.datasets.filter(({ measures }) => measures.length > 0);
  const reported = years.some(({ year, measures }) =>
    measures.some(({ indicator }) => progressOf(all, { year, indicator })),
  );
  const empty = tell(years.length === 0 ? 'progress:noMeasures' : 'progress:public.empty');
  return html`<div class="prose wide">
    <p><a href="${withLang('/ita', lang)}">${tell('progress:public.back')}</a></p>
    <h1>${tell('progress:title')}</h1>
    <p class="lead">${tell('progress:public.lead')}</p>
    ${!reported && html`<p class="callout">${empty}</p>`}
    ${years.map(
      (dataset) =>
        html`<h2>${tell('progress:year', { year: yearText(dataset.year, view) })}</h2>
          ${dataset.measures.map((measure) => measureSection(measure, dataset, all, view))}`,
    )}
  </div>`;
}

function measureSection(
  measure: Measure,
  { year, indicators }: Dataset,
  all: readonly MeasureProgress[],
  { tell, lang, data }: SiteView,
): Html {
  const { indicator, units, everyUnit } = measure;
  const name = indicators.find(({ number }) => number === indicator)?.name[lang] ?? '';
  const id = `measure-${year}-${indicator}`;
  const responsible = unitNames({ agency: data.agency, lang, t: tell }, units, everyUnit);
  const last = progressOf(all, { year, indicator });
  const note = last && noteFor(last.note, lang);
  return html`<section class="measure" aria-labelledby="${id}">
    <h3 id="${id}">${tell('ita:name.indicator', { number: indicator, name })}</h3>
    <dl class="notice">
      <dt>${tell('progress:public.now')}</dt>
      <dd>
        ${
          last
            ? html`<strong>${tell(`progress:status.${last.status}`)}</strong> ·
                ${tell('progress:reported', { day: dayInWords(last.day, lang) })}`
            : tell('progress:none')
        }
      </dd>
      ${note && html`<dd class="as-written" lang="${note.lang}">${note.text}</dd>`}
      <dt>${tell('progress:public.planned')}</dt>
      ${measure.measures.map((text) => html`<dd>${text[lang]}</dd>`)}
      <dt>${tell('progress:public.responsible')}</dt>
      <dd>${responsible}</dd>
    </dl>
  </section>`;
}
