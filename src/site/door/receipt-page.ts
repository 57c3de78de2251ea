import type { CaseKind } from '../../cases/kinds.ts';
import { dayInWords } from '../../conversation/day.ts';
import { html } from '../../web/html.ts';
import { hiddenField, postForm } from '../../web/form.ts';
import { withLang } from '../../web/lang.ts';
import type { Filed } from './drafts.ts';
import { codeBox, languageButton, PATHS, TRACK_PATH } from './parts.ts';
import { otherDoors } from './safety.ts';
import type { Ticket } from './ticket.ts';
import type { Answer, DoorView } from './view.ts';

export interface ReceiptPage {
  kind: CaseKind;
  ticket: Ticket;
  field: string;
  filed: Filed;
  /** It had been filed before this request. */
  already: boolean;
}

/** The receipt: fits one sheet, and says what to do with it. Sent again, it is the same. */
export function receiptPage({ kind, ticket, field, filed, already }: ReceiptPage, view: DoorView): Answer {
  const { say, lang } = view;
  const title = say(`receipt.title.${kind}`);
  const day = (value: string) => dayInWords(value, lang);
  const fact = (name: string, value: string) =>
    html`<dt>${say(`receipt.${name}`)}</dt>
      <dd>${value}</dd>`;
  return {
    title,
    typing: true,
    body: html`<div class="prose door receipt">
      <h1>${title}</h1>
      ${already && html`<p class="callout">${say('receipt.already')}</p>`}
      ${filed.stranded && html`<p class="callout">${say('receipt.stranded')}</p>`}
      ${codeBox(ticket.code, say('code.label'))}
      <dl class="answers">
        ${fact('reference', filed.reference)} ${fact('received', day(filed.received))}
        ${!filed.stranded && fact('due', day(filed.due))}
      </dl>
      <h2>${say('receipt.nextTitle')}</h2>
      <ol class="statements">
        <li>${say('receipt.keep')}</li>
        <li>
          ${say('receipt.follow')}
          ${view.host !== undefined && html`<span class="print-only">${`${view.host}${TRACK_PATH}`}</span>`}
          <a class="no-print" href="${withLang(TRACK_PATH, lang)}">${say('receipt.followLink')}</a>
        </li>
        <li>${say('receipt.asked')}</li>
        <li>${say('receipt.close')}</li>
      </ol>
      <div class="no-print">
        ${postForm({
          action: withLang(PATHS[kind], lang),
          body: html`${hiddenField('ticket', field)} ${languageButton(PATHS[kind], 'file', view)}`,
        })}
      </div>
      ${filed.stranded && otherDoors(view)}
    </div>`,
  };
}
