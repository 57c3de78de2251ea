import type { DialogueLine, StaffView } from '../../cases/casework.ts';
import type { DialogueContent } from '../../cases/contents.ts';
import { GIVE_ACCESS, TAKE_ACCESS } from '../../cases/access-duties.ts';
import { fieldsOf, type FieldValue } from '../../cases/fields.ts';
import type { PersonView } from '../../accounts/person.ts';
import { dayInWords } from '../../conversation/day.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { ConsoleView } from '../frame/view.ts';

function valueInWords(field: string, value: FieldValue, view: ConsoleView): string {
  switch (value.of) {
    case 'option':
    case 'scale':
      return view.tell(`cases:field.${field}.option.${value.value}`);
    case 'unit':
      return view.unit(value.value);
    case 'units':
      return value.values.map(view.unit).join(', ');
    case 'line':
      return value.text;
    case 'story':
      return value.parts.map(({ text }) => text).join('\n');
    case 'evidence':
      return ''; // never in a filed report: each piece is an item of its own
  }
}

/** The report as it was filed, field by field. `anonymous`: without what the reporter gave of himself. */
export function reportSection(
  { report }: StaffView,
  view: ConsoleView,
  { anonymous = false }: { anonymous?: boolean } = {},
): Html {
  const { say, tell } = view;
  return html`<section class="panel" aria-labelledby="report">
    <h2 id="report">${say('case.report')}</h2>
    <p class="soft">
      ${say('case.filed', { day: dayInWords(report.day, view.lang), lang: say(`case.lang.${report.lang}`) })}
    </p>
    <dl class="answers">
      ${fieldsOf(report.kind).map(({ id, warns }) => {
        const value = anonymous && warns ? undefined : report.answers[id];
        return (
          value &&
          html`<dt>${tell(`cases:field.${id}.label`)}</dt>
            <dd class="typed">${valueInWords(id, value, view)}</dd>
            ${warns && html`<dd class="note">${say('case.identifies')}</dd>`}`
        );
      })}
    </dl>
  </section>`;
}

/** What an action set besides its text: the outcome, the body referred to, the person it was given to. */
function detailInWords(entry: DialogueContent, people: readonly PersonView[], view: ConsoleView): string {
  const { action, detail } = entry;
  if (detail === undefined) return '';
  if (action === 'assign' || action === GIVE_ACCESS || action === TAKE_ACCESS)
    return nameOf(detail, people, view);
  return view.tellOr([`cases:outcome.${detail}`], detail);
}

/** Lines of dialogue or notes in their order. */
export function lines(
  entries: readonly DialogueLine[],
  people: readonly PersonView[],
  view: ConsoleView,
): Html {
  const { say, tellOr } = view;
  return html`<ol class="timeline">
    ${entries.map((entry) => {
      const detail = detailInWords(entry, people, view);
      return html`<li class="by-${entry.by}">
        <p class="when">
          ${dayInWords(entry.day, view.lang)} ·
          ${entry.by === 'reporter' ? say('case.reporter') : nameOf(entry.who, people, view)}
        </p>
        <p>
          <strong
            >${tellOr([`cases:action.${entry.action}.label`, `access:event.${entry.action}`], say('case.something'))}</strong
          >
          ${detail && html`<span class="typed">${detail}</span>`}
        </p>
        ${entry.evidence && html`<p class="soft">${say('case.withEvidence')} ${entry.evidence.map((number) => html`<a href="#evidence-${number}">${number}</a> `)}</p>`}
        ${entry.text && html`<blockquote><p class="typed">${entry.text}</p></blockquote>`}
      </li>`;
    })}
  </ol>`;
}
