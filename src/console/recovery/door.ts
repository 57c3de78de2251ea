import { createKeyWork } from '../../accounts/key-work.ts';
import { addTry } from '../../accounts/throttle.ts';
import { holdsKeys } from '../../accounts/duties.ts';
import type { PersonView } from '../../accounts/person.ts';
import type { Worker } from '../../cases/casework.ts';
import { RECOVERY_ID } from '../../cases/recipients.ts';
import { SealError } from '../../cases/seal-error.ts';
import { ShareError } from '../../cases/share-text.ts';
import { ExpectedError } from '../../errors.ts';
import type { Door, DoorAnswer, DoorVisit } from '../frame/door.ts';
import { explain } from '../frame/explain.ts';
import type { Sessions } from '../frame/sessions.ts';
import { createTurns } from '../frame/turns.ts';
import { linkPage } from '../people/link-page.ts';
import type { RunNeeds } from '../needs.ts';
import { countPage, enterPage, workPage } from './pages.ts';

const TRIES = 'recovery-tries';

/**
 * The door of the recovery shares. One share tells whether there are cases that nobody can open; two begin a session of the recovery key,
 * which gives cases to people whom the conflict rule allows them and confirms keys when no key holder is left. It shows no
 * case: those who hold the shares may be the accused.
 */
export function recoveryDoor(needs: RunNeeds, sessions: Sessions): Door {
  const { people, access, casework, recovery, settings, clock, record, runs } = needs;
  const work = createKeyWork({ access, casework });
  const inTurn = createTurns();

  /** Counted in the store, for all who try with what is no share of ours. Throws ExpectedError `too-many-tries`. */
  async function count(): Promise<void> {
    const kept = await settings.get(TRIES);
    const tries = kept && kept.length > 0 ? (JSON.parse(Buffer.from(kept).toString()) as number[]) : [];
    await settings.set(TRIES, Buffer.from(JSON.stringify(addTry(tries, clock.now()))));
  }

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
    const texts = ['share-1', 'share-2']
      .map((name) => posted.one(name).slice(0, 1000))
      .filter((text) => text.trim());
    let counted = false;
    try {
      // A share is its own proof: whoever has one is not kept waiting by strangers who try. What is mistyped fails by
      // its own check digits, which says nothing of ours, so it is told and not counted (ADR 84).
      const known = await Promise.all(
        (texts.length > 0 ? texts : ['']).map((text) => recovery.knowsShare(text)),
      );
      counted = known.includes(false);
      if (counted) await count();
      if (texts.length < 2) {
        if (counted) throw new ShareError('mismatch');
        await record({ what: 'recovery-asked' });
        return { answer: countPage((await access.waiting()).shown.length > 0, view) };
      }
      const key = await recovery.open(texts);
      await settings.set(TRIES, new Uint8Array());
      await record({ what: 'recovery-opened' });
      const cookie = await sessions.begin({ id: RECOVERY_ID, role: 'head', key }, true);
      return { answer: { to: '/recovery' }, cookie };
    } catch (error) {
      const seal = error instanceof SealError ? 'mismatch' : undefined;
      const reason = error instanceof ShareError ? error.reason : seal;
      if (reason !== undefined) {
        if (counted) await record({ what: 'recovery-failed' });
        const line = error instanceof ShareError && error.row ? error.row : '';
        return { answer: enterPage(view, view.tell(`entry:recovery.problem.${reason}`, { line })) };
      }
      if (error instanceof ExpectedError) return { answer: enterPage(view, explain(error, view)) };
      throw error;
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
