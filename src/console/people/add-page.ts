import type { NewPerson } from '../../accounts/person.ts';
import { OUTSIDE_UNIT } from '../../accounts/person.ts';
import { STAFF_ROLES } from '../../cases/kinds.ts';
import { LANGS } from '../../i18n.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import type { Posted } from '../frame/posted.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

type Typed = NewPerson & { words: string; way: string };

/** The field a refusal of `People.add` is about. */
const FAULTS: Record<string, string> = {
  'name-missing': 'name',
  'name-taken': 'name',
  'unit-unknown': 'unit',
  'intake-without-key': 'intake',
};
export const faultOf = (key: string): string | undefined => FAULTS[key];

/** What was filled in. A role that is none becomes the one that can do least. */
export function readNew(posted: Posted): NewPerson {
  const unit = posted.one('unit');
  return {
    name: posted.one('name'),
    post: posted.one('post'),
    role: STAFF_ROLES.find((role) => role === posted.one('role')) ?? 'auditor',
    unit: unit === OUTSIDE_UNIT ? undefined : unit,
    outside: unit === OUTSIDE_UNIT,
    intake: posted.one('intake') === '1',
  };
}

/** What decides which cases somebody may open: role, unit, intake. */
export function dutyFields(
  typed: Pick<NewPerson, 'role' | 'unit' | 'outside' | 'intake'> | undefined,
  errorOf: (name: string) => string | undefined,
  view: ConsoleView,
): Field[] {
  const { say, tell } = view;
  const common = (name: string) => ({ name, label: say(`person.${name}`), error: errorOf(name) });
  const units = [
    ...view.data.agency.units.map(({ id, name }) => ({ value: id, label: name[view.lang] })),
    { value: OUTSIDE_UNIT, label: tell('accounts:outside') },
  ];
  return [
    {
      ...common('role'),
      kind: 'radio',
      value: typed?.role ?? 'officer',
      options: STAFF_ROLES.map((value) => ({
        value,
        label: tell(`accounts:role.${value}`),
        hint: say(`add.role.${value}`),
      })),
    },
    {
      ...common('unit'),
      kind: 'select',
      value: typed && (typed.outside ? OUTSIDE_UNIT : typed.unit),
      prompt: say('add.chooseUnit'),
      hint: say('add.unitHint'),
      options: units,
    },
    {
      ...common('intake'),
      kind: 'checkbox',
      optional: true,
      values: typed?.intake ? ['1'] : [],
      options: [{ value: '1', label: tell('accounts:intake') }],
    },
  ];
}

/** How somebody comes to a passphrase: by a link that is opened alone, or written down here and now. */
export const wayField = (value: string, { tell }: ConsoleView): Field => ({
  kind: 'radio',
  name: 'way',
  label: tell('entry:way.label'),
  value,
  options: ['link', 'now'].map((way) => ({
    value: way,
    label: tell(`entry:way.${way}`),
    hint: tell(`entry:way.${way}Hint`),
  })),
});

export function addPage(
  shown: { typed?: Typed; fault?: { key: string; text: string } },
  view: ConsoleView,
): Answer {
  const { say, at, kit } = view;
  const { typed, fault } = shown;
  const errorOf = (name: string) => (fault && faultOf(fault.key) === name ? fault.text : undefined);
  const common = (name: string) => ({ name, label: say(`person.${name}`), error: errorOf(name) });
  const fields: Field[] = [
    { ...common('name'), kind: 'text', value: typed?.name, hint: say('add.nameHint') },
    { ...common('post'), kind: 'text', value: typed?.post, optional: true },
    ...dutyFields(typed, errorOf, view),
    wayField(typed?.way ?? 'link', view),
    {
      ...common('words'),
      kind: 'radio',
      value: typed?.words ?? 'th',
      options: LANGS.map((value) => ({ value, label: say(`words.${value}`) })),
    },
  ];
  return {
    status: fault ? 422 : undefined,
    title: say('add.title'),
    path: '/people/add',
    typing: fault !== undefined,
    body: html`<div class="narrow">
      <p><a href="${at('/people')}">${say('people.back')}</a></p>
      <h1>${say('add.title')}</h1>
      <p>${say('add.lead')}</p>
      ${kit.errorSummary(fields)}
      ${view.form(
        '/people/add',
        html`${fields.map((field) => kit.field(field))}
          <p>${submitButton({ label: say('people.add') })}</p>`,
      )}
    </div>`,
  };
}
