import { holdsKeys } from '../../accounts/duties.ts';
import type { PersonView } from '../../accounts/person.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { progressPanel, REFRESH_SECONDS } from '../access/overview-page.ts';
import type { Run } from '../access/runs.ts';
import { shareFields } from '../frame/share-fields.ts';
import { narrowPage } from '../frame/narrow-page.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

const page = (view: ConsoleView, body: Html, more: { status?: number; refresh?: number } = {}): Answer =>
  narrowPage(view, { ...more, title: view.tell('entry:recovery.title'), path: '/recovery' }, body);

/** Asks for shares. */
export function enterPage(view: ConsoleView, problem?: string): Answer {
  const { tell, kit } = view;
  const fields = shareFields(view, { second: 'optional', problem });
  const body = html`<p>${tell('entry:recovery.lead')}</p>
    ${kit.errorSummary(fields)}
    ${view.form(
      '/recovery',
      html`${fields.map((field) => kit.field(field))}
        <p>${submitButton({ label: tell('entry:recovery.enter') })}</p>`,
    )}
    <p class="note">${tell('shares:lostOne')}</p>`;
  return page(view, body, { status: problem === undefined ? undefined : 422 });
}

/** What one holder alone is told. */
export const countPage = (waiting: boolean, view: ConsoleView): Answer =>
  page(
    view,
    html`<p class="said" role="status">
        ${view.tell(waiting ? 'entry:recovery.waiting' : 'entry:recovery.none')}
      </p>
      <p>${view.tell(waiting ? 'entry:recovery.waitingNext' : 'entry:recovery.noneNext')}</p>`,
  );

export interface WorkShown {
  staff: readonly PersonView[];
  /** Whether there are cases that nobody at work can open. */
  waiting: boolean;
  run?: Run;
  problem?: string;
}

/** What two holders together can do. */
export function workPage({ staff, waiting, run, problem }: WorkShown, view: ConsoleView): Answer {
  const { tell, kit } = view;
  const running = run?.state === 'running';
  const select = (name: string, people: readonly PersonView[]): Field => ({
    kind: 'select',
    name,
    label: tell('entry:recovery.person'),
    prompt: view.say('act.assignee.prompt'),
    options: people.map((person) => ({
      value: person.id,
      label: `${person.name} (${tell(`accounts:role.${person.role}`)})`,
    })),
  });
  const section = (id: 'give' | 'confirm' | 'invite', fields: readonly Field[], danger = false): Html =>
    html`<section class="panel" aria-labelledby="${id}">
      <h2 id="${id}">${tell(`entry:recovery.${id}.title`)}</h2>
      <p>${tell(`entry:recovery.${id}.text`)}</p>
      ${view.form(
        `/recovery/${id}`,
        html`${fields.map((field) => kit.field(field))}
          <p>
            ${submitButton({ label: tell(`entry:recovery.${id}.do`), look: danger ? 'danger' : 'main' })}
          </p>`,
      )}
    </section>`;
  const scope: Field = {
    kind: 'radio',
    name: 'scope',
    label: tell('entry:recovery.scope.label'),
    value: 'waiting',
    options: ['waiting', 'all'].map((value) => ({ value, label: tell(`entry:recovery.scope.${value}`) })),
  };
  const fingerprint: Field = {
    kind: 'text',
    name: 'fingerprint',
    label: view.say('confirmKey.fingerprint'),
    hint: view.say('confirmKey.hint'),
    inputmode: 'numeric',
    autocomplete: 'off',
  };
  const holders = staff.filter(({ role, key }) => holdsKeys(role) && key === 'confirmed');
  const pending = staff.filter(({ key }) => key === 'pending');
  const body = html`${problem !== undefined && html`<div class="error-summary" role="alert" tabindex="-1" autofocus><p>${problem}</p></div>`}
    ${run && progressPanel(run, staff, view)}
    <p class="said">${tell(waiting ? 'entry:recovery.waiting' : 'entry:recovery.none')}</p>
    <p>${tell('entry:recovery.blind')}</p>
    ${!running && section('give', [select('give-person', holders), scope])}
    ${pending.length > 0 && section('confirm', [select('confirm-person', pending), fingerprint])}
    ${section('invite', [select('invite-person', staff)], true)}
    ${view.form('/recovery/end', html`<p>${submitButton({ label: tell('entry:recovery.end'), look: 'quiet' })}</p>`)}`;
  return page(view, body, {
    status: problem === undefined ? undefined : 422,
    refresh: running ? REFRESH_SECONDS : undefined,
  });
}
