import type { SetUpRun } from '../../accounts/set-up-draft.ts';
import { ExpectedError } from '../../errors.ts';
import { isLang } from '../../i18n.ts';
import type { Door, DoorAnswer, DoorVisit } from '../frame/door.ts';
import { explain } from '../frame/explain.ts';
import { readTyped } from '../frame/paper-pages.ts';
import { createTurns } from '../frame/turns.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { donePage, stepPage, tokenPage } from './pages.ts';
import { firstPeoplePage, readFirst, type Wrong } from './people-page.ts';

/** The field that a refusal is about. */
const FIELDS: Record<string, Wrong['field']> = {
  'name-missing': 'name',
  'first-name-twice': 'name',
  'unit-unknown': 'unit',
};

/** First set-up in the browser, with the token that the server printed. Closed for good once it was done. */
export function setUpDoor({ setUp, mode }: Pick<ConsoleNeeds, 'setUp' | 'mode'>): Door {
  const inTurn = createTurns();
  const away: DoorAnswer = { answer: { to: '/sign-in' }, cookie: null };
  const isOver = async () => (await setUp.token()) === undefined;

  /** For who holds the token; everybody else is asked for it. */
  const within =
    (work: (run: SetUpRun, visit: DoorVisit) => Promise<DoorAnswer>) =>
    async (visit: DoorVisit): Promise<DoorAnswer> => {
      const run = visit.cookie === undefined ? undefined : await setUp.enter(visit.cookie);
      if (run) return inTurn('set-up', () => work(run, visit));
      return (await isOver()) ? away : { answer: tokenPage(visit.view), cookie: null };
    };
  const next: DoorAnswer = { answer: { to: '/set-up' } };

  async function begin(run: SetUpRun, { posted, view }: DoorVisit): Promise<DoorAnswer> {
    const typed = readFirst(posted);
    const words = posted.one('words');
    try {
      await run.begin(typed, isLang(words) ? words : 'th');
      return next;
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      const field = FIELDS[error.key];
      if (!field) throw error;
      const { who } = error.params;
      const wrong = {
        who: typeof who === 'number' ? who : undefined,
        field,
        text: explain(error, view) ?? '',
      };
      return { answer: firstPeoplePage(view, { typed, words, wrong }) };
    }
  }

  return {
    name: 'set-up',
    pages: [
      {
        method: 'get',
        path: '',
        handle: within(async (run, { view }) => ({ answer: stepPage(await run.step(), view) })),
      },
      {
        method: 'post',
        path: '',
        async handle({ posted, view }) {
          if (await isOver()) return away;
          const token = posted.one('token').slice(0, 100);
          const right = await setUp.enter(token);
          if (!right) return { answer: tokenPage(view, true) };
          return { ...next, cookie: (await setUp.token()) ?? null };
        },
      },
      { method: 'post', path: '/people', handle: within(begin) },
      {
        method: 'post',
        path: '/another',
        handle: within(async (run, { posted }) => {
          const words = posted.one('words');
          await run.another(isLang(words) ? words : 'th');
          return next;
        }),
      },
      {
        method: 'post',
        path: '/written',
        handle: within(async (run, { posted, view }) => {
          if (await run.written(readTyped(posted))) return next;
          return { answer: stepPage(await run.step(), view, true) };
        }),
      },
      {
        method: 'post',
        path: '/restart',
        handle: within(async (run) => {
          await run.restart();
          return next;
        }),
      },
      {
        method: 'post',
        path: '/finish',
        handle: within(async (run, { view }) => {
          const fingerprint = await run.finish();
          return { answer: donePage(fingerprint, mode, view), cookie: null };
        }),
      },
    ],
  };
}
