import type { PersonView } from '../../accounts/person.ts';
import { dayInWords } from '../../conversation/day.ts';
import type { Dataset, Measure } from '../../ita/dataset.ts';
import {
  measureId,
  type MeasureProgress,
  type ProgressDraft,
  type ProgressReport,
} from '../../ita/progress.ts';
import { reportPlan } from '../../ita/progress-due.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { ConsoleView, PageAnswer } from '../frame/view.ts';
import { dueLine, measureName, measureUnits, PROGRESS_PATH } from './list-page.ts';
import { fieldsOf, type Problems, type Typed } from './typed.ts';

/** The measure a page is about. */
export interface MeasureShown {
  dataset: Dataset;
  measure: Measure;
  last: MeasureProgress | undefined;
}

const pathOf = ({ dataset, measure }: MeasureShown) =>
  `${PROGRESS_PATH}/${measureId({ year: dataset.year, indicator: measure.indicator })}`;

/** The mark of the last report that the writer saw, so that nobody writes over another's unread. */
export const markOf = ({ last }: MeasureShown): number => last?.mark ?? 0;

/** Whether the newest report is this very one of this person: a button pressed twice. */
export function isDoneAlready(
  shown: MeasureShown,
  { draft, seen }: { draft: ProgressDraft; seen: number },
  personId: string,
): boolean {
  const { last } = shown;
  if (seen === markOf(shown) || last?.by !== personId || last.status !== draft.status) return false;
  return last.note.th === draft.note.th && last.note.en === draft.note.en;
}

/** Writing a report, below what the measure asks for. */
export function reportPage(
  shown: MeasureShown,
  given: { typed: Typed; people: readonly PersonView[]; problems?: Problems; notice?: string; seen: number },
  view: ConsoleView,
): PageAnswer {
  const { tell, at, kit, lang } = view;
  const { dataset, measure, last } = shown;
  const { typed, people, problems = {}, notice, seen } = given;
  const fields = fieldsOf(typed, problems, view);
  const plan = reportPlan(dataset);
  return {
    title: tell('progress:staff.report'),
    path: pathOf(shown),
    typing: Object.keys(problems).length > 0 || notice !== undefined || typed.th !== '',
    body: html`<div class="narrow">
      <p><a href="${at(PROGRESS_PATH)}">${tell('progress:staff.back')}</a></p>
      <h1>${tell('progress:staff.report')}</h1>
      ${notice !== undefined && html`<div class="error-summary" role="alert" tabindex="-1" autofocus><p>${notice}</p></div>`}
      ${kit.errorSummary(fields)}
      <h2>${measureName(measure, dataset, view)}</h2>
      ${measure.measures.map((text) => html`<p>${text[lang]}</p>`)}
      <p class="soft">${measureUnits(measure, view)}</p>
      ${plan && dueLine(plan, last, view)}
      <details class="fold">
        <summary>${tell('progress:staff.steps')}</summary>
        <ol>
          ${measure.steps.map((step) => html`<li>${step[lang]}</li>`)}
        </ol>
      </details>
      ${view.form(
        pathOf(shown),
        html`${hiddenField('seen', String(seen))} ${fields.map((field) => kit.field(field))}
          <p>${submitButton({ label: tell('progress:staff.review'), name: 'step', value: 'review' })}</p>`,
      )}
      ${last && historyOf(last, people, view)}
    </div>`,
  };
}

/** The report as the public will read it: published only from here. */
export function reviewPage(
  shown: MeasureShown,
  { draft, seen }: { draft: ProgressDraft; seen: number },
  view: ConsoleView,
): PageAnswer {
  const { tell } = view;
  const { status, note } = draft;
  return {
    title: tell('progress:staff.reviewTitle'),
    path: pathOf(shown),
    typing: true,
    body: html`<div class="narrow">
      <h1>${tell('progress:staff.reviewTitle')}</h1>
      <p>${tell('progress:staff.reviewLead')}</p>
      <section class="panel" aria-labelledby="review">
        <h2 id="review">${measureName(shown.measure, shown.dataset, view)}</h2>
        <p><strong>${tell(`progress:status.${status}`)}</strong></p>
        ${notes(note)}
      </section>
      ${view.form(
        pathOf(shown),
        html`${hiddenField('seen', String(seen))} ${hiddenField('status', status)}
          ${hiddenField('th', note.th)} ${hiddenField('en', note.en)}
          <div class="ways">
            ${submitButton({ label: tell('progress:staff.publish'), name: 'step', value: 'publish' })}
            ${submitButton({ label: tell('progress:staff.edit'), name: 'step', value: 'edit', look: 'quiet' })}
          </div>`,
      )}
    </div>`,
  };
}

const notes = ({ th, en }: ProgressReport['note']): Html =>
  html`<p class="typed" lang="th">${th}</p>
    ${en !== '' && html`<p class="typed" lang="en">${en}</p>`}`;

function historyOf(
  { history, ...last }: MeasureProgress,
  people: readonly PersonView[],
  view: ConsoleView,
): Html {
  const { tell, lang } = view;
  const entry = ({ day, by, status, note }: ProgressReport) =>
    html`<li class="by-staff">
      <p class="when">
        ${tell('progress:staff.by', { day: dayInWords(day, lang), name: nameOf(by, people, view) })}
      </p>
      <p><strong>${tell(`progress:status.${status}`)}</strong></p>
      ${notes(note)}
    </li>`;
  return html`<section class="panel" aria-labelledby="history">
    <h2 id="history">${tell('progress:staff.history')}</h2>
    <ol class="timeline">
      ${[last, ...history.toReversed()].map(entry)}
    </ol>
  </section>`;
}
