import type { CaseKind } from '../../cases/kinds.ts';
import { html, type Html } from '../../web/html.ts';
import { hiddenField, postForm, submitButton } from '../../web/form.ts';
import { withLang } from '../../web/lang.ts';
import { PATHS, TRACK_PATH } from './parts.ts';
import { otherDoors } from './safety.ts';
import type { Posted } from './posted.ts';
import type { Answer, DoorView } from './view.ts';

/** Pages that only say something. */

function plain(title: string, text: string, status: number | undefined, more?: Html): Answer {
  return {
    title,
    status,
    body: html`<div class="prose door">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      ${more}
    </div>`,
  };
}

const link = (path: string, label: string, { lang }: DoorView): Html =>
  html`<a class="button quiet" href="${withLang(path, lang)}">${label}</a>`;

/** Nothing can be filed here now: where else to go. */
export const closedPage = (view: DoorView): Answer =>
  plain(view.say('closed.title'), view.say('closed.text'), 503, otherDoors(view));

/** The draft ran out, was dropped, or the page was not made by us. */
export function expiredPage(kind: CaseKind, view: DoorView): Answer {
  const { say } = view;
  const more = html`<p>${say('expired.filed')}</p>
    <p class="ways">
      ${link(PATHS[kind], say('expired.anew'), view)} ${link(TRACK_PATH, say('expired.track'), view)}
    </p>`;
  const hours = view.data.policy.draftIdleHours;
  return plain(say('expired.title'), say('expired.text', { hours }), 410, more);
}

export const discardedPage = (kind: CaseKind, view: DoorView): Answer =>
  plain(
    view.say('discarded.title'),
    view.say('discarded.text'),
    undefined,
    html`<p>${link(PATHS[kind], view.say('expired.anew'), view)}</p>`,
  );

/** It is done, and there is no more to it. */
export const plainPage = (title: string, text: string, view: DoorView): Answer =>
  plain(title, text, undefined, html`<p>${link(TRACK_PATH, view.say('sent.back'), view)}</p>`);

/** Nothing could be done just now: a button sends the very same form again. */
export function retryPage(path: string, posted: Posted, text: string, view: DoorView): Answer {
  const body = html`${posted.names().map((name) => posted.all(name).map((value) => hiddenField(name, value)))}
    <p>${submitButton({ label: view.say('sorry.again') })}</p>`;
  const form = postForm({ action: withLang(path, view.lang), body });
  return { ...plain(view.say('sorry.title'), text, 503, form), typing: true };
}

/** Nothing could be shown just now, and nothing was sent either. */
export const waitPage = (text: string, view: DoorView): Answer =>
  plain(view.say('sorry.title'), text, 503, otherDoors(view));

/** Something broke that is no fault of the visitor. */
export const brokenPage = (view: DoorView): Answer =>
  plain(view.say('broken.title'), view.say('broken.text'), 500, otherDoors(view));

/** More was sent than a form can take. */
export const tooLargePage = (view: DoorView): Answer =>
  plain(view.say('tooLarge.title'), view.say('tooLarge.text'), 413);

/** What was sent broke off, or is no form of ours. */
export const cutPage = (view: DoorView): Answer => plain(view.say('cut.title'), view.say('cut.text'), 400);
