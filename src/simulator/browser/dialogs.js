import { announce, byId, el, text } from './dom.js';
import { send, upload } from './server.js';

const MAX_BYTES = 20_000_000;

/** Shows a dialog until one of its buttons is pressed; resolves to that button's value. */
function ask(title, ...content) {
  const heading = el('h2', { id: 'dialog-title' }, title);
  const form = el('form', { method: 'dialog' }, heading, ...content);
  const dialog = el('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

const choice = (value, label, more = {}) => el('button', { type: 'submit', value, ...more }, label);
const INPUTS = { date: 'date', time: 'time', datetime: 'datetime-local' };

/** Asks for what a date picker asks for. @param {any} action @returns {Promise<string|undefined>} as LINE sends it */
export async function askMoment({ mode, min, max, initial }) {
  const toInput = (value) => value?.toUpperCase() ?? '';
  const input = el('input', {
    type: INPUTS[mode] ?? 'date',
    required: true,
    id: 'moment',
    min: toInput(min),
    max: toInput(max),
    value: toInput(initial),
  });
  const label = el('label', { htmlFor: 'moment' }, text('dateLabel'));
  const cancel = choice('', text('cancel'), { formNoValidate: true });
  const answer = await ask(
    text('dateTitle'),
    label,
    input,
    choice('ok', text('ok'), { class: 'main' }),
    cancel,
  );
  return answer === 'ok' ? input.value : undefined;
}

/** Lets a user send the sample picture or a file of their own. @param {string} user @param {string} accept */
export async function offerFile(user, accept) {
  const answer = await ask(
    text('pickTitle'),
    choice('sample', text('pickSample'), { class: 'main' }),
    choice('own', text('pickOwn')),
    choice('', text('cancel')),
  );
  if (answer === 'sample') await send(user, 'picture');
  if (answer !== 'own') return;
  const input = byId('file');
  input.accept = accept;
  input.value = '';
  input.onchange = () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > MAX_BYTES) announce(text('tooBig'));
    else upload(user, file);
  };
  input.click();
}
