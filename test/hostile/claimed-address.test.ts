import { afterEach, expect, it } from '@jest/globals';
import { DOOR_LIMITS } from '../../src/site/door/capacity.ts';
import { startHostile, type HostileServer } from './hostile-server.ts';
import { statusOf } from './raw.ts';

/** What one address may do before it must wait. Each of these requests costs one. */
const SHARE = DOOR_LIMITS.perSource;
const [LET_IN, TO_WAIT] = [422, 503];
const FLOODER = '203.0.113.9';
const VICTIM = '198.51.100.7';

let hostile: HostileServer;
afterEach(() => hostile.stop());

const behind = (proxies: number) => startHostile({ settings: { TRUST_PROXY: String(proxies) } });

/** An empty tracking code, with these headers as they stand. */
async function visit(headers: readonly string[], from?: string): Promise<number> {
  const body = 'do=open&code=';
  const head = [
    'POST /track HTTP/1.1',
    'Host: x',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    ...headers,
  ].join('\r\n');
  return statusOf(await hostile.ask(head, body, { from }));
}
/** As many as one address may, and one more; resolves to what the last two were answered. */
async function flood(headers: (n: number) => string[], from?: string): Promise<number[]> {
  let last: number[] = [];
  for (let n = 0; n <= SHARE; n += 1) last = [...last.slice(-1), await visit(headers(n), from)];
  return last;
}
/** Another address each time, in every header that proxies and programs know. */
const claims = (n: number) => {
  const address = `10.${n % 200}.${n >> 8}.${n & 255}`;
  return [
    `X-Forwarded-For: ${address}`,
    `Forwarded: for=${address};by=${VICTIM}`,
    `X-Real-IP: ${address}`,
    `CF-Connecting-IP: ${address}`,
    `True-Client-IP: ${address}`,
    `X-Client-IP: ${address}`,
  ];
};

it('behind no proxy nothing that a visitor claims counts: it gives no new share, and takes none of another', async () => {
  hostile = await behind(0);
  expect(await flood(claims, '127.0.0.4')).toEqual([LET_IN, TO_WAIT]);
  // The very address that somebody else has; its owner comes from there, over a connection of its own.
  expect(await flood(() => [`X-Forwarded-For: 127.0.0.3`, 'Forwarded: for=127.0.0.3'], '127.0.0.2')).toEqual([
    LET_IN,
    TO_WAIT,
  ]);
  expect(await visit([], '127.0.0.3')).toBe(LET_IN);
});

it('behind a proxy only what the proxy itself says counts', async () => {
  hostile = await behind(1);
  // A proxy that adds to what a visitor claims, on the same line or on one of its own.
  const added = (n: number) => {
    const [first = '', ...others] = claims(n);
    return n % 2 === 0
      ? [`${first}, ${FLOODER}`, ...others]
      : [first, `X-Forwarded-For: ${FLOODER}`, ...others];
  };
  expect(await flood(added)).toEqual([LET_IN, TO_WAIT]);
  expect(await flood((n) => [`X-Forwarded-For: ${VICTIM}, 203.0.113.${10 + (n % 2)}`])).toEqual([
    LET_IN,
    LET_IN,
  ]);
  expect(await visit([`X-Forwarded-For: ${VICTIM}`])).toBe(LET_IN);
});

it('behind two proxies the one further out is believed, and nobody before it', async () => {
  hostile = await behind(2);
  expect(await flood((n) => [`X-Forwarded-For: 10.0.0.${n & 255}, ${FLOODER}, 192.0.2.1`])).toEqual([
    LET_IN,
    TO_WAIT,
  ]);
  expect(await visit([`X-Forwarded-For: ${FLOODER}, ${VICTIM}, 192.0.2.1`])).toBe(LET_IN);
});
