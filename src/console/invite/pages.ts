import type { PersonView } from '../../accounts/person.ts';
import { LANGS } from '../../i18n.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { personUnit } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

const page = (title: string, body: Html, more: { path?: string; status?: number }): Answer => ({
  ...more,
  title,
  body: html`<div class="narrow">
    <h1>${title}</h1>
    ${body}
  </div>`,
});

const who = (person: PersonView, view: ConsoleView): Html =>
  html`<p>
    <strong>${person.name}</strong> · ${view.tell(`accounts:role.${person.role}`)} ·
    ${personUnit(person, view)}
  </p>`;

const wordsForms = (token: string, label: 'begin' | 'another', view: ConsoleView): Html =>
  html`<div class="ways">
    ${LANGS.map((lang) =>
      view.form(
        `/invite/${token}`,
        html`${hiddenField('words', lang)}
        ${submitButton({
          label: view.tell(`entry:${label === 'begin' ? 'invite.begin' : 'paper.another'}.${lang}`),
          look: label === 'begin' && lang === view.lang ? 'main' : 'quiet',
        })}`,
      ),
    )}
  </div>`;

/** Who the link is for, before anything is made. */
export const welcomePage = (person: PersonView, token: string, view: ConsoleView): Answer =>
  page(
    view.tell('entry:invite.title'),
    html`${who(person, view)}
      <p>${view.tell('entry:invite.lead')}</p>
      ${wordsForms(token, 'begin', view)}`,
    { path: `/invite/${token}` },
  );

/** The passphrase and the question for its words. */
export const invitePage = (
  person: PersonView,
  token: string,
  body: Html,
  view: ConsoleView,
  status?: number,
): Answer =>
  page(view.say('fresh.title'), html`${who(person, view)} ${body} ${wordsForms(token, 'another', view)}`, {
    status,
  });

/** The key is made; what its owner has to do now. */
export const joinedPage = (person: PersonView, view: ConsoleView): Answer =>
  page(
    view.tell('entry:invite.joined'),
    html`${who(person, view)}
      <p>${view.tell('entry:invite.next')}</p>
      <h2>${view.say('me.fingerprint')}</h2>
      <p class="fingerprint">${person.fingerprint}</p>
      <p class="note">${view.say('me.fingerprintUse')}</p>
      <p><a class="button" href="${view.at('/sign-in')}">${view.tell('entry:setUp.signIn')}</a></p>`,
    {},
  );

/** A link that does not work: used, too old, or none. */
export const closedPage = (view: ConsoleView): Answer =>
  page(view.tell('entry:invite.closed'), html`<p>${view.tell('entry:invite.closedText')}</p>`, {
    status: 404,
  });
