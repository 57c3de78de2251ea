import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dayOf } from '../../src/clock.ts';
import { dayInWords } from '../../src/conversation/day.ts';
import { createMessenger } from '../../src/line/messenger.ts';
import { createNotifier } from '../../src/line/notifier.ts';
import { createLogger } from '../../src/log.ts';
import type { RecordedRequest } from '../../src/simulator/line-api.ts';
import { i18n } from '../console/console-under-test.ts';
import { asStaff } from '../console/staff-browser.ts';
import { MINUTE } from '../support/clock.ts';
import { userIdOf } from '../support/fake-line.ts';
import { startAlertRounds, type AlertRounds } from './alert-rounds.ts';

/** `Head` has an address beside LINE; the others LINE alone. `Finance` is who the cases are about. */
const LINKED = ['Intake', 'Head', 'Finance', 'Citizen'];
const KNOWING = ['Citizen', 'Head', 'Intake'];
const PUSH = '/v2/bot/message/push';

let rounds: AlertRounds;
beforeAll(async () => {
  rounds = await startAlertRounds();
  await rounds.enterAddress('Head');
  for (const name of LINKED) await rounds.link(name);
  await rounds.at('15:00');
  await rounds.job().run();
  expect(rounds.pushes()).toEqual([]);
});
afterAll(() => rounds.close());
/** A new day, its first release hour dealt with. */
beforeEach(async () => {
  const { state } = rounds.line.api;
  delete state.monthlyQuota;
  await rounds.at('09:00', 1);
  await rounds.job().run();
  state.deliveries.splice(0);
  state.requests.splice(0);
  rounds.mail.received.splice(0);
});

const pushed = () =>
  rounds
    .pushes()
    .flatMap(({ to }) => to)
    .map((id) => LINKED.find((name) => userIdOf(name) === id))
    .sort();
const pushRequests = (): RecordedRequest[] =>
  rounds.line.api.state.requests.filter(({ path }) => path === PUSH);
const keyOf = ({ headers }: RecordedRequest) => String(headers['x-line-retry-key']);

/** A report about finance, shown at the release hour of the afternoon, when nobody gets cover. */
async function reported(): Promise<string> {
  const { id } = await rounds.test.file('finance', 'เรื่องลับมาก');
  await rounds.at('15:00');
  await rounds.coverFor(LINKED, false);
  return id;
}
/** Afterwards nobody has anything unread. */
async function allRead(id: string): Promise<void> {
  await rounds.read('Intake', id);
}
const quota = (limit: number, used: number) => {
  const { state } = rounds.line.api;
  const month = new Date(rounds.test.clock.now().getTime() + 9 * 60 * MINUTE).toISOString().slice(0, 7);
  state.monthlyQuota = limit;
  state.pushed.set(month, used);
};
const account = async (name: string) => (await asStaff(rounds.test, name)).get('/me');
const missed = (why: string) =>
  i18n.t('th', `alerts:line.missed.${why}`, { day: dayInWords(dayOf(rounds.test.clock.now()), 'th') });

describe('who is told by LINE', () => {
  it('those who can open something unread, once; the accused line not; nobody by mail besides', async () => {
    const id = await reported();
    await rounds.job().run();
    await rounds.job().run();
    expect(pushed()).toEqual(KNOWING);
    expect(rounds.told()).toEqual([]);
    await allRead(id);
  });

  it.each([true, false])('the accused line at random, without a case: covered %s', async (covered) => {
    await rounds.at('15:00');
    await rounds.coverFor(['Finance'], covered);
    await rounds.job().run();
    expect(pushed().includes('Finance')).toBe(covered);
  });

  it('nobody between release hours', async () => {
    const { id } = await rounds.test.file('finance');
    rounds.test.clock.advance(60 * MINUTE);
    await rounds.job().run();
    expect(pushed()).toEqual([]);
    await rounds.at('15:00');
    await allRead(id);
  });

  it('no auditor: the head of the log goes by mail alone, and a code links none', async () => {
    const { links } = rounds.test.accounts.alerts;
    const typed = await links.begin(await rounds.test.idOf('Auditor'));
    const from = { line: userIdOf('Auditor'), chat: 'Auditor', event: 'message Auditor' };
    expect(await links.typed(typed, from)).toBe('wrong');
  });
});

it('what LINE gets is the same to the byte, apart from receiver and key, and nothing of a case or an address', async () => {
  const id = await reported();
  await rounds.coverFor(['Finance'], true);
  await rounds.job().run();
  const requests = pushRequests();
  expect(requests.length).toBe(4);
  const parts = requests.map(({ body, headers }) => {
    const { to, ...rest } = body as { to: string };
    expect(to).toMatch(/^U[0-9a-f]{32}$/);
    return JSON.stringify([rest, { ...headers, 'x-line-retry-key': undefined }]);
  });
  expect(new Set(parts).size).toBe(1);
  expect(new Set(requests.map(keyOf)).size).toBe(4);
  expect(JSON.stringify(requests.map(({ body }) => body))).not.toMatch(
    new RegExp(`${id}|เรื่องลับ|finance|bribe|ร้องเรียน|https?:`),
  );
  await allRead(id);
});

describe('what a crash does', () => {
  it('between the push and the end of the turn: it is tried again under the same key, and LINE tells once', async () => {
    const id = await reported();
    const { accounts } = rounds.test;
    const dies: typeof accounts.alerts.turns = {
      take: (release) => accounts.alerts.turns.take(release),
      // Whose turn comes first is chance, and some are told nothing.
      finish: async (...turn) => {
        if (pushRequests().length > 0) throw new Error('killed');
        await accounts.alerts.turns.finish(...turn);
      },
    };
    const dying = { ...accounts, alerts: { ...accounts.alerts, turns: dies } };
    await expect(rounds.job(dying).run()).rejects.toThrow('killed');
    const restarted = await rounds.test.restart();
    await rounds.job(restarted).run();
    rounds.test.clock.advance(6 * MINUTE); // the turn that was held is given up
    await rounds.job(restarted).run();
    const keys = pushRequests().map((request) => `${(request.body as { to: string }).to} ${keyOf(request)}`);
    expect([keys.length, new Set(keys).size]).toEqual([4, 3]);
    expect(pushRequests().map(({ status }) => status)).toContain(409);
    expect(pushed()).toEqual(KNOWING);
    await allRead(id);
  });

  it('in the connection, after LINE took it: the same', async () => {
    const id = await reported();
    rounds.line.api.inject(PUSH, { kind: 'lost-answer' });
    await rounds.job().run();
    expect(pushRequests()).toHaveLength(4);
    expect(pushed()).toEqual(KNOWING);
    await allRead(id);
  });

  it('two processes at once: nobody is told twice', async () => {
    const id = await reported();
    const others = await Promise.all([rounds.test.restart(), rounds.test.restart()]);
    const jobs = [rounds.job(), ...others.map((accounts) => rounds.job(accounts))];
    await Promise.all(jobs.map((job) => job.run()));
    expect(pushed()).toEqual(KNOWING);
    expect(pushRequests()).toHaveLength(3);
    await allRead(id);
  });
});

describe('the month’s messages', () => {
  it('are for reporters from 80 % on: mail instead, or the next hour, and the page says so', async () => {
    quota(10, 8);
    const id = await reported();
    await rounds.job().run();
    expect(pushRequests()).toEqual([]);
    expect(rounds.told()).toEqual(['head']);
    for (const name of ['Intake', 'Head']) expect((await account(name)).text).toContain(missed('quota'));
    expect((await account('Finance')).text).not.toContain(missed('quota'));
    await allRead(id);

    // A reporter is told all the same.
    const { line, test } = rounds;
    const messenger = createMessenger({
      accessToken: line.channelAccessToken,
      apiBaseUrl: line.baseUrl,
      clock: test.clock,
      log: createLogger('silent'),
    });
    const notifier = createNotifier({ messenger, t: i18n.t, count: async () => undefined });
    await notifier.tell([{ address: userIdOf('reporter'), lang: 'th' }] as never);
    expect(rounds.pushes().map(({ to }) => to)).toEqual([[userIdOf('reporter')]]);

    // Owed, though it was read meanwhile, and told once the messages are enough again.
    line.api.state.pushed.clear();
    await rounds.at('09:00', 1);
    await rounds.coverFor(LINKED, false);
    await rounds.job().run();
    expect(pushed()).toEqual(['Citizen', 'Intake']);
    for (const name of ['Intake', 'Citizen']) expect((await account(name)).text).not.toContain('ใกล้หมด');
  });

  it('are used up to that share and no further', async () => {
    quota(10, 6);
    const id = await reported();
    await rounds.job().run();
    expect(pushed()).toHaveLength(2);
    expect(rounds.line.api.state.pushed.size).toBeGreaterThan(0);
    rounds.told();
    await allRead(id);
    rounds.line.api.state.pushed.clear();
    await rounds.at('09:00', 1);
    await rounds.job().run();
  });

  it.each([
    [
      'LINE itself says that they are over',
      PUSH,
      { kind: 'status', status: 429, message: 'You have reached your monthly limit.' },
      'quota',
    ],
    ['nobody knows how many are left', '/v2/bot/message/quota', { kind: 'status', status: 500 }, 'failed'],
    [
      'LINE refuses the receiver',
      PUSH,
      { kind: 'status', status: 400, message: 'Failed to send messages' },
      'failed',
    ],
    ['LINE does not answer, three times', PUSH, { kind: 'reset' }, 'failed'],
  ] as const)('%s: mail instead, or owed', async (_what, path, fault, why) => {
    const id = await reported();
    rounds.line.api.inject(path, fault, 30);
    await rounds.job().run();
    rounds.line.api.state.faults.splice(0);
    expect(pushed()).toEqual([]);
    expect(rounds.told()).toEqual(['head']);
    expect((await account('Intake')).text).toContain(missed(why));
    await allRead(id);
    await rounds.at('09:00', 1);
    await rounds.coverFor(LINKED, false);
    await rounds.job().run();
    expect(pushed()).toContain('Intake'); // an officer: of what is due in general only heads are told
    expect(rounds.logs()).not.toMatch(/U[0-9a-f]{32}|example\.com/);
  });
});

it('who blocked the account is not mailed instead: LINE says that it was sent', async () => {
  rounds.line.api.state.blocked.add(userIdOf('Head'));
  const id = await reported();
  await rounds.job().run();
  rounds.line.api.state.blocked.clear();
  expect(pushRequests()).toHaveLength(3);
  expect(rounds.told()).toEqual([]);
  await allRead(id);
});

it('who ended the link is mailed where there is an address, and otherwise not told; nor is who was disabled', async () => {
  const { links } = rounds.test.accounts.alerts;
  const id = await reported();
  await links.remove(await rounds.test.idOf('Head'));
  await links.left(userIdOf('Intake'));
  await rounds.test.accounts.people.disable(await rounds.worker('Admin'), await rounds.test.idOf('Citizen'));
  await rounds.job().run();
  expect(pushRequests()).toEqual([]);
  expect(rounds.told()).toEqual(['head']);
  await allRead(id);
});
