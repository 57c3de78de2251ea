import { createHash } from 'node:crypto';
import type { Answers } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { hiddenField, postForm, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import { filesCarried, filesInWords } from './files-field.ts';
import { NO_FILES, type FilesShown } from './files-shown.ts';
import { answerInWords, webFields } from './inputs.ts';
import { codeBox, languageButton, notice, PATHS } from './parts.ts';
import type { Ticket } from './ticket.ts';
import type { Answer, DoorView } from './view.ts';

export interface ReviewPage {
  kind: CaseKind;
  ticket: Ticket;
  /** The ticket as the hidden field carries it. */
  field: string;
  answers: Answers;
  files?: FilesShown;
  failed?: string;
}

function answered({ kind, answers, files = NO_FILES }: ReviewPage, view: DoorView): Html {
  const { say, tell } = view;
  const fields = webFields(kind).map(({ field }) => ({ field, value: answers[field.id] }));
  const left = fields.filter(({ value }) => !value).map(({ field }) => tell(`cases:field.${field.id}.label`));
  return html`<dl class="answers">
      ${fields.map(
        ({ field, value }) =>
          value &&
          html`<dt>${tell(`cases:field.${field.id}.label`)}</dt>
            ${
              value.of === 'evidence'
                ? html`<dd>${filesInWords(files, view)}</dd>`
                : html`<dd class="typed">${answerInWords(field, value, view)}</dd>`
            }`,
      )}
    </dl>
    ${left.length > 0 && html`<p class="note">${say('review.left', { fields: left.join(' · ') })}</p>`}`;
}

/** Tells whether a review showed these very answers. */
export const seenMark = (answers: Answers): string =>
  createHash('sha256').update(JSON.stringify(answers)).digest('base64url');

/** All that will be sent, and the code it will be found by, before anything is filed. */
export function reviewPage(page: ReviewPage, view: DoorView): Answer {
  const { kind, ticket } = page;
  const { say, lang, data } = view;
  const title = say('review.title');
  const body = html`${hiddenField('ticket', page.field)} ${hiddenField('seen', seenMark(page.answers))}
    ${filesCarried(page.files ?? NO_FILES)} ${languageButton(PATHS[kind], 'show', view)}
    ${answered(page, view)}
    <h2>${say('review.codeTitle')}</h2>
    <p>${say('review.code')}</p>
    ${codeBox(ticket.code, say('code.label'))}
    <p>${say('review.keep')}</p>
    <p>${submitButton({ label: say(`review.file.${kind}`), name: 'do', value: 'file' })}</p>
    <p class="note">${say('review.afterwards')}</p>
    <p>${submitButton({ label: say('review.edit'), name: 'do', value: 'edit', look: 'quiet' })}</p>
    <details class="fold">
      <summary>${say('review.unwanted')}</summary>
      <p>${say('review.draft', { hours: data.policy.draftIdleHours })}</p>
      <p>${submitButton({ label: say('review.discard'), name: 'do', value: 'discard', look: 'danger' })}</p>
    </details>`;
  return {
    title,
    typing: true,
    body: html`<div class="prose door">
      <h1>${title}</h1>
      ${notice(page.failed)}
      <p class="lead">${say('review.lead')}</p>
      ${postForm({ action: withLang(PATHS[kind], lang), body })}
    </div>`,
  };
}
