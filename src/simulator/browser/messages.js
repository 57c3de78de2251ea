import { actionElement } from './actions.js';
import { el, ruleText, safeLink, text } from './dom.js';
import { flexContainer } from './flex.js';
import { icon } from './icons.js';
import { pictureUrl } from './server.js';

/** @typedef {(action: any) => void} Press */

const LINK = /(https?:\/\/[^\s<>"]+)/;

/** A text with its line breaks, and its web addresses as links, as LINE makes them. */
function plainText(words) {
  const parts = String(words).split(LINK).filter(Boolean);
  const nodes = parts.map((part) =>
    LINK.test(part) && safeLink(part)
      ? el('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part)
      : part,
  );
  return el('p', { class: 'balloon' }, ...nodes);
}

const labelled = (name, words) => el('p', { class: 'balloon' }, icon(name), ' ', words);

function template({ template: { type, title, text: words, actions = [], columns } = {} }, press) {
  const cards = columns ?? [{ title, text: words, actions }];
  const make = (card) =>
    el(
      'div',
      { class: 'bubble bubble-kilo template' },
      card.title && el('p', { class: 'template-title' }, card.title),
      el('p', {}, card.text ?? ''),
      ...(card.actions ?? [card.action]).map((action) =>
        actionElement(action, 'button button-link button-sm', press),
      ),
    );
  if (type !== 'carousel' && type !== 'image_carousel') return make(cards[0]);
  return el(
    'div',
    { class: 'carousel scroll', role: 'group', tabIndex: 0, 'aria-label': text('cards') },
    ...cards.map(make),
  );
}

/** How each type of message from the bot looks. @type {Record<string, (message: any, press: Press) => HTMLElement>} */
const BOT_MESSAGES = {
  text: (message) => plainText(message.text),
  textV2: (message) => plainText(message.text),
  flex: (message, press) => flexContainer(message.contents, message.altText, press),
  template,
  sticker: () => labelled('sticker', text('sticker')),
  image: () => labelled('picture', text('picture')),
  video: () => labelled('video', text('video')),
  audio: () => labelled('audio', text('audio')),
  location: (message) => labelled('place', `${message.title}\n${message.address}`),
};

/** A message of the bot. @param {any} message @param {Press} press */
export function botMessage(message, press) {
  const make = BOT_MESSAGES[message?.type];
  return make ? make(message, press) : labelled('unknown', `${text('unknownMessage')}: ${message?.type}`);
}

const MEDIA = { image: 'picture', video: 'video', audio: 'audio', file: 'file' };

/** How each kind of own message looks. @type {Record<string, (entry: any) => HTMLElement>} */
export const OWN_MESSAGES = {
  mine: (entry) => plainText(entry.text),
  'mine-sticker': () => labelled('sticker', text('sticker')),
  'mine-place': (entry) => labelled('place', `${entry.title}\n${entry.address}`),
  'mine-media'({ media, name, messageId }) {
    const word = MEDIA[media];
    const stand = labelled(word, name ?? text(word));
    if (media !== 'image') return stand;
    const picture = el('img', { class: 'own-picture', src: pictureUrl(messageId), alt: name ?? text(word) });
    picture.addEventListener('error', () => picture.replaceWith(stand)); // a type browsers cannot show
    return picture;
  },
};

/** Why LINE would not take what the bot said. */
export function refusal({ status, message, breaches }) {
  const items = breaches.map(({ rule, path, found }) =>
    el('li', {}, el('strong', {}, rule), ` ${ruleText(rule)} `, el('code', {}, `${path}: ${found}`)),
  );
  return el(
    'div',
    { class: 'refusal', role: 'alert' },
    el('p', {}, el('strong', {}, `${text('refused')} (${status})`)),
    el('p', {}, items.length > 0 ? `${text('rulesBroken')}:` : message),
    items.length > 0 && el('ul', {}, ...items),
  );
}
