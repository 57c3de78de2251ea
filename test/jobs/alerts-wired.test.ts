import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { prepareSetUp } from '../../src/accounts/set-up.ts';
import { addDays, addMonths, type Day } from '../../src/clock.ts';
import { newCode } from '../../src/cases/tracking.ts';
import { readConfig } from '../../src/config.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { createLogger } from '../../src/log.ts';
import { startServer, type RunningServer } from '../../src/server.ts';
import { PEOPLE } from '../console/console-under-test.ts';
import { copyOfMueangPhon } from '../support/agency-dir.ts';
import { startFakeLine, TestClock, userIdOf, type FakeLine } from '../support/fake-line.ts';
import { readMail, startMailServer, type MailServer } from '../support/mail-server.ts';

const dir = mkdtempSync(join(tmpdir(), 'suetrong-alerts-'));
const clock = new TestClock();
let mail: MailServer;
let line: FakeLine;
let server: RunningServer;
let fingerprint: string;

const settings = (): Record<string, string> => ({
  NODE_ENV: 'production',
  ...{ HOST: '127.0.0.1', PORT: '0', DATA_DIR: dir, BASE_URL: 'https://suetrong.example.go.th' },
  LINE_CHANNEL_SECRET: line.channelSecret,
  ...{ LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken, LINE_API_BASE_URL: line.baseUrl },
  ...Object.fromEntries(
    ['APP_SECRET', 'CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'].map((name) => [name, name.repeat(4)]),
  ),
  ...{ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, SMTP_FROM: 'suetrong@example.go.th' },
});
const start = (env: Record<string, string>) =>
  startServer(readConfig(env), {
    clock,
    log: createLogger('error', { write: () => undefined }),
    codes: { codeCost: { memoryKiB: 64, passes: 1, parallelism: 1 }, answerStepMs: 1 },
  });

beforeAll(async () => {
  mail = await startMailServer();
  line = await startFakeLine({ clock });
  const fresh = await start(settings());
  const made = await prepareSetUp(fresh.deps.accounts, PEOPLE, 'en');
  await made.commit();
  await fresh.stop();
  fingerprint = made.recovery.fingerprint;
  server = await start({ ...settings(), RECOVERY_FINGERPRINT: fingerprint });
});
afterAll(async () => {
  await server.stop();
  await mail.stop();
  await line.stop();
  rmSync(dir, { recursive: true, force: true });
});

const pushes = () => line.api.state.deliveries.filter(({ kind }) => kind === 'push');

/** A report that outsiders alone may open: nobody in the hierarchy. */
const file = ({ desk }: RunningServer['deps']['cases']) =>
  desk.file({
    kind: 'complaint',
    answers: {
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: 'whole' },
      what: { of: 'story', parts: [{ text: 'มีคนขอเงิน' }] },
    },
    lang: 'th',
    code: newCode(),
  });

it('a report of the morning is told of by mail at the release hour of the afternoon, and not before', async () => {
  const { accounts, cases, scheduler } = server.deps;
  const { id } = (await accounts.people.find('Citizen'))!;
  const { addresses } = accounts.alerts;
  await addresses.confirm(id, await addresses.propose(id, 'citizen@example.com'));
  await scheduler.runAll();
  await file(cases);
  clock.set('2026-11-22T14:59:30+07:00');
  await scheduler.runAll();
  expect(mail.received).toEqual([]);
  clock.set('2026-11-22T15:00:30+07:00');
  await scheduler.runAll();
  expect(mail.received.map(({ to }) => to)).toEqual([['citizen@example.com']]);
  expect(readMail(mail.received[0]!).text).toContain('https://suetrong.example.go.th/console');
});

it('and by LINE at the next one, also without a mail server, to who typed the code in the chat', async () => {
  await server.stop();
  server = await start({ ...settings(), SMTP_URL: '', RECOVERY_FINGERPRINT: fingerprint });
  const { accounts, scheduler } = server.deps;
  const code = await accounts.alerts.links.begin((await accounts.people.find('Citizen'))!.id);
  await line.ask(`${server.url}/webhook`, line.event.text('citizen', `link ${code}`));
  await scheduler.runAll();
  expect(pushes()).toEqual([]);
  clock.set('2026-11-23T09:00:30+07:00');
  await scheduler.runAll();
  expect(pushes().map(({ to }) => to)).toEqual([[userIdOf('citizen')]]);
  expect(line.api.state.alarms).toEqual([]);
});

it('heads hear of it, too, when the report on a measure is due', async () => {
  const { id } = (await server.deps.accounts.people.find('Head'))!;
  const day = dayWithoutCover(id, '2026-11-24');
  const agency = await copyOfMueangPhon();
  await agency.change('ita-2563.yaml', /(kind: announcement[^]*?date: )[\d-]+/, `$1${addMonths(day, -3)}`);
  await server.stop();
  const env = { ...settings(), SMTP_URL: '', AGENCY_DIR: agency.dir, RECOVERY_FINGERPRINT: fingerprint };
  server = await start(env);
  const { accounts, scheduler } = server.deps;
  const code = await accounts.alerts.links.begin(id);
  await line.ask(`${server.url}/webhook`, line.event.text('head', `link ${code}`));
  await scheduler.runAll();
  line.api.state.deliveries.splice(0);
  clock.set(`${day}T09:00:30+07:00`); // three months after
  await scheduler.runAll();
  expect(pushes().flatMap(({ to }) => to)).toContain(userIdOf('head'));
  await agency.remove();
});

/** The first day from `from` on whose morning this person gets nothing at random. */
function dayWithoutCover(person: string, from: Day): Day {
  const box = createSecretBox(settings()['APP_SECRET']!, 'alerts');
  const covered = Number.parseInt(box.name(`cover ${from} 09:00 ${person}`).slice(0, 8), 16) % 4 === 0;
  return covered ? dayWithoutCover(person, addDays(from, 1)) : from;
}

it('trial mode sends nothing, whatever is set; a mail server without a sender is refused', async () => {
  const { NODE_ENV: _none, BASE_URL: _public, ...trial } = settings();
  const trialDir = mkdtempSync(join(tmpdir(), 'suetrong-alerts-trial-'));
  const running = await start({ ...trial, DATA_DIR: trialDir });
  expect(running.deps.sendMail).toBeUndefined();
  const { links } = running.deps.accounts.alerts;
  const people = await running.deps.accounts.people.list();
  const outsider = people.find(({ role, outside }) => role === 'head' && outside) ?? people[0]!;
  const code = await links.begin(outsider.id);
  await links.typed(code, { line: userIdOf('officer'), chat: 'chat', event: 'event' });
  await file(running.deps.cases);
  const before = pushes().length;
  for (const moment of ['2027-01-25T09:00:30+07:00', '2027-01-25T15:00:30+07:00']) {
    clock.set(moment);
    await running.deps.scheduler.runAll();
  }
  expect(pushes().length).toBe(before);
  await running.stop();
  rmSync(trialDir, { recursive: true, force: true });
  expect(() => readConfig({ ...settings(), SMTP_FROM: '' })).toThrow('SMTP_FROM');
  const named = readConfig({ ...settings(), SMTP_FROM: '', SMTP_URL: 'smtps://a%40b.example:x@c.example' });
  expect(named.mail?.from).toBe('a@b.example');
});
