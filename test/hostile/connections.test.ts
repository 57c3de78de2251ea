import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startServer, type RunningServer } from '../../src/server.ts';
import { SERVER_LIMITS } from '../../src/web/server-limits.ts';
import { startFakeLine, TestClock, type FakeLine } from '../support/fake-line.ts';

const LIMITS = {
  ...SERVER_LIMITS,
  ...{
    headersMs: 500,
    bodyMs: 500,
    uploadMs: 5000,
    idleMs: 1500,
    keepAliveMs: 500,
    lookMs: 100,
    connections: 60,
  },
};
const BASE = 'https://town.example.go.th';
let line: FakeLine;
let server: RunningServer;
let port: number;
let logs = '';
const dir = mkdtempSync(join(tmpdir(), 'suetrong-hostile-'));
beforeAll(async () => {
  line = await startFakeLine();
  const config = readConfig({
    ...{ PORT: '0', DATA_DIR: dir, BASE_URL: BASE, LINE_API_BASE_URL: line.baseUrl },
    ...{ LINE_CHANNEL_SECRET: line.channelSecret, LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken },
  });
  const log = createLogger('debug', { write: (chunk) => void (logs += chunk) });
  server = await startServer(config, { clock: new TestClock(), log, limits: LIMITS });
  port = Number(new URL(server.url!).port);
});
afterAll(async () => {
  await server.stop();
  await line.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** A raw connection; `said` once the server closed it. */
function dial(first = ''): { socket: Socket; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  socket.on('error', () => undefined); // a reset is an answer, too
  if (first) socket.write(first);
  return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve(said))) };
}

const ask = (head: string, body = '') => dial(`${head}\r\nConnection: close\r\n\r\n${body}`).closed;
const statusOf = (said: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0);
const isWell = async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

it('closes connections that drip headers or a body, or say nothing', async () => {
  const drips = [
    dial('GET / HTTP/1.1\r\nHost: x\r\nX-A: '),
    dial('POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n'),
    dial(
      'POST /track HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na=',
    ),
    dial('POST /console/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n'),
    dial('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), // kept alive, then silent
    dial(),
  ];
  const timer = setInterval(() => {
    for (const { socket } of drips.slice(0, 4)) if (!socket.destroyed) socket.write('a');
  }, 50);
  const begun = performance.now();
  await Promise.all(drips.map(({ closed }) => closed));
  clearInterval(timer);
  expect(performance.now() - begun).toBeLessThan(10_000);
  await isWell();
});

it('is there for others while more connections are opened than it takes', async () => {
  const many = Array.from({ length: 150 }, () => dial('GET / HTTP/1.1\r\nX-A: '));
  await Promise.all(many.map(({ closed }) => closed));
  await isWell();
});

const REFUSED: [name: string, head: string, body?: string][] = [
  ['two lengths', 'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4', 'abcd'],
  [
    'length and chunks',
    'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked',
    '0\r\n\r\n',
  ],
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(40_000)}`],
  ['no host', 'GET / HTTP/1.1'],
  ['a method of nobody', 'MEND / HTTP/1.1\r\nHost: x'],
  ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nX A: b'],
  ['a space in the target', 'GET /a b HTTP/1.1\r\nHost: x'],
  ['a broken escape', 'GET /%zz HTTP/1.1\r\nHost: x'],
  ['a path out', 'GET /../../etc/passwd HTTP/1.1\r\nHost: x'],
  ['an encoded path out', 'GET /assets/..%2f..%2fpackage.json HTTP/1.1\r\nHost: x'],
  ['a zero byte', 'GET /%00 HTTP/1.1\r\nHost: x'],
  [
    'another method over',
    'POST / HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: DELETE\r\nContent-Length: 0',
  ],
  ['a method over a form', 'GET /track?_method=DELETE HTTP/1.1\r\nHost: x\r\nX-HTTP-Method: DELETE'],
  ['tracing', 'TRACE / HTTP/1.1\r\nHost: x'],
  ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443'],
  ['a large webhook', `POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 ** 31}`],
  [
    'a large form',
    `POST /track HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${2 ** 31}`,
  ],
];

it.each(REFUSED.map(([name, head, body = '']) => ({ name, head, body })))(
  'answers or refuses $name',
  async ({ name, head, body }) => {
    const said = await ask(head, body);
    const status = statusOf(said);
    if (name === 'a method over a form')
      expect(status).toBe(200); // the ordinary page
    else expect([0, 400, 401, 404, 405, 408, 413, 431]).toContain(status);
    expect(said).not.toMatch(/root:|"name": "suetrong"| at .*\.ts/);
    await isWell();
  },
);

it('no header of a visitor gets into an address, wherever it stands', async () => {
  const evil = [
    'Host: evil.example',
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: gopher',
    'X-Forwarded-For: evil.example, 203.0.113.9',
    'Forwarded: host=evil.example;for=203.0.113.9',
    'X-Original-URL: /console/people',
    'X-Rewrite-URL: /console/people',
    'Referer: https://evil.example/',
    'Origin: https://evil.example',
  ].join('\r\n');
  for (const path of [
    '/',
    '/report',
    '/track',
    '/ita',
    '/privacy',
    '/nothing',
    '/console',
    '/console/sign-in',
  ]) {
    for (const target of [path, `http://evil.example${path}`]) {
      const said = await ask(`GET ${target} HTTP/1.1\r\n${evil}`);
      expect([path, statusOf(said)]).toEqual([path, expect.any(Number)]);
      expect([0, 500]).not.toContain(statusOf(said));
      expect(said).not.toMatch(/evil\.example|gopher|203\.0\.113/);
    }
  }
  const { messages } = await line.ask(`${server.url}/webhook`, line.event.text('u', 'แจ้งเรื่องทุจริต'));
  const urls = JSON.stringify(messages).match(/https?:\/\/[^"\\]+/g) ?? [];
  expect(urls.filter((url) => !url.startsWith(BASE) && /127|local|evil/.test(url))).toEqual([]);
});

it('said nothing of any of it in the log', () => {
  const errors = logs
    .split('\n')
    .filter((each) => each.includes('"level":50') && !each.includes('webhook points'));
  expect(errors).toEqual([]);
  expect(logs).not.toMatch(/evil|203\.0\.113|127\.0\.0\.1/);
});
