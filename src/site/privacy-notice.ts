import type { Contact } from '../ita/agency.ts';
import { html, type Child, type Html } from '../web/html.ts';
import { isSafeUrl } from '../web/html-template.ts';
import { takesReports } from './features.ts';
import type { SiteView } from './view.ts';

/**
 * What section 23 of the Personal Data Protection Act B.E. 2562 asks a controller to tell: who, why, for how long,
 * to whom, which rights, how to reach them.
 */
export function privacyNotice(view: SiteView): Html {
  const { say, features, retention, data } = view;
  const cases = takesReports(features);
  const kept = Object.values(data.policy.retentionDays).flatMap((byOutcome) => Object.values(byOutcome));
  const inWords = (days: number) =>
    days % 365 === 0 && days > 365
      ? say('privacy.pdpa.retention.years', { count: days / 365 })
      : say('privacy.pdpa.retention.days', { count: days });
  const keptFor = { least: inWords(Math.min(...kept)), most: inWords(Math.max(...kept)) };
  const entry = (name: string, ...lines: Child[]): Html =>
    html`<dt>${say(`privacy.pdpa.${name}.term`)}</dt>
      ${lines.filter((line) => line !== false).map((line) => html`<dd>${line}</dd>`)}`;

  return html`<dl class="notice">
    ${entry('controller', say('privacy.pdpa.controller.text'))}
    ${entry(
      'purpose',
      say('privacy.pdpa.purpose.answer'),
      cases && say('privacy.pdpa.purpose.cases'),
      say('privacy.pdpa.purpose.basis'),
    )}
    ${cases && entry('recipients', say('privacy.pdpa.recipients.cases'))}
    ${entry(
      'retention',
      say('privacy.pdpa.retention.chat', { ...retention }),
      cases && say('privacy.pdpa.retention.cases', keptFor),
    )}
    ${entry(
      'rights',
      say('privacy.pdpa.rights.list'),
      cases && say('privacy.pdpa.rights.code'),
      cases && say('privacy.pdpa.rights.accused'),
    )}
    ${entry('breach', say('privacy.pdpa.breach.text'))} ${entry('contact', ...contactLines(view))}
  </dl>`;
}

/** How the agency can be reached from outside; the office itself when its data names nothing else. */
function contactLines({ data, lang, say }: SiteView): Child[] {
  const { place } = data.agency;
  const office = say('privacy.pdpa.contact.office', {
    district: place.district[lang],
    province: place.province[lang],
  });
  return [
    office,
    ...data.agency.contacts.flatMap((contact) => CONTACT_LINES[contact.kind]?.(contact, say) ?? []),
  ];
}

const CONTACT_LINES: Partial<Record<Contact['kind'], (contact: Contact, say: SiteView['say']) => Child>> = {
  address: ({ value }) => value,
  phone: ({ value }, say) =>
    html`<a href="tel:${value.replace(/[^\d+]/g, '')}"
      >${say('privacy.pdpa.contact.phone', { phone: value })}</a
    >`,
  email: ({ value }) => html`<a href="mailto:${value}">${value}</a>`,
  website: ({ value }) =>
    isSafeUrl(value) ? html`<a href="${value}" rel="noopener noreferrer">${value}</a>` : value,
};
