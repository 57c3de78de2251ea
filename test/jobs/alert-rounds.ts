import { dayOf, type Day } from '../../src/clock.ts';
import type { AccountDeps } from '../../src/deps/accounts.ts';
import { createAlertJob } from '../../src/jobs/alerts.ts';
import { createReleaseJob, lastRelease } from '../../src/jobs/release.ts';
import type { Job } from '../../src/jobs/scheduler.ts';
import { createMessenger } from '../../src/line/messenger.ts';
import { createStaffPush } from '../../src/line/staff-push.ts';
import { openStore } from '../../src/open-store.ts';
import { createLogger } from '../../src/log.ts';
import { createMailer } from '../../src/mail/mailer.ts';
import { mailTexts } from '../../src/mail/texts.ts';
import { createSecretBox } from '../../src/secret-box.ts';
import { i18n, startConsole, type TestConsole } from '../console/console-under-test.ts';
import { DAY } from '../support/clock.ts';
import type { Delivery } from '../../src/simulator/line-api.ts';
import { startFakeLine, userIdOf, type FakeLine } from '../support/fake-line.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { mongoUri } from '../support/mongo-uri.ts';

const HOURS = ['09:00', '15:00'];

/**
 * An installation whose release hours come by turning the clock, with a real mail server and a pretended LINE. With
 * BOT_STORE=mongo it is on the server of MONGODB_TEST_URI.
 */
export interface AlertRounds {
  test: TestConsole;
  mail: MailServer;
  line: FakeLine;
  logs(): string;
  /** `ways` takes the place of how this process sends. */
  job(
    accounts?: AccountDeps,
    ways?: Partial<Pick<Parameters<typeof createAlertJob>[0], 'mail' | 'push'>>,
  ): Job;
  /** Goes to the release hour `hour` so many days on; everything is shown. */
  at(hour: string, days?: number): Promise<void>;
  /** The same without showing anything. */
  turnTo(hour: string): void;
  release(): Promise<void>;
  /** Reports on the measures are to be reminded of on this day. */
  remindToday(): void;
  /** Chooses a secret under which nobody, or everybody, of these gets cover at this hour. */
  coverFor(names: readonly string[], covered: boolean): Promise<void>;
  /** Who was mailed since the last time, by the name before the @, sorted. */
  told(): string[];
  /** Takes what LINE was given to push since the last time. */
  pushes(): Delivery[];
  enterAddress(name: string): Promise<void>;
  link(name: string): Promise<void>;
  worker(name: string): Promise<Awaited<ReturnType<AccountDeps['signIn']['signIn']>>['worker']>;
  read(name: string, id: string): Promise<void>;
  close(): Promise<void>;
}

export async function startAlertRounds(): Promise<AlertRounds> {
  const mail = await startMailServer();
  const mongodbUri = mongoUri();
  const test = await startConsole(
    mongodbUri === undefined ? {} : { openStore: () => openStore({ dataDir: '', mongodbUri }) },
  );
  const line = await startFakeLine({ clock: test.clock });
  let logs = '';
  let secret = 'quiet';
  let day = 0;
  let reminderDay: Day | undefined;
  const log = createLogger('debug', { write: (chunk) => void (logs += chunk) });
  const mailer = createMailer({
    url: `smtp://127.0.0.1:${mail.port}`,
    from: 'suetrong@example.go.th',
    log,
  });
  const messenger = createMessenger({
    accessToken: line.channelAccessToken,
    apiBaseUrl: line.baseUrl,
    clock: test.clock,
    log,
  });
  const push = createStaffPush({ messenger, t: i18n.t, log, sleep: async () => undefined });

  const rounds: AlertRounds = {
    remindToday: () => void (reminderDay = dayOf(test.clock.now())),
    test,
    mail,
    line,
    logs: () => logs,
    job: (accounts = test.accounts, ways = {}) =>
      createAlertJob({
        turns: accounts.alerts.turns,
        cases: test.store.cases,
        settings: test.store.settings,
        clock: test.clock,
        hours: () => HOURS,
        legalClock: () => test.cases.casePolicy().legalClock,
        remindsOfReports: async (day) => day === reminderDay,
        auditHead: () => accounts.audit.head(),
        mail: mailer,
        push,
        ...ways,
        texts: mailTexts(i18n.t, 'https://example.go.th/console'),
        box: createSecretBox(secret, 'alerts'),
        host: 'example.go.th',
      }),
    turnTo: (hour) => test.clock.set(new Date(new Date(`2026-11-22T${hour}:00+07:00`).getTime() + day * DAY)),
    async at(hour, days = 0) {
      day += days;
      rounds.turnTo(hour);
      await rounds.release();
    },
    release: () =>
      createReleaseJob({
        cases: test.store.cases,
        settings: test.store.settings,
        writer: test.cases.writer,
        clock: test.clock,
        hours: () => HOURS,
        afterwards: async () => undefined,
      }).run(),
    async coverFor(names, covered) {
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
    },
    told: () =>
      mail.received
        .splice(0)
        .map(({ to }) => to[0]!.split('@')[0]!)
        .sort(),
    pushes: () => line.api.state.deliveries.splice(0).filter(({ kind }) => kind === 'push'),
    async enterAddress(name) {
      const { addresses } = test.accounts.alerts;
      const id = await test.idOf(name);
      const address = `${name.toLowerCase().replace(' ', '-')}@example.com`;
      if (!(await addresses.confirm(id, await addresses.propose(id, address)))) throw new Error(name);
    },
    async link(name) {
      const { links } = test.accounts.alerts;
      const from = { line: userIdOf(name), chat: name, event: `message ${name}` };
      const said = await links.typed(await links.begin(await test.idOf(name)), from);
      if (said !== 'linked') throw new Error(`${name}: ${said}`);
    },
    worker: async (name) => (await test.accounts.signIn.signIn(name, test.passphrases[name]!)).worker,
    async read(name, id) {
      await test.cases.casework.open(await rounds.worker(name), id);
    },
    async close() {
      await test.close();
      await mail.stop();
      await line.stop();
    },
  };
  return rounds;
}
