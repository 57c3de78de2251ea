import type { QueueEntry } from '../../cases/casework.ts';
import type { PersonView } from '../../accounts/person.ts';
import { OPEN_STATUSES } from '../../cases/kinds.ts';
import { caseReference } from '../../cases/reference.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { dueMark, statusMark, statusName } from '../frame/case-words.ts';
import { nameOf } from '../frame/people-words.ts';
import type { Answer, ConsoleView, Member } from '../frame/view.ts';
import { filterForm } from './filter-form.ts';
import { addressOf, isNarrowed, SEEN_STATUSES, type Filters } from './filters.ts';

export interface QueueShown {
  member: Member;
  filters: Filters;
  colleagues: readonly PersonView[];
  entries: readonly QueueEntry[];
  counts: Readonly<Record<string, number>>;
  /** Where the next page begins. */
  next?: string;
  /** This is not the first page. */
  later: boolean;
}

export function queuePage(shown: QueueShown, view: ConsoleView): Answer {
  const { say, at } = view;
  const { filters, entries, next, later, member } = shown;
  const title = say('queue.title');
  const path = addressOf(filters);
  if (!member.keyed) {
    const body = html`<h1>${title}</h1>
      <div class="callout"><p>${say('queue.pending')}</p></div>
      <p><a href="${at('/me')}">${say('queue.toFingerprint')}</a></p>`;
    return { title, path: '', body };
  }
  return {
    title,
    path,
    body: html`<h1>${title}</h1>
      ${counted(shown, view)} ${filterForm(filters, shown.colleagues, view)}
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
  const open = OPEN_STATUSES.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  const chips = [
    { status: 'open' as const, label: say('queue.open'), count: open },
    ...SEEN_STATUSES.map((status) => ({
      status,
      label: statusName(status, view),
      count: counts[status] ?? 0,
    })),
  ].filter(({ status, count }) => count > 0 || status === 'open' || status === filters.status);
  return html`<nav class="counts" aria-label="${say('queue.counts')}">
    <ul>
      ${chips.map(
        ({ status, label, count }) =>
          html`<li>
            <a
              ${attributes({ href: at(addressOf({ status })), 'aria-current': status === filters.status && 'true' })}
              >${label} <strong>${count}</strong></a
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
