import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createI18n, LANGS } from '../../src/i18n.ts';
import { OWN_FILES } from '../../src/simulator/files.ts';
import { UI_TEXTS } from '../../src/simulator/page.ts';
import type { Entry } from '../../src/simulator/rooms/rooms.ts';
import { startSimulator, type Started } from './start.ts';

const SCRIPT_FILES = OWN_FILES.filter((name) => name.endsWith('.js'));

let status = 200;
let started: Started;
let room: string;
beforeEach(async () => {
  status = 200;
  started = await startSimulator(
    (event) =>
      event.replyToken
        ? [{ type: 'text', text: `ได้ยิน ${(event.message?.['text'] as string | undefined) ?? event.type}` }]
        : undefined,
    () => status,
  );
  room = await openRoom();
});
afterEach(() => started.stop());

async function openRoom(): Promise<string> {
  const response = await fetch(`${started.origin}/simulator/api/rooms`, { method: 'POST' });
  return ((await response.json()) as { room: string }).room;
}
async function act(name: string, given: object = {}, user = 'a', inRoom = room) {
  const response = await fetch(`${started.origin}/simulator/api/send?room=${inRoom}&user=${user}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: name, ...given }),
  });
  return { status: response.status, ...((await response.json()) as { done: boolean }) };
}
/** Reads the stream until an entry fits. */
async function seen(fits: (entry: Entry) => boolean, after = 0, inRoom = room): Promise<Entry[]> {
  const response = await fetch(`${started.origin}/simulator/api/stream?room=${inRoom}`, {
    headers: { 'last-event-id': String(after) },
    signal: AbortSignal.timeout(5000),
  });
  const entries: Entry[] = [];
  let text = '';
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (!data) continue;
      entries.push(JSON.parse(data));
      if (fits(entries.at(-1) as Entry)) return entries;
    }
  }
  throw new Error(`not seen among ${entries.map(({ kind }) => kind).join(', ')}`);
}
const isReply = (entry: Entry) => entry.kind === 'bot';
const isNote = (name: string) => (entry: Entry) => entry.kind === 'note' && entry.note === name;

describe('a visit', () => {
  it('begins with following the bot, once', async () => {
    expect(await act('follow', { first: true })).toEqual({ status: 200, done: true });
    expect(await act('follow', { first: true })).toEqual({ status: 200, done: false });
    const entries = await seen(isReply);
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['note', 'event', 'bot']));
    expect(started.events).toMatchObject([{ type: 'follow', follow: { isUnblocked: false } }]);
  });

  it('shows the whole chat again after a reload, and what follows to whoever is there', async () => {
    await act('follow');
    await act('text', { text: 'สวัสดี' });
    const both = await seen((entry) => entry.kind === 'bot' && JSON.stringify(entry).includes('ได้ยิน สวัสดี'));
    const last = both.at(-1)?.seq ?? 0;
    const later = seen(isReply, last);
    await act('sticker');
    expect((await later).every(({ seq }) => seq > last)).toBe(true);
  });

  it('keeps people apart', async () => {
    await act('follow', {}, 'a');
    await act('follow', {}, 'b');
    const other = await openRoom();
    await act('follow', {}, 'a', other);
    const ids = started.events.map(({ source }) => source?.userId);
    expect(new Set(ids).size).toBe(3);
    expect((await seen(isReply)).every(({ user }) => user === 'a' || user === 'b')).toBe(true);
  });

  it.each([
    ['an unknown act', 'dance', {}, 'a'],
    ['a name every object has', 'constructor', {}, 'a'],
    ['an unknown user', 'sticker', {}, 'z'],
    ['an empty text', 'text', { text: ' ' }, 'a'],
    ['too long a postback', 'postback', { data: 'x'.repeat(301) }, 'a'],
    ['somebody who does not follow', 'text', { text: 'ก' }, 'b'],
  ])('refuses %s', async (_name, name, given, user) => {
    await act('follow');
    const before = started.events.length;
    expect((await act(name, given, user)).status).toBe(400);
    expect(started.events).toHaveLength(before);
  });

  it('refuses what another site’s page sends', async () => {
    const response = await fetch(`${started.origin}/simulator/api/rooms`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  });
});

describe('what a user does', () => {
  beforeEach(() => act('follow'));
  const lastEvent = () => started.events.at(-1);

  it.each([
    ['text', { text: 'ก\nข' }, { type: 'message', message: { type: 'text', text: 'ก\nข' } }],
    ['sticker', {}, { type: 'message', message: { type: 'sticker' } }],
    ['place', {}, { type: 'message', message: { type: 'location', title: 'ตลาดสด (ตัวอย่าง)' } }],
    ['postback', { data: 'go', displayText: 'ไป' }, { type: 'postback', postback: { data: 'go' } }],
    [
      'postback',
      { data: 'day', params: { date: '2026-11-22' } },
      { type: 'postback', postback: { data: 'day', params: { date: '2026-11-22' } } },
    ],
    ['picture', {}, { type: 'message', message: { type: 'image', contentProvider: { type: 'line' } } }],
    ['block', {}, { type: 'unfollow' }],
  ])('%s is sent as LINE would send it', async (name, given, expected) => {
    expect((await act(name, given)).done).toBe(true);
    expect(lastEvent()).toMatchObject({
      mode: 'active',
      deliveryContext: { isRedelivery: false },
      ...expected,
    });
  });

  it('a picture can be fetched by the bot and seen on the page, until it is unsent', async () => {
    await act('picture');
    const id = lastEvent()?.message?.id ?? '';
    const shown = () => fetch(`${started.origin}/simulator/api/content/${id}`);
    const first = await shown();
    expect(first.headers.get('content-type')).toBe('image/jpeg');
    expect(
      Buffer.from(await first.arrayBuffer())
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8');
    expect((await act('unsend')).done).toBe(true);
    expect(lastEvent()).toMatchObject({ type: 'unsend', unsend: { messageId: id } });
    expect((await shown()).status).toBe(404);
    expect((await act('unsend')).done).toBe(false);
  });

  it.each([
    ['image/png', 'image'],
    ['video/mp4', 'video'],
    ['audio/mp4', 'audio'],
    ['application/pdf', 'file'],
    ['text/html', 'file'],
  ])('a file of type %s is sent as %s', async (type, kind) => {
    const response = await fetch(`${started.origin}/simulator/api/upload?room=${room}&user=a&name=ก.bin`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from('content'),
    });
    expect(response.status).toBe(200);
    expect(lastEvent()?.message?.type).toBe(kind);
    if (kind === 'file') expect(lastEvent()?.message).toMatchObject({ fileName: 'ก.bin', fileSize: 7 });
    const shown = await fetch(`${started.origin}/simulator/api/content/${lastEvent()?.message?.id}`);
    expect(shown.status).toBe(kind === 'image' ? 200 : 404); // nothing a browser could run
  });

  it('sending again repeats the last event, which LINE answers to only once', async () => {
    await act('text', { text: 'ครั้งเดียว' });
    const first = lastEvent();
    await seen((entry) => JSON.stringify(entry).includes('ได้ยิน ครั้งเดียว'));
    await act('redeliver');
    expect(lastEvent()).toEqual({ ...first, deliveryContext: { isRedelivery: true } });
    const refused = await seen((entry) => entry.kind === 'refused');
    expect(refused.at(-1)).toMatchObject({ status: 400, message: 'Invalid reply token' });
  });

  it('blocking ends it, unblocking begins again', async () => {
    await act('block');
    expect((await act('text', { text: 'ก' })).status).toBe(400);
    expect((await act('follow', { first: true })).done).toBe(false);
    expect((await act('follow')).done).toBe(true);
    expect(lastEvent()).toMatchObject({ type: 'follow', follow: { isUnblocked: true } });
  });
});

describe('what the page hears', () => {
  it('every rule the bot breaks', async () => {
    await act('follow');
    await seen(isReply);
    await started.stop();
    started = await startSimulator(() => [{ type: 'text', text: '' }]);
    room = await openRoom();
    await act('follow');
    const refused = (await seen((entry) => entry.kind === 'refused')).at(-1);
    expect(refused).toMatchObject({ breaches: [{ rule: 'text-empty', path: 'messages[0].text' }] });
  });

  it('the loading animation, an alarm, and how the webhook answered', async () => {
    status = 503;
    await act('follow');
    expect(await seen((entry) => entry.kind === 'answered' && entry.status === 503)).toBeTruthy();
    const body = { chatId: started.events[0]?.source?.userId, loadingSeconds: 20 };
    let asked = false;
    const loading = await seen((entry) => {
      if (!asked) void started.callLine('/v2/bot/chat/loading/start', body); // heard only by who listens already
      asked = true;
      return entry.kind === 'loading';
    });
    expect(loading.at(-1)).toMatchObject({ kind: 'loading', seconds: 20 });
    started.simulator.lineApi.state.tell({ type: 'alarm', alarm: { kind: 'profile', path: '/' } });
    expect(await seen(isNote('alarm'))).toBeTruthy();
  });

  it('its stream ends when the server stops', async () => {
    const response = await fetch(`${started.origin}/simulator/api/stream?room=${room}`);
    started.simulator.stop();
    expect(await response.text()).toContain('retry:');
    expect((await fetch(`${started.origin}/simulator/api/stream?room=nowhere`)).status).toBe(404);
  });
});

describe('the page', () => {
  const i18n = createI18n();

  it.each(LANGS)('is there in %s, with a policy that lets only its own files run', async (lang) => {
    const response = await fetch(`${started.origin}/simulator?lang=${lang}`);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const page = await response.text();
    expect(page).toContain(`<html lang="${lang}"`);
    expect(page).not.toMatch(/<script(?![^>]*src=)|style="|\son\w+=/);
  });

  it.each([...SCRIPT_FILES, 'simulator.css', 'sarabun-thai-400-normal.woff2'])('serves %s', async (name) => {
    const response = await fetch(`${started.origin}/simulator/files/${name}`);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
  });

  it('serves nothing else', async () => {
    for (const name of ['simulator.ts', '..%2fsimulator.ts', '%2e%2e/page.ts']) {
      expect((await fetch(`${started.origin}/simulator/files/${name}`)).status).toBe(404);
    }
  });

  it('serves every script there is, and each uses only texts the page brings, and no markup from data', () => {
    const dir = join(import.meta.dirname, '../../src/simulator/browser');
    expect(
      readdirSync(dir)
        .filter((name) => name.endsWith('.js'))
        .sort(),
    ).toEqual([...SCRIPT_FILES].sort());
    const code = SCRIPT_FILES.map((name) => readFileSync(join(dir, name), 'utf8')).join('\n');
    const used = [...code.matchAll(/\btext\('(\w+)'\)/g)].map(([, key]) => key ?? '');
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((key) => !UI_TEXTS.includes(key))).toEqual([]);
    expect(code).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|localStorage|sessionStorage|cookie/,
    );
  });

  it.each(LANGS)('has all its texts in %s', (lang) => {
    expect(UI_TEXTS.filter((key) => !i18n.has(lang, `simulator:ui.${key}`))).toEqual([]);
  });
});
