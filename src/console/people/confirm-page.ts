import type { PersonView } from '../../accounts/person.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { personUnit } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

/** Comparing a fingerprint. It is not shown here: who confirms must hear it from the key's owner. */
export function confirmPage(person: PersonView, view: ConsoleView, error?: string): Answer {
  const { say, tell, at, kit } = view;
  const field: Field = {
    kind: 'text',
    name: 'fingerprint',
    label: say('confirmKey.fingerprint'),
    hint: say('confirmKey.hint'),
    inputmode: 'numeric',
    error,
  };
  return {
    status: error === undefined ? undefined : 422,
    title: say('confirmKey.title'),
    path: `/people/${person.id}/confirm`,
    body: html`<div class="narrow">
      <p><a href="${at('/people')}">${say('people.back')}</a></p>
      <h1>${say('confirmKey.title')}</h1>
      <p>
        <strong>${person.name}</strong> · ${tell(`accounts:role.${person.role}`)} ·
        ${personUnit(person, view)}
      </p>
      <p>${say('confirmKey.lead')}</p>
      ${kit.errorSummary([field])}
      ${view.form(
        `/people/${person.id}/confirm`,
        html`${kit.field(field)}
          <p>${submitButton({ label: say('people.confirm') })}</p>`,
      )}
    </div>`,
  };
}
