import { explain } from '../frame/explain.ts';
import type { Posted } from '../frame/posted.ts';
import { homeOf } from '../frame/route.ts';
import type { SecondFactor } from '../frame/second-factor.ts';
import { IDLE_MINUTES, LONGEST_HOURS, type Sessions } from '../frame/sessions.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { ExpectedError } from '../../errors.ts';
import { submitButton } from '../../web/form.ts';
import { html } from '../../web/html.ts';

interface Shown {
  /** A session was just over. */
  ended?: boolean;
  /** All sessions were just ended by their owner. */
  left?: boolean;
  name?: string;
  problem?: string;
  status?: number;
}

export interface SignInScreen {
  page(view: ConsoleView, shown?: Shown): Promise<Answer>;
  /**
   * `browser`: what the browser keeps from an earlier sign-in. `begun` is the cookie of the new session, `known` what the
   * browser is to keep.
   */
  enter(
    posted: Posted,
    view: ConsoleView,
    browser?: string,
  ): Promise<{ answer: Answer; begun?: string; known?: string }>;
}

/** The door of the console: name, passphrase and, for who set it up, a code. */
export function createSignInScreen(
  needs: ConsoleNeeds,
  sessions: Sessions,
  factor: Pick<SecondFactor, 'check'>,
): SignInScreen {
  const { people, signIn, trialPaper } = needs;

  const page: SignInScreen['page'] = async (view, shown = {}) => {
    const { say, kit } = view;
    const { ended, left, name, problem, status } = shown;
    const fields = html`${kit.field({
        kind: 'text',
        name: 'name',
        label: say('signIn.name'),
        hint: say('signIn.nameHint'),
        value: name,
        autocomplete: 'username',
      })}
      ${kit.field({
        kind: 'text',
        name: 'passphrase',
        type: 'password',
        label: say('signIn.passphrase'),
        hint: say('signIn.passphraseHint'),
        autocomplete: 'current-password',
      })}
      ${kit.field({
        kind: 'text',
        name: 'code',
        label: say('signIn.code'),
        hint: say('signIn.codeHint'),
        optional: true,
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
      })}
      <p>${submitButton({ label: say('signIn.enter') })}</p>`;
    return {
      status,
      title: say('signIn.title'),
      path: '/sign-in',
      body: html`<div class="sign-in">
        <h1>${say('signIn.title')}</h1>
        ${ended && html`<p class="said" role="status">${say('signIn.ended')}</p>`}
        ${left && html`<p class="said" role="status">${say('signIn.left')}</p>`}
        ${problem !== undefined && html`<div class="error-summary" role="alert" tabindex="-1" autofocus><p>${problem}</p></div>`}
        ${
          !(await needs.isSetUp()) &&
          html`<p class="said">
            ${view.tell('entry:setUp.needed')}
            <a href="${view.at('/set-up')}">${view.tell('entry:setUp.title')}</a>
          </p>`
        }
        ${
          trialPaper !== undefined &&
          html`<div class="callout trial-paper">
            <p>${say('signIn.trial')}</p>
            <p><code>${trialPaper}</code></p>
          </div>`
        }
        ${view.form('/sign-in', fields)}
        <p class="note">${say('signIn.note', { minutes: IDLE_MINUTES, hours: LONGEST_HOURS })}</p>
        <p class="note">${say('signIn.lost')}</p>
        <p class="note"><a href="${view.at('/recovery')}">${view.tell('entry:recovery.link')}</a></p>
      </div>`,
    };
  };

  return {
    page,
    async enter(posted, view, browser) {
      const name = posted.one('name');
      try {
        const { worker, person } = await signIn.signIn(name, posted.one('passphrase'), browser);
        const verdict = await factor.check({ worker, fingerprint: person.fingerprint }, posted.one('code'));
        if (verdict === 'missing' || verdict === 'wrong') {
          if (verdict === 'wrong') {
            await needs.record({ who: person.id, what: 'sign-in-failed', detail: 'second-factor' });
          }
          const problem = view.say(verdict === 'missing' ? 'signIn.codeMissing' : 'signIn.codeWrong');
          return { answer: await page(view, { name, problem, status: 401 }) };
        }
        const recipient = (await people.colleagues()).find(({ id }) => id === person.id)?.recipient;
        const begun = await sessions.begin(worker, recipient?.id === worker.key.id);
        const known = await signIn.remember(worker, browser);
        return { answer: { to: homeOf(person.role) }, begun, known };
      } catch (error) {
        const problem = explain(error, view);
        if (problem === undefined || !(error instanceof ExpectedError)) throw error;
        // The name stays; the passphrase never goes back into a page.
        const answer = await page(view, { name: name.slice(0, 200), problem, status: error.status });
        return { answer };
      }
    },
  };
}
