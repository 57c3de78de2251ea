import { STAFF_ROLES } from '../../cases/kinds.ts';
import { dayInWords } from '../../conversation/day.ts';
import { html } from '../../web/html.ts';
import { hiddenField, submitButton } from '../../web/form.ts';
import { personUnit } from '../frame/people-words.ts';
import type { Route } from '../frame/route.ts';
import type { ConsoleNeeds } from '../needs.ts';
import type { SecondFactor } from '../frame/second-factor.ts';
import { IDLE_MINUTES, LONGEST_HOURS, type Sessions } from '../frame/sessions.ts';
import type { Answer, Visit } from '../frame/view.ts';
import { alertsPanel } from './alerts.ts';

/** The own account: duties, fingerprint, and the ways out. */
export function meRoutes(
  { alerts, signIn }: Pick<ConsoleNeeds, 'alerts' | 'signIn'>,
  sessions: Sessions,
  factor: Pick<SecondFactor, 'isOn'>,
): Route[] {
  async function page(visit: Visit): Promise<Answer> {
    const { view, member } = visit;
    const { say, tell } = view;
    const { person } = member;
    const factorOn = await factor.isOn(person.fingerprint);
    const own = await sessions.list(person.id);
    return {
      title: say('me.title'),
      path: '/me',
      body: html`<h1>${say('me.title')}</h1>
        ${visit.query('done') === 'ended' && html`<p class="said" role="status">${tell('entry:sessions.ended')}</p>`}
        <dl class="facts">
          <div>
            <dt>${say('person.name')}</dt>
            <dd>${person.name}</dd>
          </div>
          <div>
            <dt>${say('person.post')}</dt>
            <dd>${person.post || '–'}</dd>
          </div>
          <div>
            <dt>${say('person.role')}</dt>
            <dd>${tell(`accounts:role.${person.role}`)}</dd>
          </div>
          <div>
            <dt>${say('person.unit')}</dt>
            <dd>${personUnit(person, view)}</dd>
          </div>
          <div>
            <dt>${say('person.key')}</dt>
            <dd>${tell(`accounts:key.${person.key}`)}</dd>
          </div>
        </dl>
        <section class="panel" aria-labelledby="fingerprint">
          <h2 id="fingerprint">${say('me.fingerprint')}</h2>
          <p class="fingerprint">${person.fingerprint}</p>
          <p class="note">${say('me.fingerprintUse')}</p>
        </section>
        <section class="panel" aria-labelledby="factor">
          <h2 id="factor">${say('factor.title')}</h2>
          <p>${say(factorOn ? 'factor.isOn' : 'factor.isOff')}</p>
          <p>
            <a href="${view.at('/me/second-factor')}"
              >${say(factorOn ? 'factor.turnOff' : 'factor.turnOn')}</a
            >
          </p>
        </section>
        ${await alertsPanel(visit, alerts)}
        <section class="panel" aria-labelledby="sessions">
          <h2 id="sessions">${tell('entry:sessions.title')}</h2>
          <ul class="people">
            ${own.map(
              ({ lane, day }) =>
                html`<li>
                  <p>
                    ${tell('entry:sessions.since', { day: dayInWords(day, view.lang) })}
                    ${lane === member.lane && html`<strong>${tell('entry:sessions.this')}</strong>`}
                  </p>
                  ${
                    lane !== member.lane &&
                    view.form(
                      '/me/sessions/end',
                      html`${hiddenField('session', lane)}
                      ${submitButton({ label: tell('entry:sessions.end'), look: 'quiet' })}`,
                    )
                  }
                </li>`,
            )}
          </ul>
          <p class="note">${tell('entry:sessions.note')}</p>
        </section>
        <section class="panel" aria-labelledby="leave">
          <h2 id="leave">${say('me.leave')}</h2>
          <p>${say('me.leaveText', { minutes: IDLE_MINUTES, hours: LONGEST_HOURS })}</p>
          <p class="note">${say('me.browsers')}</p>
          ${view.form('/sign-out-everywhere', submitButton({ label: say('me.everywhere'), look: 'danger' }))}
        </section>`,
    };
  }

  return [
    { method: 'get', path: '/me', roles: STAFF_ROLES, handle: page },
    {
      method: 'post',
      path: '/me/sessions/end',
      roles: STAFF_ROLES,
      async handle({ member, posted }) {
        const ended = await sessions.endOwn(member.person.id, posted.one('session'));
        return { to: ended ? '/me?done=ended' : '/me' };
      },
    },
    {
      method: 'post',
      path: '/sign-out',
      roles: STAFF_ROLES,
      ends: true,
      async handle({ member }) {
        await sessions.endLane(member.lane);
        return { to: '/sign-in' };
      },
    },
    {
      method: 'post',
      path: '/sign-out-everywhere',
      roles: STAFF_ROLES,
      ends: true,
      async handle({ member }) {
        await sessions.endAll(member.person.id);
        await signIn.forgetBrowsers(member.person.id);
        return { to: '/sign-in?left=everywhere' };
      },
    },
  ];
}
