import { byId } from './dom.js';

const log = byId('log');
/** How near the end counts as being there, in pixels. */
const NEAR = 40;
let atEnd = true;

/** Shows the newest of the log. */
export function toEnd() {
  atEnd = true;
  log.scrollTop = log.scrollHeight;
}

log.addEventListener('scroll', () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
});
// Whoever reads the newest keeps reading it when buttons below take room, a picture loads or the keyboard opens.
const stay = new ResizeObserver(() => atEnd && toEnd());
stay.observe(log);

/** Keeps an eye on the size of what the log shows now. @param {Element} entries */
export function watch(entries) {
  stay.disconnect();
  stay.observe(log);
  stay.observe(entries);
}
