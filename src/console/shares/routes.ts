import { z } from 'zod';
import {
  newSharesShape,
  newSharesStep,
  newShareWritten,
  type NewSharesDraft,
} from '../../accounts/new-shares.ts';
import { PEOPLE_DUTIES } from '../../accounts/duties.ts';
import { RECOVERY_ID } from '../../cases/recipients.ts';
import { ExpectedError } from '../../errors.ts';
import { readTyped } from '../frame/paper-pages.ts';
import type { Route } from '../frame/route.ts';
import { createSessionDrafts } from '../frame/session-drafts.ts';
import type { Sessions } from '../frame/sessions.ts';
import { explainShares, readShares } from '../frame/share-fields.ts';
import type { Answer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { beginPage, donePage, newSharesPage, PATH } from './pages.ts';

type Needs = Pick<ConsoleNeeds, 'newShares' | 'sessions' | 'sessionBox' | 'clock'>;

/** New recovery shares in place of the old ones, made by an administrator with two who hold present ones beside him. */
export function sharesRoutes(
  { newShares, sessions: port, sessionBox, clock }: Needs,
  sessions: Pick<Sessions, 'endAll'>,
): Route[] {
  const drafts = createSessionDrafts({ port, box: sessionBox, clock }, 'new-shares', newSharesShape);
  const ended = createSessionDrafts(
    { port, box: sessionBox, clock },
    'new-shares-ended',
    z.object({ set: z.string(), marks: z.array(z.string()) }),
  );
  const next: Answer = { to: PATH };

  async function begin({ view, member, posted }: Visit): Promise<Answer> {
    if (await drafts.load(member)) return next; // a second press
    try {
      await drafts.save(member, await newShares.begin(member.worker, readShares(posted)));
      await ended.clear(member);
      return next;
    } catch (error) {
      const problem = explainShares(error, view);
      if (problem === undefined) throw error;
      return beginPage(view, problem);
    }
  }

  async function finish(draft: NewSharesDraft, { view, member }: Visit): Promise<Answer> {
    const step = newSharesStep(draft);
    if (step.at !== 'ready') return next;
    try {
      await newShares.finish(member.worker, draft);
    } catch (error) {
      if (error instanceof ExpectedError) await drafts.clear(member); // others were faster: what was written down is worth nothing
      throw error;
    }
    await sessions.endAll(RECOVERY_ID); // what was opened with the old ones
    await ended.save(member, { set: step.set, marks: draft.marks }); // for a second press, or the page loaded anew
    await drafts.clear(member); // last: until here another press does the same
    return donePage(step.set, view);
  }

  async function finishAgain({ view, member }: Visit): Promise<Answer> {
    const last = await ended.load(member);
    return last && (await newShares.areInForce(last.marks)) ? donePage(last.set, view) : next;
  }

  const page = async ({ view, member }: Visit): Promise<Answer> => {
    const draft = await drafts.load(member);
    return draft ? newSharesPage(newSharesStep(draft), view) : beginPage(view);
  };
  /** For who is in the middle of it; everybody else begins, or as `otherwise` says. */
  const within =
    (
      work: (draft: NewSharesDraft, visit: Visit) => Promise<Answer>,
      otherwise: (visit: Visit) => Promise<Answer> = async () => next,
    ) =>
    async (visit: Visit): Promise<Answer> => {
      const draft = await drafts.load(visit.member);
      return draft ? work(draft, visit) : otherwise(visit);
    };
  const post = (path: string, handle: Route['handle']): Route => ({
    ...entrance,
    method: 'post',
    path,
    handle,
  });
  const entrance = { roles: PEOPLE_DUTIES.shares, refusal: 'people-refused' } as const;

  return [
    { ...entrance, method: 'get', path: PATH, handle: page },
    post(PATH, begin),
    post(
      `${PATH}/written`,
      within(async (draft, { view, member, posted }) => {
        const rest = newShareWritten(draft, readTyped(posted)[0] ?? '');
        if (!rest) return newSharesPage(newSharesStep(draft), view, true);
        await drafts.save(member, rest);
        return next;
      }),
    ),
    post(
      `${PATH}/leave`,
      within(async (_draft, { member }) => {
        await drafts.clear(member);
        return next;
      }),
    ),
    post(`${PATH}/finish`, within(finish, finishAgain)),
  ];
}
