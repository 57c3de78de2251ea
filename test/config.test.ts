import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { envExample } from '../src/config/env-example.ts';
import { SetupError } from '../src/errors.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'suetrong-config-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const secret = (sign: string) => sign.repeat(40);
const production = () => ({
  NODE_ENV: 'production',
  DATA_DIR: dir,
  BASE_URL: 'https://suetrong.example.go.th/',
  APP_SECRET: secret('a'),
  CODE_PEPPER: secret('b'),
  STAFF_PEPPER: secret('c'),
  INTEGRITY_KEY: secret('d'),
  LINE_CHANNEL_SECRET: 'line-secret-value',
  LINE_CHANNEL_ACCESS_TOKEN: 'line-token-value',
});

function problems(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError);
    return [...(error as SetupError).problems];
  }
  return [];
}

it('.env.example is made of the table of settings', () => {
  const written = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8');
  expect(written).toBe(envExample());
});

describe('trial mode', () => {
  it('needs nothing and makes secrets of mode 0600 once', () => {
    const first = readConfig({ DATA_DIR: dir });
    expect(first).toMatchObject({
      mode: 'trial',
      process: 'all',
      port: 3000,
      host: '127.0.0.1',
      line: undefined,
    });
    expect(statSync(join(dir, 'trial-secrets.json')).mode & 0o777).toBe(0o600);
    expect(readConfig({ DATA_DIR: dir }).secrets).toEqual(first.secrets);
    expect(new Set(Object.values(first.secrets)).size).toBe(4);
  });

  it.each([
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PROCESS: 'worker' }, 'MONGODB_URI'],
    [{ PROCESS: 'some' }, 'PROCESS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ BASE_URL: 'example' }, 'BASE_URL'],
    [{ LINE_CHANNEL_SECRET: 'x' }, 'LINE_CHANNEL_ACCESS_TOKEN'],
    [{ LINE_API_BASE_URL: 'http://127.0.0.1:9' }, 'LINE_CHANNEL_SECRET'],
  ])('refuses %j by name', (extra, name) => {
    expect(problems({ DATA_DIR: dir, ...extra }).join('\n')).toContain(name);
  });

  it('refuses a damaged secrets file instead of making new secrets', () => {
    writeFileSync(join(dir, 'trial-secrets.json'), '{"app":"short"}');
    expect(problems({ DATA_DIR: dir }).join()).toContain('trial-secrets.json');
  });

  it('makes no secrets beside data that has its own elsewhere: production would not start there again', () => {
    writeFileSync(join(dir, 'suetrong.sqlite'), '');
    expect(problems({ DATA_DIR: dir }).join()).toContain(
      `${dir} holds an installation whose secrets are elsewhere`,
    );
    expect(readdirSync(dir)).toEqual(['suetrong.sqlite']);
    const names = ['APP_SECRET', 'CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'];
    const secrets = Object.fromEntries(names.map((name) => [name, name.repeat(4)]));
    expect(readConfig({ DATA_DIR: dir, ...secrets }).secrets.app).toBe(secrets['APP_SECRET']);
    expect(readdirSync(dir)).toEqual(['suetrong.sqlite']);
  });

  it('talks to a test server with the given credentials', () => {
    const config = readConfig({
      DATA_DIR: dir,
      LINE_API_BASE_URL: 'http://127.0.0.1:9999',
      LINE_CHANNEL_SECRET: 's',
      LINE_CHANNEL_ACCESS_TOKEN: 't',
    });
    expect(config.line).toEqual({
      channelSecret: 's',
      accessToken: 't',
      apiBaseUrl: 'http://127.0.0.1:9999',
      dataApiBaseUrl: 'http://127.0.0.1:9999',
    });
  });
});

describe('production', () => {
  it('starts with real secrets', () => {
    expect(readConfig(production())).toMatchObject({
      mode: 'production',
      host: '0.0.0.0',
      baseUrl: 'https://suetrong.example.go.th',
    });
  });

  it.each(Object.keys(production()).filter((name) => !['NODE_ENV', 'DATA_DIR'].includes(name)))(
    'refuses to start without %s, by name and without repeating a value',
    (name) => {
      const found = problems({ ...production(), [name]: undefined });
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(name);
      expect(found.join()).not.toMatch(/a{9}|b{9}|c{9}|d{9}|line-secret-value|line-token-value/);
    },
  );

  it('names everything that is missing at once', () => {
    const found = problems({ NODE_ENV: 'production', DATA_DIR: dir }).join('\n');
    for (const name of [
      'APP_SECRET',
      'CODE_PEPPER',
      'STAFF_PEPPER',
      'INTEGRITY_KEY',
      'LINE_CHANNEL_SECRET',
      'BASE_URL',
    ]) {
      expect(found).toContain(name);
    }
  });

  it.each([
    ['a short secret', { APP_SECRET: 'short' }, 'APP_SECRET'],
    ['two secrets alike', { APP_SECRET: secret('b') }, 'must all differ'],
    ['an open address', { BASE_URL: 'http://suetrong.example.go.th' }, 'https'],
  ])('refuses %s', (_what, extra, word) => {
    expect(problems({ ...production(), ...extra }).join('\n')).toContain(word);
  });

  it.each(['trial-secrets.json', '.env'])('refuses %s inside DATA_DIR', (file) => {
    writeFileSync(join(dir, file), '{}');
    expect(problems(production()).join('\n')).toContain(file);
  });
});
