import type { QueueEntry, StaffView } from '../../cases/casework.ts';
import { caseReference } from '../../cases/reference.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { statusMark } from '../frame/case-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';
import { linkForm } from './section.ts';

/** Where to look for duplicates. */
export const ALIKE = ['unit', 'category', 'all'] as const;
export type Alike = (typeof ALIKE)[number];

export interface LinkShown {
  opened: StaffView;
  alike: Alike;
  entries: readonly QueueEntry[];
  next?: string;
}

/** Choosing a case about the same thing among those the reader can open. */
export function linkPage({ opened, alike, entries, next }: LinkShown, view: ConsoleView): Answer {
  const { say, at } = view;
  const { id } = opened.facts;
  const here = (same: Alike, after?: string) =>
    at(`/cases/${id}/link?same=${same}${after === undefined ? '' : `&after=${after}`}`);
  return {
    title: say('linked.find'),
    path: `/cases/${id}/link?same=${alike}`,
    body: html`<p><a href="${at(`/cases/${id}`)}">${say('evidence.back')}</a></p>
      <h1>${say('linked.pick')}</h1>
      <p class="soft">${say('linked.of', { title: opened.title })}</p>
      <nav class="counts" aria-label="${say('linked.find')}">
        <ul>
          ${ALIKE.map(
            (same) =>
              html`<li>
                <a ${attributes({ href: here(same), 'aria-current': same === alike && 'true' })}
                  >${say(`linked.same.${same}`)}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      ${
        entries.length === 0
          ? html`<div class="empty"><p>${say('linked.empty')}</p></div>`
          : html`<ul class="sheets">
              ${entries.map((entry) => candidate(opened, entry, view))}
            </ul>`
      }
      ${next !== undefined && html`<p class="pages"><a class="button quiet" rel="next" href="${here(alike, next)}">${say('queue.next')}</a></p>`}`,
  };
}

function candidate(opened: StaffView, entry: QueueEntry, view: ConsoleView): Html {
  const { id, title, status, unit } = entry;
  const known = opened.linked.some((each) => each.id === id);
  return html`<li>
    <p><a href="${view.at(`/cases/${id}`)}">${title}</a></p>
    <p class="soft">${statusMark(status, view)} ${view.unit(unit)} · ${caseReference(id)}</p>
    ${
      known
        ? html`<p>${view.say('linked.already')}</p>`
        : linkForm({ caseId: opened.facts.id, other: id, linked: true, title }, view)
    }
  </li>`;
}
