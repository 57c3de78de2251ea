import { announce, text } from './dom.js';

const { base, lang } = document.body.dataset;

/** Our visit: in the address after `#`, so that a reload goes on; kept nowhere else. */
let room = location.hash.slice(1);

const query = (more) => new URLSearchParams({ room, lang: lang ?? 'th', ...more });

async function openRoom() {
  const response = await fetch(`${base}/api/rooms`, { method: 'POST' });
  room = (await response.json()).room;
  history.replaceState(null, '', `#${room}`);
}

/** Forgets this visit and begins another. */
export function startOver() {
  history.replaceState(null, '', location.pathname + location.search);
  location.reload();
}

/**
 * Hears everything that happens in our chats, from the beginning. Resolves when there is a room.
 * @param {(entry: any) => void} hear @param {() => void} begun a new room was opened
 */
export async function listen(hear, begun) {
  if (!room) await openRoom();
  let last = 0;
  const source = new EventSource(`${base}/api/stream?${query()}`);
  source.onmessage = ({ data }) => {
    const entry = JSON.parse(data);
    if (entry.seq <= last) return;
    last = entry.seq;
    hear(entry);
  };
  source.onerror = () => {
    // The stream ends now and then and the browser takes it up again; when it does not, the room is gone.
    if (source.readyState !== EventSource.CLOSED) return;
    room = '';
    setTimeout(() => listen(hear, begun).catch(() => announce(text('offline'))), 1000);
  };
  begun();
}

/**
 * Does something as a user. False when there was nothing to do or it failed, which has been said then.
 * @param {string} user @param {string} act @param {object} given
 */
export async function send(user, act, given = {}) {
  return post(`${base}/api/send?${query({ user })}`, JSON.stringify({ act, ...given }), 'application/json');
}

/** Sends a file as a user. @param {string} user @param {File} file */
export async function upload(user, file) {
  const type = file.type || 'application/octet-stream';
  return post(`${base}/api/upload?${query({ user, name: file.name })}`, file, type);
}

async function post(url, body, type) {
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
    if (!response.ok) announce(text('failed'));
    return response.ok && (await response.json()).done;
  } catch {
    announce(text('offline'));
    return false;
  }
}

/** The address of a picture a user sent. @param {string} messageId */
export const pictureUrl = (messageId) => `${base}/api/content/${encodeURIComponent(messageId)}`;
