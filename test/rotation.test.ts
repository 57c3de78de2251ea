import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { formatCode, type TrackingCode } from '../src/cases/tracking.ts';
import { wordsOf } from '../src/cli/words.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { createSecretBox, type SecretBox } from '../src/secret-box.ts';
import { startServer, type RunningServer } from '../src/server.ts';
import type { SessionRow } from '../src/store/ports.ts';
import { fillIn, phoneOf, th } from './cases/phone.ts';
import { DAY } from './support/clock.ts';
import { startFakeLine, TestClock, type FakeLine } from './support/fake-line.ts';
import { trialPeople } from './support/trial-people.ts';

jest.setTimeout(180_000);

const secret = (name: string, version: number) => `${name} of version ${version} `.repeat(3);
const NAMES = ['APP_SECRET', 'CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'] as const;
let secrets: Record<string, string> = Object.fromEntries(NAMES.map((name) => [name, secret(name, 1)]));
let line: FakeLine;
let server: RunningServer;
let logs = '';
const clock = new TestClock();
const dir = mkdtempSync(join(tmpdir(), 'suetrong-rotation-'));
const codes: TrackingCode[] = [];

async function start(): Promise<void> {
  const config = readConfig({
    ...{ PORT: '0', DATA_DIR: dir, LINE_API_BASE_URL: line.baseUrl, ...secrets },
    ...{ LINE_CHANNEL_SECRET: line.channelSecret, LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken },
  });
  const log = createLogger('warn', { write: (chunk) => void (logs += chunk) });
  const codeCost = { memoryKiB: 64, passes: 1, parallelism: 1 };
  server = await startServer(config, { clock, log, codes: { codeCost, answerStepMs: 1 } });
}
const phone = (user: string) => phoneOf(line, () => `${server.url}/webhook`, user, 20_000);

async function file(user: string): Promise<void> {
  const reporter = phone(user);
  const code = await fillIn(reporter, 'comment', { text: `เรื่องของ ${user}` });
  expect(await reporter.tap(th('report:act.file'))).toContain(formatCode(code));
  codes.push(code);
}

beforeAll(async () => {
  line = await startFakeLine({ clock });
  await start();
  await file('first');
});
afterAll(async () => {
  await server.stop();
  await line.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Codes open their cases, staff sign in and read, and the audit log is whole. */
async function allWorks(): Promise<void> {
  for (const code of codes) {
    const { messages } = await line.ask(
      `${server.url}/webhook`,
      line.event.text(`asker ${String(codes.indexOf(code))}`, formatCode(code)),
      20_000,
    );
    expect(wordsOf(messages)).toMatch(/\d{4}-\d{4}/);
  }
  const { signIn, audit } = server.deps.accounts;
  const officer = trialPeople(dir).find(({ role }) => role === 'officer')!;
  const { worker } = await signIn.signIn(officer.name, officer.passphrase);
  const rows = await server.deps.casework.queue(worker, { limit: 50 });
  expect(rows.length).toBe(codes.length);
  for (const { id } of rows) expect(await server.deps.casework.open(worker, id)).toBeDefined();
  expect((await audit.verify()).ok).toBe(true);
}

function opens(box: SecretBox, { sealed, lane }: SessionRow): boolean {
  try {
    return box.open(sealed, `session/${lane}`).length > 0;
  } catch {
    return false;
  }
}

it.each(['CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'] as const)(
  '%s: a new one in front of the old one leaves codes, passphrases and rows good, and new ones are made under it',
  async (name) => {
    await server.stop();
    secrets = { ...secrets, [name]: `2:${secret(name, 2)},1:${secret(name, 1)}` };
    await start();
    await allWorks();
    await file(`after ${name}`);
    await allWorks();
    expect(logs).not.toContain('"level":50');
  },
);

it('APP_SECRET: what is under way is given up, nothing filed is touched, and no error is left', async () => {
  const half = phone('half');
  await half.say('อยากเสนอความเห็น');
  await server.stop();
  secrets = { ...secrets, APP_SECRET: secret('APP_SECRET', 2) };
  await start();
  const box = createSecretBox(secrets['APP_SECRET']!, 'line');
  const rows = () => server.deps.store.sessions.page(undefined, 1000);
  const unreadable = async () => (await rows()).filter((row) => !opens(box, row));
  await server.deps.scheduler.runAll();
  expect((await unreadable()).length).toBeGreaterThan(0);
  expect(await phone('half').say('สวัสดี')).not.toBe('');
  await allWorks();
  await file('after all');

  clock.advance(2 * DAY);
  await server.deps.scheduler.runAll();
  expect(await rows()).toEqual([]);
  expect(logs).not.toContain('"level":50');
});

it('without the old version behind it, a new CODE_PEPPER opens no old code: so keep it', async () => {
  await server.stop();
  secrets = { ...secrets, CODE_PEPPER: `3:${secret('CODE_PEPPER', 3)}` };
  await start();
  const { messages } = await line.ask(
    `${server.url}/webhook`,
    line.event.text('last', formatCode(codes[0]!)),
    20_000,
  );
  expect(wordsOf(messages)).not.toMatch(/\d{4}-\d{4}/);
});
