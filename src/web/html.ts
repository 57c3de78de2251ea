import { isSafeUrl, readTemplate, type Hole } from './html-template.ts';

/** Markup that is safe to send. Only `html`, `attributes` and `raw` make it; nothing parsed from input can be one. */
export class Html {
  readonly #markup: string;
  constructor(markup: string) {
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
}

/** Ready-made attributes, allowed only inside a tag. Made by `attributes`. */
export class Attributes extends Html {}

export type Child = string | number | Html | false | null | undefined | readonly Child[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** `text` with everything that could end a text or a quoted attribute replaced by entities. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => ENTITIES[sign] ?? '');
}

/**
 * Markup from a template. Values are escaped; `Html` values stay, arrays are joined, `undefined`, `null` and `false`
 * vanish. Where a value stands is checked: an address (`href`, `src`, `action`) that could run a script or leave for
 * another host by stealth becomes `#`; a value in an unquoted attribute, a tag name, a comment, a script or a style
 * throws TypeError, since no escaping makes those safe. So does a template that does not close what it opened a
 * tag or a quote for.
 */
export function html(strings: TemplateStringsArray, ...values: Child[]): Html {
  const holes = readTemplate(strings);
  let markup = strings[0] ?? '';
  values.forEach((value, index) => {
    markup += fill(holes[index] as Hole, value) + (strings[index + 1] ?? '');
  });
  return new Html(markup);
}

/** Marks a constant as markup. Never give it anything that came from outside this repository. */
export const raw = (constant: string): Html => new Html(constant);

/**
 * Attributes for a tag, for example `html`<input ${attributes({ name, required: true })}>``.
 * `true` gives a bare attribute; `false`, `null` and `undefined` give none. Throws TypeError for a name that is not
 * plain lower-case letters and `-`, and for event handlers and styles, which our policy forbids anyway.
 */
export function attributes(given: Record<string, string | number | boolean | null | undefined>): Attributes {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (!/^[a-z][a-z0-9-]*$/.test(name) || name.startsWith('on') || name === 'style') {
      throw new TypeError(`"${name}" is no attribute we write`);
    }
    if (value === false || value === null || value === undefined) continue;
    parts.push(value === true ? name : `${name}="${quoted(name, '', String(value))}"`);
  }
  return new Attributes(parts.join(' '));
}

function fill(hole: Hole, value: Child): string {
  if (value === false || value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((child: Child) => fill(hole, child)).join('');
  if (hole.place === 'tag') {
    if (value instanceof Attributes) return value.toString();
    throw new TypeError('inside a tag only attributes() may stand');
  }
  if (hole.place === 'attribute') {
    if (value instanceof Html) throw new TypeError(`markup cannot stand in the attribute ${hole.attribute}`);
    return quoted(hole.attribute, hole.before, String(value));
  }
  if (value instanceof Attributes) throw new TypeError('attributes cannot stand in text');
  return value instanceof Html ? value.toString() : escapeHtml(String(value));
}

const URL_ATTRIBUTES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'srcset']);

function quoted(attribute: string, before: string, value: string): string {
  if (URL_ATTRIBUTES.has(attribute) && !isSafeUrl(before + value)) return '#';
  return escapeHtml(value);
}
