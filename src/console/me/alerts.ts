import { getsAlerts } from '../../accounts/alert-address.ts';
import { STAFF_ROLES, type StaffRole } from '../../cases/kinds.ts';
import { ExpectedError } from '../../errors.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { explain } from '../frame/explain.ts';
import type { Route } from '../frame/route.ts';
import { digitsOf } from '../frame/second-factor.ts';
import type { Answer, ConsoleView, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { ownPage } from './own-page.ts';
import { lineSummary } from './line-alerts.ts';

const PATH = '/me/alerts';

/** The part of the own account that leads to the alerts; nothing for who gets none. */
export async function alertsPanel(visit: Visit, alerts: ConsoleNeeds['alerts']): Promise<Html | undefined> {
  const { view, member } = visit;
  if (!getsAlerts(member.person)) return undefined;
  const { tell } = view;
  const { address } = await alerts.addresses.look(member.person.id);
  return html`<section class="panel" aria-labelledby="alerts">
    <h2 id="alerts">${tell('alerts:panel')}</h2>
    <p>${address === undefined ? tell('alerts:isOff') : tell('alerts:isOn', { address })}</p>
    <p>
      <a href="${view.at(PATH)}">${tell(address === undefined ? 'alerts:turnOn' : 'alerts:change')}</a>
    </p>
    ${await lineSummary(visit, alerts)}
  </section>`;
}

/** The address for alerts: entered, confirmed by a code that was mailed there, and removed. */
export function alertRoutes({ alerts, record }: Pick<ConsoleNeeds, 'alerts' | 'record'>): Route[] {
  const { addresses, send } = alerts;

  async function page(
    visit: Visit,
    wrong: { field?: 'address' | 'code'; text?: string; typed?: string } = {},
  ): Promise<Answer> {
    const { view, member } = visit;
    const { tell } = view;
    if (!getsAlerts(member.person)) return frame(view, html`<p>${tell('alerts:notForYou')}</p>`);
    const { address, waiting } = await addresses.look(member.person.id);
    const errorOf = (field: string) => (wrong.field === field ? wrong.text : undefined);
    const code: Field = {
      ...{ kind: 'text', name: 'code', label: tell('alerts:code') },
      hint: tell('alerts:codeHint', { address: waiting ?? '' }),
      ...{ inputmode: 'numeric', autocomplete: 'one-time-code', error: errorOf('code') },
    };
    const entry: Field = {
      ...{ kind: 'text', name: 'address', type: 'email', maxlength: 254 },
      label: tell(address === undefined ? 'alerts:address' : 'alerts:otherAddress'),
      hint: tell('alerts:addressHint'),
      ...{ value: wrong.typed, error: errorOf('address') },
    };
    const enter = html`${view.kit.field(entry)}
      <p>
        ${submitButton({ label: tell('alerts:sendCode'), look: waiting === undefined ? 'main' : 'quiet' })}
      </p>`;
    const body = html`${view.kit.errorSummary([code, entry])} ${about(view, member.person.role)}
    ${
      address !== undefined &&
      html`<p>${tell('alerts:isOn', { address })}</p>
        ${view.form(`${PATH}/remove`, html`<p>${submitButton({ label: tell('alerts:turnOff'), look: 'danger' })}</p>`)}`
    }
    ${
      waiting !== undefined &&
      view.form(
        `${PATH}/confirm`,
        html`${view.kit.field(code)}
          <p>${submitButton({ label: tell('alerts:confirm') })}</p>`,
      )
    }
    ${send ? view.form(PATH, enter) : html`<p class="callout">${tell('alerts:noServer')}</p>`}`;
    return frame(view, body, wrong.text === undefined ? undefined : 422);
  }

  return [
    { method: 'get', path: PATH, roles: STAFF_ROLES, handle: (visit) => page(visit) },
    {
      method: 'post',
      path: PATH,
      roles: STAFF_ROLES,
      async handle(visit) {
        const { view, member, posted } = visit;
        if (!send || !getsAlerts(member.person)) return page(visit);
        const typed = posted.one('address').trim();
        const wrong = (text?: string) => page(visit, { field: 'address', text, typed });
        try {
          const code = await addresses.propose(member.person.id, typed);
          const text = view.tell('alerts:mail.code.text', { code });
          const sent = await send({ to: typed, subject: view.tell('alerts:mail.code.subject'), text });
          return sent ? { to: PATH } : await wrong(view.tell('alerts:notSent'));
        } catch (error) {
          if (error instanceof ExpectedError) return wrong(explain(error, view));
          throw error;
        }
      },
    },
    {
      method: 'post',
      path: `${PATH}/confirm`,
      roles: STAFF_ROLES,
      async handle(visit) {
        const { view, member, posted } = visit;
        const fits = await addresses.confirm(member.person.id, digitsOf(posted.one('code')));
        if (fits) {
          await record({ who: member.person.id, what: 'alerts-on' });
          return { to: '/me' };
        }
        const { waiting } = await addresses.look(member.person.id);
        const key = waiting === undefined ? 'alerts:codeGone' : 'alerts:codeWrong';
        return page(visit, { field: waiting === undefined ? 'address' : 'code', text: view.tell(key) });
      },
    },
    {
      method: 'post',
      path: `${PATH}/remove`,
      roles: STAFF_ROLES,
      async handle({ member }) {
        await addresses.remove(member.person.id);
        await record({ who: member.person.id, what: 'alerts-off' });
        return { to: '/me' };
      },
    },
  ];
}

const about = ({ tell }: ConsoleView, role: StaffRole): Html =>
  role === 'auditor'
    ? html`<p>${tell('alerts:aboutHead')}</p>`
    : html`<p>${tell('alerts:about')}</p>
        <p class="note">${tell('alerts:cover')}</p>`;

const frame = (view: ConsoleView, body: Html, status?: number): Answer =>
  ownPage(view, { title: view.tell('alerts:title'), path: PATH, status }, body);
