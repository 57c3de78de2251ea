import type { StaffRole } from '../../cases/kinds.ts';
import { ExpectedError } from '../../errors.ts';
import { maskQuestion } from '../../knowledge/mask.ts';
import type { StaffAnswer } from '../../knowledge/answers.ts';
import type { StaffEventName } from '../../accounts/recorder.ts';
import { explain } from '../frame/explain.ts';
import type { Route } from '../frame/route.ts';
import { typedIn } from '../frame/unsent.ts';
import type { Answer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { answerPage, type AnswerShown } from './answer-page.ts';
import { listPage } from './list-page.ts';
import { draftOf, problemsOf, readTyped } from './typed.ts';

/** Who teaches the bot. No key is needed: nothing here is of a case. */
export const TEACHERS: readonly StaffRole[] = ['administrator', 'officer', 'head'];

/** Questions on one page. */
const PAGE = 30;

/** What the bot could not answer, and the answers that staff write. */
export function knowledgeRoutes(needs: ConsoleNeeds): Route[] {
  const { people, record } = needs;
  const { answers, unanswered, saysNow } = needs.knowledge;
  const typed = typedIn('examples', 'th', 'en');
  const common = { roles: TEACHERS, refusal: 'knowledge-refused' } as const;

  const seenOf = ({ posted }: Visit) => Number(posted.one('seen')) || 0;
  const write = ({ member }: Visit, what: StaffEventName, id?: string) =>
    record({ who: member.person.id, what, detail: id });

  async function used({ param }: Visit): Promise<StaffAnswer> {
    const answer = (await answers.list()).find(({ id }) => id === param('id'));
    if (!answer) throw new ExpectedError('answer-gone', {}, 404);
    return answer;
  }

  /** An example that the data already answers, with what the bot says to it. */
  async function replaced(examples: readonly string[], { view }: Visit) {
    for (const example of examples) {
      const says = example.trim() && (await saysNow(example, view.lang));
      if (says) return { example, says };
    }
    return undefined;
  }

  /** Saves by `doing`, or shows the form again with what is in the way. */
  async function save(
    visit: Visit,
    shown: Pick<AnswerShown, 'answer' | 'question'>,
    doing: (draft: ReturnType<typeof draftOf>) => Promise<string>,
  ): Promise<Answer> {
    const { view, posted } = visit;
    const typed = readTyped(posted);
    const draft = draftOf(typed);
    const again = async (status: number, more: Partial<AnswerShown>): Promise<Answer> => ({
      ...answerPage({ ...shown, typed, people: await people.list(), ...more }, view),
      status,
    });
    const problems = problemsOf(typed, view);
    if (Object.keys(problems).length > 0) return again(422, { problems });
    const known = new Set(shown.answer?.examples);
    const fresh = draft.examples.filter((example) => !known.has(example.trim()));
    const replaces = posted.one('sure') === '1' ? undefined : await replaced(fresh, visit);
    if (replaces) return again(200, { replaces });
    try {
      const done = await doing(draft);
      for (const { id, text } of await unanswered.list()) {
        const asked = draft.examples.some((example) => maskQuestion(example) === text);
        if (asked || id === shown.question) await unanswered.drop(id);
      }
      return { to: `/knowledge?done=${done}` };
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.status === 404) throw error;
      return again(error.status === 409 ? 409 : 422, { notice: explain(error, view) });
    }
  }

  const takingBack = (way: 'undo' | 'remove'): Route => ({
    ...common,
    method: 'post',
    path: `/knowledge/answers/:id/${way}`,
    async handle(visit) {
      const id = visit.param('id');
      const was = (await answers.removed()).some((answer) => answer.id === id);
      await answers[way](id, seenOf(visit));
      const what = way === 'remove' ? 'removed' : was ? 'restored' : 'undone';
      await write(visit, `answer-${what}`, id);
      return { to: `/knowledge?done=${what}` };
    },
  });

  return [
    {
      ...common,
      method: 'get',
      path: '/knowledge',
      async handle({ view, query }) {
        const all = await unanswered.list();
        const rest = all.filter(({ id }) => id > query('after'));
        const questions = rest.slice(0, PAGE);
        const shown = {
          questions,
          waiting: all.length,
          next: rest.length > PAGE ? questions.at(-1)?.id : undefined,
          used: await answers.list(),
          removed: await answers.removed(),
          people: await people.list(),
          done: query('done'),
        };
        return listPage(shown, view);
      },
    },
    {
      ...common,
      method: 'get',
      path: '/knowledge/new',
      async handle({ view, query }) {
        const question = (await unanswered.list()).find(({ id }) => id === query('question'));
        const typed = { examples: question?.text ?? '', th: '', en: '' };
        return answerPage({ typed, question: question?.id, people: [] }, view);
      },
    },
    {
      ...common,
      method: 'post',
      path: '/knowledge/new',
      typed,
      handle(visit) {
        const question = /^[0-9a-f]{32}$/.exec(visit.posted.one('question'))?.[0];
        return save(visit, { question }, async (draft) => {
          const before = await answers.list();
          const id = await answers.add(draft, visit.member.person.id);
          // A button pressed twice adds once.
          if (!before.some((each) => each.id === id)) await write(visit, 'answer-added', id);
          return 'added';
        });
      },
    },
    {
      ...common,
      method: 'get',
      path: '/knowledge/answers/:id',
      async handle(visit) {
        const answer = await used(visit);
        const { examples, answer: text } = answer;
        const typed = { examples: examples.join('\n'), th: text.th, en: text.en === text.th ? '' : text.en };
        return answerPage({ answer, typed, people: await people.list() }, visit.view);
      },
    },
    {
      ...common,
      method: 'post',
      path: '/knowledge/answers/:id',
      typed,
      async handle(visit) {
        const answer = await used(visit);
        return save(visit, { answer }, async (draft) => {
          await answers.change(answer.id, draft, visit.member.person.id, seenOf(visit));
          await write(visit, 'answer-changed', answer.id);
          return 'changed';
        });
      },
    },
    takingBack('undo'),
    takingBack('remove'),
    {
      ...common,
      method: 'post',
      path: '/knowledge/questions/:id/drop',
      async handle(visit) {
        await unanswered.drop(visit.param('id'));
        await write(visit, 'question-dropped');
        return { to: '/knowledge?done=dropped' };
      },
    },
  ];
}
