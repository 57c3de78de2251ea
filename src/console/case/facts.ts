import { isClosed, type Status } from '../../cases/kinds.ts';
import type { StaffView } from '../../cases/casework.ts';
import type { PersonView } from '../../accounts/person.ts';
import { dayInWords } from '../../conversation/day.ts';
import { html, type Html } from '../../web/html.ts';
import { dueMark, statusMark } from '../frame/case-words.ts';
import { nameOf } from '../frame/people-words.ts';
import type { ConsoleView } from '../frame/view.ts';

/** What stands in plain of a case, with its deadline. */
export function factsSection(
  { facts }: Pick<StaffView, 'facts'>,
  people: readonly PersonView[],
  view: ConsoleView,
): Html {
  const { say, tell, lang } = view;
  const rows: [string, Html | string | undefined][] = [
    ['status', statusMark(facts.status, view)],
    ['outcome', facts.outcome && tell(`cases:outcome.${facts.outcome}`)],
    [isClosed(facts.status as Status) ? 'kept' : 'due', dueMark(facts, view)],
    ['assignee', facts.assignee ? nameOf(facts.assignee, people, view) : say('queue.nobody')],
    ['kind', tell(`cases:kind.${facts.kind}`)],
    ['category', facts.kind === 'complaint' ? tell(`cases:category.${facts.category}`) : undefined],
    ['unit', view.unit(facts.unit)],
    ['received', dayInWords(facts.received, lang)],
    ['since', dayInWords(facts.since, lang)],
  ];
  return html`<section class="panel" aria-labelledby="facts">
    <h2 id="facts">${say('case.facts')}</h2>
    <dl class="facts">
      ${rows.map(
        ([name, value]) =>
          value !== undefined &&
          html`<div>
            <dt>${say(`fact.${name}`)}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
