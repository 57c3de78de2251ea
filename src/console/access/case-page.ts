import type { AccessView } from '../../cases/access.ts';
import { caseReference } from '../../cases/reference.ts';
import type { PersonView } from '../../accounts/person.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf, personUnit } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

export interface CaseAccessShown {
  caseId: string;
  access: AccessView;
  people: readonly PersonView[];
  me: PersonView;
  said?: string;
}

/** Who can open one case, and who else may be given it. */
export function caseAccessPage(shown: CaseAccessShown, view: ConsoleView): Answer {
  const { caseId, access, people, me, said } = shown;
  const { tell, at } = view;
  const path = `/cases/${caseId}/access`;
  const entry = (id: string, step: 'give' | 'take', label: string): Html => {
    const person = people.find((each) => each.id === id);
    if (!person) return html``;
    const body = html`${hiddenField('person', id)}
    ${submitButton({ label: html`${label}<span class="visually-hidden"> ${person.name}</span>`, look: 'quiet' })}`;
    return html`<li>
      <div>
        <p class="person-name">
          <strong>${person.name}</strong
          >${me.id === id && html` <span class="soft">${view.say('people.you')}</span>`}
        </p>
        <p class="soft">${tell(`accounts:role.${person.role}`)} · ${personUnit(person, view)}</p>
      </div>
      ${view.form(`${path}/${step}`, body)}
    </li>`;
  };
  return {
    title: tell('access:case.title'),
    path,
    body: html`<div class="narrow">
      <p><a href="${at(`/cases/${caseId}`)}">${tell('access:case.back')}</a></p>
      <h1>${tell('access:case.title')}</h1>
      <p class="soft">${view.say('case.reference', { reference: caseReference(caseId) })}</p>
      ${said !== undefined && html`<p class="said" role="status">${said}</p>`}
      <section aria-labelledby="holders">
        <h2 id="holders">${view.say('case.access')}</h2>
        <ul class="people">
          ${access.holders.map((id) => entry(id, 'take', tell('access:case.take')))}
        </ul>
      </section>
      <section aria-labelledby="eligible">
        <h2 id="eligible">${tell('access:case.eligible')}</h2>
        <p>${tell('access:case.rule')}</p>
        ${
          access.eligible.length === 0
            ? html`<p class="empty">${tell('access:case.nobody')}</p>`
            : html`<ul class="people">
                ${access.eligible.map((id) => entry(id, 'give', tell('access:case.give')))}
              </ul>`
        }
      </section>
    </div>`,
  };
}

/** Before a key is taken or given. */
export function confirmAccessPage(
  step: 'give' | 'take',
  { caseId, people, me }: Omit<CaseAccessShown, 'access' | 'said'>,
  personId: string,
  view: ConsoleView,
): Answer {
  const { tell, at } = view;
  const path = `/cases/${caseId}/access`;
  const text = step === 'take' && me.id === personId ? 'takeSelf' : step;
  const body = html`${hiddenField('person', personId)}
    <p class="ways">
      ${submitButton({ label: tell(`access:case.${step}`), name: 'step', value: 'do', look: step === 'take' ? 'danger' : 'main' })}
      <a class="button quiet" href="${at(path)}">${tell('access:case.no')}</a>
    </p>`;
  return {
    title: tell(`access:case.${step}`),
    path,
    typing: true,
    body: html`<div class="narrow">
      <h1>${tell(`access:case.${step}`)}</h1>
      <p><strong>${nameOf(personId, people, view)}</strong></p>
      <div class="callout ${step === 'take' ? 'weighty' : 'plain'}">
        <p>${tell(`access:confirm.${text}`)}</p>
      </div>
      ${view.form(`${path}/${step}`, body)}
    </div>`,
  };
}
