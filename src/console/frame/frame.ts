import type { Lang, Translate } from '../../i18n.ts';
import { html, raw, type Html } from '../../web/html.ts';
import type { PageOptions, RenderPage } from '../../web/layout.ts';
import { submitButton } from '../../web/form.ts';
import { GROWS_HERE } from './grow.ts';
import { MENU } from './route.ts';
import type { ConsoleView, Member, PageAnswer } from './view.ts';
import type { StaffRole } from '../../cases/kinds.ts';

export interface Frame {
  /** A page of the console; with the menu when somebody is signed in. */
  page(answer: PageAnswer, view: ConsoleView, member: Member | undefined): Html;
  /** A page without anything of a person: errors. */
  bare: RenderPage;
}

/** What stands around every page of the console. */
export function createFrame(deps: { t: Translate; layout: RenderPage; mode: 'trial' | 'production' }): Frame {
  const { t, layout, mode } = deps;
  const banner = (lang: Lang) => (mode === 'trial' ? t(lang, 'console:frame.trial') : undefined);
  const bare = (options: PageOptions) =>
    layout({
      banner: banner(options.lang),
      styles: ['console.css', 'work.css'],
      bodyClass: 'console',
      ...options,
    });

  const menu = (view: ConsoleView, role: StaffRole) =>
    MENU.filter(({ roles }) => (roles as readonly StaffRole[]).includes(role)).map(({ path, name }) => ({
      path: `/console${path}`,
      label: view.say(`nav.${name}`),
    }));

  return {
    bare,
    page(answer, view, member) {
      const { title, body, path, typing } = answer;
      return bare({
        lang: view.lang,
        title,
        body: html`${member && whoBar(view, member)}
          <div class="inner console-page">${body}${answer.follows && raw(GROWS_HERE)}</div>`,
        path: `/console${path ?? ''}`,
        placeless: path === undefined,
        bodyClass: typing ? 'console typing' : 'console',
        ...(member ? { nav: menu(view, member.person.role), navFolds: true } : {}),
      });
    },
  };
}

function whoBar(view: ConsoleView, { person }: Member): Html {
  const role = view.tell(`accounts:role.${person.role}`);
  return html`<div class="who-bar">
    <div class="inner">
      <p>${person.name} <span class="soft">(${role})</span></p>
      ${view.form('/sign-out', submitButton({ label: view.say('frame.signOut'), look: 'quiet' }))}
    </div>
  </div>`;
}
