import type { StatusContent } from '../../cases/contents.ts';
import { dayInWords } from '../../conversation/day.ts';
import { html, type Html } from '../../web/html.ts';
import type { DoorView } from './view.ts';

/** What happened, in the reporter's words (`track:event.<action>`, the same as in the chat). */
function happening({ action, outcome, body, files }: StatusContent, { hint, tell, say }: DoorView): Html {
  return html`<strong>${hint(`track:event.${action}`) ?? tell('track:event.other')}</strong>
    ${outcome && html`<br />${tell('track:outcome', { outcome: tell(`cases:outcome.${outcome}`) })}`}
    ${files !== undefined && html`<br />${say('case.files', { count: files })}`}
    ${body && html`<br />${tell('track:body', { body })}`}`;
}

/** The case from its first day on. Days only; what the reporter wrote is not in it, and cannot be. */
export function timeline(entries: readonly StatusContent[], view: DoorView): Html {
  return html`<ol class="timeline">
    ${entries.map(
      (entry) =>
        html`<li class="by-${entry.by}">
          <p class="when">${dayInWords(entry.day, view.lang)}</p>
          <p>${happening(entry, view)}</p>
          ${
            entry.text &&
            html`<blockquote>
              <p><span class="typed">${entry.text}</span></p>
            </blockquote>`
          }
        </li>`,
    )}
  </ol>`;
}
