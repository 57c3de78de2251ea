import type { Lang } from '../i18n.ts';
import type { AgencyData } from '../ita/dataset.ts';
import { html, type Html } from '../web/html.ts';
import { icon } from '../web/icons.ts';
import type { Hotline } from '../web/layout.ts';

/** The national doors of the agency's policy, as the pages show them. */
export const hotlinesOf = ({ policy }: AgencyData): Hotline[] =>
  policy.nationalDoors.map((door) => ({ phone: door.phone, name: door.name, about: door.for }));

/** A list of numbers to tap, each with whose it is and what it is good for. */
export function doorList(hotlines: readonly Hotline[], lang: Lang): Html {
  return html`<ul class="doors">
    ${hotlines.map(
      (line) =>
        html`<li>
          <a class="door-number" href="tel:${line.phone.replace(/[ -]/g, '')}"
            >${icon('phone')} ${line.phone}</a
          >
          <span class="door-name">${line.name[lang]}</span>
          ${line.about && html`<span class="door-about">${line.about[lang]}</span>`}
        </li>`,
    )}
  </ul>`;
}
