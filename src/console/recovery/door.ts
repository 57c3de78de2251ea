import { createKeyWork } from '../../accounts/key-work.ts';
import { holdsKeys } from '../../accounts/duties.ts';
import type { PersonView } from '../../accounts/person.ts';
import type { Worker } from '../../cases/casework.ts';
import { RECOVERY_ID } from '../../cases/recipients.ts';
import { ExpectedError } from '../../errors.ts';
import type { Door, DoorAnswer, DoorVisit } from '../frame/door.ts';
import { explain } from '../frame/explain.ts';
import type { Sessions } from '../frame/sessions.ts';
import { explainShares, readShares } from '../frame/share-fields.ts';
import { createTurns } from '../frame/turns.ts';
import { linkPage } from '../people/link-page.ts';
import type { RunNeeds } from '../needs.ts';
import { countPage, enterPage, workPage } from './pages.ts';

/**
 * The door of the recovery shares. One share tells whether there are cases that nobody can open; two begin a session of the recovery key,
 * which gives cases to people whom the conflict rule allows them and confirms keys when no key holder is left. It shows no
 * case: those who hold the shares may be the accused.
 */
export function recoveryDoor(needs: RunNeeds, sessions: Sessions): Door {
  const { people, access, casework, shareEntry, record, runs } = needs;
  const work = createKeyWork({ access, casework });
  const inTurn = createTurns();

  async function holder({ cookie }: DoorVisit): Promise<{ worker: Worker; lane: string } | undefined> {
    const session = cookie === undefined ? undefined : await sessions.read(cookie);
    if (session?.person !== RECOVERY_ID || session.key.id !== RECOVERY_ID) return undefined;
    return { worker: { id: RECOVERY_ID, role: 'head', key: session.key }, lane: session.lane };
  }
  const within =
    (work: (held: { worker: Worker; lane: string }, visit: DoorVisit) => Promise<DoorAnswer>) =>
    async (visit: DoorVisit): Promise<DoorAnswer> => {
      const held = await holder(visit);
      return held ? work(held, visit) : { answer: enterPage(visit.view), cookie: null };
    };

  async function keyPeople(): Promise<PersonView[]> {
    return (await people.list()).filter(({ active, role }) => active && holdsKeys(role));
  }
  async function show(visit: DoorVisit, problem?: string): Promise<DoorAnswer> {
    const staff = (await people.list()).filter(({ active }) => active);
    const waiting = (await access.waiting()).shown.length > 0;
    const run = runs.of(RECOVERY_ID);
    return { answer: workPage({ staff, waiting, run, problem }, visit.view) };
  }

  async function enter(visit: DoorVisit): Promise<DoorAnswer> {
    const { posted, view } = visit;
    try {
      const key = await shareEntry.enter(readShares(posted));
      if (key === 'one') {
        await record({ what: 'recovery-asked' });
        return { answer: countPage((await access.waiting()).shown.length > 0, view) };
      }
      await record({ what: 'recovery-opened' });
      const cookie = await sessions.begin({ id: RECOVERY_ID, role: 'head', key }, true);
      return { answer: { to: '/recovery' }, cookie };
    } catch (error) {
      const problem = explainShares(error, view);
      if (problem === undefined) throw error;
      return { answer: enterPage(view, problem) };
    }
  }

  async function give(
    { worker, lane }: { worker: Worker; lane: string },
    visit: DoorVisit,
  ): Promise<DoorAnswer> {
    const { posted, view } = visit;
    const person = (await keyPeople()).find(({ id }) => id === posted.one('give-person'));
    if (person?.key !== 'confirmed') return show(visit, view.tell('errors:grant-unconfirmed'));
    const lives = await sessions.watch({ lane, person: RECOVERY_ID });
    const all = posted.one('scope') === 'all';
    // Numbers would tell the holders how many cases accuse the unit of whomever they try (ADR 49).
    const what = { kind: 'pass', about: person.id, uncounted: true } as const;
    const begun = runs.begin(worker, what, lives, (tell) =>
      all ? work.pass(worker, person.id, tell) : work.passWaiting(worker, person.id, tell),
    );
    return begun ? { answer: { to: '/recovery' } } : show(visit, view.tell('errors:run-going'));
  }

  /** Does one thing; a refusal is shown on the page. */
  const doing = (step: (visit: DoorVisit) => Promise<DoorAnswer>) =>
    within(async (_held, visit) => {
      try {
        return await step(visit);
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
        return show(visit, explain(error, visit.view));
      }
    });

  return {
    name: 'recovery',
    pages: [
      { method: 'get', path: '', handle: within((_held, visit) => show(visit)) },
      { method: 'post', path: '', handle: (visit) => inTurn('recovery', () => enter(visit)) },
      { method: 'post', path: '/give', handle: within(give) },
      {
        method: 'post',
        path: '/confirm',
        handle: doing(async ({ posted }) => {
          await people.withRecovery.confirm(posted.one('confirm-person'), posted.one('fingerprint'));
          return { answer: { to: '/recovery' } };
        }),
      },
      {
        method: 'post',
        path: '/invite',
        handle: doing(async ({ posted, origin, view }) => ({
          answer: linkPage(
            await people.withRecovery.inviteAgain(posted.one('invite-person')),
            origin,
            view,
            '/recovery',
          ),
        })),
      },
      {
        method: 'post',
        path: '/end',
        handle: within(async ({ lane }) => {
          await sessions.endLane(lane);
          return { answer: { to: '/sign-in' }, cookie: null };
        }),
      },
    ],
  };
}
