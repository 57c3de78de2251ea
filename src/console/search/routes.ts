import { OPEN_STATUSES } from '../../cases/kinds.ts';
import { html, raw, type Html } from '../../web/html.ts';
import { KEY_HOLDERS, type Route } from '../frame/route.ts';
import type { Answer, ConsoleView, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { readAfter, SEEN_STATUSES } from '../queue/filters.ts';
import { pendingPart } from '../queue/page.ts';
import { foundRow, progressRow, SCOPES, searchEnd, searchPage, type Typed } from './page.ts';

const SHORTEST = 2;
const LONGEST = 200;
/** Progress is told after so many cases. */
const TELL_EVERY = 10;
/** More people do not search at once: each search keeps the machine busy. */
const AT_ONCE = 3;

/** Search in what the person may open. The answer grows while the cases are looked into, and ends when the reader goes. */
export function searchRoutes({ casework }: Pick<ConsoleNeeds, 'casework'>): Route[] {
  /** By session: who searches again ends the search before. */
  const going = new Map<string, AbortController>();

  async function* results(visit: Visit, typed: Typed, left: AbortSignal): AsyncGenerator<Html> {
    const { view, member, posted } = visit;
    const mine = new AbortController();
    going.get(member.lane)?.abort();
    going.set(member.lane, mine);
    const signal = AbortSignal.any([left, mine.signal]);
    const statuses = typed.scope === 'open' ? OPEN_STATUSES : SEEN_STATUSES;
    let [looked, found] = [0, 0];
    let after: string | undefined;
    try {
      yield html`<h2>${view.tell('search:results')}</h2>
        ${raw('<ol class="sheets search-results">')} `;
      const wanted = { words: typed.words, statuses, after: readAfter(posted.one('after')) };
      for await (const step of casework.search(member.worker, wanted, signal)) {
        looked = step.looked;
        if (step.found) {
          found += 1;
          yield foundRow(step.found, view);
        }
        if (looked % TELL_EVERY === 0) yield progressRow(looked, view);
        if (step.after) after = `${step.after.due},${step.after.id}`;
      }
      yield raw('</ol>');
      yield signal.aborted
        ? html`<p class="note">${view.tell('search:stopped')}</p>`
        : searchEnd({ typed, looked, found, after }, view);
    } finally {
      if (going.get(member.lane) === mine) going.delete(member.lane);
    }
  }

  /** Nothing found would be no answer for who can open nothing yet. */
  const pending = (view: ConsoleView): Answer => {
    const title = view.tell('search:title');
    return {
      title,
      path: '/search',
      body: html`<h1>${title}</h1>
        ${pendingPart(view)}`,
    };
  };

  return [
    {
      method: 'get',
      path: '/search',
      roles: KEY_HOLDERS,
      refusal: 'case-refused',
      handle: async ({ view, member }) =>
        member.keyed ? searchPage({ words: '', scope: 'all' }, view) : pending(view),
    },
    {
      method: 'post',
      path: '/search',
      roles: KEY_HOLDERS,
      refusal: 'case-refused',
      async handle(visit) {
        const { view, posted, member } = visit;
        if (!member.keyed) return pending(view);
        const words = posted.one('words').trim();
        const typed = { words, scope: SCOPES.find((each) => each === posted.one('scope')) ?? 'all' };
        if (words.length < SHORTEST || words.length > LONGEST) {
          return searchPage(
            typed,
            view,
            view.tell('search:length', { shortest: SHORTEST, longest: LONGEST }),
          );
        }
        if (going.size >= AT_ONCE && !going.has(member.lane)) {
          return { ...searchPage(typed, view, view.tell('search:busy')), status: 503 };
        }
        return { ...searchPage(typed, view), follows: (left) => results(visit, typed, left) };
      },
    },
  ];
}
