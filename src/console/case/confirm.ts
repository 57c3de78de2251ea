import type { StaffView } from '../../cases/casework.ts';
import type { Need, StaffAction } from '../../cases/actions.ts';
import type { PersonView } from '../../accounts/person.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';
import { fieldName, seenMark, type Filled } from './doing.ts';

export interface ConfirmShown {
  opened: StaffView;
  filled: Filled;
  staff: { all: readonly PersonView[] };
}

/** Between form and deed: what will happen, and what the reporter will read, in the reporter's own language. */
export function confirmPage({ opened, filled, staff }: ConfirmShown, view: ConsoleView): Answer {
  const { say, tell } = view;
  const { action, values } = filled;
  const label = tell(`cases:action.${action.id}.label`);
  const body = html`${hiddenField('action', action.id)} ${hiddenField('seen', seenMark(opened))}
    ${action.needs.map((need) => hiddenField(fieldName(action.id, need), values[need]))}
    <p class="ways">
      ${submitButton({ label: say('confirm.do', { action: label }), name: 'step', value: 'do', look: action.confirm ? 'danger' : 'main' })}
      ${submitButton({ label: say('confirm.back'), name: 'step', value: 'back', look: 'quiet' })}
    </p>`;
  return {
    title: say('confirm.title', { action: label }),
    path: `/cases/${opened.facts.id}`,
    typing: true,
    body: html`<div class="narrow">
      <h1>${say('confirm.title', { action: label })}</h1>
      <p class="soft">${opened.title}</p>
      <div class="callout ${action.confirm ? 'weighty' : 'plain'}">
        <p>${tell(`cases:action.${action.id}.confirm`)}</p>
      </div>
      ${internalPart(filled, staff.all, view)} ${preview(action, values, opened, view)}
      ${view.form(`/cases/${opened.facts.id}/act`, body)}
    </div>`,
  };
}

function internalPart(
  { action, values }: Filled,
  people: readonly PersonView[],
  view: ConsoleView,
): Html | undefined {
  if (!action.needs.includes('assignee')) return undefined;
  return html`<p>${view.say('act.assignee.label')}: ${nameOf(values.assignee, people, view)}</p>`;
}

/** What reaches the reporter, word for word. */
function preview(
  action: StaffAction,
  values: Record<Need, string>,
  { facts, report }: StaffView,
  view: ConsoleView,
): Html {
  const { say, tell } = view;
  const { lang } = report;
  if (action.told === 'nothing') return html`<p>${say('confirm.nothing')}</p>`;
  const status = action.to === 'same' ? facts.status : action.to;
  const outcome = action.outcome === 'chosen' ? values.outcome : action.outcome;
  return html`<section aria-labelledby="preview">
    <h2 id="preview">${say('confirm.preview')}</h2>
    <div class="preview" lang="${lang}">
      <p><strong>${tell(`track:event.${action.id}`, {}, lang)}</strong></p>
      ${outcome !== undefined && outcome !== 'none' && html`<p>${tell('track:outcome', { outcome: tell(`cases:outcome.${outcome}`, {}, lang) }, lang)}</p>`}
      ${values.body !== '' && html`<p>${tell('track:body', { body: values.body }, lang)}</p>`}
      ${action.told === 'message' && values.message !== '' && html`<blockquote><p class="typed">${values.message}</p></blockquote>`}
      <p class="soft">${tell('track:fact.status', {}, lang)}: ${tell(`cases:status.${status}`, {}, lang)}</p>
    </div>
    <p class="note">${say(report.lang === view.lang ? 'confirm.word' : 'confirm.otherLanguage')}</p>
  </section>`;
}
