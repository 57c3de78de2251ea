import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordsOf } from '../src/cli/words.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { createQuietLog, referenceOf } from '../src/quiet-log.ts';
import { startServer, type RunningServer } from '../src/server.ts';
import { StoreUnavailableError } from '../src/store/ports.ts';
import { startFakeLine, TestClock, type FakeLine } from './support/fake-line.ts';

const linesOf = (logs: string) =>
  logs
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log of the paths that reporters use, in production', () => {
  let line: FakeLine;
  let server: RunningServer;
  let logs = '';
  const dir = mkdtempSync(join(tmpdir(), 'suetrong-quiet-'));
  const clock = new TestClock();
  beforeAll(async () => {
    line = await startFakeLine({ clock });
    const config = readConfig({
      PORT: '0',
      DATA_DIR: dir,
      LINE_API_BASE_URL: line.baseUrl,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken,
    });
    const log = createLogger('debug', { write: (chunk) => void (logs += chunk) });
    server = await startServer(
      { ...config, mode: 'production', baseUrl: 'https://suetrong.example.go.th' },
      { clock, log },
    );
    await server.deps.scheduler.runAll();
    logs = '';
  });
  afterAll(async () => {
    await server.stop();
    await line.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is silent when chat, webhook and page fail, and tells of it at the next release hour, with how often', async () => {
    const { store, quiet, agency } = server.deps;
    const load = store.sessions.load.bind(store.sessions);
    store.sessions.load = () => Promise.reject(new TypeError('a secret detail'));
    const references: string[] = [];
    for (const user of ['one', 'two', 'three']) {
      const { messages } = await line.ask(`${server.url}/webhook`, line.event.text(user, 'สวัสดี'));
      references.push(/[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(wordsOf(messages))![0]);
    }
    store.sessions.load = load;
    expect(new Set(references).size).toBe(1);

    const accept = store.inbox.accept.bind(store.inbox);
    store.inbox.accept = () => Promise.reject(new StoreUnavailableError());
    expect((await line.send(`${server.url}/webhook`, line.event.text('one', 'x'))).status).toBe(503);
    store.inbox.accept = accept;

    const current = agency.current.bind(agency);
    const failing = async (times: number) => {
      let left = times;
      agency.current = () => {
        if ((left -= 1) < 0) return current();
        throw new RangeError('another secret detail');
      };
      const answered = await fetch(`${server.url}/ita`);
      agency.current = current;
      return answered;
    };
    const page = await failing(1);
    expect(page.status).toBe(500);
    const shown = /class="reference">([0-9A-Z-]{9})</.exec(await page.text())![1]!;

    // When even the page that says so fails.
    const bare = await failing(Infinity);
    expect(bare.status).toBe(500);
    expect(await bare.text()).not.toMatch(/secret|at .*\.ts/);

    quiet.look();
    expect(logs).toBe('');
    clock.advance(24 * 60 * 60_000);
    quiet.look();
    const told = linesOf(logs);
    expect(told.map(({ times }) => times).sort()).toEqual([1, 1, 2, 3]);
    expect(told.find(({ reference }) => reference === references[0])).toMatchObject({ times: 3, level: 50 });
    expect(told.find(({ reference }) => reference === shown)).toMatchObject({ times: 2 });
    expect(logs).toContain('handle-event.ts');
    expect(logs).not.toContain('secret detail');
    quiet.look();
    expect(linesOf(logs)).toHaveLength(4);
  });
});

describe('a quiet log', () => {
  it('writes at once where nothing is held back', () => {
    const lines: unknown[] = [];
    const log = { warn: (...given: unknown[]) => void lines.push(given), error: () => undefined };
    createQuietLog(log as never, undefined).warn({ a: 1 }, 'now');
    expect(lines).toEqual([[{ a: 1 }, 'now']]);
  });

  it('loses no failure, writes each kind once, and in no order that tells which came first', () => {
    const orders = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 600 }), (kinds) => {
        const lines: { kind?: number; times: number }[] = [];
        const put = (fields: unknown) => void lines.push(fields as { times: number });
        const quiet = createQuietLog({ warn: put, error: put } as never, () => 'period');
        for (const kind of kinds) quiet.warn({ kind }, 'failed');
        expect(lines).toEqual([]);
        quiet.stop();
        expect(lines.reduce((sum, { times }) => sum + times, 0)).toBe(kinds.length);
        const known = lines.flatMap(({ kind }) => (kind === undefined ? [] : [kind]));
        expect(new Set(known).size).toBe(known.length);
        expect(known.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 60 },
    );
    for (let n = 0; n < 60; n += 1) {
      let order = '';
      const put = ({ kind }: { kind: string }) => void (order += kind);
      const quiet = createQuietLog({ warn: put, error: put } as never, () => 'period');
      for (const kind of 'abc') quiet.error({ kind }, 'failed');
      quiet.stop();
      orders.add(order);
    }
    expect(orders.size).toBeGreaterThan(3);
  });

  it('gives one kind of failure one reference, and others another', () => {
    const [one, other] = ['of one person', 'of another'].map((message) => new TypeError(message));
    expect(referenceOf(one)).toBe(referenceOf(other));
    expect(referenceOf(one)).not.toBe(referenceOf(new RangeError('x')));
    expect(referenceOf(undefined)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });
});
