import type { Lang, Translate } from '../i18n.ts';
import { attributes, html, type Html } from './html.ts';

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

interface Common {
  /** The field's name in the sent form; its id is `f-<name>`. Lower-case ASCII, digits and `-`. */
  name: string;
  label: string;
  hint?: string;
  /** What is wrong with it, already in words; undefined when nothing is. */
  error?: string;
  /** Fields are required unless this is set; then the label says so. */
  optional?: boolean;
}

export type Field =
  | (Common & {
      kind: 'text';
      value?: string;
      type?: 'text' | 'tel' | 'email' | 'password' | 'date' | 'search';
      inputmode?: 'text' | 'numeric' | 'tel' | 'email';
      maxlength?: number;
      autocomplete?: string;
    })
  | (Common & { kind: 'textarea'; value?: string; rows?: number; maxlength?: number })
  | (Common & { kind: 'select'; value?: string; options: readonly Option[]; prompt?: string })
  | (Common & { kind: 'radio'; value?: string; options: readonly Option[] })
  | (Common & { kind: 'checkbox'; values?: readonly string[]; options: readonly Option[] })
  | (Common & { kind: 'file'; accept?: string; multiple?: boolean });

type Of<K extends Field['kind']> = Extract<Field, { kind: K }>;

export interface FormKit {
  /** A field with label, hint and error tied together for screen readers. */
  field(field: Field): Html;
  /**
   * The list of what is to be mended, each linked to its field, with the focus on it: `autofocus` needs no script.
   * Nothing when no field has an error.
   */
  errorSummary(fields: readonly Field[]): Html | undefined;
}

const idOf = (field: Common): string => `f-${field.name}`;

/** Form building for one language. Nothing here depends on scripts, and browsers are told to remember nothing. */
export function createFormKit(t: Translate, lang: Lang): FormKit {
  const label = (field: Common): Html =>
    html`${field.label}${field.optional && html` <span class="optional">${t(lang, 'web:form.optional')}</span>`}`;
  const notes = (field: Common): Html =>
    html`${field.hint && html`<p class="hint" id="${idOf(field)}-hint">${field.hint}</p>`}
    ${
      field.error &&
      html`<p class="field-error" id="${idOf(field)}-error">
        <span class="visually-hidden">${t(lang, 'web:form.errorPrefix')}</span> ${field.error}
      </p>`
    }`;

  return {
    field(field) {
      const grouped = field.kind === 'radio' || field.kind === 'checkbox';
      const wrong = field.error !== undefined && 'has-error';
      return grouped
        ? html`<fieldset ${attributes({ class: ['field', wrong].filter(Boolean).join(' ') })}>
            <legend>${label(field)}</legend>
            ${notes(field)} ${CONTROLS[field.kind](field as never)}
          </fieldset>`
        : html`<div ${attributes({ class: ['field', wrong].filter(Boolean).join(' ') })}>
            <label for="${idOf(field)}">${label(field)}</label>
            ${notes(field)} ${CONTROLS[field.kind](field as never)}
          </div>`;
    },
    errorSummary(fields) {
      const wrong = fields.filter((field) => field.error !== undefined);
      if (wrong.length === 0) return undefined;
      return html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
        <h2>${t(lang, 'web:form.summary')}</h2>
        <ul>
          ${wrong.map((field) => html`<li><a href="#${firstControlId(field)}">${field.error}</a></li>`)}
        </ul>
      </div>`;
    },
  };
}

const firstControlId = (field: Field): string =>
  field.kind === 'radio' || field.kind === 'checkbox' ? `${idOf(field)}-0` : idOf(field);

/** The attributes every control has: its name, and what a screen reader reads with it. */
function basics(field: Common): Record<string, string | boolean | undefined> {
  const described = [field.hint && `${idOf(field)}-hint`, field.error && `${idOf(field)}-error`].filter(
    Boolean,
  );
  return {
    name: field.name,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    'aria-invalid': field.error !== undefined && 'true',
  };
}

const single = (field: Common) => ({ ...basics(field), id: idOf(field), required: !field.optional });

const CONTROLS: { [K in Field['kind']]: (field: Of<K>) => Html } = {
  text: (field) =>
    html`<input
      ${attributes({
        ...single(field),
        type: field.type ?? 'text',
        value: field.type === 'password' ? undefined : field.value,
        inputmode: field.inputmode,
        maxlength: field.maxlength,
        autocomplete: field.autocomplete ?? 'off',
      })}
    />`,
  textarea: (field) => {
    const { rows = 6, maxlength, value = '' } = field;
    const settings = attributes({ ...single(field), rows, maxlength, autocomplete: 'off' });
    // Browsers drop a line feed right after the tag, so one is given for them to drop.
    return html`<textarea ${settings}>${`\n${value}`}</textarea>`;
  },
  select: (field) =>
    html`<select ${attributes({ ...single(field), autocomplete: 'off' })}>
      ${field.prompt !== undefined && html`<option value="">${field.prompt}</option>`}
      ${field.options.map(
        (option) =>
          html`<option ${attributes({ value: option.value, selected: option.value === field.value })}>
            ${option.label}
          </option>`,
      )}
    </select>`,
  radio: (field) => choices(field, 'radio', field.value === undefined ? [] : [field.value]),
  checkbox: (field) => choices(field, 'checkbox', field.values ?? []),
  file: (field) =>
    html`<input
      ${attributes({ ...single(field), type: 'file', accept: field.accept, multiple: field.multiple })}
    />`,
};

function choices(
  field: Of<'radio'> | Of<'checkbox'>,
  type: 'radio' | 'checkbox',
  chosen: readonly string[],
): Html {
  return html`<div class="choices">
    ${field.options.map((option, index) => {
      const id = `${idOf(field)}-${index}`;
      const checked = chosen.includes(option.value);
      // "Required" on one checkbox would demand that very box, so only radios carry it.
      const required = type === 'radio' && !field.optional;
      return html`<div class="choice">
        <input
          ${attributes({ ...basics(field), id, type, value: option.value, checked, required, autocomplete: 'off' })}
        />
        <label for="${id}"
          >${option.label}${option.hint && html`<span class="hint">${option.hint}</span>`}</label
        >
      </div>`;
    })}
  </div>`;
}

/** A form sent by POST. Browsers leave the judging of fields to us, whose words are plainer, and remember nothing. */
export const postForm = (form: { action: string; body: Html; multipart?: boolean }): Html =>
  html`<form
    ${attributes({
      method: 'post',
      action: form.action,
      enctype: form.multipart && 'multipart/form-data',
      autocomplete: 'off',
      novalidate: true,
    })}
  >
    ${form.body}
  </form>`;

/** A value carried along unseen. */
export const hiddenField = (name: string, value: string): Html =>
  html`<input ${attributes({ type: 'hidden', name, value, autocomplete: 'off' })} />`;

export interface ButtonOptions {
  label: string | Html;
  /** Sent with the form when this button was pressed. */
  name?: string;
  value?: string;
  look?: 'main' | 'quiet' | 'danger';
}

/** A button that sends the form. */
export const submitButton = ({ label, name, value, look = 'main' }: ButtonOptions): Html =>
  html`<button
    ${attributes({ type: 'submit', name, value, class: look === 'main' ? 'button' : `button ${look}` })}
  >
    ${label}
  </button>`;
