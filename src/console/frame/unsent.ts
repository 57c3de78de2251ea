import { attributes, html, type Html } from '../../web/html.ts';
import type { Posted } from './posted.ts';
import type { ConsoleView, PageAnswer } from './view.ts';

/** What stands in these fields, where anything does. */
export const typedIn =
  (...names: readonly string[]) =>
  (posted: Posted): string[] =>
    names.map((name) => posted.one(name).trim()).filter((text) => text !== '');

/** Texts that were sent and not used, to be copied from here: nobody else has them. Undefined when there are none. */
export const unsentTexts = (texts: readonly string[], { say }: ConsoleView): Html | undefined =>
  texts.length === 0
    ? undefined
    : html`<section class="panel" aria-labelledby="unsent">
        <h2 id="unsent">${say('unsent.title')}</h2>
        <p>${say('unsent.copy')}</p>
        ${texts.map((text) => html`<textarea ${attributes({ readonly: true, rows: 6, 'aria-labelledby': 'unsent', autocomplete: 'off' })}>${`\n${text}`}</textarea>`)}
      </section>`;

/** Instead of a form that came too late: why nothing was done, and what was typed. */
export const unsentPage = (
  given: { status: number; why: string; texts: readonly string[]; signIn?: true },
  view: ConsoleView,
): PageAnswer => ({
  status: given.status,
  title: view.say('unsent.title'),
  typing: true,
  body: html`<div class="narrow">
    <h1>${view.say('unsent.heading')}</h1>
    <div class="error-summary" role="alert" tabindex="-1" autofocus><p>${given.why}</p></div>
    ${unsentTexts(given.texts, view)}
    <p>
      <a
        ${attributes({ class: 'button', href: view.at(given.signIn ? '/sign-in' : ''), target: '_blank', rel: 'noopener' })}
        >${view.say(given.signIn ? 'unsent.signIn' : 'unsent.open')}</a
      >
    </p>
  </div>`,
});
