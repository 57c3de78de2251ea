import { announce, byId, el, text } from './dom.js';
import { offerFile } from './dialogs.js';
import { icon } from './icons.js';
import { send, startOver } from './server.js';

/**
 * The line to type in, and the tools behind the plus.
 * @param {() => string} user who writes @param {() => boolean} isBlocked
 */
export function createComposer(user, isBlocked) {
  const message = byId('message');
  const tools = byId('tools');
  const toolsButton = byId('tools-button');

  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    const words = message.value.trim();
    if (!words || isBlocked()) return;
    message.value = '';
    grow();
    send(user(), 'text', { text: words });
  });
  message.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId('composer').requestSubmit();
  });
  message.addEventListener('input', grow);

  function grow() {
    message.style.setProperty('height', 'auto');
    message.style.setProperty('height', `${Math.min(message.scrollHeight, 120)}px`);
  }

  const orSay = (name) => async (act) => {
    if (!(await send(user(), act))) announce(text(name));
  };
  /** Each tool: its sign, its name, what it does, and whether it can be used while the bot is blocked. */
  const TOOLS = [
    { sign: 'picture', name: 'toolImage', run: () => offerFile(user(), '') },
    { sign: 'place', name: 'toolPlace', run: () => send(user(), 'place') },
    { sign: 'sticker', name: 'toolSticker', run: () => send(user(), 'sticker') },
    { sign: 'undo', name: 'toolUnsend', run: () => orSay('nothingToUnsend')('unsend') },
    {
      sign: 'again',
      name: 'toolRedeliver',
      run: () => orSay('nothingToRedeliver')('redeliver'),
      always: true,
    },
    { sign: 'block', name: 'toolBlock', run: () => send(user(), 'block') },
    { sign: 'check', name: 'toolUnblock', run: () => send(user(), 'follow'), whenBlocked: true },
    { sign: 'fresh', name: 'toolRestart', run: startOver, always: true },
  ];

  function toggle(open) {
    tools.hidden = !open;
    toolsButton.setAttribute('aria-expanded', String(open));
    if (open) draw();
  }
  toolsButton.addEventListener('click', () => toggle(tools.hidden));
  tools.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    toggle(false);
    toolsButton.focus();
  });

  /** Shows what can be done now. */
  function draw() {
    const blocked = isBlocked();
    for (const field of [message, byId('send')]) field.disabled = blocked;
    const usable = TOOLS.filter((tool) => tool.always || Boolean(tool.whenBlocked) === blocked);
    tools.replaceChildren(
      ...usable.map(({ sign, name, run }) => {
        const go = () => {
          toggle(false);
          toolsButton.focus();
          run();
        };
        return el('button', { type: 'button', click: go, 'data-tool': name }, icon(sign), text(name));
      }),
    );
  }
  return { draw };
}
