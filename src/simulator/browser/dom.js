/** @type {{ui: Record<string, string>, rules: Record<string, string>}} */
const texts = JSON.parse(document.body.dataset.texts ?? '{}');

/** A text of the page's language: `simulator:ui.<name>`. @param {string} name */
export const text = (name) => texts.ui[name] ?? name;

/** What a rule of LINE says, for people. @param {string} rule */
export const ruleText = (rule) => texts.rules[rule] ?? rule;

/** The element with this id, which the page's frame has. @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. Properties that are functions are listeners (`click`), `class` and names with `-` and `role` are
 * attributes, the rest properties. Children are elements or texts; nothing is ever read as markup.
 * @param {string} tag @param {Record<string, any>} properties @param {...(Node|string|undefined|false)} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (name === 'class' || name === 'role' || name.includes('-')) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** An address a link may have, or undefined: no script, no data. @param {unknown} uri */
export function safeLink(uri) {
  if (typeof uri !== 'string') return undefined;
  return /^(https?|tel|line):/i.test(uri) ? uri : undefined;
}

let announced;
/** Says something to everybody, for a few seconds, without moving the focus. @param {string} words */
export function announce(words) {
  const place = byId('announce');
  place.textContent = words;
  clearTimeout(announced);
  announced = setTimeout(() => (place.textContent = ''), 5000);
}
