import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountDeps } from '../../src/account-deps.ts';
import { createAlertJob } from '../../src/jobs/alerts.ts';
import { createReleaseJob, lastRelease } from '../../src/jobs/release.ts';
import { createLogger } from '../../src/log.ts';
import { createMailer } from '../../src/mail/mailer.ts';
import { mailTexts } from '../../src/mail/texts.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { i18n, startConsole, type TestConsole } from '../console/console-under-test.ts';
import { DAY, MINUTE } from '../support/clock.ts';
import { readMail, startMailServer, type MailServer } from '../support/mail-server.ts';

let test: TestConsole;
let server: MailServer;
let logs = '';
const HOURS = ['09:00', '15:00'];
const STAFF = ['Intake', 'Head', 'Finance', 'Citizen', 'Auditor', 'Inner auditor'];
const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '-')}@example.com`;
/** Seals of names that decide about cover: each stands for another installation. */
let secret = 'quiet';

const jobOf = (accounts: AccountDeps = test.accounts, send = mailer()) =>
  createAlertJob({
    turns: accounts.alerts.turns,
    cases: test.store.cases,
    settings: test.store.settings,
    clock: test.clock,
    hours: () => HOURS,
    legalClock: () => test.cases.casePolicy().legalClock,
    auditHead: () => accounts.audit.head(),
    send,
    texts: mailTexts(i18n.t, 'https://example.go.th/console'),
    box: createSecretBox(secret, 'alerts'),
    host: 'example.go.th',
  });
const mailer = () =>
  createMailer({
    url: `smtp://127.0.0.1:${server.port}`,
    from: 'suetrong@example.go.th',
    log: createLogger('debug', { write: (chunk) => void (logs += chunk) }),
  });
const release = () =>
  createReleaseJob({
    cases: test.store.cases,
    settings: test.store.settings,
    writer: test.cases.writer,
    clock: test.clock,
    hours: () => HOURS,
    afterwards: async () => undefined,
  }).run();

let day = 0;
/** The release hour `hour` so many days on, with everything shown. */
async function at(hour: string, days = 0): Promise<void> {
  day += days;
  test.clock.set(new Date(new Date(`2026-11-22T${hour}:00+07:00`).getTime() + day * DAY));
  await release();
}
const told = () =>
  server.received
    .splice(0)
    .map(({ to }) => to[0]!.split('@')[0]!)
    .sort();
const worker = async (name: string) =>
  (await test.accounts.signIn.signIn(name, test.passphrases[name]!)).worker;
async function read(name: string, id: string): Promise<void> {
  await test.cases.casework.open(await worker(name), id);
}

/** A secret under which nobody, or everybody, of these gets cover at this hour. */
async function coverFor(names: readonly string[], covered: boolean): Promise<void> {
  const hour = (await lastRelease(test.store.settings))!;
  const ids = await Promise.all(names.map((name) => test.idOf(name)));
  for (let number = 0; ; number += 1) {
    secret = `secret ${String(number)}`;
    const box = createSecretBox(secret, 'alerts');
    const hits = ids.filter(
      (id) => Number.parseInt(box.name(`cover ${hour} ${id}`).slice(0, 8), 16) % 4 === 0,
    );
    if (hits.length === (covered ? ids.length : 0)) return;
  }
}

beforeAll(async () => {
  server = await startMailServer();
  test = await startConsole();
  for (const name of STAFF) {
    const id = await test.idOf(name);
    const code = await test.accounts.alerts.addresses.propose(id, addressOf(name));
    expect(await test.accounts.alerts.addresses.confirm(id, code)).toBe(true);
  }
  await at('15:00');
  await jobOf().run(); // who has just entered an address begins with the next hour
  expect(told()).toEqual([]);
});
afterAll(async () => {
  await test.close();
  await server.stop();
});
/** A new day, its first release hour dealt with. */
beforeEach(async () => {
  await at('09:00', 1);
  await jobOf().run();
  server.received.splice(0);
});

describe('who is told', () => {
  it('those who can open something unread, each once; the accused line as if there were no such case', async () => {
    const { id } = await test.file('finance');
    await at('15:00');
    await coverFor(STAFF, false);
    await jobOf().run();
    await jobOf().run();
    expect(told()).toEqual(['citizen', 'head', 'intake']);
    await read('Intake', id);
    await at('09:00', 1);
    await coverFor(STAFF, false);
    await jobOf().run();
    expect(told()).toEqual(['auditor']); // its daily message
  });

  it.each([
    { covered: false, filed: false },
    { covered: false, filed: true },
    { covered: true, filed: false },
    { covered: true, filed: true },
  ])('the accused line at random, with a case as without one: %o', async ({ covered, filed }) => {
    const filing = filed ? await test.file('finance') : undefined;
    await at('15:00');
    await coverFor(['Finance'], covered);
    await jobOf().run();
    expect(told().includes('finance')).toBe(covered);
    if (filing) await read('Intake', filing.id);
  });

  it('once a day of what is due: the assignee and the head, not other officers', async () => {
    const { id } = await test.file('education');
    const head = await worker('Head');
    const finance = await test.idOf('Finance');
    await test.cases.casework.act(head, { caseId: id, action: 'accept' });
    await test.cases.casework.act(head, { caseId: id, action: 'assign', assignee: finance });
    await read('Intake', id);
    await at('09:00', 200);
    await coverFor(STAFF, false);
    await jobOf().run();
    expect(told()).toEqual(['auditor', 'citizen', 'finance', 'head']);
    await at('15:00');
    await coverFor(STAFF, false);
    await jobOf().run();
    expect(told()).toEqual([]);
    const concluded = { outcome: 'substantiated', message: 'ขอโทษ' } as const;
    await test.cases.casework.act(head, { caseId: id, action: 'conclude', ...concluded });
  });

  it('nobody between release hours, nor before everything is shown', async () => {
    const { id } = await test.file('whole');
    test.clock.advance(60 * MINUTE);
    await coverFor(STAFF, false);
    await jobOf().run();
    test.clock.set(new Date(new Date('2026-11-22T15:00:00+07:00').getTime() + day * DAY));
    await jobOf().run(); // the release itself has not run yet
    expect(told()).toEqual([]);
    await release();
    await coverFor(STAFF, false);
    await jobOf().run();
    expect(told()).toEqual(['citizen']);
    await read('Citizen', id);
  });
});

describe('what is sent', () => {
  it('is the same to the byte, apart from the address, and nothing of a case', async () => {
    const { id } = await test.file('education', 'เรื่องลับมาก');
    await at('15:00');
    await coverFor(['Finance'], true);
    await jobOf().run();
    const messages = server.received.splice(0);
    expect(messages.length).toBeGreaterThan(2);
    const parts = messages.map((message) => readMail(message));
    expect(new Set(parts.map((part) => JSON.stringify(part))).size).toBe(1);
    const { text, header } = parts[0]!;
    expect(text).toContain('https://example.go.th/console');
    for (const each of [text, header]) {
      expect(each).not.toContain(id);
      expect(each).not.toContain('เรื่องลับมาก');
      expect(each).not.toMatch(/education|bribe|ร้องเรียน/);
    }
    // The hour, not the moment.
    expect(header).toContain(' 08:00:00 +0000');
    await read('Intake', id);
  });

  it('to auditors from outside is the head of the audit log once a day, and to those inside nothing', async () => {
    await at('09:00', 1);
    await coverFor(STAFF, false);
    const head = (await test.accounts.audit.head())!;
    await jobOf().run();
    const mine = server.received.splice(0).filter(({ to }) => to[0]!.includes('auditor'));
    expect(mine.map(({ to }) => to)).toEqual([['auditor@example.com']]);
    expect(readMail(mine[0]!).text).toContain(head);
    expect(await test.accounts.audit.verify(head)).toMatchObject({ ok: true });
  });
});

describe('what goes wrong', () => {
  it('a mail server that refuses: told at the next release hour, also if it was read meanwhile; no address in the log', async () => {
    const { id } = await test.file('finance');
    await at('15:00');
    await coverFor(STAFF, false);
    server.refuse(true);
    await jobOf().run();
    server.refuse(false);
    await jobOf().run();
    expect(told()).toEqual([]);
    await read('Head', id);
    await at('09:00', 1);
    await coverFor(STAFF, false);
    await jobOf().run();
    expect(told()).toEqual(expect.arrayContaining(['citizen', 'head']));
    expect(logs).toContain('could not be mailed');
    expect(logs).not.toContain('example.com');
  });

  it('two processes at once: nobody is told twice', async () => {
    await test.file('finance');
    await at('15:00');
    await coverFor(STAFF, false);
    const others = await Promise.all([test.restart(), test.restart(), test.restart()]);
    await Promise.all([jobOf(), ...others.map((accounts) => jobOf(accounts))].map((job) => job.run()));
    const names = told();
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(expect.arrayContaining(['citizen', 'head']));
  });

  it('a process that dies while it sends: nobody is forgotten', async () => {
    await test.file('finance');
    await at('15:00');
    await coverFor(STAFF, false);
    const dies = async () => {
      throw new Error('killed');
    };
    await expect(jobOf(test.accounts, dies).run()).rejects.toThrow('killed');
    const restarted = await test.restart();
    await jobOf(restarted).run();
    const first = told();
    await jobOf(restarted).run();
    expect(told()).toEqual([]);
    test.clock.advance(6 * MINUTE); // the turn that was held is given up
    await jobOf(restarted).run();
    expect([...first, ...told()].sort()).toEqual(expect.arrayContaining(['citizen', 'head']));
  });
});

it('nobody is told any more who was disabled or took the address away', async () => {
  const [admin, citizen] = [await worker('Admin'), await test.idOf('Citizen')];
  await test.accounts.people.disable(admin, citizen);
  await test.accounts.alerts.addresses.remove(await test.idOf('Intake'));
  expect(await test.accounts.alerts.addresses.look(citizen)).toEqual({});
  await test.file('finance');
  await at('15:00');
  await coverFor(['Intake', 'Head', 'Finance'], false);
  await jobOf().run();
  expect(told()).toEqual(['head']);
});
