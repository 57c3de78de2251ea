import type { PersonView } from '../../accounts/person.ts';
import { holdsKeys } from '../../accounts/duties.ts';
import { URGENCIES } from '../../cases/legal-clock.ts';
import { CASE_KINDS, CATEGORIES, SPECIAL_UNITS } from '../../cases/kinds.ts';
import { hiddenField, submitButton, type Option } from '../../web/form.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { statusName } from '../frame/case-words.ts';
import type { ConsoleView } from '../frame/view.ts';
import { isNarrowed, STATUS_CHOICES, type Filters } from './filters.ts';

export interface FilterFormShown {
  filters: Filters;
  colleagues: readonly PersonView[];
  unfolded: boolean;
}

/** The form that narrows the queue, folded away until wanted. Sent by GET: it changes nothing. */
export function filterForm({ filters, colleagues, unfolded }: FilterFormShown, view: ConsoleView): Html {
  const { say, tell, lang } = view;
  const any = { value: '', label: say('filter.any') };
  const statuses = STATUS_CHOICES.map((value) => ({
    value,
    label: value === 'open' || value === 'all' ? say(`filter.${value}`) : statusName(value, view),
  }));
  const units = [...view.data.agency.units.map(({ id }) => id), ...SPECIAL_UNITS];
  const holders = colleagues.filter(({ active, role }) => active && holdsKeys(role));
  const selects: [keyof Filters, Option[]][] = [
    ['status', statuses],
    ['due', [any, ...URGENCIES.map((value) => ({ value, label: say(`filter.urgency.${value}`) }))]],
    ['kind', [any, ...CASE_KINDS.map((value) => ({ value, label: tell(`cases:kind.${value}`) }))]],
    ['category', [any, ...CATEGORIES.map((value) => ({ value, label: tell(`cases:category.${value}`) }))]],
    ['unit', [any, ...units.map((value) => ({ value, label: view.unit(value) }))]],
    ['assignee', [any, ...holders.map(({ id, name }) => ({ value: id, label: name }))]],
  ];
  return html`<details class="fold filters" ${attributes({ open: unfolded })}>
    <summary>${say('filter.title')}</summary>
    <form method="get" action="${view.at('')}" autocomplete="off">
      ${lang !== 'th' && hiddenField('lang', lang)}
      <div class="filter-grid">
        ${selects.map(([name, options]) => select(name, String(filters[name] ?? ''), options, view))}
      </div>
      <div class="choice">
        <input
          ${attributes({ type: 'checkbox', id: 'filter-unread', name: 'unread', value: '1', checked: filters.unread })}
        />
        <label for="filter-unread">${say('filter.unread')}</label>
      </div>
      <p>
        ${submitButton({ label: say('filter.apply'), look: 'quiet' })}
        ${isNarrowed(filters) && html`<a class="clear" href="${view.at('')}">${say('filter.clear')}</a>`}
      </p>
    </form>
  </details>`;
}

const select = (name: string, value: string, options: readonly Option[], { say }: ConsoleView): Html =>
  html`<div class="field">
    <label for="filter-${name}">${say(`filter.${name}`)}</label>
    <select ${attributes({ id: `filter-${name}`, name, autocomplete: 'off' })}>
      ${options.map(
        (option) =>
          html`<option ${attributes({ value: option.value, selected: option.value === value })}>
            ${option.label}
          </option>`,
      )}
    </select>
  </div>`;
