import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SERVER_LIMITS } from '../../src/web/server-limits.ts';
import { startHostile, type HostileServer } from './hostile-server.ts';
import { statusOf } from './raw.ts';

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
let hostile: HostileServer;
let dial: HostileServer['dial'];
let ask: HostileServer['ask'];
beforeAll(async () => {
  hostile = await startHostile({ settings: { BASE_URL: BASE }, limits: LIMITS });
  ({ dial, ask } = hostile);
});
afterAll(() => hostile.stop());

const isWell = async () => expect((await fetch(`${hostile.server.url}/healthz`)).status).toBe(200);

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
  const { line, server } = hostile;
  const { messages } = await line.ask(`${server.url}/webhook`, line.event.text('u', 'แจ้งเรื่องทุจริต'));
  const urls = JSON.stringify(messages).match(/https?:\/\/[^"\\]+/g) ?? [];
  expect(urls.filter((url) => !url.startsWith(BASE) && /127|local|evil/.test(url))).toEqual([]);
});

it('said nothing of any of it in the log', () => {
  const logs = hostile.logs();
  const errors = logs
    .split('\n')
    .filter((each) => each.includes('"level":50') && !each.includes('webhook points'));
  expect(errors).toEqual([]);
  expect(logs).not.toMatch(/evil|203\.0\.113|127\.0\.0\.1/);
});
