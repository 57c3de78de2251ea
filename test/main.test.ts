import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startServerProcess } from './support/server-process.ts';

const ROOT = resolve(import.meta.dirname, '..');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'suetrong-main-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function run(command: string, args: string[], env: Record<string, string>) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', DATA_DIR: dir, ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const saying = async (pattern: RegExp) => {
    for (let tries = 0; tries < 600; tries += 1) {
      const found = pattern.exec(said.out);
      if (found) return found;
      if (child.exitCode !== null) break;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`it never said ${pattern.source}: ${said.out}${said.err}`);
  };
  return { child, said, ended, saying };
}

const start = (env: Record<string, string> = {}) => run('npm', ['start', '-s'], env);

describe('npm start', () => {
  it('needs nothing, serves pages and simulator, answers health checks, and ends on SIGTERM within ten seconds', async () => {
    const server = start();
    const [, url] = await server.saying(/listening on (http:\/\/127\.0\.0\.1:\d+)/);
    await server.saying(/simulator/);
    for (const path of ['/healthz', '/readyz', '/', '/privacy', '/ita', '/simulator', '/?lang=en']) {
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200]);
    }
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    const asked = Date.now();
    server.child.kill('SIGTERM');
    await server.ended;
    expect(Date.now() - asked).toBeLessThan(10_000);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  }, 60_000);

  it('lets one server run on a folder, and names it to the second', async () => {
    const first = start();
    await first.saying(/listening/);
    const second = start();
    expect(await second.ended).not.toBe(0);
    expect(second.said.err).toContain(dir);
    first.child.kill('SIGTERM');
    await first.ended;
  }, 60_000);

  it('refuses production without real secrets, naming each, and never mounts the simulator there', async () => {
    const bare = start({ NODE_ENV: 'production' });
    expect(await bare.ended).not.toBe(0);
    for (const name of [
      'APP_SECRET',
      'CODE_PEPPER',
      'STAFF_PEPPER',
      'INTEGRITY_KEY',
      'LINE_CHANNEL_SECRET',
    ]) {
      expect(bare.said.err).toContain(name);
    }
    expect(existsSync(join(dir, 'suetrong.sqlite'))).toBe(false);

    const real = start({
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      BASE_URL: 'https://suetrong.example.go.th',
      LINE_CHANNEL_SECRET: 'x',
      LINE_CHANNEL_ACCESS_TOKEN: 'y',
      LINE_API_BASE_URL: 'http://127.0.0.1:9',
      ...Object.fromEntries(
        ['APP_SECRET', 'CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'].map((name) => [name, name.repeat(4)]),
      ),
    });
    const [, url] = await real.saying(/listening on (\S+)/);
    expect(real.said.out).not.toContain('simulator');
    expect((await fetch(`${url}/simulator`)).status).toBe(404);
    expect((await fetch(url!)).headers.get('strict-transport-security')).toBeTruthy();
    real.child.kill('SIGTERM');
    await real.ended;
  }, 60_000);
});

it('a failure that nothing caught ends it with type and place, never with the message, which may quote a reporter', async () => {
  const canary = 'crash-of-a-bulbul-7731';
  // Turned round, since the place of this failure is its own source.
  const backwards = [...canary].reverse().join('');
  const failing = `process.once('SIGUSR2', () => { throw new TypeError([...'${backwards}'].reverse().join('')) })`;
  const line = { baseUrl: 'http://127.0.0.1:9', channelSecret: 'x', channelAccessToken: 'y' };
  const server = await startServerProcess(line, {
    DATA_DIR: dir,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(failing)}`,
  });
  await server.end('SIGUSR2');
  expect(server.output()).toContain('"type":"TypeError"');
  expect(server.output()).not.toContain(canary);
}, 60_000);

it('an old Node is told what to do', () => {
  const old = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); require('./tools/need-node.cjs')`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', old], { cwd: ROOT, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('needs Node 24');
  expect(stderr).toContain('npm install');
});
