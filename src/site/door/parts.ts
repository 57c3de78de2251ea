import type { CaseKind } from '../../cases/kinds.ts';
import { formatCode, type TrackingCode } from '../../cases/tracking.ts';
import { LANGS } from '../../i18n.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import type { DoorView } from './view.ts';

/** Where each kind is filed. */
export const PATHS: Record<CaseKind, string> = { complaint: '/report', comment: '/comment' };
export const TRACK_PATH = '/track';

/** The code, large, in groups, to be written down. */
export const codeBox = (code: TrackingCode, label: string): Html =>
  html`<div class="code-box">
    <p class="code-label">${label}</p>
    <p class="code" translate="no">${formatCode(code)}</p>
  </div>`;

/** Something went wrong that is no field's fault; what was typed is still here. It takes the focus. */
export const notice = (text: string | undefined): Html | undefined =>
  text === undefined
    ? undefined
    : html`<div class="error-summary" role="alert" tabindex="-1" autofocus><p>${text}</p></div>`;

/** What is to be mended, each linked to its place, with the focus on it: `autofocus` needs no script. */
export const faultList = (
  faults: readonly { text: string; anchor: string }[],
  { tell }: DoorView,
  { failed, note }: { failed?: string; note?: string } = {},
): Html | undefined =>
  faults.length === 0
    ? notice(failed)
    : html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
        ${failed !== undefined && html`<p>${failed}</p>`}
        <h2>${tell('web:form.summary')}</h2>
        <ul>
          ${faults.map(({ text, anchor }) => html`<li><a href="#${anchor}">${text}</a></li>`)}
        </ul>
        ${note !== undefined && html`<p>${note}</p>`}
      </div>`;

/**
 * Sends the form as it stands to the same page in the other language: a link would lose what was typed.
 * `act` is what the server does with it.
 */
export function languageButton(path: string, act: string, { lang, tell }: DoorView, note?: string): Html {
  return html`<p class="language">
    ${LANGS.filter((other) => other !== lang).map(
      (other) =>
        html`<button
          ${attributes({
            type: 'submit',
            class: 'button quiet small',
            name: 'do',
            value: act,
            formaction: withLang(path, other),
            lang: other,
          })}
        >
          ${tell('web:frame.language', {}, other)}
        </button>`,
    )}
    ${note !== undefined && html`<span class="note">${note}</span>`}
  </p>`;
}

/** The button that the Enter key presses: the first of a form. Without it Enter would change the language. */
export const enterButton = (act: string): Html =>
  html`<button
    ${attributes({ type: 'submit', name: 'do', value: act, class: 'visually-hidden', tabindex: -1, 'aria-hidden': 'true' })}
  ></button>`;
