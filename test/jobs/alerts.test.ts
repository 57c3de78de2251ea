import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../support/clock.ts';
import { readMail } from '../support/mail-server.ts';
import { startAlertRounds, type AlertRounds } from './alert-rounds.ts';

const STAFF = ['Intake', 'Head', 'Finance', 'Citizen', 'Auditor', 'Inner auditor'];
let rounds: AlertRounds;

beforeAll(async () => {
  rounds = await startAlertRounds();
  for (const name of STAFF) await rounds.enterAddress(name);
  await rounds.at('15:00');
  await rounds.job().run(); // who has just entered an address begins with the next hour
  expect(rounds.told()).toEqual([]);
});
afterAll(() => rounds.close());
/** A new day, its first release hour dealt with. */
beforeEach(async () => {
  await rounds.at('09:00', 1);
  await rounds.job().run();
  rounds.mail.received.splice(0);
});

describe('who is told', () => {
  it('those who can open something unread, each once; the accused line as if there were no such case', async () => {
    const { id } = await rounds.test.file('finance');
    await rounds.at('15:00');
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    await rounds.job().run();
    expect(rounds.told()).toEqual(['citizen', 'head', 'intake']);
    await rounds.read('Intake', id);
    await rounds.at('09:00', 1);
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    expect(rounds.told()).toEqual(['auditor']); // its daily message
  });

  it.each([
    { covered: false, filed: false },
    { covered: false, filed: true },
    { covered: true, filed: false },
    { covered: true, filed: true },
  ])('the accused line at random, with a case as without one: %o', async ({ covered, filed }) => {
    const filing = filed ? await rounds.test.file('finance') : undefined;
    await rounds.at('15:00');
    await rounds.coverFor(['Finance'], covered);
    await rounds.job().run();
    expect(rounds.told().includes('finance')).toBe(covered);
    if (filing) await rounds.read('Intake', filing.id);
  });

  it('once a day of what is due: the assignee and the head, not other officers', async () => {
    const { id } = await rounds.test.file('education');
    const head = await rounds.worker('Head');
    const finance = await rounds.test.idOf('Finance');
    await rounds.test.cases.casework.act(head, { caseId: id, action: 'accept' });
    await rounds.test.cases.casework.act(head, { caseId: id, action: 'assign', assignee: finance });
    await rounds.read('Intake', id);
    await rounds.at('09:00', 200);
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    expect(rounds.told()).toEqual(['auditor', 'citizen', 'finance', 'head']);
    await rounds.at('15:00');
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    expect(rounds.told()).toEqual([]);
    const concluded = { outcome: 'substantiated', message: 'ขอโทษ' } as const;
    await rounds.test.cases.casework.act(head, { caseId: id, action: 'conclude', ...concluded });
  });

  it('heads, at the first hour of a day on which reports on the measures are to be reminded of', async () => {
    await rounds.at('09:00', 1);
    rounds.remindToday();
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    expect(rounds.told()).toEqual(['auditor', 'citizen', 'head']);
    await rounds.at('15:00');
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    expect(rounds.told()).toEqual([]);
  });

  it('nobody between release hours, nor before everything is shown', async () => {
    const { id } = await rounds.test.file('whole');
    rounds.test.clock.advance(60 * MINUTE);
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    rounds.turnTo('15:00');
    await rounds.job().run(); // the release itself has not run yet
    expect(rounds.told()).toEqual([]);
    await rounds.release();
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    expect(rounds.told()).toEqual(['citizen']);
    await rounds.read('Citizen', id);
  });
});

describe('what is sent', () => {
  it('is the same to the byte, apart from the address, and nothing of a case', async () => {
    const { id } = await rounds.test.file('education', 'เรื่องลับมาก');
    await rounds.at('15:00');
    await rounds.coverFor(['Finance'], true);
    await rounds.job().run();
    const messages = rounds.mail.received.splice(0);
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
    await rounds.read('Intake', id);
  });

  it('to auditors from outside is the head of the audit log once a day, and to those inside nothing', async () => {
    await rounds.at('09:00', 1);
    await rounds.coverFor(STAFF, false);
    const head = (await rounds.test.accounts.audit.head())!;
    await rounds.job().run();
    const mine = rounds.mail.received.splice(0).filter(({ to }) => to[0]!.includes('auditor'));
    expect(mine.map(({ to }) => to)).toEqual([['auditor@example.com']]);
    expect(readMail(mine[0]!).text).toContain(head);
    expect(await rounds.test.accounts.audit.verify(head)).toMatchObject({ ok: true });
  });
});

describe('what goes wrong', () => {
  it('a mail server that refuses: told at the next release hour, also if it was read meanwhile; no address in the log', async () => {
    const { id } = await rounds.test.file('finance');
    await rounds.at('15:00');
    await rounds.coverFor(STAFF, false);
    rounds.mail.refuse(true);
    await rounds.job().run();
    rounds.mail.refuse(false);
    await rounds.job().run();
    expect(rounds.told()).toEqual([]);
    await rounds.read('Head', id);
    await rounds.at('09:00', 1);
    await rounds.coverFor(STAFF, false);
    await rounds.job().run();
    expect(rounds.told()).toEqual(expect.arrayContaining(['citizen', 'head']));
    expect(rounds.logs()).toContain('could not be mailed');
    expect(rounds.logs()).not.toContain('example.com');
  });

  it('two processes at once: nobody is told twice', async () => {
    await rounds.test.file('finance');
    await rounds.at('15:00');
    await rounds.coverFor(STAFF, false);
    const others = await Promise.all([rounds.test.restart(), rounds.test.restart(), rounds.test.restart()]);
    await Promise.all(
      [rounds.job(), ...others.map((accounts) => rounds.job(accounts))].map((job) => job.run()),
    );
    const names = rounds.told();
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(expect.arrayContaining(['citizen', 'head']));
  });

  it('a process that dies while it sends: nobody is forgotten', async () => {
    await rounds.test.file('finance');
    await rounds.at('15:00');
    await rounds.coverFor(STAFF, false);
    const dies = async () => {
      throw new Error('killed');
    };
    await expect(rounds.job(rounds.test.accounts, { mail: dies }).run()).rejects.toThrow('killed');
    const restarted = await rounds.test.restart();
    await rounds.job(restarted).run();
    const first = rounds.told();
    await rounds.job(restarted).run();
    expect(rounds.told()).toEqual([]);
    rounds.test.clock.advance(6 * MINUTE); // the turn that was held is given up
    await rounds.job(restarted).run();
    expect([...first, ...rounds.told()].sort()).toEqual(expect.arrayContaining(['citizen', 'head']));
  });
});

it('nobody is told any more who was disabled or took the address away', async () => {
  const [admin, citizen] = [await rounds.worker('Admin'), await rounds.test.idOf('Citizen')];
  await rounds.test.accounts.people.disable(admin, citizen);
  await rounds.test.accounts.alerts.addresses.remove(await rounds.test.idOf('Intake'));
  expect(await rounds.test.accounts.alerts.addresses.look(citizen)).toEqual({});
  await rounds.test.file('finance');
  await rounds.at('15:00');
  await rounds.coverFor(['Intake', 'Head', 'Finance'], false);
  await rounds.job().run();
  expect(rounds.told()).toEqual(['head']);
});
