import type { PersonView } from '../../accounts/person.ts';
import { TALLY } from '../../accounts/key-work.ts';
import { submitButton } from '../../web/form.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';
import type { Run } from './runs.ts';

/** Seconds until a page that shows progress is asked for again. */
export const REFRESH_SECONDS = 2;

export interface OverviewShown {
  /** How many cases of the reader's a former key still opens. */
  stale: number;
  run?: Run;
  people: readonly PersonView[];
}

/** The keys of the reader's cases: what is to be sealed anew, and how far it is. */
export function overviewPage({ stale, run, people }: OverviewShown, view: ConsoleView): Answer {
  const { tell, at } = view;
  const running = run?.state === 'running';
  return {
    title: tell('access:overview.title'),
    path: '/access',
    refresh: running ? REFRESH_SECONDS : undefined,
    body: html`<div class="narrow">
      <p><a href="${at('/people')}">${view.say('people.back')}</a></p>
      <h1>${tell('access:overview.title')}</h1>
      ${run && progressPanel(run, people, view)}
      <section class="panel" aria-labelledby="reseal">
        <h2 id="reseal">${tell('access:reseal.title')}</h2>
        <p>${tell('access:reseal.why')}</p>
        ${
          stale === 0
            ? html`<p>${tell('access:reseal.none')}</p>`
            : html`<p><strong>${tell('access:reseal.count', { count: stale })}</strong></p>
                ${!running && view.form('/access/reseal', html`<p>${submitButton({ label: tell('access:reseal.begin') })}</p>`)}`
        }
        <p class="note">${tell('access:reseal.each')}</p>
      </section>
    </div>`,
  };
}

/** How far a piece of work is. */
export function progressPanel(run: Run, people: readonly PersonView[], view: ConsoleView): Html {
  const { tell } = view;
  const { kind, state, about, uncounted } = run;
  const what = tell(`access:run.${kind}`, { name: about ? nameOf(about, people, view) : '' });
  return html`<section class="panel" aria-labelledby="run">
    <h2 id="run">${what}</h2>
    ${uncounted ? html`<p role="status">${tell(`access:run.uncounted.${state}`)}</p>` : counts(run, view)}
    ${state !== 'running' && html`<p class="note">${tell('access:run.again')}</p>`}
  </section>`;
}

function counts({ state, done, total, tally }: Run, { tell }: ConsoleView): Html {
  const bar = { value: String(done), max: String(Math.max(total, 1)), 'aria-labelledby': 'run' };
  return html`<p role="status">${tell(`access:run.state.${state}`, { done, total })}</p>
    ${state === 'running' && html`<progress ${attributes(bar)}></progress>`}
    <ul>
      ${TALLY.map((end) => tally[end] !== undefined && html`<li>${tell(`access:tally.${end}`, { count: tally[end] ?? 0 })}</li>`)}
    </ul>`;
}
