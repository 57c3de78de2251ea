import type { StaffView } from '../../cases/casework.ts';
import type { PersonView } from '../../accounts/person.ts';
import { caseReference } from '../../cases/reference.ts';
import { dayInWords } from '../../conversation/day.ts';
import { html, type Html } from '../../web/html.ts';
import { factsSection } from '../case/facts.ts';
import { lines, reportSection } from '../case/report.ts';
import { pieceName, sizeInWords } from '../evidence/list.ts';
import type { Answer, ConsoleView, Member } from '../frame/view.ts';

export interface PrintShown {
  opened: StaffView;
  all: readonly PersonView[];
  member: Member;
}

/** A case on paper: without buttons, and without what the reporter gave of himself, since paper is read by others. */
export function printPage({ opened, all, member }: PrintShown, view: ConsoleView): Answer {
  const { say, at, lang, today } = view;
  const { facts, title, dialogue, notes } = opened;
  return {
    title,
    path: `/cases/${facts.id}/print`,
    body: html`<p class="no-print"><a href="${at(`/cases/${facts.id}`)}">${say('evidence.back')}</a></p>
      <div class="callout plain no-print"><p>${say('print.how')}</p></div>
      <p><strong>${say('print.secret')}</strong></p>
      <h1 class="case-title">${title}</h1>
      <p class="soft">${say('case.reference', { reference: caseReference(facts.id) })}</p>
      ${factsSection(opened, all, view)} ${reportSection(opened, view, { anonymous: true })}
      ${evidenceTable(opened, view)}
      <section class="panel" aria-labelledby="dialogue">
        <h2 id="dialogue">${say('case.dialogue')}</h2>
        ${dialogue.length === 0 ? html`<p>${say('case.noDialogue')}</p>` : lines(dialogue, all, view)}
      </section>
      <section class="panel" aria-labelledby="notes">
        <h2 id="notes">${say('case.notes')}</h2>
        ${notes.length === 0 ? html`<p>${say('case.noNotes')}</p>` : lines(notes, all, view)}
      </section>
      <p class="soft">${say('print.by', { name: member.person.name, day: dayInWords(today, lang) })}</p>`,
  };
}

/** Each piece with the fingerprint that ties the file to this paper. */
function evidenceTable({ evidence }: StaffView, view: ConsoleView): Html {
  const { say, tell } = view;
  return html`<section class="panel" aria-labelledby="evidence">
    <h2 id="evidence">${say('evidence.title')}</h2>
    ${
      evidence.length === 0
        ? html`<p>${say('evidence.none')}</p>`
        : html`<ul>
            ${evidence.map(
              (piece) =>
                html`<li id="evidence-${piece.number}">
                  ${pieceName(piece, view)}
                  ${
                    piece.is === 'place'
                      ? [piece.title, piece.address, `${piece.latitude}, ${piece.longitude}`]
                          .filter(Boolean)
                          .join(', ')
                      : piece.copies.map(
                          (copy) =>
                            html`<br />${copy.name}, ${sizeInWords(copy.size, view)},
                              ${tell('evidence:officer.sha256')}: <code>${copy.sha256}</code>`,
                        )
                  }
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}
