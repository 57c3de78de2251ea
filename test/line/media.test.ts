import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EvidenceError } from '../../src/cases/evidence/problems.ts';
import { createMedia, type MediaOptions } from '../../src/line/media.ts';
import { createLineApi, type LineApi } from '../../src/simulator/line-api.ts';
import { TestClock } from '../support/clock.ts';
import { serve } from '../support/served.ts';

const TOKEN = 'media-token';
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function listen(app: RequestListener): Promise<string> {
  const { origin, close } = await serve(app);
  closers.push(close);
  return origin;
}

const mediaAt = (dataApiBaseUrl: string, options: Partial<MediaOptions> = {}) =>
  createMedia({ accessToken: TOKEN, dataApiBaseUrl, pollMs: 5, preparingMs: 200, stallMs: 2000, ...options });

async function withLine(options: Partial<MediaOptions> = {}) {
  const api: LineApi = createLineApi({ channelAccessToken: TOKEN, clock: new TestClock() });
  return { api, media: mediaAt(await listen(api.app), options) };
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of bytes) parts.push(piece);
  return Buffer.concat(parts);
}

/** How fetching a whole file ended: its bytes, or the problem. */
async function outcome(work: Promise<{ bytes: AsyncIterable<Uint8Array> }>): Promise<Buffer | string> {
  try {
    return await collect((await work).bytes);
  } catch (error) {
    if (error instanceof EvidenceError) return error.problem;
    throw error;
  }
}

describe('files from LINE', () => {
  const photo = Buffer.from('a photo'.repeat(1000));

  it('arrive whole, with the announced length', async () => {
    const { api, media } = await withLine();
    api.setContent('1', { kind: 'bytes', bytes: photo, type: 'image/jpeg' });
    const { bytes, announced } = await media.open('1');
    expect(announced).toBe(photo.length);
    expect(await collect(bytes)).toEqual(photo);
  });

  it('arrive whole when memory is tidied up before they are read', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const { api, media } = await withLine();
    api.setContent('1', { kind: 'bytes', bytes: photo, type: 'image/jpeg' });
    const { bytes } = await media.open('1');
    for (let times = 0; times < 2; times += 1) {
      collectGarbage();
      await sleep(10);
    }
    expect(await collect(bytes)).toEqual(photo);
  }, 120_000); // tidying up the memory of a whole test process takes seconds on a busy machine

  it('that are gone, were never there or failed say so', async () => {
    const { api, media } = await withLine();
    api.setContent('gone', { kind: 'gone' });
    api.setContent('failed', { kind: 'failed' });
    for (const id of ['gone', 'failed', 'never', '../../x', '..'])
      expect(await outcome(media.open(id))).toBe('gone');
  });

  it('that break in the middle are broken', async () => {
    const { api, media } = await withLine();
    api.setContent('1', { kind: 'broken', bytes: photo, type: 'image/jpeg' });
    expect(await outcome(media.open('1'))).toBe('broken');
  });

  it('that LINE prepares are asked for until they are ready', async () => {
    const { api, media } = await withLine({ preparingMs: 5000 });
    api.setContent('1', { kind: 'preparing' });
    let asked = 0;
    api.subscribe(() => undefined);
    const remembered = api.state.requests;
    const watch = setInterval(() => {
      asked = remembered.filter(({ path }) => path.endsWith('/transcoding')).length;
      if (asked >= 3) api.setContent('1', { kind: 'bytes', bytes: photo, type: 'video/mp4' });
    }, 2);
    try {
      expect(await outcome(media.open('1'))).toEqual(photo);
    } finally {
      clearInterval(watch);
    }
    expect(asked).toBeGreaterThanOrEqual(3);
  });

  it('that are not ready in time, or fail while they are prepared, say so', async () => {
    const { api, media } = await withLine({ preparingMs: 50 });
    api.setContent('1', { kind: 'preparing' });
    expect(await outcome(media.open('1'))).toBe('not-ready');
    const url = await listen((req, res) => {
      if (req.url?.endsWith('/transcoding')) return void res.end('{"status":"failed"}');
      res.writeHead(202).end();
    });
    expect(await outcome(mediaAt(url).open('1'))).toBe('gone');
  });

  it('are tried again after a fault on the way, and given up after three', async () => {
    let asked = 0;
    const url = await listen((req, res) => {
      asked += 1;
      if (asked === 1) return void req.socket.destroy();
      if (asked === 2) return void res.writeHead(503).end();
      res.end(photo);
    });
    expect(await outcome(mediaAt(url).open('1'))).toEqual(photo);
    expect(await outcome(mediaAt(await listen((_req, res) => res.writeHead(500).end())).open('1'))).toBe(
      'unreachable',
    );
    expect(await outcome(mediaAt('http://127.0.0.1:1').open('1'))).toBe('unreachable');
  });

  it.each([400, 401, 403, 429, 302, 204])('are unreachable when LINE answers %d', async (status) => {
    const url = await listen((_req, res) => res.writeHead(status, { location: '/elsewhere' }).end());
    expect(await outcome(mediaAt(url).open('1'))).toBe('unreachable');
  });

  it('are not read beyond the cap, announced or not', async () => {
    const announced = await listen((_req, res) => res.writeHead(200, { 'content-length': 2000 }).write('x'));
    expect(await outcome(mediaAt(announced, { cap: 1000 }).open('1'))).toBe('too-large');
    let sent = 0;
    const endless = await listen((_req, res) => {
      const more = () => {
        while (!res.destroyed && res.write(Buffer.alloc(1000))) sent += 1000;
      };
      res.on('drain', more);
      more();
    });
    expect(await outcome(mediaAt(endless, { cap: 50_000 }).open('1'))).toBe('too-large');
    expect(sent).toBeLessThan(50_000_000);
  });

  it('that stand still are broken, and those that never begin unreachable', async () => {
    const still = await listen((_req, res) => void res.writeHead(200).write('begun'));
    expect(await outcome(mediaAt(still, { stallMs: 50 }).open('1'))).toBe('broken');
    const silent = await listen(() => undefined);
    expect(await outcome(mediaAt(silent, { stallMs: 50 }).open('1'))).toBe('unreachable');
  });

  it('stop when their time is up, before, during and between', async () => {
    const during = new AbortController();
    const still = await listen((_req, res) => void res.writeHead(200).write('begun'));
    const { bytes } = await mediaAt(still).open('1', { signal: during.signal });
    const ending = outcome(Promise.resolve({ bytes }));
    during.abort();
    expect(await ending).toBe('too-long');
    const preparing = new AbortController();
    const { api, media } = await withLine({ preparingMs: 60_000, pollMs: 60_000 });
    api.setContent('1', { kind: 'preparing' });
    const waiting = outcome(media.open('1', { signal: preparing.signal }));
    setTimeout(() => preparing.abort(), 50);
    expect(await waiting).toBe('too-long');
    expect(await outcome(media.open('1', { signal: AbortSignal.abort() }))).toBe('too-long');
  });

  it('that are left in the middle close their connection', async () => {
    let closed: () => void = () => undefined;
    const left = new Promise<void>((resolve) => (closed = resolve));
    const url = await listen((req, res) => {
      req.socket.on('close', closed);
      res.writeHead(200).write('begun');
    });
    const { bytes } = await mediaAt(url).open('1');
    for await (const _piece of bytes) break;
    await left;
  });

  it('never carry the token or the handle into an error', async () => {
    const failure = await mediaAt('http://127.0.0.1:1')
      .open('secret-handle')
      .catch((error: unknown) => error);
    expect(JSON.stringify([failure, String(failure), (failure as Error).stack])).not.toMatch(
      /secret-handle|media-token/,
    );
  });
});
