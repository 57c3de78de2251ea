import type { FreshKey } from '../../accounts/people.ts';
import type { PersonView } from '../../accounts/person.ts';
import { LANGS } from '../../i18n.ts';
import { submitButton } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { personUnit } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';
import { wayField } from './add-page.ts';

/** What can be done to somebody, after one more question. */
export const CHANGES = ['renew', 'disable'] as const;
export type Change = (typeof CHANGES)[number];

export function changePage(what: Change, person: PersonView, view: ConsoleView): Answer {
  const { say, at, kit } = view;
  const words = kit.field({
    kind: 'radio',
    name: 'words',
    label: say('person.words'),
    value: 'th',
    options: LANGS.map((value) => ({ value, label: say(`words.${value}`) })),
  });
  const body = html`${what === 'renew' && html`${kit.field(wayField('link', view))} ${words}`}
    <p>${submitButton({ label: say(`people.${what}`), look: 'danger' })}</p>`;
  return {
    title: say(`change.${what}.title`),
    path: `/people/${person.id}/${what}`,
    body: html`<div class="narrow">
      <p><a href="${at('/people')}">${say('people.back')}</a></p>
      <h1>${say(`change.${what}.title`)}</h1>
      <p><strong>${person.name}</strong> · ${personUnit(person, view)}</p>
      <div class="callout weighty"><p>${say(`change.${what}.text`)}</p></div>
      ${view.form(`/people/${person.id}/${what}`, body)}
    </div>`,
  };
}

/** A passphrase, shown this once: it is in no database, and loading the page again does not bring it back. */
export function freshPage(
  how: 'added' | 'renewed',
  { person, passphrase }: FreshKey,
  view: ConsoleView,
): Answer {
  const { say, at } = view;
  return {
    title: say('fresh.title'),
    typing: true,
    path: '/people',
    body: html`<div class="narrow">
      <h1>${say('fresh.title')}</h1>
      <p>${say(`fresh.${how}`, { name: person.name })}</p>
      <div class="passphrase">
        <p class="soft">${say('fresh.passphrase')}</p>
        <p class="passphrase-words">${passphrase}</p>
        <p class="soft">${say('me.fingerprint')}</p>
        <p class="fingerprint">${person.fingerprint}</p>
      </div>
      <div class="callout weighty"><p>${say('fresh.once')}</p></div>
      <p>${say('fresh.next')}</p>
      <p class="no-print"><a class="button quiet" href="${at('/people')}">${say('fresh.written')}</a></p>
    </div>`,
  };
}
