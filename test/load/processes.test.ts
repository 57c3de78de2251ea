import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { wordsOf } from '../../src/cli/words.ts';
import { systemClock } from '../../src/clock.ts';
import { createStaffAnswers } from '../../src/knowledge/answers.ts';
import { connectMongo } from '../../src/store/mongo/connection.ts';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
import { describeOnMongo, openCable, type Cable } from '../store/mongo-test-server.ts';
import { copyOfMueangPhon, smallAgency, type AgencyDir } from '../support/agency-dir.ts';
import { startFakeLine, type FakeLine, type LineEvent } from '../support/fake-line.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';

const ITA = join(import.meta.dirname, '../../src/cli/ita.ts');
const USERS = 8;
const MESSAGES = 6;
/** A reply after a lease that somebody must wait for, on a busy machine. */
const PATIENCE_MS = 40_000;

describeOnMongo('several processes on one database', (mongo) => {
  let line: FakeLine;
  let cable: Cable;
  let uri: string;
  let agency: AgencyDir;
  let dataDir: string;
  let webs: ServerProcess[];
  let workers: ServerProcess[];
  let database: string;

  const start = (kind: 'web' | 'worker') =>
    startServerProcess(line, { PROCESS: kind, MONGODB_URI: uri, DATA_DIR: dataDir, AGENCY_DIR: agency.dir });

  beforeAll(async () => {
    line = await startFakeLine({ clock: systemClock });
    agency = await copyOfMueangPhon();
    dataDir = mkdtempSync(join(tmpdir(), 'suetrong-processes-'));
    cable = await openCable(mongo.uri);
    database = mongo.newDatabase();
    const url = new URL(cable.uri);
    url.pathname = `/${database}`;
    uri = url.toString();
    // All at the same moment, on a database that is still empty.
    const all = await Promise.all((['web', 'web', 'worker', 'worker'] as const).map(start));
    webs = all.slice(0, 2);
    workers = all.slice(2);
  }, 120_000);
  afterAll(async () => {
    for (const each of [...(webs ?? []), ...(workers ?? [])]) {
      each.signal('SIGCONT');
      await each.end();
    }
    await line.stop();
    await cable.close();
    await agency.remove();
    rmSync(dataDir, { recursive: true, force: true });
    await mongo.dropAll();
  });

  /** Asks through one of the two entrances. */
  const ask = async (user: string, text: string, door = 0) =>
    wordsOf((await line.ask(webs[door]!.webhook, line.event.text(user, text), PATIENCE_MS)).messages);

  /** Runs `work` with each worker alone, the other standing still. */
  async function withEachAlone(work: (at: number) => Promise<void>): Promise<void> {
    for (const at of workers.keys()) {
      const other = workers[1 - at]!;
      other.signal('SIGSTOP');
      await work(at).finally(() => other.signal('SIGCONT'));
    }
  }

  /** Asks until the answer holds `expected`; the test's time limit is the bound. */
  async function untilSaid(user: string, text: string, expected: string): Promise<void> {
    for (let tries = 0; !(await ask(`${user} ${tries}`, text)).includes(expected); tries += 1)
      await sleep(300);
  }

  it('they set an empty database up once, whoever comes first', async () => {
    const raw = await connectMongo(mongo.uri, database);
    const done = await raw.migrations.find().lean();
    await raw.connection.close();
    expect(done.length).toBeGreaterThan(0);
    expect(done.filter(({ token }) => token !== null)).toEqual([]); // nobody holds the lock any more
    await withEachAlone(async (at) => {
      expect(await ask(`first ${at}`, 'ปี 63 เทศบาลได้เกรดอะไร', at)).toContain('60.88');
    });
  }, 120_000);

  /** Every user writes one message after the other, each through another door than the last; resolves to what was sent. */
  async function crowd(name: string, meanwhile: () => Promise<void>): Promise<LineEvent[][]> {
    const sent = Array.from({ length: USERS }, (): LineEvent[] => []);
    await Promise.all([
      ...sent.map(async (events, user) => {
        for (let n = 0; n < MESSAGES; n += 1) {
          const event = line.event.text(`${name} ${user}`, 'สวัสดี');
          expect((await line.send(webs[(user + n) % 2]!.webhook, event)).status).toBe(200);
          events.push(event);
        }
      }),
      meanwhile(),
    ]);
    for (const event of sent.flat()) await line.waitForReply(event, PATIENCE_MS);
    return sent;
  }

  function expectInOrder(sent: LineEvent[][]): void {
    const tokens = line.api.state.deliveries.map(({ replyToken }) => replyToken);
    for (const events of sent) {
      const places = events.map(({ replyToken }) => tokens.indexOf(replyToken));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      for (const { replyToken } of events)
        expect(tokens.filter((token) => token === replyToken)).toHaveLength(1);
    }
  }

  it('they answer each person once and in order, with one worker standing still for a while', async () => {
    const sent = await crowd('stall', async () => {
      await sleep(150);
      workers[0]!.signal('SIGSTOP');
      await sleep(15_000); // longer than a claim holds
      workers[0]!.signal('SIGCONT');
    });
    expectInOrder(sent);
  }, 120_000);

  it('they answer each person once and in order, with one worker killed in the middle', async () => {
    const sent = await crowd('kill', async () => {
      await sleep(150);
      await workers[1]!.end();
    });
    expectInOrder(sent);
    workers[1] = await start('worker');
  }, 120_000);

  it('each notices the import of a year', async () => {
    const file = join(dataDir, 'new-year.yaml');
    const { dataset } = smallAgency();
    writeFileSync(file, stringify(dataset));
    await promisify(execFile)(process.execPath, ['--no-warnings', ITA, 'import', file, '--dir', agency.dir]);
    await withEachAlone((at) => untilSaid(`import ${at}`, `ปี ${dataset.year} ได้คะแนนรวมเท่าไหร่`, '90'));
  }, 120_000);

  it('each notices an answer that staff wrote', async () => {
    const store = await openMongoStore(mongo.uri, { database });
    const answers = createStaffAnswers({ port: store.knowledge, clock: systemClock });
    await answers.add(
      { examples: ['รถเก็บขยะมากี่โมง'], answer: { th: 'รถเก็บขยะมาวันอังคาร หกโมงเช้า', en: '' } },
      'somebody',
    );
    await store.close();
    await withEachAlone((at) => untilSaid(`answer ${at}`, 'รถเก็บขยะมากี่โมง', 'วันอังคาร หกโมงเช้า'));
  }, 120_000);

  it('the doors refuse with 503 while the database is away, and go on by themselves', async () => {
    await cable.cut();
    for (const { webhook } of webs) {
      const begun = performance.now();
      expect((await line.send(webhook, line.event.text('cut', 'สวัสดี'))).status).toBe(503);
      expect(performance.now() - begun).toBeLessThan(10_000);
    }
    await cable.mend();
    for (const { webhook } of webs) {
      const event = line.event.text('cut', 'ปี 63 เทศบาลได้เกรดอะไร');
      for (;;) {
        const { status } = await line.send(webhook, event);
        if (status === 200) break;
        expect(status).toBe(503);
        await sleep(100);
      }
      expect(wordsOf((await line.waitForReply(event, PATIENCE_MS)).messages)).toContain('60.88');
    }
  }, 120_000);
});
