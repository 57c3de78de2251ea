import type { PersonView } from '../../accounts/person.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { personUnit } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

function page(
  what: 'pass' | 'handOver',
  person: PersonView,
  path: string,
  body: Html,
  view: ConsoleView,
  status?: number,
): Answer {
  const { tell, at } = view;
  return {
    status,
    title: tell(`access:${what}.title`),
    path,
    body: html`<div class="narrow">
      <p><a href="${at('/people')}">${view.say('people.back')}</a></p>
      <h1>${tell(`access:${what}.title`)}</h1>
      <p>
        <strong>${person.name}</strong> · ${tell(`accounts:role.${person.role}`)} ·
        ${personUnit(person, view)}
      </p>
      ${body}
    </div>`,
  };
}

/** Passing on the keys of earlier cases. */
export function passPage(person: PersonView, view: ConsoleView, done = ''): Answer {
  const { tell } = view;
  const path = `/people/${person.id}/pass`;
  const ready = person.key === 'confirmed';
  const body = html`${done === 'confirmed' && html`<p class="said" role="status">${view.say('people.confirmed')}</p>`}
    <p>${tell('access:pass.text')}</p>
    <div class="callout ${ready ? 'plain' : 'weighty'}">
      <p>${tell(ready ? 'access:pass.rule' : 'access:pass.unconfirmed')}</p>
    </div>
    ${ready && view.form(path, html`<p>${submitButton({ label: tell('access:pass.do') })}</p>`)}`;
  return page('pass', person, path, body, view);
}

/** Giving everything that was assigned to somebody to a colleague. */
export function handOverPage(
  person: PersonView,
  colleagues: readonly PersonView[],
  view: ConsoleView,
  error?: string,
): Answer {
  const { tell, kit } = view;
  const path = `/people/${person.id}/hand-over`;
  const field: Field = {
    kind: 'select',
    name: 'to',
    label: tell('access:handOver.to'),
    hint: tell('access:handOver.hint'),
    prompt: view.say('act.assignee.prompt'),
    options: colleagues.map(({ id, name }) => ({ value: id, label: name })),
    error,
  };
  const body = html`<p>${tell('access:handOver.text')}</p>
    ${kit.errorSummary([field])}
    ${view.form(
      path,
      html`${kit.field(field)}
        <p>${submitButton({ label: tell('access:handOver.do') })}</p>`,
    )}`;
  return page('handOver', person, path, body, view, error === undefined ? undefined : 422);
}
