import type { SendMail } from '../accounts/mail.ts';
import { ensureTrialStaff } from '../accounts/trial-staff.ts';
import { releaseName } from '../cases/release.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createI18n, type I18n } from '../i18n.ts';
import { onOneLine } from '../ita/agency.ts';
import { createAgencySource, type AgencySource } from '../ita/dataset.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import type { Logger } from '../log.ts';
import { createMailer } from '../mail/mailer.ts';
import { createQuietLog, type QuietLog } from '../quiet-log.ts';
import { createStatistics, type Statistics } from '../statistics/statistics.ts';
import type { Store } from '../store/ports.ts';
import type { AccountDeps } from './accounts.ts';
import { createAnswerDeps, type AnswerDeps } from './answers.ts';
import type { CaseDeps } from './cases.ts';
import { createJobs } from './jobs.ts';
import { createLineDeps, type LineAccess, type LineDeps } from './line.ts';
import { createOffice, type OfficeOptions } from './office.ts';

/** Everything an entrance needs, made once from the configuration. */
export interface Deps
  extends Omit<AnswerDeps, 'reader'>, Pick<LineDeps, 'inbox' | 'dispatcher' | 'casework' | 'lineBox'> {
  config: Config;
  clock: Clock;
  log: Logger;
  /** For the paths that reporters use. */
  quiet: QuietLog;
  i18n: I18n;
  store: Store;
  agency: AgencySource;
  scheduler: Scheduler;
  cases: CaseDeps;
  accounts: AccountDeps;
  statistics: Statistics;
  /** Undefined without a mail server, and in trial mode. */
  sendMail?: SendMail;
}

export interface DepsOptions {
  clock: Clock;
  log: Logger;
  store: Store;
  /** How to reach LINE, or what plays LINE. */
  line: LineAccess;
  /** The address people reach this server at, asked for late because a free port is known only after listening. */
  webUrl: () => string;
  /** For tests: a cheaper derivation of codes, and of passphrases at the same cost; failures are answered at the same step. */
  codes?: OfficeOptions['codes'];
}

/** Joins core and edges: each side in a file of its own beside this one. Throws SetupError or DataError. */
export async function createDeps(config: Config, options: DepsOptions): Promise<Deps> {
  const { clock, log, store, line, webUrl, codes } = options;
  const i18n = createI18n();
  const agency = await createAgencySource(config.agencyDir, { log });
  const policy = () => agency.current().policy;
  const production = config.mode === 'production';
  const shared = { config, clock, log, i18n, agency, store, webUrl };

  const { accounts, cases } = await createOffice({
    ...shared,
    codes,
    passphrases: { cost: codes?.codeCost, signIn: { failureStepMs: codes?.answerStepMs } },
  });
  if (!production) {
    const town = agency.current().agency;
    await ensureTrialStaff({
      ...accounts,
      dataDir: config.dataDir,
      agency: { units: town.units, onOneLine: (a, b) => onOneLine(town, a, b) },
      t: i18n.t,
    });
  }
  const statistics = createStatistics({
    cases: store.cases,
    settings: store.settings,
    clock,
    legalClock: () => policy().legalClock,
    below: () => policy().smallCountBelow,
    live: !production,
  });
  await statistics.since();

  const quiet = createQuietLog(
    log,
    production ? () => releaseName(clock.now(), policy().releaseHours) : undefined,
  );
  const { reader, ...answers } = createAnswerDeps({ ...shared, t: i18n.t });
  const { messenger, watch, ...talk } = createLineDeps({
    ...shared,
    ...{ quiet, line, accounts, cases },
    answers: { reader, unanswered: answers.unanswered },
  });
  const sendMail = production && config.mail ? createMailer({ ...config.mail, log }) : undefined;
  const jobs = createJobs({
    ...shared,
    ...{ t: i18n.t, accounts, cases, statistics, progress: answers.progress, sendMail },
    line: { messenger, watch, lineBox: talk.lineBox },
  });
  return {
    ...{ config, clock, log, quiet, i18n, store, agency, cases, accounts, statistics, sendMail },
    ...answers,
    ...talk,
    scheduler: createScheduler(jobs, { log }),
  };
}
