import { randomBytes } from 'node:crypto';
import { reporterAction, type ReporterActionId } from '../../cases/actions.ts';
import { isClosed } from '../../cases/kinds.ts';
import { caseReference } from '../../cases/reference.ts';
import type { ReporterView } from '../../cases/reporter-view.ts';
import { dayInWords } from '../../conversation/day.ts';
import { hiddenField, postForm, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import { TRACK_PATH } from './parts.ts';
import { otherDoors } from './safety.ts';
import { timeline } from './timeline.ts';
import type { Answer, DoorView } from './view.ts';
import { writeForm } from './write-page.ts';

/** What a code opens: where the case stands, what comes next, what the officers wrote, and what can be done. */
export function casePage(
  found: ReporterView,
  { pass, bag }: { pass: string; bag: () => string },
  view: DoorView,
): Answer {
  const { say, tell, lang } = view;
  const title = tell('track:title', { reference: caseReference(found.caseId) });
  const writing = found.actions.filter((id) => reporterAction(id)?.needs.includes('message'));
  const pressing = found.actions.filter((id) => !writing.includes(id));
  return {
    title,
    typing: writing.length > 0,
    body: html`<div class="prose door">
      <h1>${title}</h1>
      <div class="callout">
        <p class="lead">${tell(`cases:status.${found.status}`)}</p>
        ${found.outcome && isClosed(found.status) && html`<p>${tell('track:outcome', { outcome: tell(`cases:outcome.${found.outcome}`) })}</p>`}
        ${nextStep(found, view)}
        ${writing.map((action) => html`<p><a href="#do-${action}">${tell(`cases:action.${action}.label`)}</a></p>`)}
      </div>
      ${found.status === 'stranded' && otherDoors(view)}
      <h2>${say('case.timeline')}</h2>
      ${timeline(found.timeline, view)}
      <p class="note">${say('case.yourWords')}</p>
      ${writing.map((action) => writeForm({ action, text: '', pass, once: newOnce(), bag: bag() }, view))}
      ${pressing.map((action) => pressForm(action, pass, view))} ${notifications(found, pass, view)}
      <p class="note">${say('case.close')}</p>
      <p><a class="button quiet" href="${withLang(TRACK_PATH, lang)}">${say('case.leave')}</a></p>
    </div>`,
  };
}

/** What is expected next, of whom, and by when. The words are the chat's, save where they speak of the chat. */
function nextStep(found: ReporterView, { hint, tell, lang, data }: DoorView): Html {
  const { status, deadline, contestUntil } = found;
  const due = deadline ? dayInWords(deadline.day, lang) : '';
  const params = { due, days: data.policy.withdrawalUndoDays };
  const next = hint(`door:next.${status}`, params) ?? tell(`track:next.${status}`, params);
  return html`<p>${next}</p>
    ${deadline?.urgency === 'overdue' && html`<p>${tell('track:overdue', { due, days: -deadline.left })}</p>`}
    ${
      contestUntil !== undefined &&
      html`<p>${tell('track:contest-until', { day: dayInWords(contestUntil, lang) })}</p>`
    }`;
}

/** Made when the page is made: the same page sent twice acts once. */
export const newOnce = (): string => randomBytes(16).toString('hex');

/** An action that needs no words, folded away, since it is rarely meant. */
function pressForm(action: ReporterActionId, pass: string, { tell, lang, data }: DoorView): Html {
  const days = data.policy.withdrawalUndoDays;
  const body = html`${hiddenField('action', action)} ${hiddenField('pass', pass)}
    ${hiddenField('once', newOnce())}
    <p>${tell(`track:confirm.${action}`, { days })}</p>
    <p>
      ${submitButton({ label: tell(`cases:action.${action}.label`), name: 'do', value: 'write', look: 'danger' })}
    </p>`;
  return html`<details class="fold">
    <summary>${tell(`cases:action.${action}.label`)}</summary>
    ${postForm({ action: withLang(TRACK_PATH, lang), body })}
  </details>`;
}

/** News can be announced in LINE only; what was asked for there can be stopped here. */
function notifications(found: ReporterView, pass: string, { say, lang }: DoorView): Html {
  const stop = html`${hiddenField('pass', pass)}
    <p>${say('notify.on')}</p>
    <p>${submitButton({ label: say('notify.stop'), name: 'do', value: 'stop', look: 'quiet' })}</p>`;
  return html`<details class="fold">
    <summary>${say('notify.title')}</summary>
    <p>${say('notify.text')}</p>
    ${found.notify !== undefined && postForm({ action: withLang(TRACK_PATH, lang), body: stop })}
  </details>`;
}
