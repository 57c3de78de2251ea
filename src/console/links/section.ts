import type { StaffView } from '../../cases/casework.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import type { ConsoleView } from '../frame/view.ts';

/** What was done to a link, for the case it leads back to. */
export const linkSaid = (done: string, { say }: ConsoleView): string | undefined =>
  done === '1' ? say('linked.linkedNow') : done === '0' ? say('linked.unlinkedNow') : undefined;

/** The button that links or unlinks; each undoes the other. */
export const linkForm = (
  { caseId, other, linked, title }: { caseId: string; other: string; linked: boolean; title: string },
  view: ConsoleView,
): Html =>
  view.form(
    `/cases/${caseId}/link`,
    html`${hiddenField('other', other)} ${hiddenField('linked', linked ? '1' : '0')}
    ${submitButton({
      label: html`${view.say(linked ? 'linked.link' : 'linked.unlink')}<span class="visually-hidden">
          ${title}</span
        >`,
      look: 'quiet',
    })}`,
  );

/** The linked cases of a case that the reader can open too. */
export function linkedSection({ facts, linked }: StaffView, view: ConsoleView): Html {
  const { say, at } = view;
  return html`<section class="panel" aria-labelledby="linked">
    <h2 id="linked">${say('linked.title')}</h2>
    ${
      linked.length === 0
        ? html`<p class="soft">${say('linked.none')}</p>`
        : html`<ul class="sheets">
            ${linked.map(
              ({ id, title }) =>
                html`<li>
                  <p><a href="${at(`/cases/${id}`)}">${title}</a></p>
                  <div class="no-print">
                    ${linkForm({ caseId: facts.id, other: id, linked: false, title }, view)}
                  </div>
                </li>`,
            )}
          </ul>`
    }
    <p class="no-print"><a href="${at(`/cases/${facts.id}/link`)}">${say('linked.find')}</a></p>
    <p class="soft">${say('linked.hint')}</p>
  </section>`;
}
