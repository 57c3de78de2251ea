import { holdsKeys, mayDo } from '../../accounts/duties.ts';
import { staffAction } from '../../cases/actions.ts';
import type { StaffRole } from '../../cases/kinds.ts';
import type { PersonView } from '../../accounts/person.ts';
import { html, type Html } from '../../web/html.ts';
import { personUnit } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

const assigners: readonly StaffRole[] = staffAction('assign')?.roles ?? [];
const DONE = ['confirmed', 'moved', 'disabled'] as const;

/** Everybody, with what the reader may do about each. */
export function listPage(
  shown: {
    all: readonly PersonView[];
    me: PersonView;
    done: string;
    isUnplaced: (person: PersonView) => boolean;
  },
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
      ${
        done &&
        html`<div class="said" role="status">
          <p>${say(`people.${done}`)}</p>
          ${done !== 'confirmed' && html`<p>${view.tell('access:reseal.after')}</p>`}
        </div>`
      }
      ${
        active.some(shown.isUnplaced) &&
        html`<div class="callout weighty" role="alert">
          <p>${view.tell('access:unplaced.warning')}</p>
          <ul>
            ${active.filter(shown.isUnplaced).map(({ name }) => html`<li>${name}</li>`)}
          </ul>
        </div>`
      }
      ${holdsKeys(me.role) && html`<p><a href="${at('/access')}">${view.tell('access:overview.link')}</a></p>`}
      ${mayDo(me.role, 'add') && html`<p><a class="button" href="${at('/people/add')}">${say('people.add')}</a></p>`}
      ${mayDo(me.role, 'shares') && html`<p><a href="${at('/shares')}">${view.tell('shares:title')}</a></p>`}
      <ul class="people">
        ${active.map((person) => entry(person, me, view))}
      </ul>
      ${
        former.length > 0 &&
        html`<h2>${say('people.former')}</h2>
          <ul>
            ${former.map(
              ({ id, name, role }) =>
                html`<li>
                  ${name}
                  ${
                    assigners.includes(me.role) &&
                    holdsKeys(role) &&
                    html` ·
                      <a href="${at(`/people/${id}/hand-over`)}"
                        >${view.tell('access:handOver.link')}<span class="visually-hidden"> ${name}</span></a
                      >`
                  }
                </li>`,
            )}
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
  const passes =
    key === 'confirmed' && holdsKeys(role) && holdsKeys(me.role) && me.key === 'confirmed' && me.id !== id;
  const assigns = assigners.includes(me.role) && me.key === 'confirmed' && holdsKeys(role);
  const links: [boolean, string, string][] = [
    [confirms, 'confirm', say('people.confirm')],
    [passes, 'pass', tell('access:pass.link')],
    [assigns && me.id !== id, 'hand-over', tell('access:handOver.link')],
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
