import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { caseReference } from '../../src/cases/reference.ts';
import { systemClock } from '../../src/clock.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { fillIn, phoneOf, th } from '../cases/phone.ts';
import { startFakeLine, type FakeLine, type LineEvent } from '../support/fake-line.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';

/**
 * A scandal: a town asks, some report, LINE fails now and then, the server dies twice. The whole of it:
 * SCANDAL_EVENTS=50000 SCANDAL_USERS=5000 SCANDAL_REPORTS=500. Events come at a steady rate, as people do who do not wait
 * for one another; 14 a second is 50,000 in an hour.
 */
const EVENTS = Number(process.env['SCANDAL_EVENTS'] ?? 600);
const USERS = Number(process.env['SCANDAL_USERS'] ?? 60);
const REPORTS = Number(process.env['SCANDAL_REPORTS'] ?? 6);
const RATE = Number(process.env['SCANDAL_RATE'] ?? 14);
const QUESTION = 'ปี 63 เทศบาลได้เกรดอะไร';
const CALM = 60;
/** After a start, so long nothing is measured: the code is being compiled. */
const WARM_MS = 4000;
/** One in so many answers finds LINE failing. */
const FAILS = 40;

let line: FakeLine;
let dataDir: string;
let server: ServerProcess | undefined;
let since = 0;
beforeAll(async () => {
  line = await startFakeLine({ clock: systemClock });
  dataDir = mkdtempSync(join(tmpdir(), 'suetrong-scandal-'));
});
afterAll(async () => {
  await server?.end();
  await line.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = await startServerProcess(line, { DATA_DIR: dataDir });
  since = performance.now();
}
async function restart(): Promise<void> {
  const dying = server!;
  server = undefined;
  await dying.end();
  await start();
}

const megabytes = () => {
  const status = readFileSync(`/proc/${String(server!.pid)}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024);
};
const p95 = (times: readonly number[]) =>
  Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN);

/** Sends until it is taken, as LINE does with redelivery on; resolves to the time of the reply, if it was one life's. */
async function ask(event: LineEvent): Promise<number | undefined> {
  const begun = performance.now();
  const before = server;
  for (;;) {
    try {
      if (server && (await line.send(server.webhook, event)).status === 200) break;
    } catch {
      // The connection broke with the process: not acknowledged.
    }
    await sleep(300);
  }
  const reply = await line.waitForReply(event, 70_000).catch(() => undefined);
  return reply && before && before === server && begun - since > WARM_MS
    ? performance.now() - begun
    : undefined;
}

it(
  `${EVENTS} events of ${USERS} people and ${REPORTS} reports, with LINE failing and two deaths`,
  async () => {
    await start();
    await sleep(WARM_MS);
    for (let n = 0; n < 15; n += 1) await ask(line.event.text('warm', QUESTION));
    const calm: number[] = [];
    for (let n = 0; n < CALM; n += 1) {
      const time = await ask(line.event.text(`calm ${n % 5}`, QUESTION));
      if (time !== undefined) calm.push(time);
      await sleep(1000 / RATE);
    }

    const receipts: { code: string; words: string }[] = [];
    const report = async (n: number) => {
      const phone = phoneOf(line, () => server!.webhook, `reporter ${n}`, 70_000);
      const code = await fillIn(phone, 'comment', { text: `เรื่องที่ ${n}` });
      receipts.push({ code, words: await phone.tap(th('report:act.file')) });
    };
    const sent: LineEvent[] = [];
    const times: number[] = [];
    const memory: number[] = [];
    const running = new Set<Promise<void>>();
    const begun = performance.now();
    const load = loadavg()[0]!;
    /** Reports come in the first third; the server dies after it, and after the second. */
    const reporting: Promise<void>[] = [];
    for (let n = 0; n < EVENTS; n += 1) {
      if (n % Math.ceil(EVENTS / 3 / REPORTS) === 0 && reporting.length < REPORTS)
        reporting.push(report(reporting.length));
      if (n === Math.floor(EVENTS / 3)) {
        await Promise.all(reporting);
        void restart();
      }
      if (n === Math.floor((EVENTS * 2) / 3)) void restart();
      if (n % FAILS === FAILS - 1 && reporting.length === REPORTS && n > EVENTS / 3) {
        line.api.inject('/v2/bot/message/reply', { kind: 'status', status: 500 });
      }
      if (n > EVENTS / 2 && n % Math.ceil(EVENTS / 12) === 0 && server) memory.push(megabytes());
      const event = line.event.text(`u${n % USERS}`, QUESTION);
      sent.push(event);
      const task = ask(event).then((time) => {
        if (time !== undefined) times.push(time);
      });
      const tracked = task.finally(() => running.delete(tracked));
      running.add(tracked);
      const due = begun + ((n + 1) * 1000) / RATE;
      if (due > performance.now()) await sleep(due - performance.now());
    }
    await Promise.all(running);
    const took = Math.round((performance.now() - begun) / 1000);
    await server!.end('SIGTERM');
    server = undefined;

    const store = openSqliteStore(dataDir);
    const { waiting, finished } = await store.inbox.tally();
    const rows = await store.cases.withRecipient('recovery', undefined, 10_000);
    await store.close();
    process.stdout.write(
      `  ${EVENTS} events, ${REPORTS} reports in ${took} s at load ${load.toFixed(1)}: calm p95 ${p95(calm)} ms, storm p95 ${p95(times)} ms (${times.length}); memory ${memory.join(', ')} MB; ends ${JSON.stringify(finished)}\n`,
    );
    expect(waiting).toBe(0);
    expect(finished.failed).toBe(0);
    const replies = sent.map((event) => line.repliesTo(event).length);
    expect(replies.filter((count) => count > 1)).toEqual([]);
    expect(replies.filter((count) => count === 0).length).toBeLessThanOrEqual(
      finished.expired + finished.unconfirmed,
    );
    expect(receipts).toHaveLength(REPORTS);
    const references = receipts.map(({ words }) => /\d{4}-\d{4}/.exec(words)?.[0]);
    expect(rows.map(({ id }) => caseReference(id)).sort()).toEqual(references.sort());
    expect(Math.max(...memory)).toBeLessThan(1.5 * Math.min(...memory));
    expect(p95(times)).toBeLessThanOrEqual(2 * p95(calm));
  },
  120_000 + (EVENTS / RATE) * 5000 + REPORTS * 20_000,
);
