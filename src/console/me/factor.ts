import { STAFF_ROLES } from '../../cases/kinds.ts';
import { hiddenField, submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import type { Route } from '../frame/route.ts';
import type { Holder, SecondFactor } from '../frame/second-factor.ts';
import type { Answer, ConsoleView, Member, PageAnswer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { ownPage } from './own-page.ts';
import { qrCode } from './qr.ts';

const PATH = '/me/second-factor';
/** Thai letters take much room in a QR code. */
const LABEL_LENGTH = 24;

/** Setting the second factor up, and taking it back. */
export function factorRoutes({ audit }: Pick<ConsoleNeeds, 'audit'>, factor: SecondFactor): Route[] {
  // The key of the person is at hand whether or not it opens cases.
  const holderOf = ({ worker, person }: Member): Holder => ({ worker, fingerprint: person.fingerprint });

  async function page({ view, member }: Visit, wrong?: { secret?: string; text: string }): Promise<Answer> {
    const on = await factor.isOn(member.person.fingerprint);
    const { say } = view;
    const body = on
      ? html`<p>${say('factor.on')}</p>
          ${codeForm('/off', say('factor.turnOff'), 'danger', wrong?.text, view)}`
      : setUp(member, wrong?.secret ?? factor.propose(), wrong?.text, view);
    return frame(view, body, wrong ? 422 : undefined);
  }

  function setUp({ person }: Member, secret: string, error: string | undefined, view: ConsoleView): Html {
    const { say } = view;
    const address = factor.address(secret, person.name.slice(0, LABEL_LENGTH));
    return html`<p>${say('factor.why')}</p>
      <ol>
        <li>${say('factor.scan')}</li>
        <li>${say('factor.type')}</li>
      </ol>
      ${qrCode(address, say('factor.qr'))}
      <p>${say('factor.byHand')}<br /><code>${secret.match(/.{4}/g)?.join(' ')}</code></p>
      ${codeForm('', say('factor.turnOn'), 'main', error, view, secret)}`;
  }

  return [
    { method: 'get', path: PATH, roles: STAFF_ROLES, handle: (visit) => page(visit) },
    {
      method: 'post',
      path: PATH,
      roles: STAFF_ROLES,
      async handle(visit) {
        const { view, member, posted } = visit;
        if (await factor.isOn(member.person.fingerprint)) return page(visit);
        const secret = posted.one('secret');
        const codes = await factor.turnOn(holderOf(member), secret, posted.one('code'));
        if (!codes)
          return page(visit, {
            secret: /^[A-Z2-7]{32}$/.test(secret) ? secret : undefined,
            text: view.say('factor.wrong'),
          });
        await audit.write({ who: member.person.id, what: 'second-factor-on' });
        return recoveryPage(codes, view);
      },
    },
    {
      method: 'post',
      path: `${PATH}/off`,
      roles: STAFF_ROLES,
      async handle(visit) {
        const { view, member, posted } = visit;
        const verdict = await factor.check(holderOf(member), posted.one('code'));
        if (verdict === 'wrong' || verdict === 'missing')
          return page(visit, { text: view.say('factor.wrong') });
        await factor.turnOff(holderOf(member));
        await audit.write({ who: member.person.id, what: 'second-factor-off' });
        return { to: '/me' };
      },
    },
  ];
}

const frame = (view: ConsoleView, body: Html, status?: number): PageAnswer =>
  ownPage(view, { title: view.say('factor.title'), path: PATH, status }, body);

function codeForm(
  path: string,
  label: string,
  look: 'main' | 'danger',
  error: string | undefined,
  view: ConsoleView,
  secret?: string,
): Html {
  const { say, kit } = view;
  const field: Field = {
    kind: 'text',
    name: 'code',
    label: say('factor.code'),
    hint: secret === undefined ? say('factor.orRecovery') : undefined,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    error,
  };
  const body = html`${secret !== undefined && hiddenField('secret', secret)} ${kit.field(field)}
    <p>${submitButton({ label, look })}</p>`;
  return html`${kit.errorSummary([field])} ${view.form(`${PATH}${path}`, body)}`;
}

const recoveryPage = (codes: readonly string[], view: ConsoleView): Answer => ({
  ...frame(
    view,
    html`<p>${view.say('factor.done')}</p>
      <ul class="passphrase recovery-codes">
        ${codes.map((code) => html`<li class="fingerprint">${code}</li>`)}
      </ul>
      <div class="callout weighty"><p>${view.say('factor.recovery')}</p></div>
      <p class="no-print">
        <a class="button quiet" href="${view.at('/me')}">${view.say('factor.written')}</a>
      </p>`,
  ),
  typing: true, // shown this once
});
