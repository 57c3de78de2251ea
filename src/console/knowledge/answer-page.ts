import type { AnswerVersion, StaffAnswer } from '../../knowledge/answers.ts';
import type { PersonView } from '../../accounts/person.ts';
import { dayInWords } from '../../conversation/day.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { ConsoleView, PageAnswer } from '../frame/view.ts';
import { fieldsOf, type Typed } from './typed.ts';

export interface AnswerShown {
  /** The answer that is changed; undefined for a new one. */
  answer?: StaffAnswer;
  typed: Typed;
  /** The waiting question that it answers. */
  question?: string;
  people: readonly PersonView[];
  problems?: Partial<Record<keyof Typed, string>>;
  notice?: string;
  /** What the bot says from the data to one of the examples now: to be replaced only on purpose. */
  replaces?: { example: string; says: string };
}

/** Writing an answer: the one place for both languages and the ways people ask. */
export function answerPage(shown: AnswerShown, view: ConsoleView): PageAnswer {
  const { tell, at, kit } = view;
  const { answer, typed, question, problems = {}, notice, replaces } = shown;
  const fields = fieldsOf(typed, problems, view);
  const title = tell(answer ? 'knowledge:change' : 'knowledge:new');
  const path = answer ? `/knowledge/answers/${answer.id}` : '/knowledge/new';
  const wrong = fields.some(({ error }) => error !== undefined);
  return {
    title,
    path,
    typing: wrong || notice !== undefined || replaces !== undefined,
    body: html`<div class="narrow">
      <p><a href="${at('/knowledge')}">${tell('knowledge:back')}</a></p>
      <h1>${title}</h1>
      <p>${tell('knowledge:atOnce')}</p>
      ${notice !== undefined && html`<div class="error-summary" role="alert" tabindex="-1" autofocus><p>${notice}</p></div>`}
      ${kit.errorSummary(fields)}
      ${
        replaces &&
        html`<div class="callout weighty" role="alert">
          <p>${tell('knowledge:replaces', { example: replaces.example })}</p>
          <blockquote><p class="typed">${replaces.says}</p></blockquote>
        </div>`
      }
      ${view.form(
        path,
        html`${answer && hiddenField('seen', String(answer.mark))}
          ${question !== undefined && hiddenField('question', question)}
          ${replaces && hiddenField('sure', '1')} ${fields.map((field) => kit.field(field))}
          <p>
            ${submitButton({ label: tell(replaces ? 'knowledge:saveAnyway' : 'knowledge:save'), look: replaces ? 'danger' : 'main' })}
          </p>`,
      )}
      ${answer && takingBack(answer, view)} ${answer && historyOf(answer, shown.people, view)}
    </div>`,
  };
}

function takingBack({ id, history, mark }: StaffAnswer, view: ConsoleView): Html {
  const { tell } = view;
  const way = (what: 'undo' | 'remove') =>
    view.form(
      `/knowledge/answers/${id}/${what}`,
      html`${hiddenField('seen', String(mark))}
      ${submitButton({ label: tell(`knowledge:${what}`), look: 'quiet' })}`,
    );
  return html`<div class="ways">${history.length > 0 && way('undo')} ${way('remove')}</div>
    <p class="soft">${tell('knowledge:comesBack')}</p>`;
}

function historyOf({ history, ...now }: StaffAnswer, people: readonly PersonView[], view: ConsoleView): Html {
  const { tell, lang } = view;
  const version = ({ day, by, examples, answer }: AnswerVersion) =>
    html`<li class="by-staff">
      <p class="when">${dayInWords(day, lang)} · ${nameOf(by, people, view)}</p>
      <p class="typed">${examples.join('\n')}</p>
      <blockquote>
        <p class="typed" lang="th">${answer.th}</p>
        ${answer.en !== answer.th && html`<p class="typed" lang="en">${answer.en}</p>`}
      </blockquote>
    </li>`;
  return html`<section class="panel" aria-labelledby="history">
    <h2 id="history">${tell('knowledge:history')}</h2>
    <ol class="timeline">
      ${[now, ...history.toReversed()].map(version)}
    </ol>
  </section>`;
}
