import type { SetUpStep } from '../../accounts/set-up-draft.ts';
import { LANGS } from '../../i18n.ts';
import { hiddenField, submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { passphraseToWrite, shareToWrite } from '../frame/paper-pages.ts';
import { narrowPage } from '../frame/narrow-page.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';
import { firstPeoplePage } from './people-page.ts';

const page = (view: ConsoleView, heading: string, body: Html, status?: number): Answer =>
  narrowPage(view, { title: view.tell('entry:setUp.title'), heading, path: '/set-up', status }, body);

/** Asks for the token that stands where the server was started. */
export function tokenPage(view: ConsoleView, wrong = false): Answer {
  const { tell, kit } = view;
  const field: Field = {
    kind: 'text',
    name: 'token',
    label: tell('entry:setUp.token'),
    hint: tell('entry:setUp.tokenHint'),
    autocomplete: 'off',
    error: wrong ? tell('entry:setUp.tokenWrong') : undefined,
  };
  const body = html`<p>${tell('entry:setUp.lead')}</p>
    ${kit.errorSummary([field])}
    ${view.form(
      '/set-up',
      html`${kit.field(field)}
        <p>${submitButton({ label: tell('entry:setUp.enter') })}</p>`,
    )}`;
  return page(view, tell('entry:setUp.title'), body, wrong ? 401 : undefined);
}

/** What set-up waits for now. */
export function stepPage(step: SetUpStep, view: ConsoleView, wrong = false): Answer {
  const { tell, say } = view;
  const status = wrong ? 422 : undefined;
  const again = html`<details class="fold">
    <summary>${tell('entry:setUp.restart')}</summary>
    ${view.form(
      '/set-up/restart',
      html`<p>${tell('entry:setUp.restartWhat')}</p>
        <p>${submitButton({ label: tell('entry:setUp.restartDo'), look: 'danger' })}</p>`,
    )}
  </details>`;
  switch (step.at) {
    case 'people':
      return firstPeoplePage(view);
    case 'passphrase': {
      const { person, passphrase } = step;
      const another = LANGS.map(
        (lang) =>
          html`${view.form(
            '/set-up/another',
            html`${hiddenField('words', lang)}
            ${submitButton({ label: tell(`entry:paper.another.${lang}`), look: 'quiet' })}`,
          )}`,
      );
      const body = html`<p><strong>${person.name}</strong> · ${tell(`accounts:role.${person.role}`)}</p>
        <p>${tell('entry:setUp.passphrase')}</p>
        ${passphraseToWrite({ passphrase, fingerprint: person.fingerprint, action: '/set-up/written', wrong }, view)}
        <div class="ways spaced">${another}</div>
        ${again}`;
      return page(view, say('fresh.title'), body, status);
    }
    case 'share': {
      const { number, set, text } = step;
      const body = html`<p>${tell('entry:setUp.share', { number, set })}</p>
        ${shareToWrite({ text, action: '/set-up/written', wrong }, view)} ${again}`;
      return page(view, tell('entry:setUp.shareTitle', { number }), body, status);
    }
    case 'ready': {
      const body = html`<p>${tell('entry:setUp.ready')}</p>
        ${view.form('/set-up/finish', html`<p>${submitButton({ label: tell('entry:setUp.finish') })}</p>`)}
        ${again}`;
      return page(view, tell('entry:setUp.readyTitle'), body);
    }
  }
}

/** It is done: what to put into the configuration, and where to go. */
export function donePage(fingerprint: string, mode: 'trial' | 'production', view: ConsoleView): Answer {
  const { tell, at } = view;
  const body = html`<p class="said" role="status">${tell('entry:setUp.done')}</p>
    <h2>${tell('entry:setUp.pinTitle')}</h2>
    <p>${tell(mode === 'production' ? 'entry:setUp.pin' : 'entry:setUp.pinTrial')}</p>
    <p><code>RECOVERY_FINGERPRINT="${fingerprint}"</code></p>
    <p>${tell('entry:setUp.next')}</p>
    <p><a class="button" href="${at('/sign-in')}">${tell('entry:setUp.signIn')}</a></p>`;
  return page(view, tell('entry:setUp.doneTitle'), body);
}
