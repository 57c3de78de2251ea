import { html, type Html } from '../web/html.ts';
import { doorList, hotlinesOf } from './doors.ts';
import { takesReports, type Features } from './features.ts';
import { privacyNotice } from './privacy-notice.ts';
import type { SiteView } from './view.ts';

interface Statement {
  /** `site:privacy.<section>.<name>`. */
  name: string;
  /** When it is true here; always when left out. */
  when?: (features: Features) => boolean;
}

/**
 * What the page says, section by section. Each statement is a promise of this software (or the want of one) and
 * stands only where it holds: a page must not speak of cases where none are taken.
 */
export const PRIVACY_SECTIONS = {
  chat: [{ name: 'arrives' }, { name: 'deleted' }, { name: 'questions' }, { name: 'memory' }],
  filed: [
    { name: 'identity', when: takesReports },
    { name: 'exceptions', when: takesReports },
    { name: 'sealed', when: takesReports },
    { name: 'files', when: takesReports },
    { name: 'plain', when: takesReports },
    { name: 'days', when: takesReports },
    { name: 'code', when: takesReports },
    { name: 'accused', when: takesReports },
    { name: 'draft', when: takesReports },
  ],
  limits: [
    { name: 'line' },
    { name: 'admins' },
    { name: 'web', when: (features) => features.report },
    { name: 'content', when: takesReports },
    { name: 'workplace' },
    { name: 'network' },
    { name: 'law', when: takesReports },
  ],
  web: [{ name: 'nothing' }, { name: 'own' }, { name: 'address' }],
} as const satisfies Record<string, readonly Statement[]>;

/** The privacy page: the plain truth first, the notice that the law asks for after it. */
export function privacyPage(view: SiteView): Html {
  const { say, features, data, lang } = view;
  return html`<div class="prose">
    <h1>${say('privacy.title')}</h1>
    <p class="lead">${say('privacy.lead')}</p>
    ${!takesReports(features) && html`<p class="callout">${say('privacy.notYet')}</p>`}
    ${Object.entries(PRIVACY_SECTIONS).map(([section, statements]) => statementList(view, section, statements))}
    <h2>${say('privacy.doors.title')}</h2>
    ${doorList(hotlinesOf(data), lang)}
    <h2>${say('privacy.pdpa.title')}</h2>
    ${privacyNotice(view)}
  </div>`;
}

function statementList(view: SiteView, section: string, statements: readonly Statement[]): Html | undefined {
  const holding = statements.filter(({ when }) => when?.(view.features) ?? true);
  if (holding.length === 0) return undefined;
  const figures = { ...view.retention, draftHours: view.data.policy.draftIdleHours };
  return html`<h2>${view.say(`privacy.${section}.title`)}</h2>
    <ul class="statements">
      ${holding.map(({ name }) => html`<li>${view.say(`privacy.${section}.${name}`, figures)}</li>`)}
    </ul>`;
}
