import type { NewSharesStep } from '../../accounts/new-shares.ts';
import { submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { shareToWrite } from '../frame/paper-pages.ts';
import { shareFields } from '../frame/share-fields.ts';
import { narrowPage } from '../frame/narrow-page.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

export const PATH = '/shares';

const page = (view: ConsoleView, heading: string, body: Html, status?: number): Answer =>
  narrowPage(
    view,
    {
      ...{ title: view.tell('shares:title'), heading, path: PATH, status, typing: status !== undefined },
      back: { to: '/people', label: view.say('people.back') },
    },
    body,
  );

const list = (view: ConsoleView, under: string, points: readonly string[]): Html =>
  html`<ul>
    ${points.map((point) => html`<li>${view.tell(`shares:${under}.${point}`)}</li>`)}
  </ul>`;

/** What new shares are for and what they do not do; asks for two present ones. */
export function beginPage(view: ConsoleView, problem?: string): Answer {
  const { tell, kit } = view;
  const fields = shareFields(view, { second: 'needed', problem });
  const body = html`${kit.errorSummary(fields)}
    <p>${tell('shares:lead')}</p>
    ${list(view, 'need', ['holders', 'papers', 'stay'])}
    <section class="callout weighty" aria-labelledby="not">
      <h2 id="not">${tell('shares:not.title')}</h2>
      ${list(view, 'not', ['sameKey', 'destroy', 'stolen'])}
    </section>
    ${view.form(
      PATH,
      html`${fields.map((field) => kit.field(field))}
        <p>${submitButton({ label: tell('shares:begin') })}</p>`,
    )}
    <details class="fold">
      <summary>${tell('shares:onlyOne.title')}</summary>
      <p>${tell('shares:onlyOne.text')}</p>
      ${list(view, 'onlyOne', ['keys', 'passphrases', 'ask'])}
    </details>`;
  return page(view, tell('shares:title'), body, problem === undefined ? undefined : 422);
}

/** The share to be written down now, or the press that puts all three in force. */
export function newSharesPage(step: NewSharesStep, view: ConsoleView, wrong = false): Answer {
  const { tell } = view;
  const leave = html`<details class="fold">
    <summary>${tell('shares:leave.title')}</summary>
    ${view.form(
      `${PATH}/leave`,
      html`<p>${tell('shares:leave.what')}</p>
        <p>${submitButton({ label: tell('shares:leave.do'), look: 'danger' })}</p>`,
    )}
  </details>`;
  if (step.at === 'share') {
    const { number, set, text } = step;
    const body = html`<p>${tell('shares:share', { number, set })}</p>
      ${shareToWrite({ text, action: `${PATH}/written`, wrong }, view)} ${leave}`;
    return page(view, tell('shares:shareTitle', { number }), body, wrong ? 422 : undefined);
  }
  const body = html`<p>${tell('shares:ready', { set: step.set })}</p>
    <p>${tell('shares:readyThen')}</p>
    ${view.form(`${PATH}/finish`, html`<p>${submitButton({ label: tell('shares:finish') })}</p>`)} ${leave}`;
  return page(view, tell('shares:readyTitle'), body);
}

/** They count; what is to be done with the old papers. */
export function donePage(set: string, view: ConsoleView): Answer {
  const { tell } = view;
  const body = html`<p class="said" role="status">${tell('shares:done', { set })}</p>
    <h2>${tell('shares:next.title')}</h2>
    ${list(view, 'next', ['backup', 'destroy', 'try', 'stolen'])}`;
  return page(view, tell('shares:doneTitle'), body);
}
