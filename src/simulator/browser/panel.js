import { byId, el, text } from './dom.js';

const MAX_SHOWN = 100;

/** What each kind of entry shows of the raw traffic: which way, a title, the data, and whether it is bad news. */
const RAW = {
  event: ({ event }) => ({ way: 'incoming', title: event.message?.type ?? event.type, data: event }),
  bot: ({ via, messages }) => ({
    way: 'outgoing',
    title: `${via} · ${messages.map(({ type }) => type).join(', ')}`,
    data: messages,
  }),
  refused: ({ status, message, messages, breaches }) => ({
    way: 'outgoing',
    title: `${status} ${message}`,
    data: { breaches, messages },
    bad: true,
  }),
};

/** The raw messages and events, newest first. @param {() => string} user whose */
export function createPanel(user) {
  const rows = [];
  const list = byId('panel-list');
  const button = byId('panel-button');

  function open(shown) {
    document.body.classList.toggle('panel-open', shown);
    button.setAttribute('aria-expanded', String(shown));
    (shown ? byId('panel-close') : button).focus();
  }
  button.addEventListener('click', () => open(!document.body.classList.contains('panel-open')));
  byId('panel-close').addEventListener('click', () => open(false));
  byId('panel').addEventListener('keydown', (event) => event.key === 'Escape' && open(false));

  const mine = (row) => row.user === user();
  function draw() {
    const shown = rows.filter(mine);
    list.replaceChildren(...shown.map(({ element }) => element));
    byId('panel-empty').hidden = shown.length > 0;
  }

  return {
    draw,
    hear(entry) {
      if (entry.kind === 'answered') {
        const row = rows.find(
          (each) => each.user === entry.user && each.way === 'incoming' && !each.answered,
        );
        if (!row) return;
        row.answered = true;
        row.summary.append(` · ${text('answered')} ${entry.status ?? '–'}`);
        return;
      }
      const raw = RAW[entry.kind]?.(entry);
      if (!raw) return;
      const summary = el('summary', {}, el('b', {}, text(raw.way)), ` ${raw.title}`);
      const json = el('pre', { tabIndex: 0 });
      const unfold = () => (json.textContent = element.open ? JSON.stringify(raw.data, null, 2) : '');
      const look = `raw raw-${raw.way}${raw.bad ? ' raw-bad' : ''}`;
      const element = el('details', { class: look, toggle: unfold }, summary, json);
      rows.unshift({ user: entry.user, way: raw.way, element, summary });
      rows.length = Math.min(rows.length, MAX_SHOWN);
      draw();
    },
  };
}
