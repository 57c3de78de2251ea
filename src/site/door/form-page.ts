import type { Field, FieldInput } from '../../cases/fields.ts';
import type { CaseKind } from '../../cases/kinds.ts';
import { hiddenField, postForm, submitButton } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import { fileFaults, filesHint, goingOn } from './files-field.ts';
import { NO_FILES, type FilesShown } from './files-shown.ts';
import { webFields, type Problems, type Raw } from './inputs.ts';
import { enterButton, faultList, languageButton, PATHS } from './parts.ts';
import { safetyBox } from './safety.ts';
import { sectionsOf } from './sections.ts';
import type { Answer, DoorView } from './view.ts';

export interface FormPage {
  kind: CaseKind;
  /** The hidden field of the ticket. */
  ticket: string;
  raw: Raw;
  files?: FilesShown;
  problems?: Problems;
  /** What went wrong besides the fields. */
  failed?: string;
  /** It was shown before: what is to be mended comes first. */
  again?: boolean;
}

/** Fields that are chosen rather than written. */
const CHOICES: readonly FieldInput[] = ['option', 'unit', 'units', 'scale', 'evidence'];

/** A field's problem in its own words: which field, and what to do. */
function problemText(field: Field, problems: Problems, { say, tell }: DoorView): string | undefined {
  const problem = problems[field.id];
  if (problem === undefined) return undefined;
  const label = tell(`cases:field.${field.id}.label`);
  const nothing = CHOICES.includes(field.input) ? 'nothing-chosen' : 'nothing-written';
  const what = say(`problem.${problem === 'empty' ? nothing : problem}`);
  return say('problem.field', { field: label, problem: what });
}

/** What helps to answer: a warning, a hint fit for the web where there is one, and an example for what is written. */
function hintOf(field: Field, view: DoorView): string | undefined {
  const { hint, tell } = view;
  const example = hint(`cases:field.${field.id}.example`);
  if (field.input === 'evidence') return filesHint(view);
  const written = !CHOICES.includes(field.input);

  return (
    [
      field.warns && tell(`cases:field.${field.id}.warning`),
      hint(`door:hint.${field.id}`) ?? hint(`cases:field.${field.id}.hint`),
      written && example && tell('report:question.example', { example }),
    ]
      .filter(Boolean)
      .join(' ') || undefined
  );
}

function control(field: Field, page: FormPage, view: DoorView): Html {
  const input = webFields(field.kind).find((each) => each.field.id === field.id)!.input;
  const files = page.files ?? NO_FILES;
  const faults = field.input === 'evidence' ? fileFaults(field.id, files, view) : [];
  const shown = {
    label: view.hint(`door:ask.${field.id}`) ?? view.tell(`cases:field.${field.id}.ask`),
    hint: hintOf(field, view),
    error:
      problemText(field, page.problems ?? {}, view) ??
      (faults.map(({ text }) => text).join('\n') || undefined),
    optional: !field.required,
  };
  return input.control(field, shown, page.raw[field.id] ?? [], view, files);
}

/** What is to be mended. */
function summary(page: FormPage, view: DoorView): Html | undefined {
  const wrong = webFields(page.kind).flatMap(({ field, input }) => {
    if (field.input === 'evidence') return fileFaults(field.id, page.files ?? NO_FILES, view);
    const text = problemText(field, page.problems ?? {}, view);
    return text === undefined ? [] : [{ text, anchor: input.anchor(field.id) }];
  });
  return faultList(wrong, view, { failed: page.failed, note: goingOn(page.files ?? NO_FILES, view) });
}

/** The whole form on one page, in sections: nothing leaves it before the review, and nothing typed can be lost on the way. */
export function formPage(page: FormPage, view: DoorView): Answer {
  const { kind } = page;
  const { say, lang } = view;
  const sections = sectionsOf(kind);
  const title = say(`form.title.${kind}`);
  const body = html`${enterButton('review')} ${hiddenField('ticket', page.ticket)}
    ${languageButton(PATHS[kind], 'again', view, say('keepsTyped'))}
    ${sections.map(
      ({ id, fields }, index) =>
        html`<section class="part" aria-labelledby="part-${id}">
          <h2 id="part-${id}">
            ${sections.length > 1 && html`<span class="part-number">${index + 1}</span>`}
            ${say(`section.${id}`)}
          </h2>
          ${fields.map((field) => control(field, page, view))}
        </section>`,
    )}
    <p>${submitButton({ label: say('form.review'), name: 'do', value: 'review' })}</p>
    <p class="note">${say('form.notYet')}</p>`;
  return {
    title,
    typing: true,
    status: summary(page, view) ? 422 : undefined,
    body: html`<div class="prose door">
      <h1>${title}</h1>
      ${summary(page, view)} ${safetyBox(kind, page.again ?? false, view)}
      ${postForm({ action: withLang(PATHS[kind], lang), body, multipart: true })}
    </div>`,
  };
}
