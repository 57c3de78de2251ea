import { actionElement, perform } from './actions.js';
import { byId, el, text } from './dom.js';
import { toEnd, watch } from './log.js';
import { botMessage, OWN_MESSAGES, refusal } from './messages.js';

/**
 * One user's chat as the log shows it.
 * @param {string} user @param {{show: () => boolean, focusAfterPress: () => void}} page
 */
export function createChat(user, { show, focusAfterPress }) {
  const list = el('div', { class: 'entries' });
  const own = new Map();
  let quickReply = [];
  let loading;
  let stopLoading;

  const press = (action) => perform(action, user);

  function pressChoice(action) {
    if (action.type === 'postback' || action.type === 'message') {
      quickReply = [];
      drawChoices();
    }
    return press(action);
  }

  /** Quick replies stand under the bot's last message and vanish with the next word from either side. */
  function drawChoices() {
    if (!show()) return;
    const place = byId('choices');
    const hadFocus = place.contains(document.activeElement);
    const items = quickReply.map(({ action }) => actionElement(action ?? {}, 'chip', pressChoice));
    place.replaceChildren(...items);
    place.hidden = items.length === 0;
    place.scrollLeft = 0;
    if (hadFocus) focusAfterPress();
  }

  function setLoading(seconds) {
    clearTimeout(stopLoading);
    loading?.remove();
    loading = undefined;
    if (!seconds) return;
    const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
    loading = el(
      'div',
      { class: 'entry from-bot' },
      el('p', { class: 'balloon' }, dots, el('span', { class: 'unseen' }, text('loading'))),
    );
    list.append(loading);
    stopLoading = setTimeout(() => setLoading(0), seconds * 1000);
  }

  function add(side, ...content) {
    const name = side === 'from-me' ? text('me') : side === 'from-bot' ? text('bot') : undefined;
    const entry = el(
      'div',
      { class: `entry ${side}` },
      name && el('span', { class: 'unseen' }, `${name}: `),
      ...content,
    );
    list.append(entry);
    if (loading) list.append(loading);
    if (show()) toEnd();
    return entry;
  }

  const note = (words) => add('note', el('p', {}, words));

  /** @type {Record<string, (entry: any) => void>} */
  const HAPPENINGS = {
    bot({ messages }) {
      setLoading(0);
      for (const message of messages) add('from-bot', botMessage(message, press));
      quickReply = messages.at(-1)?.quickReply?.items ?? [];
      drawChoices();
    },
    refused(entry) {
      setLoading(0);
      add('note', refusal(entry));
    },
    loading({ seconds }) {
      setLoading(seconds);
      if (show()) toEnd();
    },
    unsent({ messageId }) {
      own.get(messageId)?.replaceChildren(el('p', { class: 'unsent' }, text('unsent')));
    },
    note: ({ note: name }) => note(text(name)),
    answered({ status }) {
      if (status !== 200) note(status ? `${text('webhookStatus')} ${status}` : text('webhookUnreachable'));
    },
  };
  for (const [kind, make] of Object.entries(OWN_MESSAGES)) {
    HAPPENINGS[kind] = (entry) => {
      quickReply = [];
      drawChoices();
      const element = add('from-me', make(entry));
      if (entry.messageId) own.set(entry.messageId, element);
    };
  }

  return {
    /** Lets something that happened be seen. @param {any} entry */
    hear: (entry) => HAPPENINGS[entry.kind]?.(entry),
    /** Puts this chat on the page. */
    draw() {
      byId('log').replaceChildren(list);
      watch(list);
      drawChoices();
      toEnd();
    },
  };
}
