import { ACCESS_DUTIES } from '../../cases/access-duties.ts';
import type { StaffRole } from '../../cases/kinds.ts';
import { caseReference } from '../../cases/reference.ts';
import { RECOVERY_ID } from '../../cases/recipients.ts';
import type { PersonView } from '../../accounts/person.ts';
import { html, type Html } from '../../web/html.ts';
import { evidenceSection } from '../evidence/list.ts';
import { linkedSection } from '../links/section.ts';
import { personUnit } from '../frame/people-words.ts';
import { unsentTexts } from '../frame/unsent.ts';
import type { ConsoleView, Member, PageAnswer } from '../frame/view.ts';
import { factsSection } from './facts.ts';
import { actionForms, fieldsOfAction, type FormsShown } from './forms.ts';
import { lines, reportSection } from './report.ts';

export interface CaseShown extends FormsShown {
  member: Member;
  staff: { all: readonly PersonView[]; access: readonly PersonView[] };
  /** Something was done. */
  said?: string;
  /** Something was not done. */
  notice?: string;
  /** What was written for it, where no form is left for it. */
  unsent?: readonly string[];
}

/** A case with everything about it. */
export function casePage(shown: CaseShown, view: ConsoleView): PageAnswer {
  const { opened, said, notice, unsent = [], filled, staff } = shown;
  const { say, at } = view;
  const { facts, title, dialogue, notes } = opened;
  const wrong = filled ? fieldsOfAction(filled.action, shown, view) : [];
  return {
    title,
    path: `/cases/${facts.id}`,
    typing: filled !== undefined || unsent.length > 0,
    body: html`<p class="no-print"><a href="${at('')}">${say('case.back')}</a></p>
      <h1 class="case-title">${title}</h1>
      <p class="soft">${say('case.reference', { reference: caseReference(facts.id) })}</p>
      ${said !== undefined && html`<p class="said" role="status">${said}</p>`}
      ${notice !== undefined && html`<div class="error-summary" role="alert" tabindex="-1" autofocus><p>${notice}</p></div>`}
      ${unsentTexts(unsent, view)} ${view.kit.errorSummary(wrong)}
      <div class="case">
        <div class="case-facts">
          ${factsSection(opened, staff.all, view)}
          <p class="to-actions no-print"><a href="#actions">${say('case.toActions')}</a></p>
          <p class="no-print"><a href="${at(`/cases/${facts.id}/print`)}">${say('print.open')}</a></p>
        </div>
        <div class="case-main">
          ${reportSection(opened, view)} ${evidenceSection(opened, view)}
          <section class="panel" aria-labelledby="dialogue">
            <h2 id="dialogue">${say('case.dialogue')}</h2>
            ${dialogue.length === 0 ? html`<p class="soft">${say('case.noDialogue')}</p>` : lines(dialogue, staff.all, view)}
          </section>
          <section class="panel notes" aria-labelledby="notes">
            <h2 id="notes">${say('case.notes')}</h2>
            <p class="soft">${say('case.notesHint')}</p>
            ${notes.length === 0 ? html`<p class="soft">${say('case.noNotes')}</p>` : lines(notes, staff.all, view)}
          </section>
          ${linkedSection(opened, view)} ${accessSection(shown, view)}
        </div>
        <div class="case-actions">${actionForms(shown, view)}</div>
      </div>`,
  };
}

/** Who can open the case, and whose keys open it no more. */
function accessSection({ opened, staff, member }: CaseShown, view: ConsoleView): Html {
  const { say, tell } = view;
  const former = opened.access.filter((id) => id !== RECOVERY_ID).length - staff.access.length;
  return html`<section class="panel" aria-labelledby="access">
    <h2 id="access">${say('case.access')}</h2>
    <ul>
      ${staff.access.map(
        (person) =>
          html`<li>
            ${person.name}
            <span class="soft">(${tell(`accounts:role.${person.role}`)}, ${personUnit(person, view)})</span>
          </li>`,
      )}
      ${former > 0 && html`<li class="soft">${say('case.former', { count: former })}</li>`}
      <li class="soft">${say('case.recovery')}</li>
    </ul>
    ${
      (ACCESS_DUTIES.take as readonly StaffRole[]).includes(member.person.role) &&
      html`<p class="no-print">
        <a href="${view.at(`/cases/${opened.facts.id}/access`)}">${tell('access:case.link')}</a>
      </p>`
    }
  </section>`;
}
