import type { StaffView } from '../../cases/casework.ts';
import { staffAction, type Need, type StaffAction } from '../../cases/actions.ts';
import { CONCLUSIONS, type CaseKind } from '../../cases/kinds.ts';
import type { PersonView } from '../../accounts/person.ts';
import { hiddenField, submitButton, type Field } from '../../web/form.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import type { ConsoleView } from '../frame/view.ts';
import { asksFirst, fieldName, seenMark, type Filled, type Problems } from './doing.ts';

export interface FormsShown {
  opened: StaffView;
  staff: { access: readonly PersonView[] };
  /** The form that was sent, with what was typed. */
  filled?: Filled;
  problems?: Problems;
}

/** The fields of one action. */
export function fieldsOfAction(action: StaffAction, shown: FormsShown, view: ConsoleView): Field[] {
  const { opened, staff, filled, problems } = shown;
  const { say, tell } = view;
  const mine = filled?.action.id === action.id ? filled : undefined;
  const internal = action.told === 'nothing';
  const conclusions = CONCLUSIONS[opened.facts.kind as CaseKind];
  const common = (need: Need) => {
    const problem = mine && problems?.[need];
    return {
      name: fieldName(action.id, need),
      label: say(`act.${need}.label`),
      value: mine?.values[need],
      error: problem && say(`act.${need}.${problem === 'too-long' ? 'tooLong' : 'missing'}`),
    };
  };
  const fields: Record<Need, () => Field> = {
    outcome: () => ({
      ...common('outcome'),
      kind: 'radio',
      options: conclusions.map((value) => ({ value, label: tell(`cases:outcome.${value}`) })),
    }),
    body: () => ({ ...common('body'), kind: 'text', hint: say('act.body.hint') }),
    assignee: () => ({
      ...common('assignee'),
      kind: 'select',
      prompt: say('act.assignee.prompt'),
      hint: say('act.assignee.hint'),
      options: staff.access.map(({ id, name }) => ({ value: id, label: name })),
    }),
    message: () => ({
      ...common('message'),
      kind: 'textarea',
      label: say(internal ? 'act.message.note' : 'act.message.label'),
      hint: say(internal ? 'act.message.noteHint' : 'act.message.hint'),
      rows: 5,
    }),
  };
  return action.needs.map((need) => fields[need]());
}

/** Every action that is possible now, each as a form folded away under its name. */
export function actionForms(shown: FormsShown, view: ConsoleView): Html {
  const { opened, filled } = shown;
  const { say } = view;
  const actions = opened.actions.flatMap((id) => staffAction(id) ?? []);
  return html`<section class="panel actions" aria-labelledby="actions">
    <h2 id="actions">${say('case.actions')}</h2>
    ${actions.length === 0 && html`<p>${say('case.noActions')}</p>`}
    ${actions.map(
      (action) =>
        html`<details class="fold" ${attributes({ open: filled?.action.id === action.id })}>
          <summary>${view.tell(`cases:action.${action.id}.label`)}</summary>
          ${actionForm(action, shown, view)}
        </details>`,
    )}
  </section>`;
}

function actionForm(action: StaffAction, shown: FormsShown, view: ConsoleView): Html {
  const { opened } = shown;
  const { say, tell } = view;
  const label = asksFirst(action) ? say('act.preview') : tell(`cases:action.${action.id}.label`);
  const body = html`<p class="hint">${tell(`cases:action.${action.id}.confirm`)}</p>
    ${hiddenField('action', action.id)} ${hiddenField('seen', seenMark(opened))}
    ${fieldsOfAction(action, shown, view).map((field) => view.kit.field(field))}
    <p>${submitButton({ label })}</p>`;
  return view.form(`/cases/${opened.facts.id}/act`, body);
}
