import type { StaffAnswer } from '../../knowledge/answers.ts';
import type { UnansweredQuestion } from '../../knowledge/unanswered.ts';
import type { PersonView } from '../../accounts/person.ts';
import { dayInWords } from '../../conversation/day.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

const DONE = ['added', 'changed', 'undone', 'restored', 'removed', 'dropped'] as const;

export interface KnowledgeShown {
  questions: readonly UnansweredQuestion[];
  /** How many there are, with those of other pages. */
  waiting: number;
  /** The last question of this page, when others follow. */
  next?: string;
  used: readonly StaffAnswer[];
  removed: readonly StaffAnswer[];
  people: readonly PersonView[];
  done: string;
}

/** What the bot could not answer, what staff taught it, and what they took back. */
export function listPage(shown: KnowledgeShown, view: ConsoleView): Answer {
  const { tell, at } = view;
  const { questions, waiting, next, used, removed } = shown;
  const done = DONE.find((each) => each === shown.done);
  return {
    title: tell('knowledge:title'),
    path: '/knowledge',
    body: html`<h1>${tell('knowledge:title')}</h1>
      <p>${tell('knowledge:lead')}</p>
      ${done && html`<p class="said" role="status">${tell(`knowledge:done.${done}`)}</p>`}
      <p><a class="button" href="${at('/knowledge/new')}">${tell('knowledge:new')}</a></p>
      <section aria-labelledby="waiting">
        <h2 id="waiting">${tell('knowledge:waiting', { count: waiting })}</h2>
        <p class="soft">${tell('knowledge:masked')}</p>
        ${
          questions.length === 0
            ? html`<div class="empty"><p>${tell('knowledge:noQuestions')}</p></div>`
            : html`<ul class="sheets">
                ${questions.map((question) => questionCard(question, view))}
              </ul>`
        }
        ${next !== undefined && html`<p><a class="button quiet" rel="next" href="${at(`/knowledge?after=${next}`)}">${tell('knowledge:more')}</a></p>`}
      </section>
      <section aria-labelledby="used">
        <h2 id="used">${tell('knowledge:used', { count: used.length })}</h2>
        ${
          used.length === 0
            ? html`<div class="empty"><p>${tell('knowledge:noAnswers')}</p></div>`
            : html`<ul class="sheets">
                ${used.map((answer) => answerCard(answer, shown.people, view))}
              </ul>`
        }
      </section>
      ${
        removed.length > 0 &&
        html`<section aria-labelledby="removed">
          <h2 id="removed">${tell('knowledge:removed', { count: removed.length })}</h2>
          <ul class="sheets">
            ${removed.map((answer) => removedCard(answer, view))}
          </ul>
        </section>`
      }`,
  };
}

function questionCard({ id, text, lang }: UnansweredQuestion, view: ConsoleView): Html {
  const { tell, at } = view;
  return html`<li>
    <p class="typed" lang="${lang}"><strong>${text}</strong></p>
    <div class="sheet-ways">
      <a class="button quiet" href="${at(`/knowledge/new?question=${id}`)}"
        >${tell('knowledge:answerIt')}<span class="visually-hidden"> ${text}</span></a
      >
      <details class="ask-once">
        <summary>${tell('knowledge:drop')}<span class="visually-hidden"> ${text}</span></summary>
        ${view.form(
          `/knowledge/questions/${id}/drop`,
          html`<p>${tell('knowledge:dropText')}</p>
            <p>${submitButton({ label: tell('knowledge:dropDo'), look: 'danger' })}</p>`,
        )}
      </details>
    </div>
  </li>`;
}

function answerCard(answer: StaffAnswer, people: readonly PersonView[], view: ConsoleView): Html {
  const { at, lang } = view;
  const { id, examples, day, by } = answer;
  return html`<li>
    <p><a href="${at(`/knowledge/answers/${id}`)}">${examples[0]}</a></p>
    <p class="typed">${answer.answer[lang]}</p>
    <p class="soft">${dayInWords(day, lang)} · ${nameOf(by, people, view)}</p>
  </li>`;
}

function removedCard({ id, examples, mark }: StaffAnswer, view: ConsoleView): Html {
  const body = html`${hiddenField('seen', String(mark))}
  ${submitButton({ label: view.tell('knowledge:restore'), look: 'quiet' })}`;
  return html`<li>
    <p>${examples[0]}</p>
    ${view.form(`/knowledge/answers/${id}/undo`, body)}
  </li>`;
}
