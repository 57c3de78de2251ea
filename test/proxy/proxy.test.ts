import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDoor, type TestDoor } from '../site/door/door-under-test.ts';
import { codeOn, REPORT, visitor } from '../site/door/visitor.ts';
import { ask, askOnion, babble, CLIENT, LARGE, startProbe, type Probe, type Reply } from './probe.ts';
import {
  CADDY,
  isInstalled,
  NGINX,
  PROXIES,
  put,
  SETTINGS,
  startProxy,
  type RunningProxy,
} from './proxies.ts';

/**
 * The proxy settings of docs/proxy, run by the real programs. PROXY_TESTS=all (ci/proxy.sh): all must be installed;
 * else those that are not are skipped, and say so.
 */
const all = process.env['PROXY_TESTS'] === 'all';
const has = (program: string) => {
  const there = all || isInstalled(program);
  if (!there) process.stderr.write(`SKIPPED: ${program} is not installed. Get it with: sh ci/proxy.sh\n`);
  return there;
};

const CANARY = 'canary-7391';
const CODE = '12345678901234567890';
const MIB = 1024 * 1024;
const portOf = (origin: string) => Number(new URL(origin).port);

/** Sends 6 MiB, stops, looks at what the proxy holds, and sends the rest. */
async function slowUpload(proxy: RunningProxy, probe: Probe): Promise<{ through: number; bodies: string[] }> {
  const before = probe.received;
  let seen = { through: 0, bodies: [] as string[] };
  const size = 8 * MIB;
  const headers = { 'content-length': size, 'content-type': 'multipart/form-data; boundary=x' };
  await ask(proxy.tlsPort, { method: 'POST', path: '/report', headers }, (sending) => {
    sending.write(Buffer.alloc(6 * MIB, CANARY), () => {
      void (async () => {
        await wait(400);
        seen = { through: probe.received - before, bodies: proxy.bodies() };
        sending.end(Buffer.alloc(2 * MIB, CANARY));
      })();
    });
  });
  expect(probe.received - before).toBe(size);
  return seen;
}

/** Asks for a long page and does not read it for a while. */
async function slowReader(proxy: RunningProxy): Promise<string[]> {
  let bodies: string[] = [];
  let length = 0;
  await ask(proxy.tlsPort, { path: '/large' }, undefined, async (message) => {
    message.pause();
    await wait(600);
    bodies = proxy.bodies();
    for await (const bytes of message) length += (bytes as Buffer).length;
    return '';
  });
  expect(length).toBe(LARGE);
  return bodies;
}

/** Everything that proxies like to write down: requests, refused ones, broken ones. Resolves to what is said in the server's absence. */
async function visitsOfAllKinds(proxy: RunningProxy, probe: Probe): Promise<Reply> {
  const headers = { 'user-agent': CANARY, referer: `https://elsewhere.example/${CANARY}` };
  const path = `/track?code=${CODE}`;
  await ask(proxy.tlsPort, { path, headers });
  await ask(proxy.tlsPort, { method: 'POST', path: '/report', headers }, (sending) =>
    sending.end(CANARY.repeat(9000)),
  );
  await ask(proxy.tlsPort, { path, headers: { ...headers, long: CANARY.repeat(10_000) } }).catch(
    () => undefined,
  );
  await ask(proxy.tlsPort, { path: `/${CANARY.repeat(8000)}`, headers }).catch(() => undefined);
  await ask(proxy.tlsPort, { method: 'POST', path, headers: { 'content-length': 9999 } }, (sending) => {
    sending.write(CANARY);
    setTimeout(() => sending.destroy(), 100); // goes away in the middle
  }).catch(() => undefined);
  await babble(proxy.tlsPort, `GET /${CANARY} HTTP/1.1\r\n\r\n`);
  await babble(proxy.onionPort, `${CANARY}\r\n\r\n`);
  await probe.close();
  const away = await ask(proxy.tlsPort, { path, headers });
  await ask(proxy.tlsPort, { method: 'POST', path: '/report', headers }, (sending) => sending.end(CANARY));
  await wait(200);
  return away;
}

for (const kind of PROXIES) {
  (has(kind.program) ? describe : describe.skip)(`${kind.name} with the settings of docs/proxy`, () => {
    let probe: Probe;
    let proxy: RunningProxy;
    beforeAll(async () => {
      probe = await startProbe();
      proxy = await startProxy(kind, probe.port);
    });
    afterAll(async () => {
      await proxy?.stop();
      await probe.close();
    });

    it('passes a file on while it comes, and keeps nothing of it', async () => {
      const { through, bodies } = await slowUpload(proxy, probe);
      expect(through).toBeGreaterThan(5 * MIB);
      expect(bodies).toEqual([]);
    });

    it('keeps nothing of a long page that is read slowly', async () => {
      expect(await slowReader(proxy)).toEqual([]);
    });

    it('tells who asks, whatever they claim', async () => {
      const claimed = { 'x-forwarded-for': '198.51.100.9', forwarded: 'for=198.51.100.9' };
      await ask(proxy.tlsPort, { path: '/', headers: claimed });
      expect([probe.headers['x-forwarded-for'], probe.headers['x-forwarded-proto']]).toEqual([
        CLIENT,
        'https',
      ]);
      await askOnion(proxy.onionPort, { ...claimed, host: 'x'.repeat(56) + '.onion' });
      expect([probe.headers['x-forwarded-for'], probe.headers['x-forwarded-proto']]).toEqual([
        '127.0.0.1',
        'http',
      ]);
    });

    it('sends pages unpacked', async () => {
      const { headers } = await ask(proxy.tlsPort, { path: '/', headers: { 'accept-encoding': 'gzip, br' } });
      expect(headers['content-encoding']).toBeUndefined();
    });

    it('writes nothing down, whatever comes and goes wrong', async () => {
      const before = proxy.written();
      const { status, headers, body } = await visitsOfAllKinds(proxy, probe);
      expect([status, headers['cache-control'], body.includes('รอสักครู่')]).toEqual([503, 'no-store', true]);
      expect(proxy.written().slice(before.length)).toBe('');
      expect(proxy.bodies()).toEqual([]);
    });
  });

  (has(kind.program) ? describe : describe.skip)(`the door behind ${kind.name}`, () => {
    let door: TestDoor;
    let proxy: RunningProxy;
    beforeAll(async () => {
      door = await startDoor({ trustProxy: 1, limits: { windowMinutes: 10, perSource: 5, overall: 100 } });
      proxy = await startProxy(kind, portOf(door.origin));
    });
    afterAll(async () => {
      await proxy?.stop();
      await door.close();
    });

    it('takes a report with a file from the onion service, and gives it by its code', async () => {
      const person = visitor(`http://127.0.0.1:${proxy.onionPort}`);
      const file = new File(['หลักฐาน '.repeat(60_000)], 'บันทึก.txt');
      const form = await person.press(await person.get('/report'), 'upload', { ...REPORT, evidence: file });
      expect([form.text.includes('บันทึก.txt'), proxy.bodies()]).toEqual([true, []]);
      const review = await person.press(form, 'review');
      const receipt = await person.press(review, 'file');
      expect(receipt.status).toBe(200);
      const found = await person.press(await person.get('/track'), 'open', { code: codeOn(receipt) });
      expect(found.text).toContain('ตั้งแต่ต้นจนถึงวันนี้');
    });

    it('counts one visitor as one, however many addresses are claimed', async () => {
      const statuses: number[] = [];
      for (let n = 0; n < 6; n += 1) {
        const headers = {
          'x-forwarded-for': `198.51.100.${n}, 203.0.113.${n}`,
          'content-type': 'application/x-www-form-urlencoded',
        };
        const options = { method: 'POST', path: '/track', headers };
        statuses.push((await ask(proxy.tlsPort, options, (sending) => sending.end('do=open&code='))).status);
      }
      expect(statuses).toEqual([422, 422, 422, 422, 422, 503]);
    });
  });
}

/** The tests above can fail: each with the line that it holds taken out. */
const without = async <T>(
  kind: (typeof PROXIES)[number],
  lines: readonly (readonly [was: string, now: string])[],
  look: (proxy: RunningProxy, probe: Probe) => Promise<T>,
): Promise<T> => {
  const probe = await startProbe();
  const proxy = await startProxy(kind, probe.port, (settings) =>
    lines.reduce((left, [was, now]) => put(left, was, now), settings),
  );
  try {
    return await look(proxy, probe);
  } finally {
    await proxy.stop();
    await probe.close();
  }
};

for (const [kind, lines] of [
  [NGINX, [[['access_log off;', '']], [['error_log /dev/null emerg;', '']]]],
  // Caddy falls silent about failures that have a page of their own.
  [
    CADDY,
    [
      [
        ['exclude http tls.handshake', ''],
        ['handle_errors {', 'handle /never {'],
      ],
    ],
  ],
] as const) {
  (has(kind.program) ? describe : describe.skip)(`${kind.name} with a line of the settings missing`, () => {
    it.each(lines.map((each) => [each.map(([was]) => was).join(' '), each] as const))(
      'writes visitors down: %s',
      async (_what, each) => {
        const written = await without(kind, each, async (proxy, probe) => {
          await visitsOfAllKinds(proxy, probe);
          return proxy.written();
        });
        expect(written).toContain(CLIENT);
      },
    );

    if (kind !== NGINX) return;
    it('buffers files on the disk', async () => {
      const { through, bodies } = await without(NGINX, [['proxy_request_buffering off;', '']], slowUpload);
      expect(through).toBe(0);
      expect(bodies).not.toEqual([]);
    });

    it('buffers long pages on the disk', async () => {
      expect(await without(NGINX, [['proxy_max_temp_file_size 0;', '']], slowReader)).not.toEqual([]);
    });
  });
}

(has('tor') ? describe : describe.skip)('the onion service of docs/proxy/torrc', () => {
  it('is accepted by tor, and leads to the listener for it in both proxies', () => {
    const dir = mkdtempSync(join(tmpdir(), 'suetrong-tor-'));
    try {
      mkdirSync(join(dir, 'data'), { mode: 0o700 });
      const torrc = readFileSync(join(SETTINGS, 'torrc'), 'utf8');
      writeFileSync(join(dir, 'torrc'), put(torrc, '/var/lib/tor/suetrong', join(dir, 'service')));
      const args = ['--verify-config', '-f', join(dir, 'torrc'), '--DataDirectory', join(dir, 'data')];
      const said = execFileSync('tor', args, { encoding: 'utf8' });
      expect(said).toContain('Configuration was valid');
      expect(said.replace(/.*running Tor as root.*/, '')).not.toMatch(/\[(warn|err)\]/);
      const [, port] = /^HiddenServicePort 80 127\.0\.0\.1:(\d+)$/m.exec(torrc)!;
      for (const { file } of PROXIES)
        expect(readFileSync(join(SETTINGS, file), 'utf8')).toContain(`:${port}`);
      expect(torrc).not.toContain(':3000');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
