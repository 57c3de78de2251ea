import { MOST_SEARCHED } from '../../cases/search.ts';
import type { QueueEntry } from '../../cases/casework.ts';
import { caseReference } from '../../cases/reference.ts';
import { hiddenField, submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { dueMark, statusMark } from '../frame/case-words.ts';
import type { ConsoleView, PageAnswer } from '../frame/view.ts';

/** Where to look. */
export const SCOPES = ['open', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

export interface Typed {
  words: string;
  scope: Scope;
}

/** The search form, with what was typed. Sent by POST: addresses are kept by browsers and proxies. */
export function searchPage(typed: Typed, view: ConsoleView, problem?: string): PageAnswer {
  const { tell, kit } = view;
  const fields: Field[] = [
    {
      kind: 'text',
      name: 'words',
      type: 'search',
      label: tell('search:words'),
      hint: tell('search:hint'),
      value: typed.words,
      maxlength: 200,
      error: problem,
    },
    {
      kind: 'radio',
      name: 'scope',
      label: tell('search:scope.label'),
      value: typed.scope,
      options: SCOPES.map((value) => ({ value, label: tell(`search:scope.${value}`) })),
    },
  ];
  return {
    title: tell('search:title'),
    path: '/search',
    status: problem === undefined ? undefined : 422,
    typing: typed.words !== '',
    body: html`<h1>${tell('search:title')}</h1>
      <p>${tell('search:lead', { most: MOST_SEARCHED })}</p>
      ${kit.errorSummary(fields)}
      ${view.form(
        '/search',
        html`${fields.map((field) => kit.field(field))}
          <p>${submitButton({ label: tell('search:go') })}</p>`,
      )}`,
  };
}

export const foundRow = (entry: QueueEntry, view: ConsoleView): Html => {
  const { id, title, unit, status } = entry;
  return html`<li>
    <p><a href="${view.at(`/cases/${id}`)}">${title}</a></p>
    <p class="soft">
      ${statusMark(status, view)} ${view.unit(unit)} · ${caseReference(id)} · ${dueMark(entry, view)}
    </p>
  </li> `;
};

/** How far it is; the style sheet shows the newest alone. */
export const progressRow = (looked: number, { tell }: ConsoleView): Html =>
  html`<li class="progress">${tell('search:progress', { looked })}</li> `;

/** How it ended; with a way on when there are more cases. */
export function searchEnd(
  { typed, looked, found, after }: { typed: Typed; looked: number; found: number; after?: string },
  view: ConsoleView,
): Html {
  const { tell } = view;
  const on =
    after !== undefined &&
    view.form(
      '/search',
      html`${hiddenField('words', typed.words)} ${hiddenField('scope', typed.scope)}
      ${hiddenField('after', after)} ${submitButton({ label: tell('search:on'), look: 'quiet' })}`,
    );
  return html`<div class="said" role="status">
      <p>${tell(found === 0 ? 'search:none' : 'search:found', { looked, found })}</p>
    </div>
    ${on}`;
}
