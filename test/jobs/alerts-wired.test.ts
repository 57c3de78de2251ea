import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { prepareSetUp } from '../../src/accounts/set-up.ts';
import { newCode } from '../../src/cases/tracking.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startServer, type RunningServer } from '../../src/server.ts';
import { PEOPLE } from '../console/console-under-test.ts';
import { TestClock } from '../support/clock.ts';
import { readMail, startMailServer, type MailServer } from '../support/mail-server.ts';

const dir = mkdtempSync(join(tmpdir(), 'suetrong-alerts-'));
const clock = new TestClock();
let mail: MailServer;
let server: RunningServer;

const settings = (): Record<string, string> => ({
  NODE_ENV: 'production',
  ...{ HOST: '127.0.0.1', PORT: '0', DATA_DIR: dir, BASE_URL: 'https://suetrong.example.go.th' },
  ...{ LINE_CHANNEL_SECRET: 'x', LINE_CHANNEL_ACCESS_TOKEN: 'y', LINE_API_BASE_URL: 'http://127.0.0.1:9' },
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
  const fresh = await start(settings());
  const made = await prepareSetUp(fresh.deps.accounts, PEOPLE, 'en');
  await made.commit();
  await fresh.stop();
  server = await start({ ...settings(), RECOVERY_FINGERPRINT: made.recovery.fingerprint });
});
afterAll(async () => {
  await server.stop();
  await mail.stop();
  rmSync(dir, { recursive: true, force: true });
});

it('a report of the morning is told of by mail at the release hour of the afternoon, and not before', async () => {
  const { accounts, cases, scheduler } = server.deps;
  const { id } = (await accounts.people.find('Citizen'))!;
  const { addresses } = accounts.alerts;
  await addresses.confirm(id, await addresses.propose(id, 'citizen@example.com'));
  await scheduler.runAll();
  const code = newCode();
  await cases.desk.file({
    kind: 'complaint',
    answers: {
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: 'whole' },
      what: { of: 'story', parts: [{ text: 'มีคนขอเงิน' }] },
    },
    lang: 'th',
    code,
  });
  clock.set('2026-11-22T14:59:30+07:00');
  await scheduler.runAll();
  expect(mail.received).toEqual([]);
  clock.set('2026-11-22T15:00:30+07:00');
  await scheduler.runAll();
  expect(mail.received.map(({ to }) => to)).toEqual([['citizen@example.com']]);
  expect(readMail(mail.received[0]!).text).toContain('https://suetrong.example.go.th/console');
});

it('trial mode sends nothing, whatever is set; a mail server without a sender is refused', async () => {
  const { NODE_ENV: _none, BASE_URL: _public, ...trial } = settings();
  const trialDir = mkdtempSync(join(tmpdir(), 'suetrong-alerts-trial-'));
  const running = await start({ ...trial, DATA_DIR: trialDir });
  expect(running.deps.sendMail).toBeUndefined();
  await running.stop();
  rmSync(trialDir, { recursive: true, force: true });
  expect(() => readConfig({ ...settings(), SMTP_FROM: '' })).toThrow('SMTP_FROM');
  const named = readConfig({ ...settings(), SMTP_FROM: '', SMTP_URL: 'smtps://a%40b.example:x@c.example' });
  expect(named.mail?.from).toBe('a@b.example');
});
