import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createConversation } from './conversation/conversation.ts';
import { createEngine, type EngineContext } from './conversation/engine.ts';
import { FLOWS } from './conversation/flows/index.ts';
import { createReader, type Reader } from './conversation/reader.ts';
import { createStaffAnswers, type StaffAnswers } from './knowledge/answers.ts';
import { createUnanswered, type Unanswered } from './knowledge/unanswered.ts';
import { createPerformer } from './conversation/performer.ts';
import { createAccountDeps, type AccountDeps } from './account-deps.ts';
import type { SendMail } from './accounts/mail.ts';
import { ensureTrialStaff } from './accounts/trial-staff.ts';
import { onOneLine } from './ita/agency.ts';
import { createCaseDeps, type CaseDeps, type CaseDepsOptions } from './case-deps.ts';
import { CASE_KINDS } from './cases/kinds.ts';
import { newCode } from './cases/tracking.ts';
import { createI18n, type I18n, type Lang } from './i18n.ts';
import { createAnswerer } from './ita/answerer.ts';
import type { Answerer } from './ita/answer.ts';
import { createAgencySource, type AgencyData, type AgencySource } from './ita/dataset.ts';
import { isReminderDay } from './ita/progress-due.ts';
import { createProgressBook, type ProgressBook } from './ita/progress.ts';
import { createAlertJob } from './jobs/alerts.ts';
import { createErasureJob } from './jobs/erasure.ts';
import { createEvidenceJob } from './jobs/evidence.ts';
import { releaseName } from './cases/release.ts';
import { createOverdueJob } from './jobs/overdue.ts';
import { createReleaseJob } from './jobs/release.ts';
import { createPurgeJob } from './jobs/purge.ts';
import { createScheduler, type Scheduler } from './jobs/scheduler.ts';
import { createChats } from './line/chats.ts';
import { createDispatcher, type Dispatcher } from './line/dispatch.ts';
import { createEventHandler } from './line/handle-event.ts';
import { createIntake } from './line/intake.ts';
import { createMedia } from './line/media.ts';
import { createInbox, type Inbox } from './line/inbox.ts';
import { createNotifier, withNotices } from './line/notifier.ts';
import type { Casework } from './cases/casework.ts';
import { createMessenger } from './line/messenger.ts';
import { createStaffLink } from './line/staff-link.ts';
import { createStaffPush } from './line/staff-push.ts';
import { createLineWatch } from './line/watch.ts';
import type { Logger } from './log.ts';
import { createMailer } from './mail/mailer.ts';
import { mailTexts } from './mail/texts.ts';
import { createQuietLog, type QuietLog } from './quiet-log.ts';
import { createSecretBox, type SecretBox } from './secret-box.ts';
import { createStatistics, type Statistics } from './statistics/statistics.ts';
import type { Store } from './store/ports.ts';

/** How often LINE is asked whether chat mode is off and the webhook points here. */
const WATCH_MS = 5 * 60_000;

/** Everything an entrance needs, made once from the configuration. */
export interface Deps {
  config: Config;
  clock: Clock;
  log: Logger;
  /** For the paths that reporters use. */
  quiet: QuietLog;
  i18n: I18n;
  store: Store;
  agency: AgencySource;
  inbox: Inbox;
  dispatcher: Dispatcher;
  scheduler: Scheduler;
  cases: CaseDeps;
  /** What staff do with cases: audited, and telling reporters who asked for it. */
  casework: Casework;
  accounts: AccountDeps;
  /** Seals sessions and inbox rows. */
  lineBox: SecretBox;
  staffAnswers: StaffAnswers;
  unanswered: Unanswered;
  progress: ProgressBook;
  statistics: Statistics;
  /** Undefined without a mail server, and in trial mode. */
  sendMail?: SendMail;
  /** What the data alone answers to a text, for who writes an answer of his own; undefined when it has none. */
  saysNow: (text: string, lang: Lang) => Promise<string | undefined>;
}

export interface LineAccess {
  channelSecret: string;
  accessToken: string;
  apiBaseUrl?: string;
  dataApiBaseUrl?: string;
}

/** Rebuilds the answerer when the data changed. */
function answererFor(t: I18n['t']): (data: AgencyData) => Answerer {
  let answerer: { data: AgencyData; made: Answerer } | undefined;
  return (data) => {
    if (answerer?.data !== data) answerer = { data, made: createAnswerer(data, t) };
    return answerer.made;
  };
}

/** Rebuilds the reader around the answerer when that or what staff wrote changed. */
function readerFor(
  answererOf: (data: AgencyData) => Answerer,
  answers: StaffAnswers,
  progress: ProgressBook,
): (data: AgencyData) => Promise<Reader> {
  let reader: { of: Answerer; seen: string; made: Reader } | undefined;
  return async (data) => {
    const answerer = answererOf(data);
    const list = await answers.list();
    const reports = await progress.list();
    const seen = JSON.stringify([list, reports]);
    if (reader?.of !== answerer || reader.seen !== seen) {
      reader = { of: answerer, seen, made: createReader(answerer, list, reports) };
    }
    return reader.made;
  };
}

/**
 * Joins core and edges. `line` is how to reach LINE (or what plays LINE); `webUrl` is the address people reach this
 * server at, asked for late because a free port is known only after listening.
 */
export async function createDeps(
  config: Config,
  given: {
    clock: Clock;
    log: Logger;
    store: Store;
    line: LineAccess;
    webUrl: () => string;
    /** For tests: a cheaper derivation of codes. */
    codes?: Pick<CaseDepsOptions, 'codeCost' | 'answerStepMs'>;
  },
): Promise<Deps> {
  const { clock, log, store, line, webUrl } = given;
  const i18n = createI18n();
  const agency = await createAgencySource(config.agencyDir, { log });
  const staffAnswers = createStaffAnswers({ port: store.knowledge, clock });
  const unanswered = createUnanswered(store.questions);
  const progress = createProgressBook({ port: store.progress, clock });
  const answererOf = answererFor(i18n.t);
  const reader = readerFor(answererOf, staffAnswers, progress);
  const box = createSecretBox(config.secrets.app, 'line');

  const accounts = await createAccountDeps({
    config,
    clock,
    store,
    isUnit: (id) => agency.current().agency.units.some((unit) => unit.id === id),
    pinned: config.recoveryFingerprint,
    cost: given.codes?.codeCost,
  });
  if (config.mode === 'trial') {
    const town = agency.current().agency;
    await ensureTrialStaff({
      ...accounts,
      dataDir: config.dataDir,
      agency: { units: town.units, onOneLine: (a, b) => onOneLine(town, a, b) },
      t: i18n.t,
    });
  }
  const cases = await createCaseDeps({
    config,
    clock,
    i18n,
    agency,
    store,
    recovery: () => accounts.recovery.recovery(),
    staff: () => accounts.people.colleagues(),
    ...given.codes,
  });

  const quiet = createQuietLog(
    log,
    config.mode === 'production'
      ? () => releaseName(clock.now(), agency.current().policy.releaseHours)
      : undefined,
  );
  const statistics = createStatistics({
    cases: store.cases,
    settings: store.settings,
    clock,
    legalClock: () => agency.current().policy.legalClock,
    live: config.mode === 'trial',
  });
  await statistics.since();

  const messenger = createMessenger({ ...line, clock, log: quiet });
  const notifier = createNotifier({
    messenger,
    t: i18n.t,
    count: (counter) => store.counters.add(counter, 1),
  });
  const watch = createLineWatch({
    messenger,
    webhookUrl: config.baseUrl && `${config.baseUrl}/webhook`,
    log,
  });

  const sendMail =
    config.mode === 'production' && config.mail ? createMailer({ ...config.mail, log }) : undefined;

  const context = async (): Promise<EngineContext> => {
    const data = agency.current();
    const filing = await cases.desk.isOpen();
    return {
      now: clock.now(),
      data,
      answerer: await reader(data),
      open: { webUrl: webUrl(), filing, chatReporting: filing && watch.safe(), webForm: true },
      randomId: () => randomBytes(8).toString('hex'),
      newCode,
      translate: i18n.t,
    };
  };
  const perform = createPerformer({
    desk: cases.desk,
    files: createIntake({ media: createMedia(line), evidence: cases.evidence }),
    count: (counter) => store.counters.add(counter, 1),
    keepQuestion: (text, lang) => unanswered.keep(text, lang),
  });
  const conversation = createConversation({ engine: createEngine(FLOWS), context, perform });
  const inbox = createInbox({ port: store.inbox, box, clock });
  const chats = createChats({ port: store.sessions, box, conversation, clock });
  const dispatcher = createDispatcher({
    port: store.inbox,
    handle: createEventHandler({
      ...{ inbox, chats, messenger, box, clock, t: i18n.t, log: quiet },
      staffLink: createStaffLink({ links: accounts.alerts.links, t: i18n.t }),
    }),
    clock,
    log: quiet,
  });
  const scheduler = createScheduler(
    [
      { name: 'line-watch', everyMs: WATCH_MS, run: () => watch.look() },
      createOverdueJob({
        cases: store.cases,
        settings: store.settings,
        clock,
        legalClock: () => agency.current().policy.legalClock,
        record: accounts.record,
      }),
      createErasureJob({
        cases: store.cases,
        evidence: cases.evidence,
        gone: accounts.gone,
        clock,
        strandedDays: () =>
          Math.max(...CASE_KINDS.map((kind) => cases.casePolicy().retentionDays(kind, 'stranded'))),
      }),
      createEvidenceJob({ cases: store.cases, evidence: cases.evidence }),
      ...(config.mode === 'production'
        ? [
            createReleaseJob({
              cases: store.cases,
              settings: store.settings,
              writer: cases.writer,
              clock,
              hours: () => agency.current().policy.releaseHours,
              afterwards: (day) => statistics.publish(day),
            }),
            createAlertJob({
              turns: accounts.alerts.turns,
              cases: store.cases,
              settings: store.settings,
              clock,
              hours: () => agency.current().policy.releaseHours,
              legalClock: () => agency.current().policy.legalClock,
              remindsOfReports: async (day) =>
                isReminderDay(day, agency.current().datasets, await progress.list()),
              auditHead: () => accounts.audit.head(),
              mail: sendMail,
              push: createStaffPush({ messenger, t: i18n.t, log }),
              texts: mailTexts(i18n.t, `${webUrl()}/console`),
              box: createSecretBox(config.secrets.app, 'alerts'),
              host: new URL(webUrl()).hostname,
            }),
          ]
        : []),
      createPurgeJob({ store, box, clock, draftIdleHours: () => agency.current().policy.draftIdleHours }),
    ],
    { log },
  );
  return {
    config,
    clock,
    log,
    quiet,
    i18n,
    store,
    agency,
    inbox,
    dispatcher,
    scheduler,
    cases,
    casework: withNotices(accounts.audited(cases.casework), notifier, {
      failed: (error) => log.warn({ err: error }, 'a reporter could not be told'),
    }),
    accounts,
    lineBox: box,
    staffAnswers,
    unanswered,
    progress,
    statistics,
    sendMail,
    async saysNow(text, lang) {
      const read = answererOf(agency.current()).ask(text, { lang, progress: await progress.list() });
      return read.kind === 'answer' ? read.answer.headline : undefined;
    },
  };
}
