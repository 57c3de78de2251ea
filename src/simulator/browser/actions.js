import { byId, el, safeLink, announce, text } from './dom.js';
import { askMoment, offerFile } from './dialogs.js';
import { send } from './server.js';

/**
 * What pressing each type of LINE action does. `user` is who pressed.
 * @type {Record<string, (action: any, user: string) => unknown>}
 */
const ACTIONS = {
  message: (action, user) => send(user, 'text', { text: action.text }),
  postback(action, user) {
    if (action.inputOption === 'openKeyboard') {
      byId('message').value = action.fillInText ?? '';
      byId('message').focus();
    }
    return send(user, 'postback', { data: action.data, displayText: action.displayText ?? action.text });
  },
  async datetimepicker(action, user) {
    const moment = await askMoment(action);
    if (moment) send(user, 'postback', { data: action.data, params: { [action.mode]: moment } });
  },
  async clipboard(action) {
    try {
      await navigator.clipboard.writeText(action.clipboardText);
      announce(`${text('copied')}: ${action.clipboardText}`);
    } catch {
      announce(`${text('copyFailed')} ${action.clipboardText}`);
    }
  },
  uri(action) {
    const link = safeLink(action.uri);
    if (link) window.open(link, '_blank', 'noopener,noreferrer');
  },
  camera: (_action, user) => offerFile(user, 'image/*'),
  cameraRoll: (_action, user) => offerFile(user, 'image/*,video/*'),
  location: (_action, user) => send(user, 'place'),
};

/** Does what an action says. @param {any} action @param {string} user */
export const perform = (action, user) => ACTIONS[action?.type]?.(action, user);

/**
 * Something to press for an action: a link where LINE opens one, a button otherwise.
 * @param {any} action @param {string} classes @param {(action: any) => void} press
 */
export function actionElement(action, classes, press) {
  const link = action.type === 'uri' ? safeLink(action.uri) : undefined;
  const look = { class: classes, 'data-action': action.type };
  if (link)
    return el(
      'a',
      { ...look, href: link, target: '_blank', rel: 'noopener noreferrer' },
      action.label ?? link,
    );
  return el('button', { ...look, type: 'button', click: () => press(action) }, action.label ?? '');
}
