import type { FreshInvitation } from '../../accounts/invitations.ts';
import { dayInWords } from '../../conversation/day.ts';
import { html } from '../../web/html.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

/** A link to hand over, shown this once: the store holds only its hash. */
export function linkPage(
  { person, token, until }: FreshInvitation,
  origin: string,
  view: ConsoleView,
  back = '/people',
): Answer {
  const { tell, at } = view;
  return {
    title: tell('entry:link.title'),
    path: '/people',
    typing: true,
    body: html`<div class="narrow">
      <h1>${tell('entry:link.title')}</h1>
      <p>${tell('entry:link.for', { name: person.name, day: dayInWords(until, view.lang) })}</p>
      <div class="passphrase">
        <p><code>${origin}/console/invite/${token}</code></p>
      </div>
      <div class="callout weighty"><p>${tell('entry:link.once')}</p></div>
      <p>${tell('entry:link.next')}</p>
      <p class="no-print"><a class="button quiet" href="${at(back)}">${tell('entry:link.done')}</a></p>
    </div>`,
  };
}
