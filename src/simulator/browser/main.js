import { createChat } from './chat.js';
import { createComposer } from './composer.js';
import { byId } from './dom.js';
import { createPanel } from './panel.js';
import { listen, send } from './server.js';

const select = byId('user');
const current = () => select.value;
const users = [...select.options].map(({ value }) => value);
const blocked = new Set();

/** After a quick reply: back to typing where there is a keyboard; on a phone that would open one over the chat. */
const focusAfterPress = () =>
  (matchMedia('(pointer: fine)').matches ? byId('message') : byId('log')).focus({ preventScroll: true });

const chats = new Map(
  users.map((user) => [user, createChat(user, { show: () => user === current(), focusAfterPress })]),
);
const composer = createComposer(current, () => blocked.has(current()));
const panel = createPanel(current);

function hear(entry) {
  if (entry.kind === 'note' && entry.note === 'blocked') blocked.add(entry.user);
  if (entry.kind === 'note' && entry.note === 'followed') blocked.delete(entry.user);
  chats.get(entry.user)?.hear(entry);
  panel.hear(entry);
  if (entry.kind === 'note') composer.draw();
}

/** Whoever opens a chat for the first time adds the bot, so that its welcome shows. */
const arrive = () => send(current(), 'follow', { first: true });

function draw() {
  chats.get(current())?.draw();
  composer.draw();
  panel.draw();
}

// The other language, without losing the visit.
byId('language').addEventListener('click', (event) => {
  event.currentTarget.hash = location.hash;
});
select.addEventListener('change', () => {
  draw();
  void arrive();
});
draw();
await listen(hear, () => void arrive());
