import type { PersonView } from '../../accounts/person.ts';
import { dayInWords } from '../../conversation/day.ts';
import type { Dataset, Measure } from '../../ita/dataset.ts';
import { measureId, noteFor, progressOf, type MeasureProgress } from '../../ita/progress.ts';
import { nextDue, reportPlan, type ReportPlan } from '../../ita/progress-due.ts';
import { unitNames } from '../../ita/questions/unit-names.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { ConsoleView, PageAnswer } from '../frame/view.ts';

export interface ProgressShown {
  all: readonly MeasureProgress[];
  people: readonly PersonView[];
  saved: boolean;
}

export const PROGRESS_PATH = '/progress';

/** Every measure of every year, how far it was reported to be, and when the next report is due. */
export function listPage(shown: ProgressShown, view: ConsoleView): PageAnswer {
  const { tell, data } = view;
  const years = data.datasets.filter(({ measures }) => measures.length > 0);
  return {
    title: tell('progress:title'),
    path: PROGRESS_PATH,
    body: html`<h1>${tell('progress:title')}</h1>
      <p>${tell('progress:staff.lead')}</p>
      ${shown.saved && html`<p class="said" role="status">${tell('progress:staff.saved')}</p>`}
      ${years.length === 0 && html`<div class="empty"><p>${tell('progress:noMeasures')}</p></div>`}
      ${years.map((dataset) => yearSection(dataset, shown, view))}`,
  };
}

function yearSection(dataset: Dataset, shown: ProgressShown, view: ConsoleView): Html {
  const { tell, lang } = view;
  const plan = reportPlan(dataset);
  const id = `year-${dataset.year}`;
  const dues = plan?.due.map(({ months, day }) =>
    tell('progress:planDue', { months, day: dayInWords(day, lang) }),
  );
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${tell('progress:year', { year: dataset.year })}</h2>
    ${plan && dues && html`<p class="soft">${tell('progress:plan', { dues: dues.join(', '), from: dayInWords(plan.from, lang) })}</p>`}
    <ul class="sheets">
      ${dataset.measures.map((measure) => measureCard({ measure, dataset, plan }, shown, view))}
    </ul>
  </section>`;
}

/** What a measure is for, as a heading says it. */
export function measureName({ indicator }: Measure, dataset: Dataset, { lang, tell }: ConsoleView): string {
  const of = dataset.indicators.find(({ number }) => number === indicator);
  return tell('ita:name.indicator', { number: indicator, name: of?.name[lang] ?? '' });
}

/** The responsible units in words. */
export const measureUnits = ({ units, everyUnit }: Measure, { lang, tell, data }: ConsoleView): string =>
  tell('progress:units', {
    units: unitNames({ agency: data.agency, lang, t: tell }, units, everyUnit),
  });

function measureCard(
  { measure, dataset, plan }: { measure: Measure; dataset: Dataset; plan: ReportPlan | undefined },
  { all, people }: ProgressShown,
  view: ConsoleView,
): Html {
  const { tell, at, lang } = view;
  const ref = { year: dataset.year, indicator: measure.indicator };
  const last = progressOf(all, ref);
  const name = measureName(measure, dataset, view);
  const note = last && noteFor(last.note, lang);
  return html`<li>
    <h3>${name}</h3>
    <p class="soft">${measureUnits(measure, view)}</p>
    ${
      last && note
        ? html`<p>
              <strong>${tell(`progress:status.${last.status}`)}</strong>
              <span class="soft"
                >${tell('progress:staff.by', { day: dayInWords(last.day, lang), name: nameOf(last.by, people, view) })}</span
              >
            </p>
            <p class="typed" lang="${note.lang}">${note.text}</p>`
        : html`<p>${tell('progress:none')}</p>`
    }
    ${plan && dueLine(plan, last, view)}
    <p>
      <a class="button quiet" href="${at(`${PROGRESS_PATH}/${measureId(ref)}`)}"
        >${tell('progress:staff.report')}<span class="visually-hidden"> ${name}</span></a
      >
    </p>
  </li>`;
}

/** When the next report is due; nothing when none is. */
export function dueLine(
  plan: ReportPlan,
  last: MeasureProgress | undefined,
  { tell, lang, today }: ConsoleView,
): Html | undefined {
  const due = nextDue(plan, last);
  if (!due) return undefined;
  const late = due.day < today;
  const text = tell(late ? 'progress:staff.overdue' : 'progress:staff.due', {
    day: dayInWords(due.day, lang),
    months: due.months,
  });
  return late ? html`<p><strong>${text}</strong></p>` : html`<p>${text}</p>`;
}
