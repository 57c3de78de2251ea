import type { NewPerson } from '../../accounts/person.ts';
import type { PersonView } from '../../accounts/person.ts';
import { submitButton } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';
import { dutyFields, faultOf } from './add-page.ts';

/** Other duties for somebody: another unit, role, or intake. */
export function movePage(
  person: PersonView,
  view: ConsoleView,
  wrong?: { typed: NewPerson; key: string; text: string },
): Answer {
  const { say, at, kit } = view;
  const errorOf = (name: string) => (wrong && faultOf(wrong.key) === name ? wrong.text : undefined);
  const fields = dutyFields(wrong?.typed ?? person, errorOf, view);
  const body = html`${fields.map((field) => kit.field(field))}
    <p>${submitButton({ label: say('people.move'), look: 'danger' })}</p>`;
  return {
    status: wrong ? 422 : undefined,
    title: say('change.move.title'),
    path: `/people/${person.id}/move`,
    body: html`<div class="narrow">
      <p><a href="${at('/people')}">${say('people.back')}</a></p>
      <h1>${say('change.move.title')}</h1>
      <p><strong>${person.name}</strong></p>
      <div class="callout weighty"><p>${say('change.move.text')}</p></div>
      ${kit.errorSummary(fields)} ${view.form(`/people/${person.id}/move`, body)}
    </div>`,
  };
}
