import { byId } from './dom.js';

const log = byId('log');
/** How near the end counts as being there, in pixels. */
const NEAR = 40;
let atEnd = true;
let lastTop = 0;

/** Shows the newest of the log. */
export function toEnd() {
  atEnd = true;
  log.scrollTop = log.scrollHeight;
}

log.addEventListener('scroll', () => {
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  // Only a reader scrolls up; that the end moved away is no sign of having left it.
  if (near || log.scrollTop < lastTop) atEnd = near;
  lastTop = log.scrollTop;
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
