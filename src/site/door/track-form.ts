import type { CodeProblem } from '../../cases/tracking.ts';
import { postForm, submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import { enterButton, languageButton, notice, TRACK_PATH } from './parts.ts';
import type { Answer, DoorView } from './view.ts';

/** Why a code did not open a case. `unknown`: no case has it (any more). */
export type CodeFault = CodeProblem | 'missing' | 'unknown';

/** The field for a code. It comes back with what was typed, so that one wrong digit can be mended. */
export const codeField = (typed: string, fault: CodeFault | undefined, { say }: DoorView): Field => ({
  kind: 'text',
  name: 'code',
  label: say('code.label'),
  hint: say('code.hint'),
  error: fault && say(`code.fault.${fault}`),
  value: typed,
  inputmode: 'numeric',
});

export interface TrackForm {
  typed: string;
  fault?: CodeFault;
  failed?: string;
}

/** The way in to a case: its code, and nothing else. */
export function trackForm({ typed, fault, failed }: TrackForm, view: DoorView): Answer {
  const { say, lang, kit } = view;
  const field = codeField(typed, fault, view);
  const title = say('track.title');
  const body = html`${enterButton('open')} ${languageButton(TRACK_PATH, 'again', view)} ${kit.field(field)}
    <p>${submitButton({ label: say('track.open'), name: 'do', value: 'open' })}</p>`;
  return {
    title,
    typing: true,
    status: fault && 422,
    body: html`<div class="prose door">
      <h1>${title}</h1>
      ${kit.errorSummary([field]) ?? notice(failed)}
      <p class="lead">${say('track.lead')}</p>
      ${postForm({ action: withLang(TRACK_PATH, lang), body })} ${advice(view)}
      <p class="note">${say('track.lost')}</p>
    </div>`,
  };
}

const advice = ({ say }: DoorView): Html =>
  html`<div class="callout">
    <p>${say('track.window')}</p>
  </div>`;
