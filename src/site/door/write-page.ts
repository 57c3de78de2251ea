import { reporterAction, type ReporterActionId } from '../../cases/actions.ts';
import { hiddenField, postForm, submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import { fileFaults, filesField, filesHint, goingOn } from './files-field.ts';
import { NO_FILES, type FilesShown } from './files-shown.ts';
import { enterButton, faultList, languageButton, notice, TRACK_PATH } from './parts.ts';
import { codeField, type CodeFault } from './track-form.ts';
import type { Answer, DoorView } from './view.ts';

/** The most signs (UTF-16 units) of one message. */
export const MESSAGE_MAX = 20_000;
export type TextFault = 'missing' | 'too-long' | 'code';

export interface Writing {
  action: ReporterActionId;
  text: string;
  once: string;
  /** The hidden field of the draft that its files lie in. */
  bag: string;
  files?: FilesShown;
  /** Undefined: the code is asked for. */
  pass?: string;
  textFault?: TextFault;
  code?: { typed: string; fault?: CodeFault };
}

/** The field of a message's files. */
export const FILES = 'files';

const needsText = (action: ReporterActionId) => reporterAction(action)?.needs.includes('message') ?? false;

function fieldsOf(writing: Writing, view: DoorView): Field[] {
  const { action, text, textFault, code } = writing;
  const { say, tell } = view;
  const message: Field = {
    kind: 'textarea',
    name: 'text',
    label: say(`write.${action}`),
    hint: say('write.hint'),
    error: textFault && say(`write.fault.${textFault}`),
    value: text,
    rows: 6,
  };
  return [
    ...(needsText(action) ? [message] : []),
    ...(code ? [codeField(code.typed, code.fault, view)] : []),
  ].map((field) => ({
    ...field,
    optional: false,
    label: field.label || tell(`cases:action.${action}.label`),
  }));
}

/** The picker for files that go with a message. */
function filesPart({ action, files = NO_FILES }: Writing, view: DoorView): Html | undefined {
  if (!needsText(action)) return undefined;
  const error = fileFaults(FILES, files, view).map(({ text }) => text);
  const shown = {
    label: view.say('write.files'),
    hint: filesHint(view),
    error: error.join('\n') || undefined,
    optional: true,
  };
  return filesField(FILES, shown, files, view);
}

/** The form for one action of the reporter. */
export function writeForm(writing: Writing, view: DoorView): Html {
  const { action, pass, once, bag } = writing;
  const { say, tell, hint, lang, kit } = view;
  const send = hint(`door:write.send.${action}`) ?? tell(`cases:action.${action}.label`);
  const [message, ...others] = fieldsOf(writing, view).map((field) => kit.field(field));
  const body = html`${enterButton('write')} ${hiddenField('action', action)} ${hiddenField('once', once)}
    ${hiddenField('bag', bag)} ${pass !== undefined && hiddenField('pass', pass)} ${message}
    ${filesPart(writing, view)} ${others}
    <p>${submitButton({ label: send, name: 'do', value: 'write' })}</p>
    ${languageButton(TRACK_PATH, 'again', view, say('keepsTyped'))}`;
  return html`<section class="part" aria-labelledby="do-${action}">
    <h2 id="do-${action}">${tell(`cases:action.${action}.label`)}</h2>
    ${postForm({ action: withLang(TRACK_PATH, lang), body, multipart: needsText(action) })}
  </section>`;
}

/** What is to be mended, each linked to its place. */
function summary(writing: Writing, view: DoorView): Html | undefined {
  const wrong = [
    ...fieldsOf(writing, view).flatMap(({ name, error }) =>
      error === undefined ? [] : [{ text: error, anchor: `f-${name}` }],
    ),
    ...fileFaults(FILES, writing.files ?? NO_FILES, view),
  ];
  return faultList(wrong, view, { note: goingOn(writing.files ?? NO_FILES, view) });
}

/** The form alone, with what was typed: something is to be mended, or the code to be given again. */
export function writePage(writing: Writing, failed: string | undefined, view: DoorView): Answer {
  const { say, lang } = view;
  const wrong = summary(writing, view);
  const title = say('write.title');
  return {
    title,
    typing: true,
    status: wrong ? 422 : undefined,
    body: html`<div class="prose door">
      <h1>${title}</h1>
      ${wrong} ${notice(failed)} ${writeForm(writing, view)}
      <p><a href="${withLang(TRACK_PATH, lang)}">${say('write.whole')}</a></p>
    </div>`,
  };
}

/** It arrived: what happens now. */
export function sentPage(action: ReporterActionId, status: string, view: DoorView): Answer {
  const { say, tell, lang, data } = view;
  const now = tell(`cases:status.${status}`);
  const title = tell(`track:done.${action}`, { days: data.policy.withdrawalUndoDays });
  return {
    title,
    body: html`<div class="prose door">
      <h1>${title}</h1>
      <p class="lead">${say('sent.status', { status: now })}</p>
      <p>${say('sent.next')}</p>
      <p><a class="button quiet" href="${withLang(TRACK_PATH, lang)}">${say('sent.back')}</a></p>
      <p class="note">${say('case.close')}</p>
    </div>`,
  };
}
