import { mayDo } from '../../accounts/duties.ts';
import type { PersonView } from '../../accounts/person.ts';
import { html, type Html } from '../../web/html.ts';
import { personUnit } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

const DONE = ['confirmed', 'moved', 'disabled'] as const;

/** Everybody, with what the reader may do about each. */
export function listPage(
  shown: { all: readonly PersonView[]; me: PersonView; done: string },
  view: ConsoleView,
): Answer {
  const { say, at } = view;
  const { all, me } = shown;
  const done = DONE.find((each) => each === shown.done);
  const active = all
    .filter((person) => person.active)
    .toSorted((a, b) => a.name.localeCompare(b.name, view.lang));
  const former = all.filter((person) => !person.active);
  return {
    title: say('people.title'),
    path: '/people',
    body: html`<h1>${say('people.title')}</h1>
      ${done && html`<p class="said" role="status">${say(`people.${done}`)}</p>`}
      ${mayDo(me.role, 'add') && html`<p><a class="button" href="${at('/people/add')}">${say('people.add')}</a></p>`}
      <ul class="people">
        ${active.map((person) => entry(person, me, view))}
      </ul>
      ${
        former.length > 0 &&
        html`<h2>${say('people.former')}</h2>
          <ul>
            ${former.map(({ name }) => html`<li>${name}</li>`)}
          </ul>`
      }`,
  };
}

function entry(person: PersonView, me: PersonView, view: ConsoleView): Html {
  const { say, tell, at } = view;
  const { id, name, post, role, key, intake, enteredBy } = person;
  // The same rule as the one that decides; here it only spares people a page that would refuse them.
  const confirms =
    key === 'pending' &&
    mayDo(me.role, 'confirm') &&
    me.key === 'confirmed' &&
    me.id !== id &&
    me.id !== enteredBy;
  const links: [boolean, string, string][] = [
    [confirms, 'confirm', say('people.confirm')],
    [mayDo(me.role, 'move'), 'move', say('people.move')],
    [mayDo(me.role, 'renew'), 'renew', say('people.renew')],
    [mayDo(me.role, 'disable') && me.id !== id, 'disable', say('people.disable')],
  ];
  const possible = links.filter(([may]) => may);
  return html`<li>
    <div>
      <p class="person-name">
        <strong>${name}</strong>${me.id === id && html` <span class="soft">${say('people.you')}</span>`}
      </p>
      <p class="soft">
        ${[...new Set([post, tell(`accounts:role.${role}`), personUnit(person, view)])].filter(Boolean).join(' · ')}
      </p>
      <p>
        <span class="mark-status ${key === 'confirmed' ? 'open' : 'waits'}"
          >${tell(`accounts:key.${key}`)}</span
        >
        ${intake && html`<span class="mark-status closed">${tell('accounts:intake')}</span>`}
      </p>
    </div>
    ${
      possible.length > 0 &&
      html`<p class="person-links">
        ${possible.map(
          ([, what, label]) =>
            html`<a href="${at(`/people/${id}/${what}`)}"
              >${label}<span class="visually-hidden"> ${name}</span></a
            >`,
        )}
      </p>`
    }
  </li>`;
}
