import type { QueueEntry } from '../../cases/casework.ts';
import type { PersonView } from '../../accounts/person.ts';
import { caseReference } from '../../cases/reference.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { dueMark, statusMark } from '../frame/case-words.ts';
import { nameOf } from '../frame/people-words.ts';
import type { Answer, ConsoleView, Member } from '../frame/view.ts';
import { filterForm } from './filter-form.ts';
import { MOST_COUNTED, type Count } from './counts.ts';
import { addressOf, isNarrowed, type Filters } from './filters.ts';

export interface QueueShown {
  member: Member;
  filters: Filters;
  colleagues: readonly PersonView[];
  entries: readonly QueueEntry[];
  counts: readonly Count[];
  /** Where the next page begins. */
  next?: string;
  /** This is not the first page. */
  later: boolean;
}

/** For who waits for the key to be confirmed: why no case can be opened, and what to do. */
export const pendingPart = ({ say, at }: ConsoleView): Html =>
  html`<div class="callout"><p>${say('queue.pending')}</p></div>
    <p><a href="${at('/me')}">${say('queue.toFingerprint')}</a></p>`;

export function queuePage(shown: QueueShown, view: ConsoleView): Answer {
  const { say, at } = view;
  const { filters, entries, next, later, member } = shown;
  const title = say('queue.title');
  const path = addressOf(filters);
  // What a count above says already needs no form to say it.
  const unfolded = isNarrowed(filters) && !shown.counts.some(({ narrowed }) => addressOf(narrowed) === path);
  if (!member.keyed) {
    const body = html`<h1>${title}</h1>
      ${pendingPart(view)}`;
    return { title, path: '', body };
  }
  return {
    title,
    path,
    body: html`<h1>${title}</h1>
      ${counted(shown, view)} ${filterForm({ filters, colleagues: shown.colleagues, unfolded }, view)}
      ${entries.length === 0 ? empty(shown, view) : list(shown, view)}
      <p class="pages">
        ${later && html`<a class="button quiet" href="${at(path)}">${say('queue.first')}</a>`}
        ${next !== undefined && html`<a class="button quiet" rel="next" href="${at(addressOf(filters, next))}">${say('queue.next')}</a>`}
      </p>`,
  };
}

/** How many cases stand where, each leading to them. */
function counted({ counts, filters }: QueueShown, view: ConsoleView): Html {
  const { say, at } = view;
  const here = addressOf(filters);
  const shown = counts.filter(
    ({ count, always, narrowed }) => count > 0 || always || addressOf(narrowed) === here,
  );
  return html`<nav class="counts" aria-label="${say('queue.counts')}">
    <ul>
      ${shown.map(
        ({ narrowed, label, count, look }) =>
          html`<li>
            <a
              ${attributes({ href: at(addressOf(narrowed)), class: look, 'aria-current': addressOf(narrowed) === here && 'true' })}
              >${label}
              <strong
                >${count >= MOST_COUNTED ? say('queue.many', { count: MOST_COUNTED }) : count}</strong
              ></a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

function empty({ filters, later }: QueueShown, view: ConsoleView): Html {
  const { say, at } = view;
  const narrowed = isNarrowed(filters);
  const which = later ? 'emptyLater' : narrowed ? 'emptyNarrowed' : 'empty';
  return html`<div class="empty">
    <p>${say(`queue.${which}`)}</p>
    ${narrowed && html`<p><a href="${at('')}">${say('queue.all')}</a></p>`}
  </div>`;
}

const list = ({ entries, colleagues }: QueueShown, view: ConsoleView): Html =>
  html`<ol class="queue">
    ${entries.map((entry) => row(entry, colleagues, view))}
  </ol>`;

function row(entry: QueueEntry, colleagues: readonly PersonView[], view: ConsoleView): Html {
  const { say, tell, at } = view;
  const { id, title, kind, category, unit, status, assignee, unread } = entry;
  const about = [
    tell(`cases:kind.${kind}`),
    // Titles begin with the category, in Thai.
    ...(view.lang === 'th' || category === 'comment' ? [] : [tell(`cases:category.${category}`)]),
    view.unit(unit),
  ];
  return html`<li ${attributes({ class: unread ? 'unread' : undefined })}>
    <div class="queue-main">
      ${unread && html`<span class="new">${say('queue.unread')}</span> `}
      <a class="queue-title" href="${at(`/cases/${id}`)}">${title}</a>
      <p class="soft">${about.join(' · ')} · <span class="reference-number">${caseReference(id)}</span></p>
    </div>
    <div class="queue-state">
      <p>${statusMark(status, view)}</p>
      <p>${dueMark(entry, view)}</p>
      <p class="soft">${assignee ? nameOf(assignee, colleagues, view) : say('queue.nobody')}</p>
    </div>
  </li>`;
}
