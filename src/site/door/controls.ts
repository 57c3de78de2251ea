import type { Field } from '../../cases/fields.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { unitGroups } from './units.ts';
import type { DoorView } from './view.ts';

/** What a field of ours needs to stand in a form, beside what `web/form.ts` draws. */
export interface Shown {
  label: string;
  hint?: string;
  error?: string;
  optional: boolean;
}

const described = (name: string, { hint, error }: Shown) =>
  [hint && `f-${name}-hint`, error && `f-${name}-error`].filter(Boolean).join(' ') || undefined;

/** Hint and error of a field; each line of an error stands on its own. */
export function notes(name: string, { hint, error }: Shown, view: DoorView): Html {
  return html`${hint && html`<p class="hint" id="f-${name}-hint">${hint}</p>`}
  ${
    error &&
    html`<p class="field-error" id="f-${name}-error">
      <span class="visually-hidden">${view.tell('web:form.errorPrefix')}</span>
      ${error.split('\n').map((line) => html`<span class="line">${line}</span>`)}
    </p>`
  }`;
}

export const labelled = ({ label, optional }: Shown, view: DoorView): Html =>
  html`${label}${optional && html` <span class="optional">${view.tell('web:form.optional')}</span>`}`;

const classes = (error: string | undefined) => (error === undefined ? 'field' : 'field has-error');

/** One unit, from a list grouped by office. A select, because it is short on a phone and needs no script. */
export function unitSelect(field: Field, shown: Shown, chosen: string | undefined, view: DoorView): Html {
  const { id: name } = field;
  const settings = attributes({
    id: `f-${name}`,
    name,
    required: !shown.optional,
    autocomplete: 'off',
    'aria-describedby': described(name, shown),
    'aria-invalid': shown.error !== undefined && 'true',
  });
  const option = (value: string, label: string) =>
    html`<option ${attributes({ value, selected: value === chosen })}>${label}</option>`;
  return html`<div class="${classes(shown.error)}">
    <label for="f-${name}">${labelled(shown, view)}</label>
    ${notes(name, shown, view)}
    <select ${settings}>
      <option value="">${view.say('unit.choose')}</option>
      ${unitGroups(view, ['whole', 'unknown', 'other']).map(
        (group) =>
          html`<optgroup label="${group.label}">
            ${group.units.map(({ ref, label }) => option(ref, label))}
          </optgroup>`,
      )}
    </select>
  </div>`;
}

/** Several units, as boxes to tick, folded away until wanted: most people need none. */
export function unitBoxes(field: Field, shown: Shown, chosen: readonly string[], view: DoorView): Html {
  const { id: name } = field;
  let index = 0;
  const box = (value: string, label: string) => {
    const id = `f-${name}-${index++}`;
    const checked = chosen.includes(value);
    return html`<div class="choice">
      <input ${attributes({ id, type: 'checkbox', name, value, checked, autocomplete: 'off' })} />
      <label for="${id}">${label}</label>
    </div>`;
  };
  const open = chosen.length > 0 || shown.error !== undefined;
  return html`<fieldset
    ${attributes({ class: classes(shown.error), 'aria-describedby': described(name, shown) })}
  >
    <legend>${labelled(shown, view)}</legend>
    ${notes(name, shown, view)}
    <details ${attributes({ class: 'fold', open })}>
      <summary>${view.say('unit.openList')}</summary>
      ${unitGroups(view, ['whole']).map(
        (group) =>
          html`<div role="group" aria-label="${group.label}">
            <p class="group-name" aria-hidden="true">${group.label}</p>
            ${group.units.map(({ ref, label }) => box(ref, label))}
          </div>`,
      )}
    </details>
  </fieldset>`;
}
