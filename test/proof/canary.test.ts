import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newIdentity, recipientOf } from '../../src/cases/age.ts';
import { formatCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startServer } from '../../src/server.ts';
import { filesIn, leaksOf, valuesIn } from '../cases/stored-values.ts';
import { fillIn, phoneOf, th } from '../cases/phone.ts';
import { startFakeLine, type FakeLine } from '../support/fake-line.ts';
import { DAY, TestClock } from '../support/clock.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { dumpOf } from './mongo-dump.ts';
import { CANARIES, PLACE, secretsOf, USERS } from './canaries.ts';
import {
  casesAreConcluded,
  chatGivesUp,
  chatSucceeds,
  consoleIsUsed,
  everythingFails,
  lineIsLinked,
  passphraseFile,
  webIsUsed,
  webhookIsTeased,
  type Town,
} from './story.ts';
import { mongoUri } from '../support/mongo-uri.ts';

/**
 * Unique texts go in by every way there is, and must come to stand nowhere: a real server process at debug level, with a
 * temporary directory of its own, is used, teased, killed and started again; then everything it wrote is searched in
 * every form that a program gives a text by itself.
 */
const ROOT = resolve(import.meta.dirname, '../..');

let home: string;
let line: FakeLine;
let server: ServerProcess;
let town: Town;
const outputs: string[] = [];
/** What command-line tools said where they report trouble. */
let complaints = '';

/** With BOT_STORE=mongo all of it happens on the server of MONGODB_TEST_URI. */
const uri = mongoUri();

const dirOf = (name: string) => join(home, name);
const database: Record<string, string> = uri ? { MONGODB_URI: uri } : {};
const start = () =>
  startServerProcess(line, {
    DATA_DIR: dirOf('data'),
    TMPDIR: dirOf('tmp'),
    TRUST_PROXY: '1',
    LOG_LEVEL: 'debug',
    ...database,
  });

/** A command of the staff, as a process of its own; resolves to its standard output. */
function command(
  name: string,
  args: readonly string[],
  settings: Record<string, string> = {},
): Promise<{ code: number | null; out: string }> {
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      ['--no-warnings=ExperimentalWarning', join('src', 'cli', `${name}.ts`), ...args],
      {
        cwd: ROOT,
        env: {
          PATH: process.env['PATH'],
          DATA_DIR: dirOf('data'),
          TMPDIR: dirOf('tmp'),
          LOG_LEVEL: 'debug',
          ...database,
          ...settings,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.on('error', fail);
    child.on('close', (code) => done({ code, out }));
  });
}

/** Everywhere a text could have come to stand. */
const places = async () => [
  ...(uri ? await dumpOf(uri) : []),
  ...filesIn(dirOf('data')).map(({ name, bytes }) => ({ name: `data/${name}`, bytes })),
  ...filesIn(dirOf('tmp')).map(({ name, bytes }) => ({ name: `tmp/${name}`, bytes })),
  ...filesIn(dirOf('backup')).map(({ name, bytes }) => ({ name: `backup/${name}`, bytes })),
  { name: 'output of the server', bytes: Buffer.from([...outputs, server.output()].join('\n')) },
  { name: 'standard error of commands', bytes: Buffer.from(complaints) },
  {
    name: 'addresses LINE was asked at',
    bytes: Buffer.from(line.api.state.requests.map(({ path }) => path).join('\n')),
  },
];

/**
 * A piece out of the middle of every sealed item of the cases that the officer saw. Not of the files: what is left of
 * their ciphertext opens with a secret that lies in an item (ADR 20).
 */
const ciphertexts = () =>
  valuesIn(dirOf('data')).flatMap(({ column, value, row }) => {
    const theirs = column === 'sealed' && opened.includes(String(row['case_id']));
    if (!theirs || !(value instanceof Uint8Array)) return [];
    const middle = Math.floor(value.length / 2);
    return [Buffer.from(value.subarray(middle, middle + 48))];
  });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'suetrong-canary-'));
  for (const name of ['data', 'tmp', 'staff', 'backup']) mkdirSync(dirOf(name));
  line = await startFakeLine({ clock: systemClock });
  server = await start();
  town = { line, dataDir: dirOf('data'), server: () => server, codes: [], linkCodes: [] };
}, 60_000);
afterAll(async () => {
  await server.end();
  await line.stop();
  rmSync(home, { recursive: true, force: true });
});

let code: TrackingCode;
/** The cases that the officer saw. */
let opened: string[];

describe('the story', () => {
  it('is told in the chat, on the web and in the console, with all that is refused', async () => {
    const told = await chatSucceeds(town);
    ({ code } = told);
    await chatGivesUp(town);
    await webhookIsTeased(town);
    await webIsUsed(town);
    const { cases, filesRead } = await consoleIsUsed(town);
    expect(filesRead).toBe(4);
    opened = cases;
    await lineIsLinked(town);
    await told.reporter.say(formatCode(code));
    expect(told.reporter.words()).toContain(CANARIES.staffQuestion);
    await told.reporter.say(CANARIES.chatReply);
  }, 180_000);

  it('goes on after the server was killed in the middle of a filing', async () => {
    const late = phoneOf(line, () => server.webhook, 'harrier', 20_000);
    town.codes.push(await fillIn(late, 'comment', { text: CANARIES.chatComment }));
    await line.send(server.webhook, late.eventOf(th('report:act.file')));
    await server.end();
    outputs.push(server.output());
    server = await start();
  }, 60_000);

  // Whose tables can be taken away from under the server: those of SQLite.
  (uri ? it.skip : it)(
    'fails at every entrance, in the chat, on the web and in the console, while tables are away',
    async () => {
      const answers = await everythingFails(town, code);
      for (const [table, statuses] of Object.entries(answers))
        expect([table, statuses.includes(500)]).toEqual([table, true]);
      expect(server.output()).toContain('a page of the console failed');
    },
    120_000,
  );

  it('is worked on by command, which shows texts to who may see them', async () => {
    const officer = passphraseFile(dirOf('staff'), dirOf('data'), 'officer');
    const listed = await command('cases', ['list', ...officer]);
    expect(listed.code).toBe(0);
    const ids = [...new Set(listed.out.match(/\b[0-9a-f]{32}\b/g) ?? [])];
    expect(ids.length).toBeGreaterThanOrEqual(4);
    const shown = [];
    for (const id of ids) shown.push((await command('cases', ['open', id, ...officer])).out);
    for (const canary of [
      'chatWhat',
      'chatReply',
      'webWhat',
      'chatComment',
      'webComment',
      'webAdded',
    ] as const) {
      expect([canary, shown.join('\n').includes(CANARIES[canary])]).toEqual([canary, true]);
    }
    await command('cases', [
      'act',
      ids[0]!,
      CANARIES.inAddress,
      '--message',
      CANARIES.staffRefused,
      ...officer,
    ]);
    expect((await command('audit', ['verify'])).code).toBe(0);
  }, 120_000);
});

describe('the backup', () => {
  it('is made while the server runs', async () => {
    const recipient = await recipientOf(await newIdentity());
    const made = await command('backup', ['make'], {
      BACKUP_DIR: dirOf('backup'),
      BACKUP_RECIPIENT: recipient,
    });
    expect(made).toMatchObject({ code: 0 });
    expect(filesIn(dirOf('backup')).length).toBeGreaterThanOrEqual(2);
  }, 60_000);
});

describe('afterwards', () => {
  it('no text, name, address, place, user or code stands in data, temporary files, logs or addresses', async () => {
    expect(town.codes.length).toBeGreaterThanOrEqual(5);
    expect(server.output().length + outputs.join('').length).toBeGreaterThan(0);
    expect(leaksOf(secretsOf(town), await places())).toEqual([]);
  }, 120_000);

  it('nor when years have passed and all of it was erased; then even the sealed items are gone', async () => {
    await casesAreConcluded(town, opened);
    await server.end('SIGTERM');
    const before = uri ? [] : ciphertexts();
    if (!uri) expect(before.length).toBeGreaterThan(20);
    const clock = new TestClock(new Date(Date.now() + 6 * 365 * DAY));
    let logs = '';
    const later = await startServer(
      readConfig({
        PORT: '0',
        DATA_DIR: dirOf('data'),
        ...database,
        LINE_API_BASE_URL: line.baseUrl,
        LINE_CHANNEL_SECRET: line.channelSecret,
        LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken,
      }),
      { clock, log: createLogger('debug', { write: (chunk) => void (logs += chunk) }) },
    );
    // Orphans are purged by day: the second run finds what the first one left.
    await later.deps.scheduler.runAll();
    clock.advance(2 * DAY);
    await later.deps.scheduler.runAll();
    const left = await later.deps.store.cases.withRecipient('recovery', undefined, 100);
    await later.stop();
    outputs.push(logs);

    expect(left.map(({ id }) => id).filter((id) => opened.includes(id))).toEqual([]);
    expect(leaksOf(secretsOf(town), await places())).toEqual([]);
    const bytes = Buffer.concat(filesIn(dirOf('data')).map((file) => file.bytes));
    const kept = before.filter((piece) => bytes.includes(piece));
    expect(kept).toEqual([]);
    const chunks = uri
      ? (await dumpOf(uri)).filter(({ name }) => name.startsWith('mongo/chunk/'))
      : valuesIn(dirOf('data')).filter(({ table }) => table === 'evidence_chunk');
    expect(chunks).toEqual([]);
  }, 180_000);

  it('temporary files are gone', () => {
    expect(filesIn(dirOf('tmp')).map(({ name }) => name)).toEqual([]);
  });

  it('no push went out, and no profile was asked for', () => {
    const asked = line.api.state.requests.map(({ path }) => path);
    expect(asked.filter((path) => /push|multicast|broadcast|profile/.test(path))).toEqual([]);
  });

  it('a leak would be found: each canary, planted in the log and in a file', () => {
    const secrets = secretsOf(town);
    for (const [what, text] of Object.entries(secrets)) {
      const planted = [
        { name: 'log', bytes: Buffer.from(JSON.stringify({ level: 30, msg: `x${text}x` })) },
        { name: 'file', bytes: Buffer.concat([Buffer.alloc(7), Buffer.from(text, 'utf16le')]) },
      ];
      expect(leaksOf({ [what]: text }, planted)).toEqual([`${what} in log`, `${what} in file`]);
    }
    expect(USERS.length + Object.keys(CANARIES).length).toBeLessThan(Object.keys(secrets).length);
    expect(secrets['latitude']).toBe(String(PLACE.latitude));
  });
});
