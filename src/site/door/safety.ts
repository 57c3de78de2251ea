import type { CaseKind } from '../../cases/kinds.ts';
import { html, type Html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { withLang } from '../../web/lang.ts';
import { doorList, hotlinesOf } from '../doors.ts';
import type { DoorView } from './view.ts';

/** What is said before anything is asked, by kind (`door:safety.<name>`): what is kept, what is not, what to do. */
const POINTS = {
  complaint: ['knows', 'readers', 'unknown', 'window', 'place', 'draft', 'guess'],
  comment: ['knows', 'unknown', 'draft', 'window'],
} as const satisfies Record<CaseKind, readonly string[]>;

/** A body with its number, said once where the name ends in it. */
const doorName = (name: string, phone: string): string =>
  name.endsWith(` ${phone}`) ? name : `${name} ${phone}`;

function points(kind: CaseKind, view: DoorView): Html {
  const { say, hint, data, lang } = view;
  const lead = (name: string) => hint(`door:safety.lead.${name}`);
  const doors = data.policy.nationalDoors.map((door) => doorName(door.name[lang], door.phone)).join(' · ');
  const hours = data.policy.draftIdleHours;
  return html`<ul class="statements">
      ${POINTS[kind].map(
        (name) =>
          html`<li>
            ${lead(name) && html`<strong>${lead(name)}:</strong> `}${say(`safety.${name}`, { hours })}
          </li>`,
      )}
      ${kind === 'complaint' && html`<li>${say('safety.doors', { doors })}</li>`}
    </ul>
    <p>
      <a href="${withLang('/privacy', lang)}" target="_blank" rel="noopener noreferrer"
        >${say('safety.more')}</a
      >
    </p>`;
}

/** The plain truth at the top; folded away when the form comes back, so that what is to be mended stands first. */
export function safetyBox(kind: CaseKind, folded: boolean, view: DoorView): Html {
  const title = view.say(`safety.title.${kind}`);
  if (folded) {
    return html`<details class="fold">
      <summary>${title}</summary>
      ${points(kind, view)}
    </details>`;
  }
  return html`<div class="callout safety">
    <h2>${icon('shield')} ${title}</h2>
    ${points(kind, view)}
  </div>`;
}

/** Where else to go, each number to be tapped. */
export const otherDoors = (view: DoorView): Html =>
  html`<h2>${view.say('doors.title')}</h2>
    ${doorList(hotlinesOf(view.data), view.lang)}`;
