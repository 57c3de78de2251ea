import { LINK_MINUTES, maySendByLine } from '../../accounts/alert-link.ts';
import { STAFF_ROLES } from '../../cases/kinds.ts';
import { dayInWords } from '../../conversation/day.ts';
import { submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import type { Route } from '../frame/route.ts';
import type { Answer, ConsoleView, PageAnswer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { ownPage } from './own-page.ts';

const PATH = '/me/alerts/line';
type Needs = Pick<ConsoleNeeds, 'alerts' | 'mode'>;
type Looked = Awaited<ReturnType<ConsoleNeeds['alerts']['links']['look']>>;

/** What the own account says of alerts by LINE; nothing for who may not take them. */
export async function lineSummary(
  { view, member }: Visit,
  { links }: ConsoleNeeds['alerts'],
): Promise<Html | undefined> {
  if (!maySendByLine(member.person)) return undefined;
  const { tell } = view;
  const looked = await links.look(member.person.id);
  return html`<p>${tell(looked.linked ? 'alerts:line.isOn' : 'alerts:line.isOff')}</p>
    ${missedCallout(looked, view)}
    <p>
      <a href="${view.at(PATH)}">${tell(looked.linked ? 'alerts:line.change' : 'alerts:line.turnOn')}</a>
    </p>`;
}

/** Linking the own LINE account by a code that is typed in the chat, and ending that. */
export function lineAlertRoutes({ alerts, mode }: Needs): Route[] {
  const { links } = alerts;

  async function page({ view, member }: Visit): Promise<Answer> {
    const { tell } = view;
    if (!maySendByLine(member.person)) return frame(view, html`<p>${tell('alerts:line.notForYou')}</p>`);
    const looked = await links.look(member.person.id);
    const trial = mode === 'trial' && html`<p class="note">${tell('alerts:line.trial')}</p>`;
    const body = looked.linked ? linked(looked, view) : unlinked(looked, view);
    return frame(
      view,
      html`<p>${tell('alerts:line.about')}</p>
        <p class="note">${tell('alerts:line.cover')}</p>
        ${trial} ${body}`,
    );
  }

  return [
    { method: 'get', path: PATH, roles: STAFF_ROLES, handle: page },
    {
      method: 'post',
      path: PATH,
      roles: STAFF_ROLES,
      async handle(visit) {
        const { view, member } = visit;
        if (!maySendByLine(member.person)) return page(visit);
        const { linked: already } = await links.look(member.person.id);
        return already ? page(visit) : codePage(await links.begin(member.person.id), view);
      },
    },
    {
      method: 'post',
      path: `${PATH}/remove`,
      roles: STAFF_ROLES,
      async handle({ member }) {
        await links.remove(member.person.id);
        return { to: '/me' };
      },
    },
  ];
}

const linked = (looked: Looked, view: ConsoleView): Html =>
  html`${missedCallout(looked, view)}
    <p>${view.tell('alerts:line.isOn')}</p>
    <p class="note">${view.tell('alerts:line.order')}</p>
    ${view.form(
      `${PATH}/remove`,
      html`<p>${submitButton({ label: view.tell('alerts:line.turnOff'), look: 'danger' })}</p>`,
    )}`;

function unlinked({ waiting }: Looked, view: ConsoleView): Html {
  const { tell } = view;
  const label = tell(waiting ? 'alerts:line.another' : 'alerts:line.begin');
  return html`${waiting && html`<p class="callout">${tell('alerts:line.waiting')}</p>`}
    <section class="callout weighty" aria-labelledby="before">
      <h2 id="before">${tell('alerts:line.before.title')}</h2>
      <ul>
        ${['known', 'reporting', 'better'].map((point) => html`<li>${tell(`alerts:line.before.${point}`)}</li>`)}
      </ul>
    </section>
    ${view.form(PATH, html`<p>${submitButton({ label, look: waiting ? 'quiet' : 'main' })}</p>`)}`;
}

/** The code stands on this page and nowhere else. */
const codePage = (digits: string, view: ConsoleView): Answer => {
  const { tell } = view;
  const code = `${tell('alerts:line.word')} ${digits.replace(/\d{4}(?=\d)/g, '$& ')}`;
  const page = frame(
    view,
    html`<ol>
        <li>${tell('alerts:line.open')}</li>
        <li>${tell('alerts:line.type')}</li>
      </ol>
      <div class="passphrase"><p class="fingerprint">${code}</p></div>
      <p class="note">${tell('alerts:line.codeNote', { minutes: LINK_MINUTES })}</p>
      <p>
        <a class="button" href="${view.at(PATH)}">${tell('alerts:line.look')}</a>
      </p>`,
  );
  return { ...page, typing: true }; // the other language would take the code away
};

const missedCallout = ({ missed }: Looked, view: ConsoleView): Html | undefined =>
  missed &&
  html`<p class="callout">
    ${view.tell(`alerts:line.missed.${missed.why}`, { day: dayInWords(missed.day, view.lang) })}
  </p>`;

const frame = (view: ConsoleView, body: Html): PageAnswer =>
  ownPage(view, { title: view.tell('alerts:line.title'), path: PATH }, body);
