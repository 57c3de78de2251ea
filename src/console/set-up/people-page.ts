import type { NewPerson } from '../../accounts/person.ts';
import { OUTSIDE_UNIT } from '../../accounts/person.ts';
import { LANGS } from '../../i18n.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import type { Posted } from '../frame/posted.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

/** Who is there from the beginning, in this order: somebody to manage people, one to receive cases, one to decide. */
export const FIRST_PEOPLE = [
  { who: 'administrator', role: 'administrator', intake: false },
  { who: 'officer', role: 'officer', intake: true },
  { who: 'head', role: 'head', intake: true },
] as const satisfies readonly (Pick<NewPerson, 'role' | 'intake'> & { who: string })[];

/** The people as they were filled in. */
export const readFirst = (posted: Posted): NewPerson[] =>
  FIRST_PEOPLE.map(({ who, role, intake }) => {
    const unit = posted.one(`${who}-unit`);
    const outside = unit === OUTSIDE_UNIT;
    const [name, post] = [posted.one(`${who}-name`), posted.one(`${who}-post`)];
    return { name, post, role, intake, outside, unit: outside ? undefined : unit };
  });

export interface Wrong {
  /** Which of them, from 0; left out when it is about all. */
  who?: number;
  field: 'name' | 'unit';
  text: string;
}

/** Names and units of the first people. */
export function firstPeoplePage(
  view: ConsoleView,
  shown: { typed?: readonly NewPerson[]; words?: string; wrong?: Wrong } = {},
): Answer {
  const { tell, say, kit } = view;
  const { typed, words = view.lang, wrong } = shown;
  const units = [
    ...view.data.agency.units.map(({ id, name }) => ({ value: id, label: name[view.lang] })),
    { value: OUTSIDE_UNIT, label: tell('accounts:outside') },
  ];
  const intake = view.data.agency.units.find((unit) => unit.intake)?.id;
  const groups = FIRST_PEOPLE.map(({ who }, at) => {
    const person = typed?.[at];
    const errorOf = (field: Wrong['field']) =>
      wrong?.field === field && (wrong.who ?? 0) === at ? wrong.text : undefined;
    const first = who === 'officer' ? intake : undefined;
    const fields: Field[] = [
      {
        ...{ kind: 'text', name: `${who}-name`, label: say('person.name'), hint: say('add.nameHint') },
        ...{ value: person?.name, error: errorOf('name'), autocomplete: 'off' },
      },
      {
        ...{ kind: 'text', name: `${who}-post`, label: say('person.post'), value: person?.post },
        ...{ optional: true, autocomplete: 'off' },
      },
      {
        ...{ kind: 'select', name: `${who}-unit`, label: say('person.unit'), prompt: say('add.chooseUnit') },
        value: person ? (person.outside ? OUTSIDE_UNIT : person.unit) : first,
        error: errorOf('unit'),
        options: units,
      },
    ];
    return { who, fields };
  });
  const language: Field = {
    ...{ kind: 'radio', name: 'words', label: say('person.words'), value: words },
    options: LANGS.map((value) => ({ value, label: say(`words.${value}`) })),
  };
  return {
    status: wrong ? 422 : undefined,
    title: tell('entry:setUp.title'),
    path: '/set-up',
    typing: wrong !== undefined,
    body: html`<div class="narrow">
      <h1>${tell('entry:setUp.title')}</h1>
      <p>${tell('entry:setUp.people')}</p>
      <p class="note">${say('add.unitHint')}</p>
      ${kit.errorSummary(groups.flatMap(({ fields }) => fields))}
      ${view.form(
        '/set-up/people',
        html`${groups.map(
            ({ who, fields }) =>
              html`<fieldset class="panel">
                <legend>${tell(`entry:setUp.who.${who}`)}</legend>
                <p class="hint">${say(`add.role.${who}`)}</p>
                ${fields.map((field) => kit.field(field))}
              </fieldset>`,
          )}
          ${kit.field(language)}
          <p>${submitButton({ label: tell('entry:setUp.go') })}</p>`,
      )}
    </div>`,
  };
}
